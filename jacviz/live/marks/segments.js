// Lines x0, y0, x1, y1 from point to point, each on its own; one with a NaN is left out.
import { pixelsOf } from "./polyline.js";

export const segments = {
  draw(pen, { X, Y }, mark) {
    const { xy } = mark;
    const { path } = pen;
    path.beginPath();
    for (let k = 0; k < xy.length; k += 4) {
      if (!Number.isFinite(xy[k] + xy[k + 1] + xy[k + 2] + xy[k + 3])) continue;
      path.moveTo(X(xy[k]), Y(xy[k + 1]));
      path.lineTo(X(xy[k + 2]), Y(xy[k + 3]));
    }
    pen.stroke(mark);
  },
  flatten: (mark, projection) => ({ ...mark, xy: pixelsOf(mark.xyz, projection) }),
};
