// The scene of a mapping of the plane: what stands in the two panes, as marks. Nothing here touches the page.
import { areaOfImage } from "./area.js";
import { binCells, cellGrid, subdivide } from "./cells.js";
import { kindOf, palette, robustLimit, scaleOf } from "./colour.js";
import { coordinateCurves, imageOfPolyline, linePositions } from "./curves.js";
import { principalStretches } from "./mapping.js";
import { zeroSet } from "./zeros.js";

const FILL_CELLS = 40; // cells a side that are filled, whatever the number of lines
const SINGULAR_CELLS = 64;

// The letter F in the unit square, counterclockwise: no turn brings it onto its mirror image.
const LETTER_F = [[0.18, 0], [0.38, 0], [0.38, 0.42], [0.72, 0.42], [0.72, 0.58], [0.38, 0.58], [0.38, 0.84], [0.82, 0.84], [0.82, 1], [0.18, 1]];

/** The part of the domain that a window of the domain pane shows, as [u0, u1, v0, v1]. */
export function visibleBox(variables, window) {
  const [a, b] = variables;
  return [
    Math.max(a.low, window[0]), Math.min(a.high, window[1]),
    Math.max(b.low, window[2]), Math.min(b.high, window[3]),
  ];
}

/** The scene beneath the probe: { domain, image, scale }, marks for both panes; box is the camera's. */
export function ground(mapping, state, theme, panes, { box: wanted }) {
  const variables = mapping.payload.variables;
  const box = visibleBox(variables, wanted);
  const [us, vs] = variables.map((variable, k) => linePositions(variable, state.lines, box.slice(2 * k, 2 * k + 2)));
  const domain = [], image = [];
  const pixels = panes.image.transform.sx;
  let scale = null;

  if (us.length > 1 && vs.length > 1) {
    const pieces = (positions) => subdivide(positions, Math.max(1, Math.round(FILL_CELLS / (positions.length - 1))));
    const grid = cellGrid(mapping, pieces(us), pieces(vs));
    const { limit, clipped } = robustLimit(grid.determinant, grid.determinant.length);
    const kind = kindOf(state.scale, grid.determinant, grid.determinant.length, limit);
    scale = { ...scaleOf(kind, limit), clipped };
    if (state.show.cells) {
      const hatch = state.show.orientation ? theme.faint.replace("0.16", "0.42") : null;
      const cells = { kind: "cells", grid, ...binCells(grid, scale), hatch, colours: palette(theme.dark) };
      domain.push({ ...cells, where: "domain" });
      image.push({ ...cells, where: "image" });
    }
  }
  if (state.show.lines) {
    const lines = [
      ...vs.map((v) => ({ axis: 0, fixed: v, from: box[0], to: box[1] })),
      ...us.map((u) => ({ axis: 1, fixed: u, from: box[2], to: box[3] })),
    ];
    const inks = [theme.first, theme.second];
    const straight = [0, 1].map((axis) => Float64Array.from(
      lines.filter((l) => l.axis === axis).flatMap((l) => axis ? [l.fixed, l.from, l.fixed, l.to, NaN, NaN] : [l.from, l.fixed, l.to, l.fixed, NaN, NaN])));
    const curved = coordinateCurves(mapping, lines, pixels, panes.image.range);
    for (const axis of [0, 1]) {
      const style = { kind: "polyline", stroke: inks[axis], width: 1.1, alpha: 0.62 };
      domain.push({ ...style, xy: straight[axis] });
      image.push({ ...style, xy: curved[axis] });
    }
  }
  if (state.show.orientation) {
    for (const letter of lettersF(box)) {
      const style = { kind: "polyline", closed: true, fill: theme.ink, alpha: 0.72 };
      domain.push({ ...style, xy: Float64Array.from(letter.flat()) });
      const xy = imageOfPolyline(mapping, letter, 6);
      if (!tears(xy, panes.image.range)) image.push({ ...style, xy });
    }
  }
  if (state.show.singular) {
    addZeros(domain, image, mapping, box, panes, "singular", { stroke: theme.singular, fill: theme.singular, width: 3 });
    if (mapping.layout.kinks) addZeros(domain, image, mapping, box, panes, "kinks", { stroke: theme.kink, fill: theme.kink, width: 2, dash: [2, 5] });
  }
  return { domain, image, scale };
}

function lettersF([u0, u1, v0, v1]) {
  const spacing = Math.sqrt(((u1 - u0) * (v1 - v0)) / 15);
  const across = Math.max(1, Math.min(8, Math.round((u1 - u0) / spacing))), up = Math.max(1, Math.min(8, Math.round((v1 - v0) / spacing)));
  const du = (u1 - u0) / across, dv = (v1 - v0) / up, size = 0.42 * Math.min(du, dv);
  const letters = [];
  for (let j = 0; j < up; j++)
    for (let i = 0; i < across; i++)
      letters.push(LETTER_F.map(([a, b]) => [u0 + (i + 0.5) * du + (a - 0.5) * size, v0 + (j + 0.5) * dv + (b - 0.5) * size]));
  return letters;
}

// A letter across a pole or a branch jump is left out: its image would be a bar across the picture.
function tears(xy, [x0, x1, y0, y1]) {
  const most = 0.5 * Math.hypot(x1 - x0, y1 - y0);
  for (let k = 2; k < xy.length; k += 2) if (!(Math.hypot(xy[k] - xy[k - 2], xy[k + 1] - xy[k - 1]) < most)) return true;
  return false;
}

function addZeros(domain, image, mapping, box, panes, name, style) {
  const { segments, points } = zeroSet((u, v, n) => mapping.at(u, v, n)[name], box, SINGULAR_CELLS);
  const n = segments.length / 2;
  const u = new Float64Array(n), v = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    u[k] = segments[2 * k];
    v[k] = segments[2 * k + 1];
  }
  const out = n ? mapping.at(u, v, n) : null;
  const xy = new Float64Array(2 * n);
  const [x0, x1, y0, y1] = panes.image.range;
  const most = 0.25 * Math.hypot(x1 - x0, y1 - y0);
  for (let k = 0; k + 1 < n; k += 2) {
    const whole = Math.hypot(out.x[k + 1] - out.x[k], out.y[k + 1] - out.y[k]) < most;
    for (const i of [k, k + 1]) {
      xy[2 * i] = whole ? out.x[i] : NaN;
      xy[2 * i + 1] = whole ? out.y[i] : NaN;
    }
  }
  domain.push({ kind: "segments", xy: segments, ...style, fill: null });
  image.push({ kind: "segments", xy, ...style, fill: null });
  for (const at of points) {
    const { x, y } = mapping.point(...at);
    domain.push({ kind: "point", at, radius: 4, fill: style.fill });
    if (Number.isFinite(x + y)) image.push({ kind: "point", at: [x, y], radius: 4, fill: style.fill });
  }
}

/** All that is known at the probe: the point, its image, J, the areas and the principal stretches. */
export function atProbe(mapping, state) {
  const [u, v] = state.probe;
  const side = state.size;
  const here = mapping.point(u, v);
  const linear = Math.abs(here.determinant) * side * side;
  const area = areaOfImage(mapping, u, v, side);
  return { ...here, p: [u, v], side, linear, area, ratio: area / linear, ...principalStretches(here.j) };
}

/** What moves with the probe: { domain, image }, marks for both panes. `focus` is a highlighted column or entry of J. */
export function foreground(mapping, state, theme, panes, here, focus) {
  const { p: [u, v], x, y, j, side } = here;
  const domain = [], image = [];
  const half = side / 2;
  const { domain: { range: [x0, x1] } } = panes;
  const alpha = side < x1 - x0 ? 0.28 : 0; // a cell larger than the pane is an outline, not a veil
  const corners = [[u - half, v - half], [u + half, v - half], [u + half, v + half], [u - half, v + half]];
  const known = Number.isFinite(x + y), linear = known && j.every(Number.isFinite);
  const [a, b, c, d] = j;

  if (state.show.cell) {
    domain.push({ kind: "polyline", closed: true, xy: Float64Array.from(corners.flat()), fill: theme.domain, alpha });
    domain.push({ kind: "polyline", closed: true, xy: Float64Array.from(corners.flat()), stroke: theme.domain, width: 2.2 });
    const xy = imageOfPolyline(mapping, corners, 32);
    if (!tears(xy, panes.image.range)) {
      image.push({ kind: "polyline", closed: true, xy, fill: theme.image, alpha });
      image.push({ kind: "polyline", closed: true, xy, stroke: theme.image, width: 2.2 });
    }
    if (linear) {
      const parallelogram = corners.flatMap(([pu, pv]) => [x + a * (pu - u) + b * (pv - v), y + c * (pu - u) + d * (pv - v)]);
      image.push({ kind: "polyline", closed: true, xy: Float64Array.from(parallelogram), stroke: theme.ink, width: 1.8, dash: [6, 4] });
    }
  }
  if (state.show.ellipse && linear) {
    domain.push({ kind: "polyline", closed: true, xy: ellipse(u, v, [half, 0, 0, half]), stroke: theme.domain, width: 1.6 });
    image.push({ kind: "polyline", closed: true, xy: ellipse(x, y, j.map((w) => w * half)), stroke: theme.image, width: 1.6 });
  }
  if (linear) arrows(domain, image, here, theme, panes, focus);
  domain.push({ kind: "point", at: [u, v], radius: 6, fill: theme.domain, stroke: theme.paper, width: 2 });
  if (known) image.push({ kind: "point", at: [x, y], radius: 6, fill: theme.image, stroke: theme.paper, width: 2 });
  return { domain, image };
}

function ellipse(x, y, [a, b, c, d]) {
  const n = 72, xy = new Float64Array(2 * n);
  for (let k = 0; k < n; k++) {
    const p = Math.cos((2 * Math.PI * k) / n), q = Math.sin((2 * Math.PI * k) / n);
    xy[2 * k] = x + a * p + b * q;
    xy[2 * k + 1] = y + c * p + d * q;
  }
  return xy;
}

// The columns of J span the tangent parallelogram from its corner; where the cell is too small or
// too large to see them they stand at the probe, enlarged alike.
function arrows(domain, image, { p: [u, v], x, y, j: [a, b, c, d], side }, theme, panes, focus) {
  const pixels = panes.image.transform.sx, longest = Math.max(Math.hypot(a, c), Math.hypot(b, d));
  const [x0, x1] = panes.domain.range;
  const visible = side < x1 - x0 && side * panes.domain.transform.sx > 16 && side * longest * pixels > 16;
  const domainLength = visible ? side : 46 / panes.domain.transform.sx;
  const imageLength = visible || !longest ? side : 60 / (pixels * longest);
  const start = visible ? side / 2 : 0;
  const from = [u - start, v - start];
  const foot = [x - (a + b) * start, y - (c + d) * start];
  [[[1, 0], [a, c], theme.first], [[0, 1], [b, d], theme.second]].forEach(([unit, column, stroke], k) => {
    const isDim = focus && focus.column !== k;
    const style = { kind: "arrow", stroke, fill: stroke, width: focus && !isDim ? 5 : 3, alpha: isDim ? 0.25 : 1 };
    const to = [foot[0] + column[0] * imageLength, foot[1] + column[1] * imageLength];
    domain.push({ ...style, from, to: [from[0] + unit[0] * domainLength, from[1] + unit[1] * domainLength] });
    image.push({ ...style, from: foot, to });
    if (focus && focus.column === k && focus.row !== undefined) {
      const bend = [to[0], foot[1]];
      const legs = [[foot, bend], [bend, to]];
      legs.forEach(([p, q], row) => image.push({
        kind: "polyline", xy: Float64Array.of(...p, ...q), stroke, width: row === focus.row ? 4 : 1.5, dash: row === focus.row ? null : [3, 4],
      }));
    }
  });
}

/** The smallest range that shows the box itself, or the image of the box without what escapes to a pole. */
export function fitRange(mapping, identity = false) {
  const [a, b] = mapping.payload.variables;
  if (identity) return framed([a.low, a.high], [b.low, b.high]);
  const count = 40, n = (count + 1) ** 2;
  const u = new Float64Array(n), v = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    u[k] = a.low + ((a.high - a.low) * (k % (count + 1))) / count;
    v[k] = b.low + ((b.high - b.low) * Math.floor(k / (count + 1))) / count;
  }
  const { x, y } = mapping.at(u, v, n);
  return framed(robustInterval(x, n), robustInterval(y, n));
}

function framed([x0, x1], [y0, y1]) {
  const least = Math.max(1e-9, 0.02 * Math.max(x1 - x0, y1 - y0), 1e-6 * Math.max(Math.abs(x0), Math.abs(y0)));
  const px = Math.max(0.06 * (x1 - x0), least), py = Math.max(0.06 * (y1 - y0), least);
  return [x0 - px, x1 + px, y0 - py, y1 + py];
}

function robustInterval(values, n) {
  const finite = [];
  for (let i = 0; i < n; i++) if (Number.isFinite(values[i])) finite.push(values[i]);
  if (!finite.length) return [-1, 1];
  finite.sort((p, q) => p - q);
  const last = finite.length - 1;
  const low = finite[Math.floor(0.03 * last)], high = finite[Math.ceil(0.97 * last)];
  const reach = 0.75 * (high - low);
  return [finite[0] >= low - reach ? finite[0] : low, finite[last] <= high + reach ? finite[last] : high];
}
