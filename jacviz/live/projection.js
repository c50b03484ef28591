// Points of space as points of a pane: a camera that turns around a box, seen in slight perspective. Pure numbers in pixels.

export const HOME = [0.65, 0.42, 1]; // yaw and pitch in radians, and how far away: at 1 the whole box is seen

const EYE = 7;      // half sides of the box between its centre and the eye
const SEEN = 1.78;  // half sides of the box from the middle of the pane's height to its edge
const ASIDE = 1.06; // of the floor's radius: what perspective makes of it at the sides
const LONGEST = 1.4, WIDEST = 1.7; // the longest half side and the radius of the floor, for boxes that are no cubes
const MIDDLE = 0.475; // where in the pane's height the box's centre lies: below it stand the numbers

/**
 * The projection of a box [x0, x1, y0, y1, z0, z1] onto width by height pixels. write(x, y, z, out, at) puts three
 * numbers into out: pixels to the right, pixels down, and depth towards the eye in half sides of the box; a point that
 * lies behind the eye is NaN. At distance 1 the box leaves `room` pixels free at the left and at the right. unit is how many pixels a unit of the data takes (with isFree of the first axis), eye the direction from
 * which one looks.
 */
export function projectionOf([x0, x1, y0, y1, z0, z1], [yaw, pitch, distance], width, height, isFree = false, room = 0) {
  const centre = [(x0 + x1) / 2, (y0 + y1) / 2, (z0 + z1) / 2], half = [(x1 - x0) / 2, (y1 - y0) / 2, (z1 - z0) / 2];
  const common = Math.max(Math.max(...half) / LONGEST, Math.hypot(half[0], half[1]) / WIDEST, Math.hypot(...half) / Math.sqrt(3));
  const [sx, sy, sz] = half.map((h) => 1 / (isFree ? h : common));
  const [cy, sn, cp, sp] = [Math.cos(yaw), Math.sin(yaw), Math.cos(pitch), Math.sin(pitch)];
  const aside = Math.max(0.6 * width, width - 2 * room) / (ASIDE * Math.hypot(half[0] * sx, half[1] * sy));
  const pixels = Math.min(height / SEEN, aside) / 2 / distance;
  const write = (x, y, z, out, at) => {
    const p = (x - centre[0]) * sx, q = (y - centre[1]) * sy, r = (z - centre[2]) * sz;
    const level = cy * p + sn * q, depth = cp * level + sp * r;
    const scale = depth < EYE - 0.5 ? (pixels * EYE) / (EYE - depth) : NaN;
    out[at] = width / 2 + scale * (cy * q - sn * p);
    out[at + 1] = MIDDLE * height - scale * (cp * r - sp * level);
    out[at + 2] = depth;
  };
  const at = ([x, y, z]) => {
    const out = [0, 0, 0];
    write(x, y, z, out, 0);
    return out;
  };
  return { write, at, unit: pixels * sx, eye: [cp * cy, cp * sn, sp], half: half.map((h, k) => h * [sx, sy, sz][k]), pixels };
}
