// The linearization at the probe: the columns of J as arrows that span the tangent parallelogram or
// parallelepiped.
import { arrow } from "../marks/shapes.js";

const LEAST = 16; // pixels: a cell below that is too small for arrows of its size,
const ENLARGED = [62, 62]; // which then are so long in its pane and in the image

/** The columns of J at a point, and near(step), where the linearization sends p + step. */
export function tangentOf({ p, f, j }) {
  const columns = p.map((_, k) => f.map((_, row) => j[row * p.length + k]));
  return {
    columns,
    near: (step) =>
      f.map((w, row) => w + columns.reduce((sum, column, k) => sum + column[row] * step[k], 0)),
  };
}

/** How an arrow looks when a column is pointed at: that one's is wide, the others are pale. */
export function emphasis(focus, column) {
  const isDim = focus && focus.column !== column;
  return { width: focus && !isDim ? 5 : 3, alpha: isDim ? 0.25 : 1 };
}

/**
 * The arrows { domain, image }: unit vectors from the corner of the cell, and the columns of J from
 * the corner of its tangent image; where the cell is too small to see them, or wider than `widest`,
 * they stand at the probe, enlarged alike. units are the pixels that a unit takes in both panes,
 * focus is a highlighted column of J.
 */
export function columnArrows(
  { p, side },
  { columns, near },
  theme,
  /** @type {number[]} */ [own, other],
  focus,
  { enlarged = ENLARGED, widest = Infinity } = {},
) {
  const longest = Math.max(...columns.map((column) => Math.hypot(...column)));
  const isVisible = side < widest && side * own > LEAST && side * longest * other > LEAST;
  const small = [enlarged[0] / own, longest ? enlarged[1] / (other * longest) : 0];
  const [here, there] = isVisible ? [side, side] : small;
  const start = p.map(() => (isVisible ? -side / 2 : 0));
  const from = p.map((w, k) => w + start[k]);
  const foot = near(start);
  const arrowOf = (ink, k, tail, way) =>
    arrow(
      tail,
      tail.map((w, row) => w + way(row)),
      ink,
      3,
      emphasis(focus, k),
    );
  const inks = [theme.first, theme.second, theme.third].slice(0, p.length);
  return {
    domain: inks.map((ink, k) => arrowOf(ink, k, from, (row) => (row === k ? here : 0))),
    image: inks.map((ink, k) => arrowOf(ink, k, foot, (row) => there * columns[k][row])),
  };
}
