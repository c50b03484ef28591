// Elements without markup: text goes in as text, never as HTML.

/** An element with attributes, listeners (on...: function) and children. */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** A whole number set high. */
export const superscript = (exponent) =>
  String(exponent).replace(/./g, (c) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(c)]);

/** A number for the eye: `digits` significant digits, a real minus sign, powers of ten written out. */
export function format(value, digits = 4) {
  if (Number.isNaN(value)) return "–";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  if (value === 0) return "0";
  const modulus = Math.abs(value);
  const sign = value < 0 ? "−" : "";
  if (modulus >= 1e5 || modulus < 1e-3) {
    const [mantissa, exponent] = modulus.toExponential(digits - 1).split("e");
    return `${sign}${trim(mantissa)}·10${superscript(Number(exponent))}`;
  }
  return sign + String(Number(modulus.toPrecision(digits)));
}

const trim = (text) => (text.includes(".") ? text.replace(/0+$/, "").replace(/\.$/, "") : text);
