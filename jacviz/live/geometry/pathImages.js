// Images of paths under mappings into the plane or into space, broken where they jump.

/**
 * The length of a vector of the plane; Math.hypot, which also serves the largest numbers, takes ten
 * times as long.
 */
export const length = (x, y) => Math.sqrt(x * x + y * y);

/**
 * Straight from one point to the next through corners, each side in so many pieces: an array of
 * numbers for each variable.
 */
export function pathThrough(corners, pieces) {
  const n = (corners.length - 1) * pieces + 1;
  const at = (k, axis) => {
    const side = Math.min(Math.floor(k / pieces), corners.length - 2);
    const share = k / pieces - side;
    return (1 - share) * corners[side][axis] + share * corners[side + 1][axis];
  };
  return corners[0].map((_, axis) => Float64Array.from({ length: n }, (_, k) => at(k, axis)));
}

/** Several paths as one, with NaN between them. */
export function joined(paths) {
  return paths[0].map((_, axis) =>
    Float64Array.from(paths.flatMap((path) => [...path[axis], NaN])),
  );
}

/** The points of a path, coordinate after coordinate, as marks want them. */
export function interleaved(arrays) {
  const n = arrays[0].length;
  const out = new Float64Array(n * arrays.length);
  arrays.forEach((array, axis) => {
    for (let k = 0; k < n; k++) out[k * arrays.length + axis] = array[k];
  });
  return out;
}

/**
 * The image of a path given by an array for each variable: its points, coordinate after coordinate,
 * with NaN where it has a gap and between two points that a pole or a branch cut tears apart; steps
 * below `shortest` are never torn.
 */
export function imageOfPath(mapping, inputs, shortest = null) {
  const n = inputs[0].length;
  const image = mapping.at(inputs, n);
  const { f } = image;
  const least = shortest ?? TORN * extentOf(f, n);
  const gap = f.map(() => NaN);
  const out = [];
  const isFinite = (k) => f.every((w) => Number.isFinite(w[k]));
  for (let k = 0; k < n; k++) {
    out.push(...(isFinite(k) ? f.map((w) => w[k]) : gap));
    if (k + 1 < n && isFinite(k) && isFinite(k + 1) && isTorn(image, inputs, k, k + 1, least))
      out.push(...gap);
  }
  return Float64Array.from(out);
}

export const TORN = 0.02; // of the extent of an image: shorter steps are never torn, a cusp least of all

/**
 * The mean of two slopes, or the one that there is: at a kink or the edge of a domain J need not
 * exist.
 */
const meanOf = (a, b) => (Number.isNaN(a) ? b : Number.isNaN(b) ? a : (a + b) / 2);

/**
 * Whether the step from one point to another is longer than `least` and not what the velocities at
 * its ends announce.
 */
export function isTorn({ f, j }, inputs, from, to, least) {
  let chord = 0;
  let misfit = 0;
  for (let row = 0; row < f.length; row++) {
    const step = f[row][to] - f[row][from];
    let announced = 0;
    for (let axis = 0; axis < inputs.length; axis++) {
      const entry = j[row * inputs.length + axis];
      announced += meanOf(entry[from], entry[to]) * (inputs[axis][to] - inputs[axis][from]);
    }
    chord += step ** 2;
    misfit += (step - announced) ** 2;
  }
  return chord > least ** 2 && !(misfit <= chord / 4);
}

/** The diagonal of the box around the first n finite points. */
export function extentOf(arrays, n) {
  return Math.hypot(
    ...arrays.map((w) => {
      let low = Infinity;
      let high = -Infinity;
      for (let k = 0; k < n; k++) {
        if (!Number.isFinite(w[k])) continue;
        if (w[k] < low) low = w[k];
        if (w[k] > high) high = w[k];
      }
      return high > low ? high - low : 0;
    }),
  );
}
