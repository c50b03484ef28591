// Sliders, switches and buttons with accessible names; each only reports what the person wants.
import { format } from "../numeric/format.js";
import { element } from "./dom.js";

// Hundredths of its way by which a key takes a slider without steps: browsers differ in that.
const KEYS = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -10,
  PageUp: 10,
};

/**
 * A labelled slider { root, input, set }. set(value) moves it without reporting, show(value) is the
 * text beside it; extra is an element that stands behind that.
 */
export function slider({
  name,
  low,
  high,
  step = undefined,
  value,
  show = (w) => format(w, 3),
  ...more
}) {
  const range = { type: "range", min: low, max: high, step: step ?? "any" };
  const input = element("input", { ...range, "aria-label": name });
  const output = element("output", { class: "jv-value", "aria-live": "off" });
  const say = (w) => {
    output.textContent = show(w);
    input.setAttribute("aria-valuetext", output.textContent);
  };
  const set = (w) => {
    input.value = w;
    say(w);
  };
  input.addEventListener("input", () => {
    say(input.valueAsNumber);
    more.onInput(input.valueAsNumber);
  });
  if (!step) input.addEventListener("keydown", (event) => nudge(event, (high - low) / 100));
  set(value);
  const label = element("span", { class: "jv-name" }, name);
  const root = element("label", { class: "jv-slider" }, label, input, output, more.extra);
  return { root, set, input };
}

/** Takes a slider so many times a distance as a key says. */
function nudge(event, distance) {
  const times = KEYS[event.key];
  if (!times) return;
  event.preventDefault();
  event.target.value = event.target.valueAsNumber + times * distance;
  event.target.dispatchEvent(new Event("input"));
}

/** A menu of values { root, set }; label(value) is what stands for one. */
export function select({ name, title, values, label, value, onChange }) {
  const options = values.map((one) =>
    element("option", { value: String(one), selected: one === value }, label(one)),
  );
  const onchange = () => onChange(values[root.selectedIndex]);
  const root = element("select", { "aria-label": name, title, onchange }, ...options);
  const set = (one) => {
    root.selectedIndex = values.indexOf(one);
  };
  return { root, set };
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
