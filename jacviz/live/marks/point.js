// A disk around a point; its radius is in pixels.
import { lineOf, penOf } from "./facets.js";
import { paint } from "./paint.js";

const BEFORE = 0.1; // half sides of the box by which a point on a surface lies before it

export const point = {
  draw(pen, { X, Y }, mark) {
    const [x, y] = mark.at;
    if (!Number.isFinite(x + y)) return;
    pen.path.beginPath();
    pen.path.arc(X(x), Y(y), mark.radius, 0, 2 * Math.PI);
    paint(pen, mark);
  },
  flatten: (mark, { at }) => ({ ...mark, at: at(mark.at) }),
  pieces: () => 1,
  /** A line as wide as the point and all but without length. */
  carve(facets, { at, radius, fill, alpha = 1 }, projection) {
    const [px, py, depth] = projection.at(at);
    if (Number.isFinite(px))
      lineOf(
        facets,
        [px, py, px + 0.01, py],
        penOf(facets, fill, 2 * radius, alpha),
        depth + BEFORE,
      );
  },
};
