// Patterns, each a square of SIDE pixels that repeats, drawn with a pen.

export const SIDE = 9;

export const TILES = {
  stripes(pen, colour) {
    pen.path.beginPath();
    for (const shift of [-SIDE, 0, SIDE]) {
      pen.path.moveTo(shift - 1, SIDE + 1);
      pen.path.lineTo(shift + SIDE + 1, -1);
    }
    pen.stroke({ stroke: colour, width: 1.1, cap: "butt" });
  },
  dots(pen, colour) {
    pen.path.beginPath();
    pen.path.arc(SIDE / 2, SIDE / 2, 1.5, 0, 2 * Math.PI);
    pen.fill(colour);
  },
};
