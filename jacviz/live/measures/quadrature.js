// Integrals over boxes of one to three variables: a Gauss-Kronrod rule along each variable, boxes
// halved where the error is.

// Kronrod's extensions of Gauss's rules with 7 and with 3 points, on [-1, 1]: the nodes from 0
// outwards, of which each second one belongs to Gauss (Piessens et al., QUADPACK, 1983; Patterson
// 1968).
const FINE = ruleOf(
  [
    0, 0.20778495500789848, 0.4058451513773972, 0.5860872354676911, 0.7415311855993945,
    0.8648644233597691, 0.9491079123427585, 0.9914553711208126,
  ],
  [
    0.20948214108472782, 0.20443294007529889, 0.19035057806478542, 0.1690047266392679,
    0.14065325971552592, 0.10479001032225019, 0.06309209262997856, 0.022935322010529224,
  ],
  [0.4179591836734694, 0, 0.3818300505051189, 0, 0.27970539148927664, 0, 0.1294849661688697, 0],
);
const COARSE = ruleOf(
  [0, 0.43424374934680254, 0.7745966692414834, 0.9604912687080203],
  [0.45091653865847414, 0.40139741477596225, 0.26848808986833345, 0.10465622602646726],
  [8 / 9, 0, 5 / 9, 0],
);

function ruleOf(nodes, kronrod, gauss) {
  const mirrored = (w, sign) => [
    ...w
      .slice(1)
      .reverse()
      .map((x) => sign * x),
    ...w,
  ];
  return { nodes: mirrored(nodes, -1), kronrod: mirrored(kronrod, 1), gauss: mirrored(gauss, 1) };
}

const NARROWEST = 1e-11; // of the whole: narrower boxes are not halved, so that the error of a divergent integral stays large

/**
 * The integral of a function over a box [[low, high], ...]. sample(inputs, n) takes an array of n
 * numbers for each variable and returns n values; where it is not finite it counts as 0. Returns {
 * value, error, isSettled, hole }: halves boxes until the estimate of the error is below
 * `tolerance` times the integral of the modulus, or no more than `most` evaluations are left; hole
 * is the share of the box where the function is not finite. `parts` are boxes that make up the
 * whole, to begin with.
 */
export function integrate(sample, box, { tolerance = 1e-10, most = 20000, parts = [box] } = {}) {
  const perBox = products[box.length - 1].per;
  const whole = sizeOf(box);
  const done = [];
  let left = most;
  let open = parts;
  const width = ([low, high]) => high - low;
  const isNarrow = (part) => width(part.box[part.axis]) < NARROWEST * width(box[part.axis]);
  for (;;) {
    done.push(...measured(sample, open));
    left -= open.length * perBox;
    const value = sum(done, "value");
    const error = sum(done, "error");
    const bound = tolerance * sum(done, "modulus") + 1e-300;
    // The worst boxes, as long as what the others leave is not enough: all of them are halved in
    // one go.
    done.sort((a, b) => a.error - b.error);
    let rest = error;
    open = [];
    for (
      let k = done.length - 1;
      k >= 0 && rest > bound / 2 && (open.length + 2) * perBox <= left;
      k--
    ) {
      if (isNarrow(done[k])) continue;
      const [worst] = done.splice(k, 1);
      rest -= worst.error;
      open.push(...halves(worst));
      if (worst.error > 0.9 * error) break;
    }
    if (!(error > bound) || !open.length)
      return { value, error, isSettled: !(error > bound), hole: sum(done, "hole") / whole };
  }
}

const sizeOf = (box) => box.reduce((product, [low, high]) => product * (high - low), 1);

const sum = (boxes, key) => boxes.reduce((total, box) => total + box[key], 0);

function halves({ box, axis }) {
  const [low, high] = box[axis];
  const middle = (low + high) / 2;
  return [
    [low, middle],
    [middle, high],
  ].map((side) => box.map((interval, k) => (k === axis ? side : interval)));
}

/**
 * The product of a rule with itself: for each of its points the node along each axis and its
 * weights.
 */
function productOf(axes, { nodes, kronrod, gauss }) {
  const per = nodes.length ** axes.length;
  const digit = (k, axis) => Math.floor(k / nodes.length ** axis) % nodes.length;
  const points = (weigh) =>
    Float64Array.from({ length: per }, (_, k) => weigh((axis) => digit(k, axis)));
  const times = (chosen) =>
    points((at) =>
      axes.reduce((product, axis) => product * (axis === chosen ? gauss : kronrod)[at(axis)], 1),
    );
  return {
    per,
    nodes: axes.map((axis) => points((at) => nodes[at(axis)])),
    weights: times(),
    lesser: axes.map(times),
  };
}

const products = [productOf([0], FINE), productOf([0, 1], FINE), productOf([0, 1, 2], COARSE)];

/** The rules along one variable. */
export const fine = products[0];
export const coarse = productOf([0], COARSE);

/**
 * Each box with its value, the integral of the modulus, the estimate of the error, the axis along
 * which most of it arises, and how much of the box is a hole, where the function is not finite.
 * Each takes as many values as its product has points.
 */
export function measured(sample, boxes, product = products[boxes[0].length - 1]) {
  const { per, nodes, weights, lesser } = product;
  const n = boxes.length * per;
  const inputs = nodes.map(() => new Float64Array(n));
  boxes.forEach((box, b) =>
    box.forEach(([low, high], axis) => {
      const middle = (low + high) / 2;
      const half = (high - low) / 2;
      for (let k = 0; k < per; k++) inputs[axis][b * per + k] = middle + half * nodes[axis][k];
    }),
  );
  const values = sample(inputs, n);
  return boxes.map((box, b) => {
    const size = sizeOf(box) / 2 ** box.length;
    const mine = values.subarray(b * per, (b + 1) * per);
    const missing = mine.map((w) => +!Number.isFinite(w));
    for (let k = 0; k < per; k++) if (missing[k]) mine[k] = 0;
    const total = (weigh, measure = (w) => w, of = mine) =>
      of.reduce((value, w, k) => value + size * weigh[k] * measure(w), 0);
    const value = total(weights);
    const modulus = total(weights, Math.abs);
    const mean = value / (size * 2 ** box.length);
    const spread = total(weights, (w) => Math.abs(w - mean));
    const hole = total(weights, undefined, missing);
    const errors = lesser.map((weigh) => scaled(Math.abs(total(weigh) - value), spread));
    return {
      box,
      value,
      modulus,
      hole,
      error: errors.reduce((a, e) => a + e) + 1e-15 * modulus,
      axis: errors.indexOf(Math.max(...errors)),
    };
  });
}

/** QUADPACK's estimate: Kronrod's rule is much better than its difference from Gauss's. */
const scaled = (difference, spread) =>
  spread > 0 ? spread * Math.min(1, ((200 * difference) / spread) ** 1.5) : 0;
