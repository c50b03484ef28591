// What moves with the probe in the panes of a surface.
import { imageOfPath, pathThrough } from "../geometry/pathImages.js";
import { evenly, sheetOf } from "../geometry/surfaceGrid.js";
import { arrow, line, probeDot, spaceLine } from "../marks/shapes.js";
import { cornersAround, linearImage } from "./cell.js";
import { columnArrows, tangentOf } from "./tangent.js";
import { together } from "./together.js";

const PATCH_CELLS = 8; // a side of the small cell
const NORMAL = 76; // pixels

/**
 * The foreground { domain, image }; the focus is a highlighted column of J. What the surface hides
 * is pale.
 */
export function surfaceForeground(stage, here) {
  const { state, theme, panes } = stage;
  const isKnown = here.f.every(Number.isFinite);
  const isLinear = isKnown && here.j.every(Number.isFinite);
  const tangent = tangentOf(here);
  const drawn = together(
    Object.keys(panes),
    state.show.cell && cell(stage, here, isLinear && tangent),
    isLinear && arrows(stage, here, tangent),
    { domain: [probeDot(here.p, theme.domain, theme)] },
    isKnown && { image: [probeDot(here.f, theme.image, theme)] },
  );
  const isHidden = isKnown && panes.image.hides(here.f);
  return isHidden ? { ...drawn, image: drawn.image.map(faded) } : drawn;
}

const faded = (mark) => ({ ...mark, alpha: 0.4 * (mark.alpha ?? 1) });

/** The cell and its image on the surface, dashed the tangent parallelogram. */
function cell({ mapping, theme }, { p, side }, tangent) {
  const corners = cornersAround(p, side);
  const outline = [...corners, corners[0]];
  const own = Float64Array.from(outline.flat());
  const curved = imageOfPath(mapping, pathThrough(outline, 24));
  const image = [patch(mapping, p, side, theme.image), spaceLine(curved, theme.image, 2.2)];
  if (tangent)
    image.push(spaceLine(linearImage(tangent, p, outline), theme.ink, 1.8, { dash: [6, 4] }));
  return {
    domain: [
      { kind: "polyline", xy: own, fill: theme.domain, alpha: 0.28 },
      line(own, theme.domain, 2.2),
    ],
    image,
  };
}

/** The image of the cell as a piece of surface, where it is defined. */
function patch(mapping, p, side, ink) {
  const intervals = p.map((w) => [w - side / 2, w + side / 2]);
  const grid = sheetOf(mapping, ...intervals.map((interval) => evenly(interval, PATCH_CELLS)));
  const colours = Array.from(grid.element, (w) => (Number.isFinite(w) ? ink : null));
  return { kind: "surface", grid, colours, alpha: 0.5 };
}

/** The columns of J, and where it is shown the normal. */
function arrows({ state, theme, panes, focus }, here, tangent) {
  const { unit } = panes.image.projection;
  const drawn = columnArrows(here, tangent, theme, [panes.domain.transform.sx, unit], focus);
  const normal = state.show.normal ? normalAt(here.f, tangent.columns, unit, theme) : [];
  return { ...drawn, image: [...drawn.image, ...normal] };
}

/**
 * The unit normal along the cross product of two columns, so long that it is seen; none where they
 * are parallel.
 */
function normalAt(f, [[a, b, c], [d, e, g]], unit, { ink }) {
  const cross = [b * g - c * e, c * d - a * g, a * e - b * d];
  const length = Math.hypot(...cross);
  const to = f.map((w, k) => w + (NORMAL / unit / length) * cross[k]);
  return length > 0 ? [arrow(f, to, ink, 3)] : [];
}
