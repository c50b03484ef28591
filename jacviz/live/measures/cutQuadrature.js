// Integrals over boxes in which a function is 0, jumps or ends: line by line, each line cut where
// it crosses such a place.
import { between, cutsOn, edgesAlong, tangentsTo } from "./cuts.js";
import { doubleExponential, doubleExponentialWeights } from "./doubleExponential.js";
import { coarse, fine, measured } from "./quadrature.js";

const DEAR = 6000; // evaluations that must be left for the double exponential rule across lines
const ROUNDS = 8; // in which pieces that the rules cannot do are halved

// The rules for pieces of lines, with their weights on [-1, 1].
const [FINE, COARSE] = [fine, coarse].map((product) => ({
  apply: (sample, boxes) => measured(sample, boxes, product),
  weights: product.weights,
}));
const DOUBLE_EXPONENTIAL = { apply: doubleExponential, weights: doubleExponentialWeights };

/**
 * The integral over a box [[low, high], ...] of a function that is smooth but where one of some
 * others is 0 or it is itself not finite. sample(inputs, n) gives the function, cuts(inputs, n) an
 * array for each of the others. Returns what `integrate` does, after about `most` evaluations; a
 * box that is cut so often that `limit` of them are not enough is given up.
 */
export function integrateSplit(
  sample,
  cuts,
  box,
  /** @type {{ limit?: number, tolerance?: number, most?: number }} */
  { limit = Infinity, ...options } = {},
) {
  let left = limit;
  const counted = (f) => (inputs, n) => {
    if ((left -= n) < 0) throw SPENT;
    return f(inputs, n);
  };
  try {
    return integrateBetween(counted(sample), counted(cuts), box, options);
  } catch (reason) {
    if (reason !== SPENT) throw reason;
    return { value: NaN, error: Infinity, isSettled: false, hole: NaN };
  }
}

const SPENT = Symbol("evaluations are spent");

function integrateBetween(sample, cuts, box, { tolerance = 1e-10, most = 20000 }) {
  const purse = { left: most };
  const paid = (f) => (inputs, n) => ((purse.left -= n), f(inputs, n));
  const problem = {
    sample: paid(sample),
    functions: paid(withBorder(sample, cuts)),
    tolerance,
    purse,
  };
  // Across the edges that are cut most often one goes first: between their cuts all lines are cut
  // alike.
  const counts = box.map(
    (_, axis) =>
      cutsOn(problem, edgesAlong([axis, ...others(box, axis)], [], 1, box), box).flat().length,
  );
  const axes = box.map((_, axis) => axis).sort((a, b) => counts[b] - counts[a]);
  const {
    values: [value],
    moduli: [modulus],
    errors: [error],
    holes: [hole],
  } = alongLines(problem, axes, [], 1, box);
  const size = box.reduce((product, [low, high]) => product * (high - low), 1);
  return { value, error, isSettled: !(error > tolerance * modulus + 1e-300), hole: hole / size };
}

/**
 * The functions whose zeros cut, and last one that changes its sign where the function ceases to be
 * finite.
 */
const withBorder = (sample, cuts) => (inputs, n) => [
  ...cuts(inputs, n).map((w) => w.slice(0, n)),
  sample(inputs, n).map((w) => (Number.isFinite(w) ? 1 : -1)),
];

const others = (box, axis) => box.map((_, k) => k).filter((k) => k !== axis);

/**
 * The integrals along m lines, of which `places` tells the coordinates on the axes that come before
 * theirs in `axes`, of the integrals along those that come after: { values, moduli, errors, holes }
 * with a number for each line.
 */
function alongLines(problem, axes, places, m, box) {
  const sums = sumsOf(problem, m);
  const isSpent = () => problem.purse.left < 0;
  const kronrod = box.length < 3 ? FINE : COARSE;
  const within = (rows, ts) => {
    const here = [...places.map((place) => Float64Array.from(rows, (row) => place[row])), ts];
    return here.length < axes.length
      ? alongLines(problem, axes, here, ts.length, box)
      : { values: problem.sample(inOrder(axes, here), ts.length).slice(0, ts.length) };
  };
  let open = piecesOf(problem, axes, places, m, box);
  for (let round = 0; open.length; round++) {
    const hard = sums.add(
      kronrod,
      within,
      open,
      () => isSpent() || (places.length < axes.length - 1 && problem.purse.left < DEAR),
    );
    open = sums
      .add(DOUBLE_EXPONENTIAL, within, hard, () => round === ROUNDS || isSpent())
      .flatMap(halved);
  }
  return sums;
}

/** The pieces { row, piece } into which m lines are cut. */
function piecesOf(problem, axes, places, m, box) {
  const depth = places.length;
  const cuts = cutsOn(
    problem,
    edgesAlong(axes.slice(depth), [axes.slice(0, depth), places], m, box),
    box,
  );
  if (box.length === 2 && depth === 0) cuts[0].push(...tangentsTo(problem, axes, box, cuts[0]));
  return cuts.flatMap((found, row) =>
    between(box[axes[depth]], found).map((piece) => ({ row, piece })),
  );
}

/**
 * Sums over the pieces of m lines. add(rule, within, pieces, isEnough) adds the integrals over
 * pieces, where within(rows, ts) gives the function, and what is unsure and missing of its values;
 * it returns the pieces whose error is too large, unless it isEnough().
 */
function sumsOf({ tolerance }, m) {
  const [values, moduli, errors, holes, scales] = [0, 0, 0, 0, 0].map(() => new Float64Array(m));
  function add({ apply, weights }, within, pieces, isEnough) {
    if (!pieces.length) return [];
    const per = weights.length;
    const rows = Int32Array.from(
      { length: per * pieces.length },
      (_, k) => pieces[Math.floor(k / per)].row,
    );
    let inner;
    const found = apply(
      ([ts]) => (inner = within(rows, ts)).values,
      pieces.map(({ piece }) => [piece]),
    );
    const seen = moduli.slice();
    pieces.forEach(({ row }, k) => {
      seen[row] += found[k].modulus;
    });
    seen.forEach((w, row) => {
      scales[row] = Math.max(scales[row], w);
    });
    return pieces.filter(({ row, piece: [low, high] }, k) => {
      const { value, modulus, error, hole, isLimit } = found[k];
      if (error > (tolerance / 4) * scales[row] && !isLimit && !isEnough()) return true;
      const across = (given) =>
        given
          ? ((high - low) / 2) * weights.reduce((sum, w, i) => sum + w * given[k * per + i], 0)
          : 0;
      values[row] += value;
      moduli[row] += modulus;
      errors[row] += error + across(inner.errors);
      holes[row] += inner.holes ? across(inner.holes) : hole;
      return false;
    });
  }
  return { values, moduli, errors, holes, add };
}

/** Coordinates that stand in the order of `axes`, in their own. */
const inOrder = (axes, places) => places.map((_, k) => places[axes.indexOf(k)]);

function halved({ row, piece: [low, high] }) {
  const middle = (low + high) / 2;
  return [
    { row, piece: [low, middle] },
    { row, piece: [middle, high] },
  ];
}
