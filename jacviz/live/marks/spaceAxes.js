// The axes of a box in space: its three faces behind the data, ticks and names where they are in nobody's way.
import { multiples } from "../numeric/ticks.js";

const STEPS = [1, 2, 2.5, 5, 10];

/** Round numbers inside an interval, about `count` of them. */
export function niceTicks(low, high, count = 4) {
  const raw = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = power * STEPS.find((m) => m * power >= raw * (1 - 1e-9));
  return multiples(low, high, step);
}

const number = (w) => String(w).replace("-", "−");

/**
 * The axes of a range of space as marks of the plane in pixels; names of its three axes in their ink, from the projection of the range.
 * The faces turned away from the eye carry thin lines at the ticks; numbers and names stand outside the box.
 */
export function spaceAxes({ at, eye, half, pixels }, range, names, theme, ink = theme.ink) {
  const ends = [0, 1, 2].map((k) => range.slice(2 * k, 2 * k + 2));
  const back = eye.map((w, k) => ends[k][w > 0 ? 0 : 1]);
  const front = eye.map((w, k) => ends[k][w > 0 ? 1 : 0]);
  const counts = half.map((h) => Math.max(1, Math.min(4, (h * pixels) / (1.4 * theme.size))));
  const ticks = ends.map(([low, high], k) =>
    niceTicks(low, high, counts[k]).filter(
      (w) => w > low + 0.03 * (high - low) && w < high - 0.03 * (high - low),
    ),
  );
  const point = (values) => at(values).slice(0, 2);
  const grid = [];
  const frame = [];
  const texts = [];
  for (let face = 0; face < 3; face++) {
    for (const along of [0, 1, 2].filter((k) => k !== face)) {
      const across = 3 - face - along;
      const line = (value) =>
        ends[along].flatMap((w) => {
          const corner = [];
          corner[face] = back[face];
          corner[across] = value;
          corner[along] = w;
          return point(corner);
        });
      ticks[across].forEach((value) => grid.push(...line(value)));
      ends[across].forEach((value) => frame.push(...line(value)));
    }
  }
  const middle = point(ends.map(([low, high]) => (low + high) / 2));
  for (let k = 0; k < 3; k++) texts.push(...written(k));
  return [
    { kind: "segments", xy: Float64Array.from(grid), stroke: theme.faint, width: 1 },
    { kind: "segments", xy: Float64Array.from(frame), stroke: theme.muted, width: 1, alpha: 0.55 },
    ...texts,
  ];

  /** Numbers and name of an axis, on the edge of the box that is seen at its outline; the vertical one's name stands on its upper end. */
  function written(k) {
    const [p, q] = [0, 1, 2].filter((i) => i !== k);
    const edge = (value, first, second) => {
      const corner = [];
      corner[k] = value;
      corner[p] = first;
      corner[q] = second;
      return point(corner);
    };
    // Of a horizontal axis the edge of the floor nearer to the eye; of the vertical one that at the left.
    const [first, second] =
      k < 2
        ? [front[p], back[q]]
        : [
            [back[p], front[q]],
            [front[p], back[q]],
          ].sort((a, b) => edge(back[2], ...a)[0] - edge(back[2], ...b)[0])[0];
    const from = edge(ends[k][0], first, second);
    const to = edge(ends[k][1], first, second);
    const centre = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
    // Outwards: across the edge and away from the box's middle.
    let [nx, ny] = [to[1] - from[1], from[0] - to[0]];
    const length = Math.hypot(nx, ny);
    if (length < 2 * theme.size) return [];
    const way = nx * (centre[0] - middle[0]) + ny * (centre[1] - middle[1]) < 0 ? -1 : 1;
    [nx, ny] = [(way * nx) / length, (way * ny) / length];
    const align = nx < -0.35 ? "right" : nx > 0.35 ? "left" : "center";
    const label = (at, out, text, weight, size) => ({
      kind: "label",
      at: [at[0] + out * nx, at[1] + out * ny],
      text,
      weight,
      size,
      align,
      fill: theme.ink,
      font: theme.font,
    });
    const widest = Math.max(...ticks[k].map((w) => number(w).length));
    const beyond = theme.size * (1.5 + 0.35 * widest * Math.abs(nx) + 0.6);
    const above = to.map((w, i) => w + (theme.size * (w - from[i])) / length);
    const place = k < 2 ? {} : { at: above, align: "center" };
    const places = ticks[k].map((w) => edge(w, first, second));
    const apart =
      places.length > 1
        ? Math.hypot(places[1][0] - places[0][0], places[1][1] - places[0][1])
        : Infinity;
    const nth = Math.ceil((1.3 * theme.size) / apart); // seen from its end an axis has room for a few numbers only
    return [
      ...ticks[k].flatMap((w, i) =>
        i % nth ? [] : [label(places[i], 0.65 * theme.size, number(w), 400, theme.size)],
      ),
      { ...label(centre, beyond, names[k], 700, 1.1 * theme.size), fill: ink, ...place },
    ];
  }
}
