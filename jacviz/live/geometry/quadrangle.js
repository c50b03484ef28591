// Quadrangles: the cells of a grid, and quadrangles of the plane.

/**
 * Whether a quadrangle of xy, eight numbers from `at` on, contains a point: an odd number of its
 * sides is right of it.
 */
export function contains(xy, at, px, py) {
  let inside = false;
  for (let p = 0, q = 6; p < 8; q = p, p += 2) {
    const ax = xy[at + p];
    const ay = xy[at + p + 1];
    const bx = xy[at + q];
    const by = xy[at + q + 1];
    if (ay > py !== by > py && px < ax + ((bx - ax) * (py - ay)) / (by - ay)) inside = !inside;
  }
  return inside;
}

/** The four vertices of cell k, in order around it. */
export function verticesOf(grid, k) {
  const width = grid.columns - 1;
  const leaf = k - width * (grid.rows - 1);
  if (leaf >= 0) return grid.leafCorners.subarray(4 * leaf, 4 * leaf + 4);
  const first = Math.floor(k / width) * grid.columns + (k % width);
  return [first, first + 1, first + 1 + grid.columns, first + grid.columns];
}
