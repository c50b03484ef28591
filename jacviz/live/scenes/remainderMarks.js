// The remainder of the linearization against the step, on logarithmic axes.
import { area, label, line, probeDot } from "../marks/shapes.js";
import { ALONG, alongLine, named } from "./lineNames.js";
import { LOST } from "./remainder.js";

/**
 * The marks of the pane: its curve with the rounding error below it, the present step, and lines of
 * the slopes 1 and 2.
 */
export function remainderMarks({ theme, panes: { remainder: pane } }, here) {
  const [, , y0, y1] = pane.range;
  const { remainders, h, order } = here;
  const x = Math.log10(Math.abs(h));
  const y = Math.log10(sizeOf(here));
  const noise = noiseBelow(remainders, pane, theme);
  const slopes = Number.isFinite(order) ? [1, 2].map((n) => slopeLine(n, [x, y], pane, theme)) : [];
  const lines = [
    line(Float64Array.of(x, y0, x, y1), theme.third, 1.5, { dash: [3, 4] }),
    ...slopes.map(({ mark }) => mark),
    ...curves(remainders, theme),
  ];
  const taken = lines.map(({ xy }) => xy);
  const points = Number.isFinite(y) ? [[x, y]] : [];
  const names = [...noise, ...slopes].map(({ name }) => name);
  return [
    ...noise.map(({ mark }) => mark),
    ...lines,
    ...named(names, pane, taken, points, theme),
    ...points.map((at) => probeDot(at, theme.second, theme)),
  ];
}

/** What the curve shows at the step: where there is no slope, the whole difference. */
const sizeOf = ({ j: [slope], f: [f], fq, remainder }) =>
  Math.abs(Number.isFinite(slope) ? remainder : fq - f);

const textMark = (text, fill, theme) => label(text, undefined, theme, { halo: theme.paper, fill });

/** Points of a curve over the steps in powers of ten, where they are to be kept. */
const logarithms = (sizes, values, keep = (_step) => true) =>
  Float64Array.from({ length: 2 * sizes.length }, (_, k) => {
    const i = k >> 1;
    return keep(i) && values[i] > 0 ? Math.log10(k % 2 ? values[i] : sizes[i]) : NaN;
  });

/** The area of the rounding error, { mark, name }; of none where it is not known. */
function noiseBelow({ h, floor }, { range: [, , y0], transform: { Y }, width: wide }, theme) {
  if (!floor.some(Number.isFinite)) return [];
  const held = floor.map((w) => Math.max(w, 10 ** y0));
  const top = logarithms(h, held).filter((w) => !Number.isNaN(w));
  const places = ({ width, height }) =>
    ALONG.map((share) => ({
      at: [width / 2 + 6 + share * (wide - width - 12), Y(y0) - height / 2 - 2],
    }));
  return [
    {
      mark: area(Float64Array.of(...top, top.at(-2), y0, top[0], y0), theme.faint),
      name: { mark: textMark("rounding error", theme.ink, theme), places },
    },
  ];
}

/** A line of a slope through a point, { mark, name }. */
function slopeLine(n, [x, y], { range: [x0, x1, y0, y1], transform: { X, Y } }, theme) {
  const ends = [Math.max(x0, x + (y0 - y) / n), Math.min(x1, x + (y1 - y) / n)];
  const span = ends.map((at) => [at, y + n * (at - x)]);
  const pixels = span.map(([a, b]) => [X(a), Y(b)]);
  return {
    mark: line(Float64Array.from(span.flat()), theme.muted, 1.5, { dash: [2, 5] }),
    name: {
      mark: textMark(`slope ${n}`, theme.muted, theme),
      places: alongLine(pixels, n === 1 ? 1 : -1, [0.12, ...ALONG]),
    },
  };
}

/** The curve, pale where rounding error may be all there is. */
function curves({ h, r, floor }, { second }) {
  const isSound = (i) => r[i] > LOST * floor[i];
  return [
    line(
      logarithms(h, r, (i) => !isSound(i)),
      second,
      1.5,
      { alpha: 0.5 },
    ),
    line(logarithms(h, r, isSound), second, 3),
  ];
}
