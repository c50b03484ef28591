// A text at a point, turned by an angle about it and lifted from it by so many pixels; a halo parts
// it from what it covers.

export const BASELINE = 0.35; // em from the middle of digits and capitals down to the line they stand on

export const label = {
  draw(pen, { X, Y }, mark) {
    const {
      at: [x, y],
      text,
      size,
      angle = 0,
      lift = 0,
    } = mark;
    if (!Number.isFinite(x + y)) return;
    const down = BASELINE * size - lift;
    pen.write(text, [X(x) - down * Math.sin(angle), Y(y) + down * Math.cos(angle)], mark);
  },
  flatten: (mark, { at }) => ({ ...mark, at: at(mark.at) }),
};
