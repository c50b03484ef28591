// The points of two classes as marks: circles and diamonds, so that nothing depends on colour
// alone.

const ROUND = Array.from({ length: 12 }, (_, k) => [
  Math.cos((Math.PI * k) / 6),
  Math.sin((Math.PI * k) / 6),
]);
const DIAMOND = [
  [1.35, 0],
  [0, 1.35],
  [-1.35, 0],
  [0, -1.35],
];
const RADIUS = 0.3; // em
const LARGEST = 1 / 60; // of the pane's width

const CLASSES = [
  { shape: ROUND, ink: "second" },
  { shape: DIAMOND, ink: "third" },
];

const RING = 5;
const EDGE = 1.2; // pixels: twice what of a ring is seen, and the line around a point

/**
 * Points (x, y), given as two arrays, with the labels 0 and 1: marks for each class in the
 * coordinates of a pane, ringed, so that they are seen on every colour.
 */
export function classDots([x, y], labels, theme, { width, transform: { sx, sy } }) {
  return CLASSES.flatMap(({ shape, ink }, label) => {
    const outline = [...shape, shape[0]];
    const size = Math.min(RADIUS * theme.size, LARGEST * width);
    const xy = [];
    labels.forEach((own, k) => {
      if (own === label)
        xy.push(
          ...outline.flatMap(([dx, dy]) => [x[k] + (size * dx) / sx, y[k] + (size * dy) / sy]),
          NaN,
          NaN,
        );
    });
    const mark = { kind: "polyline", xy: Float64Array.from(xy) };
    return [
      { ...mark, stroke: theme.paper, width: RING },
      { ...mark, fill: theme[ink], stroke: theme.ink, width: EDGE },
    ];
  });
}
