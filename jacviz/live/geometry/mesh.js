// A mesh over a rectangle of inputs and its image: vertices and cells, halved where a cell is no
// quadrangle.
import { FILL } from "../numeric/budget.js";
import { orientation } from "../numeric/matrix.js";
import { scattered } from "../numeric/ranges.js";
import { length } from "./pathImages.js";
import { placesWithin, shareAstray } from "./resolution.js";

const ALONG_U = 1;
const ALONG_V = 2;
const BOTH = 3;
const NOWHERE = -1; // the ways in which a cell can be halved, or that it has no image
const DEPTH = 4; // halvings along one way at the most
const NEW = [0, 4, 4, 8]; // values that halving a cell takes, by the ways
const MISFIT = 0.5; // pixels by which a side may depart from its chord
const SHORT = 3; // pixels: a shorter side is never torn
const NEAR = 0.1; // of the view: what lies farther outside is out of sight
const ASIDE = 0.382; // of a cell: on no line that a kink would follow
const VALUES = ["x", "y", "j11", "j12", "j21", "j22", "determinant"];
const NUMBERS = ["u", "v", ...VALUES];

/**
 * Vertices with the mapping's values, and cells of five of them: the corners a, b, c, d around it,
 * and the centre. First come the vertices of the grid, row by row, then the centres of its cells.
 */
export class Mesh {
  u = new Float64Array();
  v = new Float64Array();
  x = new Float64Array();
  y = new Float64Array();
  j11 = new Float64Array();
  j12 = new Float64Array();
  j21 = new Float64Array();
  j22 = new Float64Array();
  determinant = new Float64Array();
  count = 0; // vertices,
  done = 0; // of which so many have their values
  lost = 0; // area of the domain that could not be drawn
  astray = 0;
  cells = [];
  kept = [];

  constructor(mapping, us, vs) {
    this.mapping = mapping;
    this.columns = us.length;
    this.rows = vs.length;
    this.base = (this.columns - 1) * (this.rows - 1);
    this.grow(this.columns * this.rows + this.base);
    for (const v of vs) for (const u of us) this.vertex(u, v);
    for (let k = 0; k < this.base; k++) {
      const a = Math.floor(k / (this.columns - 1)) * this.columns + (k % (this.columns - 1));
      this.cell(a, a + 1, a + 1 + this.columns, a + this.columns);
    }
    this.evaluate();
  }

  grow(capacity) {
    for (const name of NUMBERS) {
      const larger = new Float64Array(capacity);
      larger.set(this[name]);
      this[name] = larger;
    }
    this.capacity = capacity;
  }

  vertex(u, v) {
    if (this.count === this.capacity) this.grow(2 * this.capacity);
    this.u[this.count] = u;
    this.v[this.count] = v;
    return this.count++;
  }

  cell(a, b, c, d) {
    const { u, v } = this;
    this.cells.push(a, b, c, d, this.vertex((u[a] + u[b]) / 2, (v[a] + v[d]) / 2));
    this.kept.push(1);
  }

  evaluate() {
    const from = this.done;
    const n = this.count - from;
    const inputs = [this.u.slice(from, this.count), this.v.slice(from, this.count)];
    const { f, j, determinant } = this.mapping.at(inputs, n);
    [...f, ...j, determinant].forEach((values, k) =>
      this[VALUES[k]].set(values.subarray(0, n), from),
    );
    this.done = this.count;
  }

  isFinite(k) {
    return Number.isFinite(this.x[k]) && Number.isFinite(this.y[k]);
  }

  keepWhole() {
    const { u, x, y, j11, j12, j21, j22 } = this;
    const n = this.columns * this.rows;
    const speeds = [
      [j11, j21],
      [j12, j22],
    ].map(([p, q]) => Float64Array.from({ length: n }, (_, k) => Math.hypot(p[k], q[k])));
    const centres = [x, y].map((w) => w.subarray(n));
    this.kept = this.kept.map(
      (_, k) => +isWhole({ columns: this.columns, u, v: this.v }, [x, y], speeds, k, centres),
    );
  }

  /**
   * Halves the cells that are no quadrangles in the view, those that come of it too, and keeps what
   * can be drawn.
   */
  refine({ scale, range, budget }) {
    const work = (this.mapping.work ?? 1) + FILL;
    for (let depth = 0, from = 0; from < this.kept.length; depth++) {
      const end = this.kept.length;
      const open = [];
      for (let k = from; k < end; k++) {
        const ways = this.waysToHalve(k, scale, range);
        if (ways === NOWHERE) this.kept[k] = 0;
        else if (ways) open.push([k, ways]);
      }
      const goesOn =
        depth < DEPTH && budget.pay(open.reduce((sum, [, ways]) => sum + NEW[ways], 0) * work);
      for (const [k, ways] of open) {
        this.kept[k] = +(!goesOn && this.isSound(k, scale));
        if (goesOn) this.halve(k, ways);
        else if (!this.kept[k] && this.isDefined(k)) this.lost += this.areaOf(k);
      }
      if (!open.length || !goesOn) break;
      this.evaluate();
      from = end;
    }
    this.lookBetween(budget);
  }

  isDefined(k) {
    return this.cells.slice(5 * k, 5 * k + 5).every((i) => this.isFinite(i));
  }

  areaOf(k) {
    const [a, , c] = this.cells.slice(5 * k, 5 * k + 3);
    return (this.u[c] - this.u[a]) * (this.v[c] - this.v[a]);
  }

  /**
   * Adds to what is lost the share of places, among the cells of the grid that were kept, at which
   * the mapping goes astray.
   */
  lookBetween(budget) {
    const { columns, rows, u, v, x, y, kept, base } = this;
    const last = columns * rows - 1;
    const n = placesWithin(budget, this.mapping.work ?? 1);
    const places = scattered(
      [
        [u[0], u[last]],
        [v[0], v[last]],
      ],
      n,
    );
    const { f } = this.mapping.at(places, n);
    const positions = [
      u.slice(0, columns),
      Float64Array.from({ length: rows }, (_, j) => v[j * columns]),
    ];
    const share = shareAstray(
      positions,
      [x, y].map((w) => w.subarray(0, last + 1)),
      places,
      f,
      (k) => kept[k],
    );
    const area = (u[last] - u[0]) * (v[last] - v[0]);
    const whole = kept.slice(0, base).reduce((sum, is) => sum + is, 0) / base;
    this.astray = this.lost / area + share * whole;
  }

  /**
   * Along which ways a cell must be halved: none when it is a quadrangle, or out of sight; NOWHERE
   * where nothing is defined.
   */
  waysToHalve(k, scale, range) {
    const { cells } = this;
    const i = 5 * k;
    const a = cells[i];
    const b = cells[i + 1];
    const c = cells[i + 2];
    const d = cells[i + 3];
    const m = cells[i + 4];
    const isA = this.isFinite(a);
    const isB = this.isFinite(b);
    const isC = this.isFinite(c);
    const isD = this.isFinite(d);
    if (!(isA && isB && isC && isD && this.isFinite(m))) {
      if (!isA && !isB && !isC && !isD) return this.isFinite(m) ? BOTH : NOWHERE;
      if (isA === isD && isB === isC && isA !== isB) return ALONG_U;
      return isA === isB && isD === isC && isA !== isD ? ALONG_V : BOTH;
    }
    if (this.isOutside(a, b, c, d, range)) return 0;
    const most = MISFIT / scale;
    const ways =
      (this.misfit(a, b) > most || this.misfit(d, c) > most ? ALONG_U : 0) |
      (this.misfit(a, d) > most || this.misfit(b, c) > most ? ALONG_V : 0);
    return ways || (this.off(a, b, c, d, m) > 3 * most ? BOTH : 0);
  }

  isOutside(a, b, c, d, [x0, x1, y0, y1]) {
    const { x, y } = this;
    const w = NEAR * (x1 - x0);
    const h = NEAR * (y1 - y0);
    return (
      Math.min(x[a], x[b], x[c], x[d]) > x1 + w ||
      Math.max(x[a], x[b], x[c], x[d]) < x0 - w ||
      Math.min(y[a], y[b], y[c], y[d]) > y1 + h ||
      Math.max(y[a], y[b], y[c], y[d]) < y0 - h
    );
  }

  /** How far the centre lies from the corners' mean. */
  off(a, b, c, d, m) {
    const { x, y } = this;
    return length(x[m] - (x[a] + x[b] + x[c] + x[d]) / 4, y[m] - (y[a] + y[b] + y[c] + y[d]) / 4);
  }

  /**
   * How far a side may depart from its chord, by the velocities at its ends, or at that end where
   * there is one.
   */
  misfit(p, q) {
    const isAlongU = this.v[p] === this.v[q];
    const h = isAlongU ? this.u[q] - this.u[p] : this.v[q] - this.v[p];
    const jx = isAlongU ? this.j11 : this.j12;
    const jy = isAlongU ? this.j21 : this.j22;
    const dx = this.x[q] - this.x[p];
    const dy = this.y[q] - this.y[p];
    const one = Number.isFinite(jx[p] + jy[p]) ? p : q;
    const other = Number.isFinite(jx[q] + jy[q]) ? q : one;
    const jump = length(dx - (h * (jx[one] + jx[other])) / 2, dy - (h * (jy[one] + jy[other])) / 2);
    const bend = (h * length(jx[other] - jx[one], jy[other] - jy[one])) / 8;
    return Number.isNaN(jump) ? length(dx, dy) : Math.max(jump, bend);
  }

  /**
   * Whether a cell that is no quadrangle to the eye, and cannot be halved any further, may be drawn
   * as one all the same.
   */
  isSound(k, scale) {
    const [a, b, c, d, m] = this.cells.slice(5 * k, 5 * k + 5);
    const { x, y } = this;
    const chord = (p, q) => length(x[q] - x[p], y[q] - y[p]);
    const isSide = (p, q) => chord(p, q) * scale <= SHORT || this.misfit(p, q) <= chord(p, q) / 2;
    return (
      isSide(a, b) &&
      isSide(d, c) &&
      isSide(a, d) &&
      isSide(b, c) &&
      this.off(a, b, c, d, m) <= Math.max(chord(a, c), chord(b, d)) / 2
    );
  }

  halve(k, ways) {
    const [a, b, c, d, m] = this.cells.slice(5 * k, 5 * k + 5);
    const { u, v } = this;
    const low = ways & ALONG_U && this.vertex(u[m], v[a]);
    const high = ways & ALONG_U && this.vertex(u[m], v[d]);
    const left = ways & ALONG_V && this.vertex(u[a], v[m]);
    const right = ways & ALONG_V && this.vertex(u[b], v[m]);
    const parts = {
      [ALONG_U]: [
        [a, low, high, d],
        [low, b, c, high],
      ],
      [ALONG_V]: [
        [a, b, right, left],
        [left, right, c, d],
      ],
      [BOTH]: [
        [a, low, m, left],
        [low, b, right, m],
        [m, right, c, high],
        [left, m, high, d],
      ],
    }[ways];
    for (const part of parts) this.cell(...part);
  }

  /** The signed determinant at a cell's centre. */
  signed(m) {
    return (
      orientation(this.j11[m], this.j12[m], this.j21[m], this.j22[m], this.determinant[m]) *
      Math.abs(this.determinant[m])
    );
  }

  /**
   * The determinant of each cell: at its centre, or where a kink goes through that, beside it; NaN
   * for one that is not kept.
   */
  determinants() {
    const found = new Float64Array(this.kept.length).fill(NaN);
    const unknown = [];
    for (let k = 0; k < found.length; k++) {
      const m = this.cells[5 * k + 4];
      if (this.kept[k]) found[k] = this.signed(m);
      if (this.kept[k] && Number.isNaN(found[k]) && this.isFinite(m)) unknown.push(k);
    }
    if (!unknown.length) return found;
    const from = this.count;
    const beside = (w, p, q, share) => w[p] + share * (w[q] - w[p]);
    for (const k of unknown) {
      const [a, b, , d] = this.cells.slice(5 * k, 5 * k + 4);
      this.vertex(beside(this.u, a, b, ASIDE), beside(this.v, a, d, 1 - ASIDE ** 2));
    }
    this.evaluate();
    unknown.forEach((k, i) => {
      found[k] = this.signed(from + i);
    });
    return found;
  }

  grid() {
    const { columns, rows, base, kept } = this;
    const all = this.determinants();
    const leaves = [];
    for (let k = base; k < kept.length; k++) if (kept[k]) leaves.push(k);
    const determinant = new Float64Array(base + leaves.length);
    const leafCorners = new Int32Array(4 * leaves.length);
    determinant.set(all.subarray(0, base));
    leaves.forEach((k, at) => {
      determinant[base + at] = all[k];
      for (let i = 0; i < 4; i++) leafCorners[4 * at + i] = this.cells[5 * k + i];
    });
    const [u, v, x, y] = NUMBERS.slice(0, 4).map((name) => this[name].subarray(0, this.count));
    const typical = this.determinant.subarray(
      this.columns * this.rows,
      this.columns * this.rows + base,
    );
    return { columns, rows, u, v, x, y, determinant, leafCorners, typical, astray: this.astray };
  }
}

/**
 * Whether cell k of a grid is one piece, by the components f at the vertices, the speeds along both
 * variables there, and the components at the cells' centres: a cell around a pole has a centre far
 * from its corners' mean; one across a branch jump has a side much longer than the speeds at its
 * ends allow.
 */
export function isWhole(
  { columns, u, v },
  f,
  /** @type {Float64Array[]} */ [alongU, alongV],
  k,
  centres,
) {
  const a = Math.floor(k / (columns - 1)) * columns + (k % (columns - 1));
  const b = a + 1;
  const c = a + 1 + columns;
  const d = a + columns;
  let fromA = 0;
  let fromB = 0;
  let fromC = 0;
  let fromD = 0;
  let off = 0;
  let size = 0; // squares of distances from the corners' mean
  for (let i = 0; i < f.length; i++) {
    const w = f[i];
    const mean = (w[a] + w[b] + w[c] + w[d]) / 4;
    const centre = centres[i][k];
    fromA += (w[a] - mean) ** 2;
    fromB += (w[b] - mean) ** 2;
    fromC += (w[c] - mean) ** 2;
    fromD += (w[d] - mean) ** 2;
    off += (centre - mean) ** 2;
    size += Math.abs(centre);
  }
  const spread = Math.sqrt(Math.max(fromA, fromB, fromC, fromD));
  if (!(Math.sqrt(off) <= 2 * spread + 1e-12 * size)) return false;
  const du = u[b] - u[a];
  const dv = v[d] - v[a];
  const isLong = (p, q, speed, h) =>
    distance(f, p, q) > 5 * Math.max(speed[p], speed[q]) * h + 0.5 * spread;
  return !(
    isLong(a, b, alongU, du) ||
    isLong(d, c, alongU, du) ||
    isLong(a, d, alongV, dv) ||
    isLong(b, c, alongV, dv)
  );
}

function distance(f, p, q) {
  let sum = 0;
  for (let i = 0; i < f.length; i++) sum += (f[i][q] - f[i][p]) ** 2;
  return Math.sqrt(sum);
}
