// Level curves of a function of two variables: round levels, the curves by marching squares, and
// the bands between them.
import { Budget } from "../numeric/budget.js";
import { robustInterval, scattered } from "../numeric/ranges.js";
import { zeroCurves } from "../numeric/zeroCurves.js";
import { appended, definedParts, tornParts } from "./edges.js";
import { shareAstray } from "./resolution.js";

const CELLS = 40; // a side
const LEVELS = 12; // about so many

/**
 * One component of a mapping of two variables over a box [u0, u1, v0, v1]: { u, v, values, alongU,
 * alongV } at the vertices of an even grid with `side` of them a row, its levels, which cells are
 * whole and can be filled, how large a share of places between the vertices is astray, and value(u,
 * v, n) anywhere, with its work a point. The grid is as fine as the budget allows.
 */
export function fieldOf(
  mapping,
  component,
  /** @type {number[]} */ [u0, u1, v0, v1],
  budget = new Budget(),
) {
  const count = budget.finest(
    [CELLS, CELLS / 2, CELLS / 4],
    (cells) => (cells + 1) ** 2 * (mapping.work ?? 1),
  );
  const side = count + 1;
  const n = side * side;
  const u = Float64Array.from({ length: n }, (_, k) => u0 + ((u1 - u0) * (k % side)) / count);
  const v = Float64Array.from(
    { length: n },
    (_, k) => v0 + ((v1 - v0) * Math.floor(k / side)) / count,
  );
  const { f, j } = mapping.at([u, v], n);
  const [values, alongU, alongV] = [f[component], j[2 * component], j[2 * component + 1]].map((w) =>
    w.slice(0, n),
  );
  const { at, work } = mapping.functions("components")[component];
  const value = (pu, pv, m) => at([pu, pv], m);
  const places = scattered(
    [
      [u0, u1],
      [v0, v1],
    ],
    n,
  );
  const typical = value(...places, n).slice(0, n);
  const field = {
    side,
    u,
    v,
    values,
    alongU,
    alongV,
    value,
    work,
    typical,
    levels: roundLevels(values, typical),
  };
  const whole = wholeCells(field);
  const ends = heightsOf(field);
  const shown = (w) => Math.max(ends[0], Math.min(ends[1], w));
  const positions = [u.slice(0, side), Float64Array.from({ length: side }, (_, j) => v[j * side])];
  const astray = shareAstray(positions, [values.map(shown)], places, [typical.map(shown)]);
  return { ...field, whole, astray, edge: edgeOf(field, tornSides(field), whole, budget) };
}

/**
 * A field's grid with the parts of cells along the edge of where it is defined, and along its jumps
 * and poles: its vertices and theirs { u, v, values }, and their corners.
 */
function edgeOf(field, isTorn, whole, budget) {
  const { side, u, v, values, value, work } = field;
  const grid = { columns: side, rows: side, u, v, values, leafCorners: new Int32Array() };
  if (whole.every(Boolean) || !budget.pay(EDGE * side * work)) return grid;
  const defined = definedParts(grid, (k) => Number.isFinite(values[k]), value);
  const n = defined.u.length;
  const ends = n ? value(defined.u, defined.v, n).slice(0, n) : [];
  const found = [{ ...defined, values: ends }, tornParts(grid, isTorn, values, value)];
  return found.reduce(extended, grid);
}

/** A grid with points and quadrangles that count its own vertices only. */
function extended(grid, more) {
  const own = grid.columns * grid.rows;
  const shift = grid.u.length - own;
  const moved = more.leafCorners.map((i) => (i < own ? i : i + shift));
  return {
    ...grid,
    u: appended(grid.u, more.u),
    v: appended(grid.v, more.v),
    values: appended(grid.values, more.values),
    leafCorners: Int32Array.of(...grid.leafCorners, ...moved),
  };
}

const EDGE = 100; // values along it, for each cell of a side

/** The interval of a field's values, without what escapes to a pole. */
export const heightsOf = ({ values, typical }) =>
  robustInterval(values, values.length, 0.03, typical);

/**
 * Round levels for values: evenly spaced, or 1, 2, 5, 10, ... to both sides of 0 where half of the
 * values lay between two levels.
 */
export function roundLevels(values, typical = values) {
  const [low, high] = heightsOf({ values, typical });
  if (!(low < high)) return [];
  const step = roundStep((high - low) / LEVELS);
  const even = [];
  for (let k = Math.floor(low / step) + 1; k * step < high; k++)
    even.push(Number((k * step).toPrecision(12)));
  const geometric = geometricLevels(low, high);
  return fullest(values, even) > 0.5 && geometric.length > 3 && fullest(values, geometric) < 0.5
    ? geometric
    : even;
}

const roundStep = (value) => {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * [1, 2, 5, 10].find((m) => m * power >= value * (1 - 1e-9));
};

/** Levels 1, 2, 5, 10, ... times a power of ten, three decades of them, with both signs. */
function geometricLevels(low, high) {
  const most = Math.max(Math.abs(low), Math.abs(high));
  const top = Math.floor(Math.log10(most));
  const moduli = [-3, -2, -1, 0]
    .flatMap((k) => [1, 2, 5].map((m) => Number((m * 10 ** (top + k)).toPrecision(12))))
    .filter((w) => w > most / 1000);
  return [...moduli.map((w) => -w).reverse(), 0, ...moduli].filter((w) => w > low && w < high);
}

/** The index of the band between levels in which a value lies: 0 below the first. */
export function bandOf(levels, value) {
  let low = 0;
  let high = levels.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (levels[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The largest share of the finite values in one band. */
function fullest(values, levels) {
  const counts = new Array(levels.length + 1).fill(0);
  let finite = 0;
  for (const w of values) if (Number.isFinite(w)) ((counts[bandOf(levels, w)] += 1), finite++);
  return Math.max(...counts) / finite;
}

/**
 * The curve on which a field has a level, as a Float64Array of segments u0, v0, u1, v1, ...; a pole
 * or a jump is none.
 */
export function levelCurve(
  { values, u, v, side, value, work = 1, whole = undefined },
  level,
  budget = new Budget(),
) {
  const above = (pu, pv, n) =>
    value(pu, pv, n)
      .slice(0, n)
      .map((w) => w - level);
  return Float64Array.from(
    zeroCurves(
      values.map((w) => w - level),
      u,
      v,
      side,
      above,
      { budget, work, isIn: whole && ((k) => whole[k]) },
    ),
  );
}

/** The curves of all levels of a field. */
export const levelCurves = (field, budget) =>
  field.levels.map((level) => levelCurve(field, level, budget.part(1 / field.levels.length)));

/**
 * Whether a side of a cell crosses a pole or a jump: its chord rises otherwise than the slopes at
 * its ends, or at that end where there is one. least is a slope that is none.
 */
function isBroken(fa, fb, da, db, h, least) {
  const [p, q] = [Number.isNaN(da) ? db : da, Number.isNaN(db) ? da : db];
  const chord = (fb - fa) / h;
  if (Number.isNaN(p)) return Math.abs(chord) > STEEP * least;
  const outside = Math.max(Math.min(p, q) - chord, chord - Math.max(p, q));
  return outside > 1.5 * Math.min(Math.abs(p), Math.abs(q)) + least;
}

const STEEP = 25; // times the least slope: a quarter of all heights within a cell

/** Whether the way from one vertex of a field to a neighbour crosses a pole or a jump. */
function tornSides({ side, u, v, values, alongU, alongV, typical }) {
  const du = u[1] - u[0];
  const dv = v[side] - v[0];
  const [low, high] = heightsOf({ values, typical });
  const size = 0.01 * (high - low);
  const upwards = (a, b) =>
    b - a === 1
      ? isBroken(values[a], values[b], alongU[a], alongU[b], du, size / du)
      : isBroken(values[a], values[b], alongV[a], alongV[b], dv, size / dv);
  return (a, b) => (a < b ? upwards(a, b) : upwards(b, a));
}

/**
 * Which cells of a field can be filled: those where it is defined and goes through no pole and no
 * jump.
 */
export function wholeCells(field) {
  const { side, values } = field;
  const isTorn = tornSides(field);
  const count = side - 1;
  return Uint8Array.from({ length: count * count }, (_, k) => {
    const a = Math.floor(k / count) * side + (k % count);
    const b = a + 1;
    const c = a + 1 + side;
    const d = a + side;
    const isWhole =
      Number.isFinite(values[a] + values[b] + values[c] + values[d]) &&
      !(isTorn(a, b) || isTorn(d, c) || isTorn(a, d) || isTorn(b, c));
    return +isWhole;
  });
}

/**
 * The bands between the levels of a field, from below the first level to above the last: each a
 * Float64Array of polygons u0, v0, u1, v1, ..., which NaN separates. Cells in a row that lie in one
 * band are one rectangle.
 */
export function bandsOf(field) {
  const { side, u, v, values, levels, whole } = field;
  const count = side - 1;
  const bands = Array.from({ length: levels.length + 1 }, () => []);
  const put = (band, polygon) => {
    for (const [pu, pv] of polygon) bands[band].push(pu, pv);
    bands[band].push(NaN, NaN);
  };
  const corner = (k) => [u[k], v[k], values[k]];
  for (let j = 0; j < count; j++) {
    let run = null; // cells side by side, each wholly in one band
    const flush = () => {
      if (run) put(run.band, [run.a, run.b, run.c, run.d].map(corner));
      run = null;
    };
    for (let i = 0; i < count; i++) {
      const a = j * side + i;
      const b = a + 1;
      const c = a + 1 + side;
      const d = a + side;
      const inBands = [a, b, c, d].map((k) => bandOf(levels, values[k]));
      const low = Math.min(...inBands);
      const high = Math.max(...inBands);
      if (!whole[j * count + i]) flush();
      else if (low === high && run?.band === low) Object.assign(run, { b, c });
      else {
        flush();
        if (low === high) run = { band: low, a, b, c, d };
        else
          triangles([a, b, c, d].map(corner)).forEach((triangle) =>
            slice(triangle, levels, low, high, put),
          );
      }
    }
    flush();
  }
  for (const polygon of partsOf(field.edge)) {
    const inBands = polygon.map(([, , w]) => bandOf(levels, w));
    slice(polygon, levels, Math.min(...inBands), Math.max(...inBands), put);
  }
  return bands.map((band) => Float64Array.from(band));
}

/** The parts of cells at the edge of a field as polygons of points [u, v, value]. */
function partsOf({ u, v, values, leafCorners }) {
  return Array.from({ length: leafCorners.length / 4 }, (_, k) =>
    Array.from(leafCorners.subarray(4 * k, 4 * k + 4), (i) => [u[i], v[i], values[i]]),
  );
}

/**
 * A cell of four points [u, v, value] as triangles around its middle, in which no level can be met
 * in two places.
 */
function triangles(corners) {
  const middle = [0, 1, 2].map((i) => corners.reduce((sum, p) => sum + p[i], 0) / 4);
  return corners.map((p, k) => [p, corners[(k + 1) % 4], middle]);
}

/** Cuts a convex polygon of points [u, v, value] at the levels between two bands. */
function slice(polygon, levels, low, high, put) {
  let rest = polygon;
  for (let band = low; band < high && rest.length; band++) {
    const below = [];
    const above = [];
    rest.forEach((p, k) => {
      const q = rest[(k + 1) % rest.length];
      const [wp, wq] = [p[2] - levels[band], q[2] - levels[band]];
      (wp <= 0 ? below : above).push(p);
      if (wp <= 0 === wq <= 0) return;
      const t = wp / (wp - wq);
      const cut = [p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1]), levels[band]];
      below.push(cut);
      above.push(cut);
    });
    if (below.length > 2) put(band, below);
    rest = above;
  }
  if (rest.length > 2) put(high, rest);
}
