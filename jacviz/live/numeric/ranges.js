// Ranges that show values well: all of them, without what escapes to a pole, and with a margin.
import { Budget } from "./budget.js";
import { format } from "./format.js";

const ROUNDING = 1e-12; // of a number: an interval that is no wider is that number

/**
 * The range [x0, x1, y0, y1, ...] that shows some intervals at one scale with a margin, never flat.
 */
export function framed(...intervals) {
  const farthest = ([low, high]) => Math.max(Math.abs(low), Math.abs(high));
  const widest = Math.max(
    ...intervals.map((interval) =>
      isWide(interval, farthest(interval)) ? interval[1] - interval[0] : 0,
    ),
  );
  const least = widest > 0 ? 0.02 * widest : 0.5 * (Math.max(...intervals.map(farthest)) || 1);
  return intervals.flatMap(([low, high]) => {
    const margin = Math.max(0.06 * (high - low), least);
    return [low - margin, high + margin];
  });
}

const isWide = ([low, high], size) => high - low > ROUNDING * size;

/** The range that shows some intervals with a margin, each at a scale of its own. */
export const framedFreely = (...intervals) => intervals.flatMap((interval) => framed(interval));

/**
 * The old range as long as the new one neither leaves it nor shrinks much in it: then a picture
 * stays calm.
 */
export function steady(old, range) {
  if (!old) return range;
  const axes = range
    .filter((_, k) => k % 2 === 0)
    .map((_, k) => [range[2 * k], range[2 * k + 1], old[2 * k], old[2 * k + 1]]);
  const leaves = axes.some(([low, high, from, to]) => low < from || high > to);
  const room = Math.max(...axes.map(([low, high, from, to]) => (high - low) / (to - from)));
  return leaves || room < 0.6 ? range : old;
}

/**
 * The least range that holds [x0, x1, y0, y1] and on width by height pixels has one scale for both
 * axes.
 */
export function equalAspect([x0, x1, y0, y1], width, height) {
  const scale = Math.min(width / (x1 - x0), height / (y1 - y0));
  const cx = (x0 + x1) / 2;
  const cy = (y0 + y1) / 2;
  const w = width / scale / 2;
  const h = height / scale / 2;
  return [cx - w, cx + w, cy - h, cy + h];
}

/**
 * The interval of the first n values, without those few (at most the share at either end) that lie
 * far from the others. Of values at round places many may lie on a pole: then `typical` are values
 * at no round places, which tell what is far.
 */
export function robustInterval(values, n, share = 0.03, typical = values) {
  const sorted = (given, count) =>
    given
      .slice(0, count)
      .filter(Number.isFinite)
      .sort((p, q) => p - q);
  const all = Float64Array.from(sorted(values, n));
  const some = typical === values ? all : sorted(typical, typical.length);
  if (!all.length || !some.length) return [-1, 1];
  const last = some.length - 1;
  const low = some[Math.floor(share * last)];
  const high = some[Math.ceil((1 - share) * last)];
  const reach = 0.75 * (high - low);
  const from = Math.min(all[0], some[0]);
  const to = Math.max(all.at(-1), some[last]);
  return [from >= low - reach ? from : low, to <= high + reach ? to : high];
}

/**
 * n points of a box [[low, high], ...] of up to three variables, evenly spread and on no round
 * place (Roberts 2018): an array for each variable.
 */
export const scattered = (box, n) =>
  box.map(([low, high], axis) =>
    shares(SPREAD[box.length - 1][axis], n).map((share) => low + (high - low) * share),
  );

const known = new Map();
/** The first n multiples of a step, from 0.5 on, modulo 1. */
function shares(step, n) {
  const key = `${step} ${n}`;
  if (!known.has(key))
    known.set(
      key,
      Float64Array.from({ length: n }, (_, k) => (0.5 + (k + 1) * step) % 1),
    );
  return known.get(key);
}

// Powers of the real roots of x^(d + 1) = x + 1, whose multiples modulo 1 are spread best in d
// dimensions.
const SPREAD = [1.618033988749895, 1.324717957244746, 1.2207440846057596].map((root, d) =>
  Array.from({ length: d + 1 }, (_, k) => root ** -(k + 1)),
);

/**
 * An even grid of (count + 1)^2 points of a box of two variables: arrays u and v, the first
 * variable fastest.
 */
export function evenGrid(/** @type {import("./payload.js").Variable[]} */ [a, b], count) {
  const n = (count + 1) ** 2;
  const u = new Float64Array(n);
  const v = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    u[k] = a.low + ((a.high - a.low) * (k % (count + 1))) / count;
    v[k] = b.low + ((b.high - b.low) * Math.floor(k / (count + 1))) / count;
  }
  return { u, v, n };
}

const FIT_CELLS = [40, 20, 10]; // a side, from fine to coarse
const FIT_WORK = 1e6;

/**
 * The smallest range that shows the box itself, or the image of the box without what escapes to a
 * pole.
 */
export function fitRange(mapping, identity = false) {
  const [a, b] = mapping.payload.variables;
  return framed(
    ...(identity
      ? [
          [a.low, a.high],
          [b.low, b.high],
        ]
      : intervalsOf(mapping)),
  );
}

/** The intervals of both components over the box, without what escapes to a pole. */
export function intervalsOf(mapping) {
  const [a, b] = mapping.payload.variables;
  const count = new Budget(FIT_WORK).finest(
    FIT_CELLS,
    (cells) => 2 * cells ** 2 * (mapping.work ?? 1),
  );
  const { u, v, n } = evenGrid([a, b], count);
  const [p, q] = scattered(
    [
      [a.low, a.high],
      [b.low, b.high],
    ],
    n,
  );
  const inputs = [Float64Array.of(...u, ...p), Float64Array.of(...v, ...q)];
  return mapping.at(inputs, 2 * n).f.map((w) => robustInterval(w, n, 0.03, w.slice(n, 2 * n)));
}

const THIN = 40; // times as wide as high: what is thinner looks like a line

/** What is said of a domain or an image that at one scale for both axes looks like a line. */
export function thinness(name, ...intervals) {
  const sizes = intervals.map(([low, high]) => high - low);
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  if (!(least > 0) || most < THIN * least) return [];
  const [long, short] = sizes[0] === most ? ["wide", "high"] : ["high", "wide"];
  return [
    `The ${name} is ${format(most / least, 2)} times as ${long} as ${short}: at one scale for both axes it looks like a line.`,
  ];
}
