// What moves with the probe in the panes of a mapping of the plane.
import { imageOfPolyline, isInOnePiece } from "../geometry/coordinateCurves.js";
import { area, line, outline, probeDot } from "../marks/shapes.js";
import { cornersAround, linearImage } from "./cell.js";
import { columnArrows, tangentOf } from "./tangent.js";
import { together } from "./together.js";

const ENLARGED = [46, 60]; // pixels of arrows whose cell is too small or too large to see
const CIRCLE = 72; // points of it

/** The foreground { domain, image }; the focus is a highlighted column or entry of J. */
export function planeForeground(stage, here) {
  const { state, theme, panes } = stage;
  const isKnown = here.f.every(Number.isFinite);
  const isLinear = isKnown && here.j.every(Number.isFinite);
  const tangent = tangentOf(here);
  return together(
    Object.keys(panes),
    state.show.cell && cell(stage, here, isLinear && tangent),
    state.show.ellipse && isLinear && ellipses(here, theme),
    isLinear && arrows(stage, here, tangent),
    { domain: [probeDot(here.p, theme.domain, theme)] },
    isKnown && { image: [probeDot(here.f, theme.image, theme)] },
  );
}

/** The cell and its image, dashed the tangent parallelogram. */
function cell({ mapping, theme, panes }, { p, side }, tangent) {
  const [x0, x1] = panes.domain.range;
  const alpha = side < x1 - x0 ? 0.28 : 0; // a cell larger than the pane is an outline, not a veil
  const corners = cornersAround(p, side);
  const own = Float64Array.from(corners.flat());
  const xy = imageOfPolyline(mapping, corners, 32, panes.image.transform.sx);
  const image = isInOnePiece(xy) ? [area(xy, theme.image, alpha)] : [];
  image.push(line(xy, theme.image, 2.2));
  if (tangent)
    image.push(outline(linearImage(tangent, p, corners), theme.ink, 1.8, { dash: [6, 4] }));
  return { domain: [area(own, theme.domain, alpha), outline(own, theme.domain, 2.2)], image };
}

/** A circle in the cell, and the ellipse that J makes of it. */
function ellipses({ p, f, j, side }, theme) {
  const half = side / 2;
  const scaled = j.map((w) => w * half);
  return {
    domain: [outline(ellipse(p, [half, 0, 0, half]), theme.domain, 1.6)],
    image: [outline(ellipse(f, scaled), theme.image, 1.6)],
  };
}

/** The image of the unit circle under a matrix, around a point. */
function ellipse([x, y], [a, b, c, d]) {
  const xy = new Float64Array(2 * CIRCLE);
  for (let k = 0; k < CIRCLE; k++) {
    const p = Math.cos((2 * Math.PI * k) / CIRCLE);
    const q = Math.sin((2 * Math.PI * k) / CIRCLE);
    xy[2 * k] = x + a * p + b * q;
    xy[2 * k + 1] = y + c * p + d * q;
  }
  return xy;
}

/** The columns of J, and of one that is pointed at in an entry its components. */
function arrows({ theme, panes, focus }, here, tangent) {
  const { domain, image } = panes;
  const [x0, x1] = domain.range;
  const units = [domain.transform.sx, image.transform.sx];
  const drawn = columnArrows(here, tangent, theme, units, focus, {
    enlarged: ENLARGED,
    widest: x1 - x0,
  });
  const withLegs = drawn.image.flatMap((mark, k) =>
    focus?.column === k && focus.row !== undefined ? [mark, ...legsOf(mark, focus.row)] : [mark],
  );
  return { ...drawn, image: withLegs };
}

/** An arrow's way along both axes, wide along the one of a row. */
function legsOf({ from, to, stroke }, row) {
  const bend = [to[0], from[1]];
  const ways = [
    [from, bend],
    [bend, to],
  ];
  return ways.map(([p, q], k) => {
    const style = k === row ? { width: 4, dash: null } : { width: 1.5, dash: [3, 4] };
    return line(Float64Array.of(...p, ...q), stroke, style.width, { dash: style.dash });
  });
}
