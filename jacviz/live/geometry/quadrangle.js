// Quadrangles of the plane.

/** Whether a quadrangle of xy, eight numbers from `at` on, contains a point: an odd number of its sides is right of it. */
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
