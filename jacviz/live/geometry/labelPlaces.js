// Where labels stand: none lies on another, none is cut by the frame, and as little of a line as
// can be runs through one. A box is { at: [x, y] its middle, width, height, angle = 0 clockwise },
// in pixels; a line is x0, y0, x1, y1, ... with NaN for gaps.

const AIR = 2; // pixels kept free around a text
const EQUAL = 3; // pixels of covered line that make no difference

let pen = null;
const widths = new Map();

/** The width of a text as it is painted. */
export function widthOf(text, size, font, weight = 600) {
  const style = `${weight} ${size}px ${font}`;
  const key = `${style} ${text}`;
  if (widths.has(key)) return widths.get(key);
  if (widths.size > 5000) widths.clear();
  pen ??= document.createElement("canvas").getContext("2d");
  pen.font = style;
  const { width } = pen.measureText(text);
  widths.set(key, width);
  return width;
}

/** The size { width, height } of the box of a label mark. */
export const sizeOf = ({ text, size, font, weight = undefined }) => ({
  width: widthOf(text, size, font, weight) + 2 * AIR,
  height: 1.1 * size,
});

/** The box that a label mark fills on its pane. */
export function boxOf({ X, Y }, mark) {
  const { at, align = "center", angle = 0, lift = 0 } = mark;
  const { width, height } = sizeOf(mark);
  const aside = { left: width / 2 - AIR, center: 0, right: AIR - width / 2 }[align];
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return {
    at: [X(at[0]) + aside * cos + lift * sin, Y(at[1]) + aside * sin - lift * cos],
    width,
    height,
    angle,
  };
}

const axesOf = ({ angle = 0 }) => [
  [Math.cos(angle), Math.sin(angle)],
  [-Math.sin(angle), Math.cos(angle)],
];

/** The corners of a box, in turn. */
function cornersOf(box) {
  const [along, across] = axesOf(box);
  const { at, width, height } = box;
  return [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ].map(([s, t]) => [0, 1].map((i) => at[i] + (s * width * along[i] + t * height * across[i]) / 2));
}

/**
 * Whether two boxes have no inner point in common: then a line along a side of one of them lies
 * between them.
 */
export function areApart(a, b) {
  const [p, q] = [cornersOf(a), cornersOf(b)];
  return [...axesOf(a), ...axesOf(b)].some((axis) => {
    const [own, other] = [p, q].map((corners) =>
      corners.map(([x, y]) => x * axis[0] + y * axis[1]),
    );
    return (
      Math.max(...own) <= Math.min(...other) + 1e-9 || Math.max(...other) <= Math.min(...own) + 1e-9
    );
  });
}

/** Whether a box lies in a frame [left, top, right, bottom]. */
export const isInside = (box, [left, top, right, bottom]) =>
  cornersOf(box).every(([x, y]) => x >= left && y >= top && x <= right && y <= bottom);

/**
 * The part of the way from p to q, as two shares of it, that lies in a box; null where none does.
 */
function within(box, p, q) {
  let from = 0;
  let to = 1;
  for (const [k, axis] of axesOf(box).entries()) {
    const half = (k ? box.height : box.width) / 2;
    const start = (p[0] - box.at[0]) * axis[0] + (p[1] - box.at[1]) * axis[1];
    const run = (q[0] - p[0]) * axis[0] + (q[1] - p[1]) * axis[1];
    if (run === 0) {
      if (Math.abs(start) >= half) return null;
      continue;
    }
    const [a, b] = [(-half - start) / run, (half - start) / run];
    from = Math.max(from, Math.min(a, b));
    to = Math.min(to, Math.max(a, b));
  }
  return from < to ? [from, to] : null;
}

/** How many pixels of a line lie in a box. */
export function covered(box, line) {
  const reach = Math.hypot(box.width, box.height) / 2;
  const [x, y] = box.at;
  let sum = 0;
  for (let k = 2; k + 1 < line.length; k += 2) {
    const [x0, y0, x1, y1] = [line[k - 2], line[k - 1], line[k], line[k + 1]];
    if (!(
      Math.min(x0, x1) < x + reach &&
      Math.max(x0, x1) > x - reach &&
      Math.min(y0, y1) < y + reach &&
      Math.max(y0, y1) > y - reach
    ))
      continue;
    const part = within(box, [x0, y0], [x1, y1]);
    if (part) sum += (part[1] - part[0]) * Math.hypot(x1 - x0, y1 - y0);
  }
  return sum;
}

/** The way from p to q without what lies in boxes, as a line with gaps. */
export function around(boxes, p, q) {
  const hidden = boxes
    .map((box) => within(box, p, q))
    .filter(Boolean)
    .sort((a, b) => a[0] - b[0]);
  const at = (share) => [0, 1].map((i) => p[i] + share * (q[i] - p[i]));
  const xy = [];
  let from = 0;
  for (const [start, end] of [...hidden, [1, 1]]) {
    if (start > from) xy.push(...at(from), ...at(start), NaN, NaN);
    from = Math.max(from, end);
  }
  return Float64Array.from(xy.slice(0, -2));
}

/**
 * A box for each label, in their order: of its places { at, angle } the one where least of its
 * `lines` is covered, the first among equals, as long as it lies in the frame and off the boxes
 * that are taken; null where there is none.
 */
export function placed(labels, { frame, taken = [] }) {
  const boxes = [...taken];
  return labels.map(({ width, height, places, lines = [] }) => {
    let best = null;
    let least = Infinity;
    for (const place of places) {
      const box = { width, height, ...place };
      if (!isInside(box, frame) || !boxes.every((other) => areApart(box, other))) continue;
      const cost = lines.reduce((sum, line) => sum + covered(box, line), 0);
      if (cost < least - EQUAL) [best, least] = [box, cost];
      if (least <= EQUAL) break;
    }
    if (best) boxes.push(best);
    return best;
  });
}
