// What moves with the probe on the graph of a function: the secant and the tangent, with their
// names.
import { dot, label, line, probeDot } from "../marks/shapes.js";
import { format } from "../numeric/format.js";
import { alongLine, besideLine, lineAcross, named } from "./lineNames.js";
import { ROUNDING } from "./remainder.js";

const LEAST = 6; // pixels of a step whose rise and run are drawn,
const ENOUGH = 40; // and of one at which they are written
const SHIFTS = [0, 0.25, -0.25]; // of a rise or a run, from its middle: where it is written

/** The marks above the curve x0, y0, x1, y1, ... */
export function graphMarks(stage, here, curve) {
  const { theme, panes } = stage;
  const seen = seenAt(stage, here);
  const lines = [
    ...(seen.hasSecant ? secantLines(panes.graph.range, theme, here, seen) : []),
    ...(seen.hasTangent ? tangentLines(stage, here, seen) : []),
  ];
  const { p, f, q, fq } = here;
  const points = [seen.isThere && [q, fq], seen.isHere && [p[0], f[0]]].filter(Boolean);
  const names = namesOf(stage, here, seen);
  const taken = [curve, ...lines.map(({ xy }) => xy)];
  return [
    ...lines,
    ...named(names, panes.graph, taken, points, theme),
    ...(seen.isThere ? [dot([q, fq], 5.5, theme.third, { stroke: theme.paper, width: 2 })] : []),
    ...(seen.isHere ? [{ ...probeDot([p[0], f[0]], theme.domain, theme), radius: 6.5 }] : []),
  ];
}

/** What there is to draw, and how many pixels the step takes. */
function seenAt({ state: { show }, panes: { graph } }, { f: [f], j: [slope], fq, h }) {
  const isHere = Number.isFinite(f);
  const isThere = Number.isFinite(fq);
  return {
    isHere,
    isThere,
    hasTangent: show.tangent && isHere && Number.isFinite(slope),
    hasSecant: show.secant && isHere && isThere,
    pixels: Math.abs(h) * graph.transform.sx,
  };
}

/** The secant with its run and its rise. */
function secantLines(range, theme, { p: [p], f: [f], q, fq, secant }, { pixels }) {
  const whole = line(lineAcross(range, [p, f], secant).xy, theme.third, 2);
  if (!(pixels > LEAST)) return [whole];
  return [
    whole,
    line(Float64Array.of(p, f, q, f), theme.domain, 3),
    line(Float64Array.of(q, f, q, fq), theme.image, 3),
  ];
}

/** The tangent, and from it to the curve at p + h the remainder. */
function tangentLines({ theme, panes, focus }, { p: [p], f: [f], j: [slope], q, fq, h }, seen) {
  const { xy } = lineAcross(panes.graph.range, [p, f], slope);
  const whole = line(xy, theme.ink, focus ? 4.5 : 2.2, { dash: [7, 5] });
  const remainder = Float64Array.of(q, f + slope * h, q, fq);
  return seen.isThere ? [whole, line(remainder, theme.second, 5, { alpha: 0.9 })] : [whole];
}

/** The names of what is drawn, the short ones first: they belong to one place. */
function namesOf({ theme, panes: { graph } }, here, { hasSecant, hasTangent, pixels }) {
  const { secant, j } = here;
  const [slope] = j;
  const names = [];
  if (hasSecant)
    names.push(slopeName("secant", secant, hasTangent ? slope : secant, here, graph, theme));
  if (hasTangent)
    names.push(slopeName("tangent", slope, hasSecant ? secant : slope, here, graph, theme));
  if (hasSecant && pixels > ENOUGH) names.push(...stepNames(here, graph.transform, theme));
  return names.sort((a, b) => a.mark.text.length - b.mark.text.length);
}

const textMark = (text, fill, theme) => label(text, undefined, theme, { halo: theme.paper, fill });

/**
 * The name of a line through the point of the curve. It stands on the longer way from there to the
 * frame: the steeper line's to its left or above it, the other's on the other side.
 */
function slopeName(title, slope, other, { p: [p], f: [f] }, { range, transform: { X, Y } }, theme) {
  const at = [X(p), Y(f)];
  const away = (end) => Math.hypot(end[0] - at[0], end[1] - at[1]);
  const ends = lineAcross(range, [p, f], slope).ends.map(([x, y]) => [X(x), Y(y)]);
  const ways = ends.sort((a, b) => away(b) - away(a));
  const usual = title === "secant" ? 1 : -1;
  const side = slope === other ? usual : Math.sign((slope - other) * (ways[0][0] - at[0])) || 1;
  const number = format(Math.abs(slope) < ROUNDING ? 0 : slope, 3);
  return {
    mark: textMark(`${title}, slope ${number}`, usual === 1 ? theme.third : theme.ink, theme),
    places: (box) =>
      [alongLine, besideLine].flatMap((place) =>
        ways.flatMap((end) => (away(end) > 1 ? place([at, end], side)(box) : [])),
      ),
  };
}

/** The rise and the run of the secant. */
function stepNames({ p: [p], f: [f], q, fq, h }, { X, Y }, theme) {
  const aside = Math.sign(h);
  const below = fq >= f ? 1 : -1;
  const middle = (a, b) => SHIFTS.map((t) => (a + b) / 2 + t * (b - a));
  const rise = ({ width }) =>
    [aside, -aside].flatMap((way) =>
      middle(Y(f), Y(fq)).map((y) => ({ at: [X(q) + way * (width / 2 + 5), y] })),
    );
  const run = ({ height }) =>
    [below, -below].flatMap((way) =>
      middle(X(p), X(q)).map((x) => ({ at: [x, Y(f) + way * (height / 2 + 3)] })),
    );
  return [
    { mark: textMark(format(fq - f, 3), theme.image, theme), places: rise },
    { mark: textMark("h", theme.domain, theme), places: run },
  ];
}
