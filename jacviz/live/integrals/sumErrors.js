// How the Riemann sums of both sides tend to the integral: their errors against N on logarithmic
// axes.
import { dot, label, line } from "../marks/shapes.js";

const FLOOR = 1e-16; // of the integral: smaller errors are rounding
const DECADES = 8; // at the most below the largest error

// From back to front, so drawn that both are seen where they agree.
const SIDES = [
  { name: "image", dash: [7, 4], radius: 4.5 },
  { name: "domain", dash: null, radius: 3.2 },
];

/** The errors of sums [{ count, domain, image }] as powers of ten, none of them below rounding. */
function errorsOf(sums, target, side) {
  const floor = FLOOR * (Math.abs(target) || 1);
  return sums.map((sum) => Math.log10(Math.max(Math.abs(sum[side] - target), floor)));
}

/** The range that shows the errors of all sums. */
export function convergenceRange(sums, target, most) {
  const errors = ["domain", "image"]
    .flatMap((side) => errorsOf(sums, target, side))
    .filter(Number.isFinite);
  const high = errors.length ? Math.max(...errors) : 0; // without a known integral there are none
  const low = Math.max(Math.min(...errors, high), high - DECADES);
  return [-0.12, Math.log10(most) + 0.12, Math.floor(low) - 0.3, Math.ceil(high) + 0.3];
}

/**
 * The errors of both sums against N, those at the present N marked, and the slope of a method of
 * order 2.
 */
export function convergenceMarks(sums, now, target, theme, pane) {
  const [, , y0, y1] = pane.range;
  const x = Math.log10(now.count);
  return [
    line(Float64Array.of(x, y0, x, y1), theme.muted, 1.2, { dash: [3, 4] }),
    ...slopeMarks(sums, target, theme, pane),
    ...SIDES.flatMap((side) => errorMarks(sums, now, target, side, y0 + 0.1, theme)),
  ];
}

/** A line of slope -2 above the errors, with its name. */
function slopeMarks(sums, target, theme, { range: [, x1], transform: { sx, sy } }) {
  const top = Math.max(...SIDES.map(({ name }) => errorsOf(sums, target, name)[0])) + 0.25;
  const middle = 0.55 * x1;
  const style = {
    halo: theme.paper,
    fill: theme.muted,
    angle: Math.atan2(2 * sy, sx),
    lift: 0.9 * theme.size,
  };
  return [
    line(Float64Array.of(0, top, x1, top - 2 * x1), theme.muted, 1.4, { dash: [2, 5] }),
    label("slope −2", [middle, top - 2 * middle], theme, style),
  ];
}

/** The errors of a side's sums, none lower than `least`. */
function errorMarks(sums, now, target, { name, dash, radius }, least, theme) {
  const ink = theme[name];
  const placesOf = (some) => {
    const errors = errorsOf(some, target, name);
    return some.map(({ count }, k) => [Math.log10(count), Math.max(least, errors[k])]);
  };
  const places = placesOf(sums);
  return [
    line(Float64Array.from(places.flat()), ink, 2.2, { dash }),
    ...places.map((at) => dot(at, radius, ink)),
    dot(placesOf([now])[0], radius + 2.5, ink, { stroke: theme.paper, width: 2 }),
  ];
}
