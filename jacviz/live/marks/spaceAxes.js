// The axes of a box in space: its three faces behind the data, ticks and names where they are in
// nobody's way.
import { multiples } from "../numeric/ticks.js";
import { label, segments } from "./shapes.js";

const AXES = [0, 1, 2];
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
 * The axes of a range of space as marks of the plane in pixels; names of its three axes in their
 * ink, from the projection of the range. The faces turned away from the eye carry thin lines at the
 * ticks; numbers and names stand outside the box.
 */
export function spaceAxes(projection, range, names, theme, ink = theme.ink) {
  const box = boxOf(projection, range, theme.size);
  return [
    segments(backLines(box, box.ticks), theme.faint, 1),
    segments(backLines(box, box.ends), theme.muted, 1, { alpha: 0.55 }),
    ...names.flatMap((name, axis) => written(box, axis, name, theme, ink)),
  ];
}

/**
 * A range of space as it is seen: point(values) in pixels, the ends and the ticks of each axis, the
 * ends turned away from the eye and those turned to it, and the middle of the box.
 */
function boxOf({ at, eye, half, pixels }, range, size) {
  const ends = AXES.map((k) => range.slice(2 * k, 2 * k + 2));
  const point = (values) => at(values).slice(0, 2);
  return {
    point,
    ends,
    back: eye.map((w, k) => ends[k][w > 0 ? 0 : 1]),
    front: eye.map((w, k) => ends[k][w > 0 ? 1 : 0]),
    ticks: ends.map((interval, k) => ticksOf(interval, (half[k] * pixels) / (1.4 * size))),
    middle: point(ends.map(([low, high]) => (low + high) / 2)),
  };
}

/** Ticks of an interval, at most so many about, none at its ends. */
function ticksOf([low, high], most) {
  const count = Math.max(1, Math.min(4, most));
  const margin = 0.03 * (high - low);
  return niceTicks(low, high, count).filter((w) => w > low + margin && w < high - margin);
}

/** A point whose coordinates along some axes are some values. */
function cornerOf(axes, values) {
  const corner = [];
  axes.forEach((axis, k) => (corner[axis] = values[k]));
  return corner;
}

/** Lines across the faces turned away from the eye, at some places along each axis. */
function backLines({ point, ends, back }, places) {
  const lines = AXES.flatMap((face) =>
    AXES.filter((along) => along !== face).flatMap((along) => {
      const axes = [face, 3 - face - along, along];
      const pointAt = (value, end) => point(cornerOf(axes, [back[face], value, end]));
      return places[axes[1]].flatMap((value) => ends[along].flatMap((end) => pointAt(value, end)));
    }),
  );
  return Float64Array.from(lines);
}

/**
 * Numbers and name of an axis, on the edge of the box that is seen at its outline; the vertical
 * one's name stands on its upper end.
 */
function written(box, axis, name, theme, ink) {
  const edge = edgeOf(box, axis);
  const [from, to] = box.ends[axis].map(edge);
  const way = outwards(from, to, box.middle);
  if (way.length < 2 * theme.size) return [];
  const ticks = box.ticks[axis];
  const places = ticks.map(edge);
  const [p, q] = places;
  const apart = q ? Math.hypot(q[0] - p[0], q[1] - p[1]) : Infinity;
  const nth = Math.ceil((1.3 * theme.size) / apart); // seen from its end an axis has room for a few numbers only
  return [
    ...ticks.flatMap((w, i) => (i % nth ? [] : [numberMark(w, places[i], way, theme)])),
    nameMark(name, axis, [from, to], way, Math.max(...ticks.map((w) => number(w).length)), {
      ...theme,
      ink,
    }),
  ];
}

/**
 * The points of the edge on which an axis is written: a horizontal axis' on the floor nearer to the
 * eye, the vertical one's at the left.
 */
function edgeOf({ point, back, front }, axis) {
  const [p, q] = AXES.filter((i) => i !== axis);
  const pointAt = (value, /** @type {number[]} */ [first, second]) =>
    point(cornerOf([axis, p, q], [value, first, second]));
  const sides = [
    [back[p], front[q]],
    [front[p], back[q]],
  ];
  const leftOf = (side) => pointAt(back[2], side)[0];
  const side = axis < 2 ? sides[1] : sides.sort((a, b) => leftOf(a) - leftOf(b))[0];
  return (value) => pointAt(value, side);
}

/**
 * The way out of the box across an edge, away from its middle, as a unit vector { nx, ny }; and how
 * long the edge is.
 */
function outwards(from, to, middle) {
  const [x, y] = [to[1] - from[1], from[0] - to[0]];
  const length = Math.hypot(x, y);
  const isInwards =
    x * ((from[0] + to[0]) / 2 - middle[0]) + y * ((from[1] + to[1]) / 2 - middle[1]) < 0;
  const sign = isInwards ? -1 : 1;
  return { nx: (sign * x) / length, ny: (sign * y) / length, length };
}

const alignOf = ({ nx }) => (nx < -0.35 ? "right" : nx > 0.35 ? "left" : "center");

function numberMark(value, [x, y], way, theme) {
  const out = 0.65 * theme.size;
  const at = [x + out * way.nx, y + out * way.ny];
  return label(number(value), at, theme, { weight: 400, align: alignOf(way) });
}

/** The name of an axis beyond its numbers, of which the widest has so many characters. */
function nameMark(name, axis, [from, to], way, widest, theme) {
  const out = theme.size * (1.5 + 0.35 * widest * Math.abs(way.nx) + 0.6);
  const above = to.map((w, i) => w + (theme.size * (w - from[i])) / way.length);
  const beside = [(from[0] + to[0]) / 2 + out * way.nx, (from[1] + to[1]) / 2 + out * way.ny];
  const style = { weight: 700, size: 1.1 * theme.size };
  return axis < 2
    ? label(name, beside, theme, { ...style, align: alignOf(way) })
    : label(name, above, theme, { ...style, align: "center" });
}
