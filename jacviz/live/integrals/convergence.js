// How the Riemann sums of both sides tend to the integral: their errors against N on logarithmic axes.

const FLOOR = 1e-16; // of the integral: smaller errors are rounding
const DECADES = 8; // at the most below the largest error

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

/** The errors of both sums against N, those at the present N marked, and the slope of a method of order 2. */
export function convergenceMarks(
  sums,
  now,
  target,
  theme,
  { range: [, x1, y0, y1], transform: { sx, sy } },
) {
  const x = Math.log10(now.count);
  const marks = [];
  const held = (y) => Math.max(y0 + 0.1, y);
  const text = { kind: "label", size: theme.size, font: theme.font, halo: theme.paper };
  marks.push({
    kind: "polyline",
    xy: Float64Array.of(x, y0, x, y1),
    stroke: theme.muted,
    width: 1.2,
    dash: [3, 4],
  });
  const top =
    Math.max(...["domain", "image"].map((side) => errorsOf(sums, target, side)[0])) + 0.25;
  marks.push({
    kind: "polyline",
    xy: Float64Array.of(0, top, x1, top - 2 * x1),
    stroke: theme.muted,
    width: 1.4,
    dash: [2, 5],
  });
  const middle = 0.55 * x1;
  const tilt = Math.atan2(2 * sy, sx);
  marks.push({
    ...text,
    at: [middle, top - 2 * middle],
    text: "slope −2",
    fill: theme.muted,
    angle: tilt,
    lift: 0.9 * theme.size,
  });
  for (const [side, ink, dash, radius] of [
    ["image", theme.image, [7, 4], 4.5],
    ["domain", theme.domain, null, 3.2],
  ]) {
    const errors = errorsOf(sums, target, side).map(held);
    const places = sums.map(({ count }) => Math.log10(count));
    marks.push({
      kind: "polyline",
      xy: Float64Array.from(places.flatMap((place, k) => [place, errors[k]])),
      stroke: ink,
      width: 2.2,
      dash,
    });
    places.forEach((place, k) =>
      marks.push({ kind: "point", at: [place, errors[k]], radius, fill: ink }),
    );
    marks.push({
      kind: "point",
      at: [x, held(errorsOf([now], target, side)[0])],
      radius: radius + 2.5,
      fill: ink,
      stroke: theme.paper,
      width: 2,
    });
  }
  return marks;
}
