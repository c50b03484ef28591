// Coordinate curves: the images of coordinate lines, sampled where they bend and broken where they
// jump.
import { Budget, STROKE } from "../numeric/budget.js";
import { imageOfPath, length, pathThrough } from "./pathImages.js";

const BASE = 24; // segments of a line before refinement
const DEPTH = 6; // halvings of a segment at the most
const SHORT = 3; // pixels: shorter steps are never torn
const FEWEST = 6; // segments of a line where the budget asks for it

/**
 * Positions of the coordinate lines of a variable inside an interval: `count` cells over its whole
 * range, and cells halved as often as leaves at least `count` of them in the interval.
 */
export function linePositions(
  { low, high },
  count,
  /** @type {number[]} */ [from, to] = [low, high],
) {
  const cells = count * 2 ** Math.max(0, Math.floor(Math.log2((high - low) / (to - from)) + 1e-9));
  const spacing = (high - low) / cells;
  const first = Math.max(0, Math.ceil((from - low) / spacing - 1e-9));
  const last = Math.min(cells, Math.floor((to - low) / spacing + 1e-9));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, k) =>
    first + k === cells ? high : low + (first + k) * spacing,
  );
}

/** The lines of a box at positions of both variables, as coordinateCurves takes them. */
export const linesAt = ([us, vs], /** @type {number[]} */ [u0, u1, v0, v1]) => [
  ...vs.map((v) => ({ axis: 0, fixed: v, from: u0, to: u1 })),
  ...us.map((u) => ({ axis: 1, fixed: u, from: v0, to: v1 })),
];

/**
 * The images of lines parallel to an axis: axis 0 runs along the first variable at each fixed
 * second variable. lines: [{ axis, fixed, from, to }]; scale: pixels per unit of the image, the
 * measure of flatness. Returns for each axis one Float64Array x0, y0, x1, y1, ... in which NaN
 * separates pieces, and as `defined` the parts of the lines themselves where the mapping is.
 * Refines as far as the budget goes.
 */
export function coordinateCurves(mapping, lines, scale, view, budget = new Budget()) {
  const perSample = (mapping.work ?? 1) + STROKE;
  const base = budget.finest(
    [BASE, BASE / 2, FEWEST],
    (segments) => lines.length * (segments + 1) * perSample,
  );
  const pool = new Pool(mapping, lines.length * (base + 1) * 3, view);
  const heads = lines.map((line) => pool.start(line, base));
  pool.evaluate();
  let open = [];
  heads.forEach((head) => {
    for (let a = head; pool.next[a] >= 0; a = pool.next[a])
      if (pool.mustSplit(a, scale)) open.push(a);
  });
  for (
    let depth = 1;
    depth <= DEPTH && open.length && budget.pay(open.length * perSample);
    depth++
  ) {
    const fresh = open.map((a) => pool.split(a));
    pool.evaluate();
    const again = [];
    open.forEach((a, k) => {
      if (pool.mustSplit(a, scale)) again.push(a);
      if (pool.mustSplit(fresh[k], scale)) again.push(fresh[k]);
    });
    open = again;
  }
  const headsOf = (axis) => heads.filter((_, k) => lines[k].axis === axis);
  return Object.assign(
    [0, 1].map((axis) => pool.trace(headsOf(axis), scale)),
    { defined: [0, 1].map((axis) => pool.definedParts(headsOf(axis))) },
  );
}

const NUMBERS = ["u", "v", "x", "y", "tx", "ty"];

function enlarged(numbers, larger) {
  larger.set(numbers);
  return larger;
}

/**
 * Samples of curves with their images and velocities, each with the next one on its curve, -1 at
 * the end.
 */
class Pool {
  u = new Float64Array();
  v = new Float64Array();
  x = new Float64Array();
  y = new Float64Array();
  tx = new Float64Array();
  ty = new Float64Array();
  next = new Int32Array();
  axis = new Uint8Array();

  constructor(mapping, capacity, view) {
    this.mapping = mapping;
    this.view = view;
    this.hasGaps = false;
    this.lasts = new Map();
    this.count = this.done = 0;
    this.grow(capacity);
  }

  grow(capacity) {
    for (const name of NUMBERS) this[name] = enlarged(this[name], new Float64Array(capacity));
    this.next = enlarged(this.next, new Int32Array(capacity));
    this.axis = enlarged(this.axis, new Uint8Array(capacity));
    this.capacity = capacity;
  }

  push(u, v, axis) {
    if (this.count === this.capacity) this.grow(2 * this.capacity);
    const k = this.count++;
    this.u[k] = u;
    this.v[k] = v;
    this.axis[k] = axis;
    this.next[k] = -1;
    return k;
  }

  start({ axis, fixed, from, to }, base) {
    const head = this.count;
    for (let k = 0; k <= base; k++) {
      const along = k === base ? to : from + ((to - from) * k) / base;
      const sample = axis === 0 ? this.push(along, fixed, 0) : this.push(fixed, along, 1);
      if (k) this.next[sample - 1] = sample;
    }
    this.lasts.set(head, head + base);
    return head;
  }

  split(a) {
    const b = this.next[a];
    const middle = this.push(
      (this.u[a] + this.u[b]) / 2,
      (this.v[a] + this.v[b]) / 2,
      this.axis[a],
    );
    this.next[middle] = b;
    this.next[a] = middle;
    return middle;
  }

  evaluate() {
    const from = this.done;
    const n = this.count - from;
    const inputs = [this.u.subarray(from, this.count), this.v.subarray(from, this.count)];
    const { f, j } = this.mapping.at(inputs, n);
    const [x, y] = f;
    for (let i = 0, k = from; i < n; i++, k++) {
      const axis = this.axis[k];
      this.x[k] = x[i];
      this.y[k] = y[i];
      this.tx[k] = j[axis][i];
      this.ty[k] = j[2 + axis][i];
      if (!this.isFinite(k)) this.hasGaps = true;
    }
    this.done = this.count;
  }

  isFinite(k) {
    return Number.isFinite(this.x[k]) && Number.isFinite(this.y[k]);
  }

  /**
   * How far, in units of the image, the chord from a departs from what the velocities at its ends
   * announce.
   */
  misfit(a) {
    const b = this.next[a];
    const h = this.axis[a] ? this.v[b] - this.v[a] : this.u[b] - this.u[a];
    const dx = this.x[b] - this.x[a] - (h * (this.tx[a] + this.tx[b])) / 2;
    const dy = this.y[b] - this.y[a] - (h * (this.ty[a] + this.ty[b])) / 2;
    const bend = (Math.abs(h) * length(this.tx[b] - this.tx[a], this.ty[b] - this.ty[a])) / 8;
    return { jump: length(dx, dy), bend };
  }

  mustSplit(a, scale) {
    const b = this.next[a];
    const fa = this.isFinite(a);
    const fb = this.isFinite(b);
    if (!fa || !fb) return fa !== fb;
    if (this.isOutside(a, b)) return false;
    const { jump, bend } = this.misfit(a);
    return !(jump * scale < 0.6 && bend * scale < 0.6);
  }

  isOutside(a, b) {
    const [x0, x1, y0, y1] = this.view;
    const w = x1 - x0;
    const h = y1 - y0;
    return (
      (this.x[a] > x1 + w && this.x[b] > x1 + w) ||
      (this.x[a] < x0 - w && this.x[b] < x0 - w) ||
      (this.y[a] > y1 + h && this.y[b] > y1 + h) ||
      (this.y[a] < y0 - h && this.y[b] < y0 - h)
    );
  }

  /**
   * Whether the curve has a gap after a: a jump that no amount of halving made small, or a pole
   * between two samples.
   */
  isBroken(a, scale) {
    const b = this.next[a];
    if (!this.isFinite(a) || !this.isFinite(b)) return true;
    const chord = length(this.x[b] - this.x[a], this.y[b] - this.y[a]);
    if (chord * scale < SHORT) return false;
    const { jump } = this.misfit(a);
    return Number.isFinite(jump) ? jump > 0.5 * chord : chord * scale > 40;
  }

  /** The ends of the parts of lines in which all samples have an image. */
  definedParts(heads) {
    const uv = [];
    for (const head of heads) {
      if (!this.hasGaps) {
        const last = this.lasts.get(head);
        uv.push(this.u[head], this.v[head], this.u[last], this.v[last], NaN, NaN);
        continue;
      }
      for (let a = head, before = -1; a >= 0; before = a, a = this.next[a]) {
        const isStart = this.isFinite(a) && !(before >= 0 && this.isFinite(before));
        const isEnd = this.isFinite(a) && !(this.next[a] >= 0 && this.isFinite(this.next[a]));
        if (isStart) uv.push(this.u[a], this.v[a]);
        if (isEnd) uv.push(this.u[a], this.v[a], NaN, NaN);
      }
    }
    return Float64Array.from(uv);
  }

  trace(heads, scale) {
    const xy = [];
    for (const head of heads) {
      for (let a = head; a >= 0; a = this.next[a]) {
        if (this.isFinite(a)) xy.push(this.x[a], this.y[a]);
        if (this.next[a] < 0 || this.isBroken(a, scale)) xy.push(NaN, NaN);
      }
    }
    return Float64Array.from(xy);
  }
}

/**
 * The image of one closed or open polyline given by its corners, each side cut into `pieces`; NaN
 * where it is not defined, and between two points that a pole or a branch jump tears apart. scale:
 * pixels per unit of the image.
 */
export function imageOfPolyline(mapping, corners, pieces, scale, closed = true) {
  const inputs = pathThrough(closed ? [...corners, corners[0]] : corners, pieces);
  return imageOfPath(mapping, inputs, SHORT / scale);
}

/**
 * Whether the image of a closed outline is in one piece: else what it encloses is not what the
 * mapping makes of its inside.
 */
export const isInOnePiece = (xy) => xy.every((w) => !Number.isNaN(w));
