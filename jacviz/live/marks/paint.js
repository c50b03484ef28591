// What most marks do with their path: the inside in its colour or in stripes of it, then the line.

/** Fills and strokes a pen's path in the style of a mark. */
export function paint(pen, style) {
  const { fill, stroke, alpha, isStriped } = style;
  if (fill) pen.fill(fill, alpha, isStriped ? "stripes" : null);
  if (stroke) pen.stroke(style);
}
