// Names on the lines of a pane, off each other and as well as it goes off the lines.
import { placed, sizeOf } from "../geometry/labelPlaces.js";

/**
 * The line through a point with a slope, cut off by the range: as a polyline and as its left and
 * its right end.
 */
export function lineAcross([x0, x1, y0, y1], [x, y], slope) {
  const inside = (edge) => {
    const at = y + slope * (edge - x);
    const held = Math.max(y0, Math.min(y1, at));
    return held === at ? [edge, at] : [x + (held - y) / slope, held];
  };
  const ends = [inside(x0), inside(x1)];
  return { ends, xy: Float64Array.from(ends.flat()) };
}

/** A line of the pane's coordinates in pixels. */
const inPixels = (xy, { X, Y }) => Float64Array.from(xy, (w, k) => (k % 2 ? Y(w) : X(w)));

/**
 * Names as marks, off each other and the points, in the frame, and as well as it goes off the
 * lines: each { mark, places(size) in pixels }.
 */
export function named(names, pane, lines, points, { size }) {
  const { transform, width, height } = pane;
  const drawn = lines.map((xy) => inPixels(xy, transform));
  const taken = points.map(([x, y]) => ({
    at: [transform.X(x), transform.Y(y)],
    width: 1.1 * size,
    height: 1.1 * size,
  }));
  const labels = names.map(({ mark, places }) => ({
    ...sizeOf(mark),
    places: places(sizeOf(mark)),
    lines: drawn,
  }));
  return placed(labels, { frame: [0, 0, width, height], taken }).flatMap((box, k) =>
    box ? [{ ...names[k].mark, at: transform.toData(...box.at), angle: box.angle }] : [],
  );
}

export const ALONG = [0.5, 0.4, 0.3, 0.6, 0.2, 0.7, 0.1, 0.8, 0, 0.9, 1]; // of the room that a name has along its line

/**
 * Places along a line between two points in pixels, to the wished side of it (1 above, -1 below)
 * before the other.
 */
export function alongLine(/** @type {number[][]} */ [p, q], side, shares = ALONG) {
  const [[x0, y0], [x1, y1]] = p[0] <= q[0] ? [p, q] : [q, p];
  const length = Math.hypot(x1 - x0, y1 - y0);
  const angle = Math.atan2(y1 - y0, x1 - x0);
  return ({ width, height }) =>
    [side, -side].flatMap((way) =>
      shares.map((share) => {
        const far = (width / 2 + share * Math.max(0, length - width)) / length;
        const aside = (way * 0.78 * height) / length;
        return {
          angle,
          at: [x0 + far * (x1 - x0) + aside * (y1 - y0), y0 + far * (y1 - y0) - aside * (x1 - x0)],
        };
      }),
    );
}

/** Places beside a line between two points in pixels, upright. */
export function besideLine([p, q]) {
  return ({ width, height }) =>
    ALONG.flatMap((share) =>
      [1, -1].map((way) => {
        const steep = Math.abs((q[1] - p[1]) / (q[0] - p[0] || 1e-9));
        const away = width / 2 + 4 + height / 2 / Math.max(0.5, steep);
        return {
          angle: 0,
          at: [p[0] + share * (q[0] - p[0]) + way * away, p[1] + share * (q[1] - p[1])],
        };
      }),
    );
}
