// Contour plots as marks: filled bands, level curves, and the levels written on them.
import { bandsOf } from "../geometry/contours.js";
import { placed, sizeOf } from "../geometry/labelPlaces.js";
import { sequence } from "../marks/palette.js";
import { format } from "../numeric/format.js";

/** The contour plot of a field as marks: filled bands and level curves. */
export function contourMarks(field, curves, theme) {
  const colours = sequence(theme.dark, field.levels.length + 1);
  const isFlat = !field.levels.length;
  return [
    ...bandsOf(field).map((xy, band) => ({
      kind: "polyline",
      closed: true,
      xy,
      fill: colours[isFlat ? 0 : band],
    })),
    ...curves.map((xy) => ({ kind: "segments", xy, stroke: theme.ink, width: 1, alpha: 0.5 })),
  ];
}

/** How many significant digits tell neighbouring levels apart. */
function digitsOf(levels) {
  const step = Math.min(...levels.slice(1).map((w, k) => w - levels[k]));
  const most = Math.max(...levels.map(Math.abs));
  return Math.max(2, Math.ceil(Math.log10(most / step) - 1e-9) + 1);
}

const APART = 5.5; // em between two labels at least
const EVERY = 3; // pieces of a curve between two places that are tried

/**
 * The levels of a field as marks, upright on their curves, each as far from the others as it can
 * be; crowded ones are left out.
 */
export function levelNames(
  { levels, u, v },
  curves,
  theme,
  { transform: { X, Y }, width, height },
) {
  const [left, right, top, foot] = [
    Math.max(0, X(u[0])),
    Math.min(width, X(u.at(-1))),
    Math.max(0, Y(v.at(-1))),
    Math.min(height, Y(v[0])),
  ];
  const digits = digitsOf(levels);
  const apart = APART * theme.size;
  const found = [];
  const order = levels.map((_, k) => k).sort((a, b) => (a % 2) - (b % 2)); // every other level first
  for (const k of order) {
    const mark = {
      kind: "label",
      text: format(levels[k], digits),
      size: theme.size,
      font: theme.font,
      fill: theme.ink,
      halo: theme.paper,
    };
    const distance = (/** @type {number[]} */ [x, y]) =>
      Math.min(
        1e4,
        ...found.map(({ box }) => Math.hypot(x - box.at[0], y - box.at[1])),
        3 * Math.min(x - left, y - top, right - x, foot - y),
      );
    const places = middlesOf(curves[k])
      .map((at) => ({ data: at, at: [X(at[0]), Y(at[1])] }))
      .map((place) => ({ ...place, room: distance(place.at) }));
    places.sort((a, b) => b.room - a.room);
    const [box] = placed([{ ...sizeOf(mark), places: places.slice(0, 20) }], {
      frame: [left, top, right, foot],
      taken: found.map((one) => one.box),
    });
    if (
      box &&
      found.every(
        (one) => Math.hypot(box.at[0] - one.box.at[0], box.at[1] - one.box.at[1]) >= apart,
      )
    )
      found.push({ box, mark: { ...mark, at: box.data } });
  }
  return found.map(({ mark }) => mark);
}

/** Middles of pieces of a curve of segments. */
function middlesOf(xy) {
  const count = Math.floor(xy.length / 4 / EVERY);
  return Array.from({ length: count }, (_, k) => 4 * EVERY * k).map((i) => [
    (xy[i] + xy[i + 2]) / 2,
    (xy[i + 1] + xy[i + 3]) / 2,
  ]);
}
