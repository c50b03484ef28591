// Zero sets of functions on a rectangle: curves by marching squares, isolated points by descent.
import { Budget, STROKE } from "./budget.js";

const ROUNDS = 6; // of false position: then a crossing is known to a millionth of a cell
const TRIES = ROUNDS + 2; // values that a crossing takes
const STEPS = 60;
const AROUND = 4; // of the descent to an isolated zero
const MOST_POINTS = 12;

/**
 * The zero set on a box of functions { at([u, v], n), work }. Returns { segments, points }:
 * segments as a Float64Array u0, v0, u1, v1, ... and points as [[u, v], ...]. A change of sign
 * through a pole is no zero. The grid has `count` cells a side, or fewer where the budget asks for
 * it; a function whose zeros it cannot pay for is left out.
 */
export function zeroSet(functions, box, count, budget = new Budget()) {
  const segments = [];
  const points = [];
  for (const { at, work } of functions) {
    const own = budget.part(1 / functions.length);
    const side =
      1 + own.finest([count, count / 2, count / 4], (cells) => 1.25 * (cells + 1) ** 2 * work);
    const { u, v } = gridOn(box, side);
    const value = (pu, pv, m) => at([pu, pv], m);
    const values = value(u, v, side * side).slice(0, side * side);
    for (const w of zeroCurves(values, u, v, side, value, { budget: own, work })) segments.push(w);
    points.push(...touchingPoints(values, u, v, side, value, own, work));
  }
  return { segments: Float64Array.from(segments), points };
}

function gridOn([u0, u1, v0, v1], side) {
  const along = (low, high, k) => low + ((high - low) * k) / (side - 1);
  const u = Float64Array.from({ length: side * side }, (_, k) => along(u0, u1, k % side));
  return { u, v: u.map((_, k) => along(v0, v1, Math.floor(k / side))) };
}

/**
 * The curves on which one function is 0, from its values at the side^2 vertices (u, v) of an even
 * grid; value(u, v, n) gives it anywhere, with so much work a point. Segments u0, v0, u1, v1, ...
 * as an array; none outside the cells that isIn(k) names, and none at all where the budget is too
 * small.
 */
export function zeroCurves(
  values,
  u,
  v,
  side,
  value,
  { budget = new Budget(), work = 1, isIn = () => true } = {},
) {
  const flips = values.some((w) => w === 0) ? [1, -1] : [1];
  return flips.flatMap((flip) => {
    const { a, b } = march(values, flip, side, isIn);
    return budget.pay(a.length * (TRIES * work + STROKE)) ? refine(a, b, values, u, v, value) : [];
  });
}

const EDGES = [
  [0, 1],
  [1, 2],
  [2, 3],
  [3, 0],
];

function march(values, flip, side, isIn) {
  const a = [];
  const b = []; // the two vertices of each crossed edge; pairs of crossings make a segment
  const crossing = (p, q) => {
    a.push(p);
    b.push(q);
  };
  for (let j = 0; j + 1 < side; j++)
    for (let i = 0; i + 1 < side; i++) {
      const k = j * side + i;
      const above = flip * values[k] > 0;
      if (
        above === flip * values[k + 1] > 0 &&
        above === flip * values[k + side] > 0 &&
        above === flip * values[k + side + 1] > 0
      )
        continue;
      if (!isIn(j * (side - 1) + i)) continue;
      const corners = [k, k + 1, k + 1 + side, k + side];
      const w = corners.map((c) => flip * values[c]);
      if (!w.every(Number.isFinite)) continue;
      if (flip < 0 && !w.includes(0)) continue; // the other flip has found the same
      const crossed = EDGES.filter(([p, q]) => w[p] > 0 !== w[q] > 0);
      if (crossed.length === 4) {
        // A saddle: the mean decides which corners are joined.
        const middle = (w[0] + w[1] + w[2] + w[3]) / 4 > 0;
        const order = middle === w[0] > 0 ? [0, 1, 2, 3] : [3, 0, 1, 2];
        order.forEach((e) => crossing(corners[EDGES[e][0]], corners[EDGES[e][1]]));
      } else if (w.filter((value) => value === 0).length === 3) {
        // Two lines cross in the corner between the zeros: both sides of the cell there, not the
        // chord that cuts it off.
        const far = w.findIndex((value) => value !== 0);
        for (const k of [1, 2, 2, 3]) crossing(corners[(far + k) % 4], corners[far]);
      } else crossed.forEach(([p, q]) => crossing(corners[p], corners[q]));
    }
  return { a, b };
}

/** Moves each crossing to its zero by false position (Illinois variant) and drops the poles. */
function refine(a, b, values, u, v, value) {
  const n = a.length;
  if (!n) return [];
  const low = new Float64Array(n);
  const high = new Float64Array(n).fill(1);
  const wl = Float64Array.from(a, (k) => values[k]);
  const wh = Float64Array.from(b, (k) => values[k]);
  const size = Float64Array.from(a, (_, k) => Math.max(Math.abs(wl[k]), Math.abs(wh[k])));
  const kept = new Int8Array(n); // the end that the last round kept: 1 the high one, -1 the low one
  const t = new Float64Array(n);
  const pu = new Float64Array(n);
  const pv = new Float64Array(n);
  let w;
  for (let round = 0; round < ROUNDS; round++) {
    for (let k = 0; k < n; k++) {
      const span = wl[k] - wh[k];
      t[k] = span === 0 ? low[k] : low[k] + ((high[k] - low[k]) * wl[k]) / span;
      pu[k] = u[a[k]] + t[k] * (u[b[k]] - u[a[k]]);
      pv[k] = v[a[k]] + t[k] * (v[b[k]] - v[a[k]]);
    }
    w = value(pu, pv, n).slice(0, n);
    for (let k = 0; k < n; k++) {
      if (w[k] > 0 === wl[k] > 0) {
        low[k] = t[k];
        wl[k] = w[k];
        if (kept[k] === 1) wh[k] /= 2;
        kept[k] = 1;
      } else {
        high[k] = t[k];
        wh[k] = w[k];
        if (kept[k] === -1) wl[k] /= 2;
        kept[k] = -1;
      }
    }
  }
  /** The values at a share of the way from the end where the value is 0, if there is one. */
  function near(share) {
    const qu = new Float64Array(n);
    const qv = new Float64Array(n);
    for (let k = 0; k < n; k++) {
      const [zero, other] = values[a[k]] === 0 ? [a[k], b[k]] : [b[k], a[k]];
      qu[k] = u[zero] + share * (u[other] - u[zero]);
      qv[k] = v[zero] + share * (v[other] - v[zero]);
    }
    return value(qu, qv, n).slice(0, n);
  }

  // At a pole the values stay large; at the border of a region of zeros they jump from there to 0.
  const half = near(0.5);
  const quarter = near(0.25);
  const isJump = (k) =>
    (values[a[k]] === 0 || values[b[k]] === 0) &&
    (half[k] === 0 || Math.abs(quarter[k]) > 0.9 * size[k]);
  const segments = [];
  for (let k = 0; k + 1 < n; k += 2) {
    const isZero = (i) => Math.abs(w[i]) <= 0.05 * size[i] && !isJump(i);
    if (isZero(k) && isZero(k + 1)) segments.push(pu[k], pv[k], pu[k + 1], pv[k + 1]);
  }
  return segments;
}

/**
 * Isolated zeros where the function does not change sign: compass search from the local minima of
 * its modulus.
 */
function touchingPoints(values, u, v, side, value, budget, work) {
  let largest = 0;
  for (const w of values) if (Number.isFinite(w)) largest = Math.max(largest, Math.abs(w));
  const found = [];
  const du = u[1] - u[0];
  const dv = v[side] - v[0];
  for (let j = 1; j + 1 < side && found.length < MOST_POINTS; j++)
    for (let i = 1; i + 1 < side && found.length < MOST_POINTS; i++) {
      const k = j * side + i;
      const w = Math.abs(values[k]);
      if (!(w < 0.02 * largest)) continue;
      const around = [
        k - 1,
        k + 1,
        k - side,
        k + side,
        k - side - 1,
        k - side + 1,
        k + side - 1,
        k + side + 1,
      ];
      // Neighbours of both signs, or a neighbour that is 0 too, mean a curve, which marching found.
      const sign = Math.sign(values[around[0]]);
      if (
        !sign ||
        !around.every(
          (q) => Math.abs(values[q]) >= w && Math.sign(values[q]) === sign && values[k] * sign >= 0,
        )
      )
        continue;
      if (!budget.pay(STEPS * AROUND * (work + STROKE))) return found;
      const zero = descend(u[k], v[k], du, dv, value);
      if (Math.abs(zero.w) < 1e-9 * largest) found.push([zero.u, zero.v]);
    }
  return found;
}

function descend(u, v, du, dv, value) {
  let w = Math.abs(value(Float64Array.of(u), Float64Array.of(v), 1)[0]);
  for (let step = 0; step < STEPS && w > 0; step++) {
    const pu = Float64Array.of(u + du, u - du, u, u);
    const pv = Float64Array.of(v, v, v + dv, v - dv);
    const around = value(pu, pv, 4);
    let best = -1;
    for (let k = 0; k < AROUND; k++)
      if (Math.abs(around[k]) < (best < 0 ? w : Math.abs(around[best]))) best = k;
    if (best < 0) {
      du /= 2;
      dv /= 2;
    } else {
      w = Math.abs(around[best]);
      u = pu[best];
      v = pv[best];
    }
  }
  return { u, v, w };
}
