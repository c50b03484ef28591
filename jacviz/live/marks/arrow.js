// An arrow: a shaft and a head, which is the shorter and the thinner the shorter the arrow is on
// the screen.

const SLIM = 44; // pixels: shorter arrows have thinner lines
const SLIMMEST = 0.5; // of the width that is asked for
const SHARE = 0.36; // of an arrow's length, its head at the most

export const arrow = {
  draw(pen, { X, Y }, mark) {
    const parts = arrowOf(
      [X(mark.from[0]), Y(mark.from[1])],
      [X(mark.to[0]), Y(mark.to[1])],
      mark.width ?? 1,
    );
    if (!parts) return;
    const { path } = pen;
    const line = { ...mark, width: parts.width };
    outline(path, parts.shaft);
    pen.stroke(line);
    outline(path, parts.head);
    path.closePath();
    pen.fill(mark.fill ?? mark.stroke, mark.alpha);
    pen.stroke(line);
  },
  flatten: (mark, { at }) => ({ ...mark, from: at(mark.from), to: at(mark.to) }),
};

function outline(path, /** @type {number[][]} */ [from, ...others]) {
  path.beginPath();
  path.moveTo(...from);
  for (const at of others) path.lineTo(...at);
}

/**
 * Shaft, head and the width of their lines for an arrow between two points in pixels; nothing for
 * one without length.
 */
export function arrowOf([x0, y0], [x1, y1], wanted) {
  const length = Math.hypot(x1 - x0, y1 - y0);
  const width = wanted * Math.max(SLIMMEST, Math.min(1, length / SLIM));
  const head = Math.min(4 + 3 * width, SHARE * length);
  if (!(length > 0.5)) return null;
  const cx = (x1 - x0) / length;
  const cy = (y1 - y0) / length;
  const back = (along, aside) => [
    x1 - head * (along * cx - aside * cy),
    y1 - head * (along * cy + aside * cx),
  ];
  return {
    shaft: [[x0, y0], back(0.8, 0)],
    head: [[x1, y1], back(1, 0.42), back(1, -0.42)],
    width,
  };
}
