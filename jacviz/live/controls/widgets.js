// Sliders, switches and buttons with accessible names; each only reports what the person wants.
import { format } from "../numeric/format.js";
import { element } from "./dom.js";

/** A labelled slider. set(value) moves it without reporting; digits and unit serve the value shown. */
export function slider({
  name,
  low,
  high,
  step = "any",
  value,
  show = (w) => format(w, 3),
  onInput,
  extra,
}) {
  const input = element("input", {
    type: "range",
    min: low,
    max: high,
    step,
    "aria-label": name,
    oninput: () => {
      say(input.valueAsNumber);
      onInput(input.valueAsNumber);
    },
  });
  if (step === "any")
    input.addEventListener("keydown", (event) => {
      // Browsers differ in how far an arrow key takes a slider without steps: here a hundredth of its way, always.
      const sign = {
        ArrowLeft: -1,
        ArrowDown: -1,
        ArrowRight: 1,
        ArrowUp: 1,
        PageDown: -10,
        PageUp: 10,
      }[event.key];
      if (!sign) return;
      event.preventDefault();
      input.value = input.valueAsNumber + (sign * (high - low)) / 100;
      input.dispatchEvent(new Event("input"));
    });
  const output = element("output", { class: "jv-value", "aria-live": "off" });
  const say = (w) => {
    output.textContent = show(w);
    input.setAttribute("aria-valuetext", output.textContent);
  };
  const root = element(
    "label",
    { class: "jv-slider" },
    element("span", { class: "jv-name" }, name),
    input,
    output,
    extra,
  );
  const set = (w) => {
    input.value = w;
    say(w);
  };
  set(value);
  return { root, set, input };
}

/** A switch that looks like a chip. */
export function toggle({ name, value, title, onChange }) {
  const button = element(
    "button",
    { type: "button", class: "jv-chip", "aria-pressed": String(value), title },
    name,
  );
  const set = (on) => button.setAttribute("aria-pressed", String(on));
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    set(on);
    onChange(on);
  });
  return { root: button, set };
}

export function button(name, title, onClick) {
  return element("button", { type: "button", class: "jv-button", title, onclick: onClick }, name);
}
