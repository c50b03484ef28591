// A field to type one number into, above a picture.
import { element } from "./dom.js";

const decimal = (text) =>
  text.trim() === "" ? NaN : Number(text.trim().replace("−", "-").replace(",", "."));

/** The number or fraction that a text means, or NaN: a comma and a real minus sign count too. */
function numberOf(text) {
  const [over, under = 1, ...rest] = text.split("/").map(decimal);
  return rest.length ? NaN : over / under;
}

const BEGUN = /^\s*[-−+]?\s*[\d.,]*\s*(\/\s*[-−+]?\s*)?$/; // what may still become a number

/**
 * A field { root, input } with a value; done(number) when one was typed, done(null) when the person
 * gave up.
 */
export function numberField(name, value, done) {
  let isOpen = true;
  const close = (found) => {
    if (!isOpen) return;
    isOpen = false;
    done(found);
  };
  const read = () => {
    const found = numberOf(input.value);
    const isSound = Number.isFinite(found);
    input.setAttribute("aria-invalid", String(!isSound));
    if (isSound) remedy.textContent = "";
    return isSound ? found : null;
  };
  const tell = () => {
    remedy.textContent = "Type a number, such as −0.75 or 1/3.";
  };
  const remedy = element("div", { class: "jv-remedy", role: "alert" });
  const input = element("input", {
    class: "jv-entry",
    type: "text",
    "aria-label": name,
    value: String(Number(value.toPrecision(6))),
    oninput: () => {
      if (read() === null && !BEGUN.test(input.value)) tell();
    },
    onblur: () => close(read()),
    onkeydown: (event) => {
      event.stopPropagation();
      if (event.key === "Escape") close(null);
      if (event.key !== "Enter") return;
      if (read() === null) tell();
      else close(read());
    },
  });
  return { root: element("div", { class: "jv-typed" }, input, remedy), input };
}
