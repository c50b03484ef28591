// Ticks of a plane pane's axes, at least two of them wherever there is room.
import { format, superscript } from "./format.js";

const MANTISSAS = [1, 2, 2.5, 5];
const DECADES = [1, 2, 3, 5, 10, 20, 50, 100]; // powers of ten between two ticks
const LEAST = 2; // ticks

/**
 * The distance between ticks of an even axis: the longest round one with two ticks in the range, or
 * a shorter one with `most` at the most.
 */
export function evenStep([low, high], most) {
  const power = 10 ** Math.floor(Math.log10((high - low) / most));
  const steps = [0, 1, 2].flatMap((k) => MANTISSAS.map((m) => m * power * 10 ** k));
  const count = (step) => Math.floor(high / step + 1e-9) - Math.ceil(low / step - 1e-9) + 1;
  return (
    steps.find((step) => count(step) <= most && count(step) >= LEAST) ??
    steps.findLast((step) => count(step) >= LEAST) ??
    steps[0]
  );
}

const power = (k) => (k === 0 ? "1" : k === 1 ? "10" : `10${superscript(k)}`);

/**
 * Ticks of a logarithmic axis, given in powers of ten, and beyond it: powers of ten; where fewer
 * than two are seen also 2 and 5 times them, or round numbers.
 */
export function logTicks([low, high], most) {
  const every = DECADES.find((n) => (high - low) / n <= most) ?? DECADES.at(-1);
  const first = Math.floor((2 * low - high) / every);
  const last = Math.ceil((2 * high - low) / every);
  const exponents = Array.from({ length: last - first + 1 }, (_, k) => (first + k) * every);
  const seen = (values) =>
    values.filter((w) => Math.log10(w) >= low && Math.log10(w) <= high).length;
  const powers = exponents.map((k) => 10 ** k);
  if (seen(powers) >= LEAST) return { tickvals: powers, ticktext: exponents.map(power) };
  const fine = powers.flatMap((w) => [w, 2 * w, 5 * w]);
  const [from, to] = [10 ** low, 10 ** high];
  const step = evenStep([from, to], most);
  const even = Array.from(
    { length: Math.max(0, Math.floor(to / step) - Math.ceil(from / step) + 1) },
    (_, k) => (Math.ceil(from / step) + k) * step,
  );
  const tickvals = seen(fine) >= LEAST ? fine : even;
  return { tickvals, ticktext: tickvals.map((w) => format(w, 3)) };
}

const FAR = 500; // widths: an axis that lies so far from 0 counts from a round number near by
const LETTER = 0.58;
const SIGNS = 6; // em of a digit, and how many stand beside an axis
const BEYOND = 1; // widths to both sides that have ticks too, for a hand that moves the axis

/**
 * The ticks of an axis of the plane that is so many pixels long: { base, tickvals, ticktext },
 * round numbers that have room for their text, two of them in the range at least. Far from 0 they
 * count from a round base near by, which is 0 elsewhere.
 */
export function planeTicks([low, high], length, size, isUpright) {
  const width = high - low;
  const base = Math.abs(low + high) > 2 * FAR * width ? nearby((low + high) / 2, width) : 0;
  const inside = (step) =>
    Math.floor((high - base) / step + 1e-9) - Math.ceil((low - base) / step - 1e-9) + 1;
  const room = (letters) => (isUpright ? 1.7 * size : (letters + 1.2) * LETTER * size);
  let best = null;
  for (const step of stepsFor(width)) {
    const count = inside(step);
    if (best && count < 2) break;
    const ticks = multiples(low - base - BEYOND * width, high - base + BEYOND * width, step);
    const longest = Math.max(...ticks.map((w) => lengthOf(tickText(w, step))));
    best = {
      base,
      tickvals: ticks.map((w) => base + w),
      ticktext: ticks.map((w) => tickText(w, step)),
    };
    const needed = room(longest);
    if ((step / width) * length >= needed && count <= MOST && (!isUpright || longest <= SIGNS))
      break;
  }
  return best;
}

const MOST = 7; // ticks
const lengthOf = (text) =>
  text.replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹⁻·.]/g, "").length +
  0.6 * (text.length - text.replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹⁻·.]/g, "").length);

/** Steps 1, 2 and 5 times powers of ten from a twentieth of a width to beyond the half of it. */
function stepsFor(width) {
  const power = Math.floor(Math.log10(width / 20));
  return [0, 1, 2]
    .flatMap((k) => [1, 2, 5].map((m) => Number(`${m}e${power + k}`)))
    .filter((step) => step >= width / 20 && step <= width);
}

/** The multiples of a step in an interval. */
export function multiples(low, high, step) {
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, k) =>
    Number(((first + k) * step).toPrecision(12)),
  );
}

/** A multiple of a step with as many digits as tell it from its neighbours. */
const tickText = (value, step) =>
  format(
    value,
    Math.max(
      1,
      1 +
        Math.floor(Math.log10(Math.abs(value) || step) + 1e-9) -
        Math.floor(Math.log10(step) + 1e-9),
    ),
  );

/** A round number within a width of another. */
function nearby(value, width) {
  const step = 10 ** Math.ceil(Math.log10(width));
  return Number((Math.round(value / step) * step).toPrecision(15));
}

/** The name of an axis that counts from a base. */
export const countedFrom = (name, base) =>
  base ? `${name} ${base < 0 ? "+" : "−"} ${sayExactly(Math.abs(base))}` : name;

const sayExactly = (value) => (value >= 1e15 || value < 1e-3 ? format(value, 12) : String(value));
