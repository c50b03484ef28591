// The linearization at the probe in space: the columns of J as arrows that span the tangent parallelogram or parallelepiped.

const LEAST = 16;
const ARROW = 62; // pixels: a cell below the first is too small for arrows of its size; they get the second

/** The columns of J at a point, and near(step), where the linearization sends p + step. */
export function tangentOf({ p, f, j }) {
  const columns = p.map((_, k) => f.map((_, row) => j[row * p.length + k]));
  return {
    columns,
    near: (step) =>
      f.map((w, row) => w + columns.reduce((sum, column, k) => sum + column[row] * step[k], 0)),
  };
}

/**
 * The arrows { domain, image }: unit vectors from the corner of the cell, and the columns of J from the corner of its
 * tangent image; where the cell is too small to see them they stand at the probe, enlarged alike. units are the pixels
 * that a unit takes in both panes, focus is a highlighted column of J.
 */
export function columnArrows({ p, side }, { columns, near }, theme, [own, other], focus) {
  const longest = Math.max(...columns.map((column) => Math.hypot(...column)));
  const isVisible = side * own > LEAST && side * longest * other > LEAST;
  const lengths = isVisible ? [side, side] : [ARROW / own, longest ? ARROW / (other * longest) : 0];
  const start = p.map(() => (isVisible ? -side / 2 : 0));
  const from = p.map((w, k) => w + start[k]);
  const foot = near(start);
  const domain = [];
  const image = [];
  [theme.first, theme.second, theme.third].slice(0, p.length).forEach((stroke, k) => {
    const isDim = focus && focus.column !== k;
    const style = {
      kind: "arrow",
      stroke,
      fill: stroke,
      width: focus && !isDim ? 5 : 3,
      alpha: isDim ? 0.25 : 1,
    };
    domain.push({ ...style, from, to: from.map((w, i) => w + (i === k ? lengths[0] : 0)) });
    image.push({
      ...style,
      from: foot,
      to: foot.map((w, row) => w + lengths[1] * columns[k][row]),
    });
  });
  return { domain, image };
}
