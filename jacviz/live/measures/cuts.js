// Where the edges of boxes, and lines through them, cross the zeros of functions.

const SAMPLES = { 1: 64, 2: 16, 3: 8 }; // of a line, between which it crosses one cut at most, by the number of variables
const FEW = 2; // cuts of a line: where there are more, twice as many samples
const FINEST = 1024; // may find more again, but no more samples than these
const SEARCH = 60; // rounds in which a cut is found
const HALVINGS = 36; // until it is known where a line touches a cut
const DEEP = 0.1; // of the least modulus among the samples: what a valley may leave above 0

/**
 * The edges along the first of some axes of m boxes, which extend along all of these axes and lie
 * at given places on the others: { count, each: edges a box, axis, points(rows, ts): inputs at ts
 * on the edges of some numbers }.
 */
export function edgesAlong([axis, ...after], [before = [], places = []], m, box) {
  const each = 2 ** after.length;
  const points = (rows, ts) => {
    const inputs = [];
    inputs[axis] = ts;
    before.forEach((k, i) => {
      inputs[k] = Float64Array.from(rows, (row) => places[i][Math.floor(row / each)]);
    });
    after.forEach((k, i) => {
      inputs[k] = Float64Array.from(rows, (row) => box[k][((row % each) >> i) & 1]);
    });
    return inputs;
  };
  return { count: m * each, each, axis, points };
}

/** The pieces of an interval between cuts; cuts that rounding keeps apart count as one. */
export function between([low, high], cuts) {
  const least = 1e-13 * (high - low);
  const starts = [low];
  for (const cut of [...cuts].sort((a, b) => a - b))
    if (cut > low && cut < high && (starts.length === 1 || cut - starts.at(-1) > least))
      starts.push(cut);
  return starts.map((start, k) => [start, starts[k + 1] ?? high]);
}

/**
 * For each box the places where its edges are cut; on a single line also where the modulus of a
 * function is least.
 */
export function cutsOn({ functions, purse }, edges, box) {
  let samples = SAMPLES[box.length];
  let found = signChanges(functions, edges, box, samples);
  const isDense = (before) => found.brackets.length > Math.min(before, (edges.count * samples) / 8);
  for (let before = FEW * edges.count; isDense(before) && samples < FINEST && purse.left > 0;) {
    before = found.brackets.length;
    found = signChanges(functions, edges, box, (samples *= 2));
  }
  const cuts = Array.from({ length: edges.count / edges.each }, () => []);
  for (const { row, at } of narrowed(functions, edges, found.brackets))
    cuts[Math.floor(row / edges.each)].push(at);
  if (box.length === 1)
    for (const valley of found.valleys) cuts[0].push(lowest(functions, edges, valley));
  return cuts;
}

/** Samples that are spread a little unevenly see through a wave of their own length. */
const uneven = (share) => share + 0.15 * share * (1 - share);

/**
 * Brackets of changes of sign between samples of lines, and valleys, where a modulus has a minimum
 * between them. A valley that may reach below 0 is looked into, so that a line which touches a
 * region or cuts a corner of it is cut twice.
 */
function signChanges(functions, { count, axis, points }, box, samples) {
  const [low, high] = box[axis];
  const side = samples + 1;
  const n = count * side;
  const rows = Int32Array.from({ length: n }, (_, k) => Math.floor(k / side));
  const ts = Float64Array.from(
    { length: n },
    (_, k) => low + (high - low) * uneven((k % side) / samples),
  );
  const brackets = [];
  const valleys = [];
  const found = functions(points(rows, ts), n).map((w) => w.slice(0, n));
  const bracket = (index, row, ends, values) => {
    if (values[0] > 0 !== values[1] > 0)
      brackets.push({ index, isStep: index === found.length - 1, row, ends, values });
  };
  found.forEach((w, index) => {
    for (let k = 0; k < n; k++) {
      const place = k % side;
      if (place < samples) bracket(index, rows[k], [ts[k], ts[k + 1]], [w[k], w[k + 1]]);
      if (place > 0 && place < samples && isLow(w[k - 1], w[k], w[k + 1]))
        valleys.push({ index, row: rows[k], ...valleyOf(w, ts, k) });
    }
  });
  const deep = valleys.filter(({ isDeep }) => isDeep);
  const numbers = (key, kind) => kind.from(deep, (valley) => valley[key]);
  const looked = deep.length
    ? functions(points(numbers("row", Int32Array), numbers("at", Float64Array)), deep.length)
    : [];
  deep.forEach(({ index, row, at, ends, values }, k) => {
    bracket(index, row, [ends[0], at], [values[0], looked[index][k]]);
    bracket(index, row, [at, ends[1]], [looked[index][k], values[1]]);
  });
  return { brackets, valleys };
}

/** Whether three numbers have one sign and the middle one the least modulus. */
const isLow = (a, b, c) =>
  a > 0 === b > 0 && b > 0 === c > 0 && Math.abs(b) <= Math.abs(a) && Math.abs(b) < Math.abs(c);

/**
 * Where the parabola through three samples has its vertex, and whether that is near 0 or beyond.
 */
function valleyOf(w, ts, k) {
  const [p, q] = [ts[k - 1] - ts[k], ts[k + 1] - ts[k]];
  const [a, c] = [(w[k - 1] - w[k]) / p, (w[k + 1] - w[k]) / q];
  const bend = (c - a) / (q - p);
  const slope = a - bend * p;
  const shift = -slope / (2 * bend);
  const depth = w[k] + (slope * shift) / 2;
  return {
    ends: [ts[k - 1], ts[k + 1]],
    values: [w[k - 1], w[k + 1]],
    at: ts[k] + shift,
    isDeep: depth / w[k] < DEEP,
  };
}

/**
 * Where each bracket's function changes its sign, `at`: by false position (Illinois variant), each
 * third step by halving.
 */
function narrowed(functions, { points }, brackets) {
  const known = ({ values }) => values.indexOf(0);
  for (const bracket of brackets) bracket.at = bracket.ends[Math.max(0, known(bracket))];
  let open = brackets.filter((bracket) => known(bracket) < 0);
  for (let round = 0; open.length && round < SEARCH; round++) {
    const places = Float64Array.from(open, ({ ends: [a, b], values: [p, q], isStep }) => {
      const share = p / (p - q);
      return isStep || round % 3 === 2 || !(share > 0 && share < 1)
        ? (a + b) / 2
        : a + share * (b - a);
    });
    const found = functions(
      points(
        Int32Array.from(open, ({ row }) => row),
        places,
      ),
      open.length,
    );
    open = open.filter((bracket, k) => {
      const w = found[bracket.index][k];
      const { ends, values } = bracket;
      const side = +(w > 0 !== values[0] > 0);
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
    const third = (high - low) / 3;
    const places = Float64Array.of(low + third, high - third);
    const [a, b] = functions(points([0, 0], places), 2)[index];
    if (Math.abs(a) < Math.abs(b)) high = places[1];
    else low = places[0];
  }
  return (low + high) / 2;
}

/**
 * Where lines across an interval begin to be cut more often or less, other than by the edges: where
 * they touch what cuts them.
 */
export function tangentsTo({ functions, purse }, axes, box, known) {
  const [[low, high], samples] = [box[axes[0]], SAMPLES[2]];
  const countsAt = (places) => {
    const counts = new Array(places.length).fill(0);
    const lines = edgesAlong([axes[1]], [[axes[0]], [places]], places.length, box);
    for (const { row, isStep } of signChanges(functions, lines, box, samples).brackets)
      counts[row] += !isStep;
    return counts;
  };
  const ts = Float64Array.from(
    { length: samples + 1 },
    (_, k) => low + (high - low) * uneven(k / samples),
  );
  const counts = countsAt(ts);
  const found = Array.from(ts.subarray(1), (to, k) => ({
    from: ts[k],
    to,
    count: counts[k],
    isChanged: counts[k] !== counts[k + 1],
  })).filter(
    ({ from, to, isChanged }) => isChanged && !known.some((cut) => cut >= from && cut <= to),
  );
  for (let round = 0; found.length && round < HALVINGS && purse.left > 0; round++) {
    const middles = Float64Array.from(found, ({ from, to }) => (from + to) / 2);
    const now = countsAt(middles);
    found.forEach((bracket, k) => {
      bracket[now[k] === bracket.count ? "from" : "to"] = middles[k];
    });
  }
  return found.map(({ from, to }) => (from + to) / 2);
}
