// Numbers as a person reads them.

/** A whole number set high. */
export const superscript = (exponent) =>
  String(exponent).replace(/./g, (c) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(c)]);

/**
 * A number for the eye: `digits` significant digits, a real minus sign, powers of ten written out.
 */
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

/** Names and their values as text. */
export const tuple = (names, values) =>
  names.length === 1
    ? `${names[0]} = ${format(values[0])}`
    : `(${names.join(", ")}) = (${values.map((w) => format(w)).join(", ")})`;
