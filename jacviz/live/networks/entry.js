// A field to type one number into, above a picture.
import { element } from "../dom.js";

/** The number that a text means, or NaN: a comma and a real minus sign count too. */
export const numberOf = (text) => (text.trim() === "" ? NaN : Number(text.trim().replace("−", "-").replace(",", ".")));

/** A field with a value; done(number) when one was typed, done(null) when the person gave up. */
export function numberField(name, value, done) {
  let isOpen = true;
  const close = (found) => {
    if (!isOpen) return;
    isOpen = false;
    done(found);
  };
  const read = () => {
    const found = numberOf(field.value), isSound = Number.isFinite(found);
    field.setAttribute("aria-invalid", String(!isSound));
    field.title = isSound ? "" : "Type a number, such as −0.75.";
    return isSound ? found : null;
  };
  const field = element("input", {
    class: "jv-entry", type: "text", inputmode: "decimal", "aria-label": name, value: String(Number(value.toPrecision(6))),
    oninput: read, onblur: () => close(read()),
    onkeydown: (event) => {
      event.stopPropagation();
      if (event.key === "Escape") close(null);
      if (event.key === "Enter" && read() !== null) close(read());
    },
  });
  return field;
}
