// Integrals over boxes in which a function is 0, jumps or ends: line by line, each line cut where it crosses such a place.
import { coarse, fine, measured } from "./quadrature.js";

const SAMPLES = { 1: 64, 2: 16, 3: 8 }; // of a line, between which it crosses one cut at most, by the number of variables
const FEW = 2; // cuts of a line: where there are more, twice as many samples
const FINEST = 1024; // may find more again, but no more samples than these
const SEARCH = 60; // rounds in which a cut is found
const HALVINGS = 36; // until it is known where a line touches a cut
const ROUNDS = 8; // in which pieces that the rules cannot do are halved

/**
 * The integral over a box [[low, high], ...] of a function that is smooth but where one of some others is 0 or it is itself
 * not finite. sample(inputs, n) gives the function, cuts(inputs, n) an array for each of the others. Returns what `integrate`
 * does, after about `most` evaluations.
 */
export function integrateSplit(sample, cuts, box, { tolerance = 1e-10, most = 20000 } = {}) {
  const purse = { left: most };
  const paid = (f) => (inputs, n) => ((purse.left -= n), f(inputs, n));
  const problem = { sample: paid(sample), functions: paid(withBorder(sample, cuts)), tolerance, purse };
  // Across the edges that are cut most often one goes first: between their cuts all lines are cut alike.
  const counts = box.map((_, axis) => cutsOn(problem, edgesAlong([axis, ...others(box, axis)], [], 1, box), box).flat().length);
  const axes = box.map((_, axis) => axis).sort((a, b) => counts[b] - counts[a]);
  const { values: [value], moduli: [modulus], errors: [error], holes: [hole] } = alongLines(problem, axes, [], 1, box);
  const size = box.reduce((product, [low, high]) => product * (high - low), 1);
  return { value, error, isSettled: !(error > tolerance * modulus + 1e-300), hole: hole / size };
}

/** The functions whose zeros cut, and last one that changes its sign where the function ceases to be finite. */
const withBorder = (sample, cuts) => (inputs, n) => [...cuts(inputs, n).map((w) => w.slice(0, n)), sample(inputs, n).map((w) => (Number.isFinite(w) ? 1 : -1))];

const others = (box, axis) => box.map((_, k) => k).filter((k) => k !== axis);

/**
 * The integrals along m lines, of which `places` tells the coordinates on the axes that come before theirs in `axes`, of the
 * integrals along those that come after: { values, moduli, errors, holes } with a number for each line.
 */
function alongLines(problem, axes, places, m, box) {
  const { tolerance, purse } = problem, depth = places.length, interval = box[axes[depth]];
  const isLast = depth === axes.length - 1, [values, moduli, errors, holes] = [0, 0, 0, 0].map(() => new Float64Array(m));
  const within = (rows, ts) => {
    const here = [...places.map((place) => Float64Array.from(rows, (row) => place[row])), ts];
    if (!isLast) return alongLines(problem, axes, here, ts.length, box);
    return { values: problem.sample(inOrder(axes, here), ts.length).slice(0, ts.length) };
  };
  const scales = new Float64Array(m);
  const attempt = ({ apply, weights }, pieces, isEnough) => {
    if (!pieces.length) return [];
    let inner;
    const per = weights.length, rows = (n) => Int32Array.from({ length: n }, (_, k) => pieces[Math.floor(k / per)].row);
    const found = apply(([ts], n) => (inner = within(rows(n), ts)).values, pieces.map(({ piece }) => [piece]));
    const seen = moduli.slice();
    pieces.forEach(({ row }, k) => { seen[row] += found[k].modulus; });
    seen.forEach((w, row) => { scales[row] = Math.max(scales[row], w); });
    return pieces.filter(({ row, piece: [low, high] }, k) => {
      const { value, modulus, error, hole, isLimit } = found[k];
      if (error > (tolerance / 4) * scales[row] && !isLimit && !isEnough()) return true;
      values[row] += value;
      moduli[row] += modulus;
      const across = (found) => ((high - low) / 2) * weights.reduce((sum, w, i) => sum + w * found[k * per + i], 0);
      errors[row] += error + (isLast ? 0 : across(inner.errors));
      holes[row] += isLast ? hole : across(inner.holes);
      return false;
    });
  };
  const kronrod = box.length < 3 ? FINE : COARSE, isSpent = () => purse.left < 0;
  const cuts = cutsOn(problem, edgesAlong(axes.slice(depth), [axes.slice(0, depth), places], m, box), box);
  if (box.length === 2 && !isLast) cuts[0].push(...tangentsTo(problem, axes, box, cuts[0]));
  let open = cuts
    .flatMap((found, row) => between(interval, found).map((piece) => ({ row, piece })));
  for (let round = 0; open.length; round++) {
    const hard = attempt(kronrod, open, isSpent);
    open = attempt(DOUBLE_EXPONENTIAL, hard, () => round === ROUNDS || isSpent()).flatMap(halved);
  }
  return { values, moduli, errors, holes };
}

/** Coordinates that stand in the order of `axes`, in their own. */
const inOrder = (axes, places) => places.map((_, k) => places[axes.indexOf(k)]);

function halved({ row, piece: [low, high] }) {
  const middle = (low + high) / 2;
  return [{ row, piece: [low, middle] }, { row, piece: [middle, high] }];
}

/**
 * The edges along the first of some axes of m boxes, which extend along all of these axes and lie at given places on the
 * others: { count, each: edges a box, axis, points(rows, ts): inputs at ts on the edges of some numbers }.
 */
function edgesAlong([axis, ...after], [before = [], places = []], m, box) {
  const each = 2 ** after.length;
  const points = (rows, ts) => {
    const inputs = [];
    inputs[axis] = ts;
    before.forEach((k, i) => { inputs[k] = Float64Array.from(rows, (row) => places[i][Math.floor(row / each)]); });
    after.forEach((k, i) => { inputs[k] = Float64Array.from(rows, (row) => box[k][((row % each) >> i) & 1]); });
    return inputs;
  };
  return { count: m * each, each, axis, points };
}

/** The pieces of an interval between cuts; cuts that rounding keeps apart count as one. */
function between([low, high], cuts) {
  const least = 1e-13 * (high - low), starts = [low];
  for (const cut of [...cuts].sort((a, b) => a - b))
    if (cut > low && cut < high && (starts.length === 1 || cut - starts.at(-1) > least)) starts.push(cut);
  return starts.map((start, k) => [start, starts[k + 1] ?? high]);
}

/** Where lines across an interval begin to be cut more often or less, other than by the edges: where they touch what cuts them. */
function tangentsTo({ functions, purse }, axes, box, known) {
  const [[low, high], samples] = [box[axes[0]], SAMPLES[2]];
  const countsAt = (places) => {
    const counts = new Array(places.length).fill(0);
    for (const { row, isStep } of signChanges(functions, edgesAlong([axes[1]], [[axes[0]], [places]], places.length, box), box, samples).brackets) if (!isStep) counts[row]++;
    return counts;
  };
  const ts = Float64Array.from({ length: samples + 1 }, (_, k) => low + (high - low) * uneven(k / samples)), counts = countsAt(ts);
  const found = Array.from(ts.subarray(1), (to, k) => ({ from: ts[k], to, count: counts[k], isChanged: counts[k] !== counts[k + 1] }))
    .filter(({ from, to, isChanged }) => isChanged && !known.some((cut) => cut >= from && cut <= to));
  for (let round = 0; found.length && round < HALVINGS && purse.left > 0; round++) {
    const middles = Float64Array.from(found, ({ from, to }) => (from + to) / 2), now = countsAt(middles);
    found.forEach((bracket, k) => { bracket[now[k] === bracket.count ? "from" : "to"] = middles[k]; });
  }
  return found.map(({ from, to }) => (from + to) / 2);
}

/** For each box the places where its edges are cut; on a single line also where the modulus of a function is least. */
function cutsOn({ functions, purse }, edges, box) {
  let samples = SAMPLES[box.length], found = signChanges(functions, edges, box, samples);
  for (let before = FEW * edges.count; found.brackets.length > Math.min(before, (edges.count * samples) / 8) && samples < FINEST && purse.left > 0;) {
    before = found.brackets.length;
    found = signChanges(functions, edges, box, (samples *= 2));
  }
  const cuts = Array.from({ length: edges.count / edges.each }, () => []);
  for (const { row, at } of found.brackets.length ? narrowed(functions, edges, found.brackets) : []) cuts[Math.floor(row / edges.each)].push(at);
  if (box.length === 1) for (const valley of found.valleys) cuts[0].push(lowest(functions, edges, valley));
  return cuts;
}

/** Samples that are spread a little unevenly see through a wave of their own length. */
const uneven = (share) => share + 0.15 * share * (1 - share);

/**
 * Brackets of changes of sign between samples of lines, and valleys, where a modulus has a minimum between them. A valley that
 * may reach below 0 is looked into, so that a line which touches a region or cuts a corner of it is cut twice.
 */
function signChanges(functions, { count, axis, points }, box, samples) {
  const [low, high] = box[axis], side = samples + 1, n = count * side;
  const rows = Int32Array.from({ length: n }, (_, k) => Math.floor(k / side));
  const ts = Float64Array.from({ length: n }, (_, k) => low + (high - low) * uneven((k % side) / samples));
  const brackets = [], valleys = [], found = functions(points(rows, ts), n).map((w) => w.slice(0, n));
  const bracket = (index, row, ends, values) => {
    if (values[0] > 0 !== values[1] > 0) brackets.push({ index, isStep: index === found.length - 1, row, ends, values });
  };
  found.forEach((w, index) => {
    for (let k = 0; k < n; k++) {
      const place = k % side, size = Math.abs(w[k]);
      if (place < samples) bracket(index, rows[k], [ts[k], ts[k + 1]], [w[k], w[k + 1]]);
      if (place > 0 && place < samples && w[k] > 0 === w[k - 1] > 0 && w[k] > 0 === w[k + 1] > 0 && size <= Math.abs(w[k - 1]) && size < Math.abs(w[k + 1])) valleys.push(valleyOf(w, ts, k, index, rows[k]));
    }
  });
  const deep = valleys.filter(({ isDeep }) => isDeep), looked = deep.length ? functions(points(Int32Array.from(deep, ({ row }) => row), Float64Array.from(deep, ({ at }) => at)), deep.length) : [];
  deep.forEach(({ index, row, at, ends, values }, k) => {
    bracket(index, row, [ends[0], at], [values[0], looked[index][k]]);
    bracket(index, row, [at, ends[1]], [looked[index][k], values[1]]);
  });
  return { brackets, valleys };
}

/** Where the parabola through three samples has its vertex, and whether that is near 0 or beyond. */
function valleyOf(w, ts, k, index, row) {
  const [p, q] = [ts[k - 1] - ts[k], ts[k + 1] - ts[k]], [a, c] = [(w[k - 1] - w[k]) / p, (w[k + 1] - w[k]) / q];
  const bend = (c - a) / (q - p), slope = a - bend * p, shift = -slope / (2 * bend);
  return { index, row, ends: [ts[k - 1], ts[k + 1]], values: [w[k - 1], w[k + 1]], at: ts[k] + shift, isDeep: (w[k] + (slope * shift) / 2) * w[k] < 0.1 * w[k] ** 2 };
}

/** Where each bracket's function changes its sign, `at`: by false position (Illinois variant), each third step by halving. */
function narrowed(functions, { points }, brackets) {
  const known = ({ values }) => values.indexOf(0);
  for (const bracket of brackets) bracket.at = bracket.ends[Math.max(0, known(bracket))];
  let open = brackets.filter((bracket) => known(bracket) < 0);
  for (let round = 0; open.length && round < SEARCH; round++) {
    const places = Float64Array.from(open, ({ ends: [a, b], values: [p, q], isStep }) => {
      const share = p / (p - q);
      return isStep || round % 3 === 2 || !(share > 0 && share < 1) ? (a + b) / 2 : a + share * (b - a);
    });
    const found = functions(points(Int32Array.from(open, ({ row }) => row), places), open.length);
    open = open.filter((bracket, k) => {
      const w = found[bracket.index][k], { ends, values } = bracket, side = +(w > 0 !== values[0] > 0);
      ends[side] = places[k];
      values[side] = w;
      if (bracket.kept === 1 - side) values[1 - side] /= 2;
      bracket.kept = 1 - side;
      bracket.at = w === 0 ? places[k] : (ends[0] + ends[1]) / 2;
      return w !== 0 && ends[1] - ends[0] > 2 * Number.EPSILON * Math.abs(bracket.at);
    });
  }
  return brackets;
}

/** Where the modulus of a function is least in a bracket, by thirds. */
function lowest(functions, { points }, { index, ends: [low, high] }) {
  for (let round = 0; round < SEARCH; round++) {
    const third = (high - low) / 3, places = Float64Array.of(low + third, high - third);
    const [a, b] = functions(points([0, 0], places), 2)[index];
    if (Math.abs(a) < Math.abs(b)) high = places[1];
    else low = places[0];
  }
  return (low + high) / 2;
}

const STEP = 1 / 8, REACH = 4; // of the double exponential rule, in its own variable

// Takahasi and Mori 1974: x = tanh(π/2 sinh t). For each t > 0 how far x is from the end of [-1, 1], and its weight.
const HALF = Array.from({ length: REACH / STEP }, (_, k) => {
  const t = (k + 1) * STEP, s = (Math.PI / 2) * Math.sinh(t);
  return { gap: 2 / (1 + Math.exp(2 * s)), weight: (STEP * (Math.PI / 2) * Math.cosh(t)) / Math.cosh(s) ** 2, level: (k + 1) % 4 === 0 ? 2 : +(k % 2 === 1) };
});
const LAST = HALF.at(-1).gap;
const NODES = [{ side: 0, gap: 1, weight: (STEP * Math.PI) / 2, level: 2 }, ...[-1, 1].flatMap((side) => HALF.map((node) => ({ side, ...node })))];

/**
 * Integrals over intervals at whose ends the function may be infinite, with the same properties as by `measured`; isLimit
 * where rounding keeps the places apart from the ends, so that halving would not help.
 */
function doubleExponential(sample, boxes) {
  const per = NODES.length, n = per * boxes.length;
  const ts = Float64Array.from({ length: n }, (_, k) => {
    const { side, gap } = NODES[k % per], [[low, high]] = boxes[Math.floor(k / per)], half = (high - low) / 2;
    return side < 0 ? low + half * gap : high - half * gap;
  });
  const values = sample([ts], n);
  return boxes.map(([[low, high]], b) => summed(values.subarray(b * per, (b + 1) * per), low, high));
}

function summed(values, low, high) {
  const half = (high - low) / 2, sums = [0, 0, 0]; // with the step, twice and four times as wide a step
  let modulus = 0, doubt = 0, hole = 0;
  NODES.forEach(({ side, gap, weight, level }, k) => {
    const term = Number.isFinite(values[k]) ? half * weight * values[k] : 0;
    const isAtEnd = side && (gap === LAST || half * gap <= 4 * Number.EPSILON * Math.abs(side < 0 ? low : high));
    if (!Number.isFinite(values[k]) && !isAtEnd) hole += half * weight;
    for (let wider = 0; wider <= level; wider++) sums[wider] += 2 ** wider * term;
    modulus += Math.abs(term);
    if (isAtEnd) doubt += Math.abs(term);
  });
  const error = modulus * leftOver(Math.abs(sums[0] - sums[1]) / modulus, Math.abs(sums[1] - sums[2]) / modulus);
  // What lies beyond the last place is about what lies there.
  return { value: sums[0], modulus, hole, error: error + 4 * doubt + 1e-15 * modulus, isLimit: doubt > error };
}

/** What is left of two successive differences: it falls as they do, at best as the square (Bailey, Jeyabalan and Li 2005). */
function leftOver(last, before) {
  if (!(last > 0)) return 0;
  const speed = before < 1 && last < before ? Math.min(2, Math.log(last) / Math.log(before)) : 1;
  return Math.min(last, 10 * last ** speed);
}

// The rules for pieces of lines, with their weights on [-1, 1].
const [FINE, COARSE] = [fine, coarse].map((product) => ({ apply: (sample, boxes) => measured(sample, boxes, product), weights: product.weights }));
const DOUBLE_EXPONENTIAL = { apply: doubleExponential, weights: NODES.map(({ weight }) => weight) };
