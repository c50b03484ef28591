// Ticks of a plane pane's axes, at least two of them wherever there is room.
import { format, superscript } from "./dom.js";

const MANTISSAS = [1, 2, 2.5, 5];
const DECADES = [1, 2, 3, 5, 10, 20, 50, 100]; // powers of ten between two ticks
const LEAST = 2; // ticks

/** The distance between ticks of an even axis: the longest round one with two ticks in the range, or a shorter one with `most` at the most. */
export function evenStep([low, high], most) {
  const power = 10 ** Math.floor(Math.log10((high - low) / most));
  const steps = [0, 1, 2].flatMap((k) => MANTISSAS.map((m) => m * power * 10 ** k));
  const count = (step) => Math.floor(high / step + 1e-9) - Math.ceil(low / step - 1e-9) + 1;
  return steps.find((step) => count(step) <= most && count(step) >= LEAST) ?? steps.findLast((step) => count(step) >= LEAST) ?? steps[0];
}

const power = (k) => (k === 0 ? "1" : k === 1 ? "10" : `10${superscript(k)}`);

/** Ticks of a logarithmic axis, given in powers of ten, and beyond it: powers of ten; where fewer than two are seen also 2 and 5 times them, or round numbers. */
export function logTicks([low, high], most) {
  const every = DECADES.find((n) => (high - low) / n <= most) ?? DECADES.at(-1);
  const first = Math.floor((2 * low - high) / every), last = Math.ceil((2 * high - low) / every);
  const exponents = Array.from({ length: last - first + 1 }, (_, k) => (first + k) * every);
  const seen = (values) => values.filter((w) => Math.log10(w) >= low && Math.log10(w) <= high).length;
  const powers = exponents.map((k) => 10 ** k);
  if (seen(powers) >= LEAST) return { tickvals: powers, ticktext: exponents.map(power) };
  const fine = powers.flatMap((w) => [w, 2 * w, 5 * w]), [from, to] = [10 ** low, 10 ** high], step = evenStep([from, to], most);
  const even = Array.from({ length: Math.max(0, Math.floor(to / step) - Math.ceil(from / step) + 1) }, (_, k) => (Math.ceil(from / step) + k) * step);
  const tickvals = seen(fine) >= LEAST ? fine : even;
  return { tickvals, ticktext: tickvals.map((w) => format(w, 3)) };
}
