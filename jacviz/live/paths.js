// Images of paths under mappings into the plane or into space, broken where they jump.

/** Straight from one point to the next through corners, each side in so many pieces: an array of numbers for each variable. */
export function pathThrough(corners, pieces) {
  const n = (corners.length - 1) * pieces + 1;
  const at = (k, axis) => {
    const side = Math.min(Math.floor(k / pieces), corners.length - 2), share = k / pieces - side;
    return (1 - share) * corners[side][axis] + share * corners[side + 1][axis];
  };
  return corners[0].map((_, axis) => Float64Array.from({ length: n }, (_, k) => at(k, axis)));
}

/** Several paths as one, with NaN between them. */
export function joined(paths) {
  return paths[0].map((_, axis) => Float64Array.from(paths.flatMap((path) => [...path[axis], NaN])));
}

/** The points of a path, coordinate after coordinate, as marks want them. */
export function interleaved(arrays) {
  const n = arrays[0].length, out = new Float64Array(n * arrays.length);
  arrays.forEach((array, axis) => { for (let k = 0; k < n; k++) out[k * arrays.length + axis] = array[k]; });
  return out;
}

/**
 * The image of a path given by an array for each variable: its points, coordinate after coordinate, with NaN where it has a
 * gap and between two points that lie apart further than the velocities there announce: a pole or a branch cut is there.
 */
export function imageOfPath(mapping, inputs) {
  const n = inputs[0].length, { f, j } = mapping.at(inputs, n), columns = inputs.length;
  const out = [];
  const least = (0.02 * extentOf(f, n)) ** 2; // a cusp is no jump
  const isFinite = (k) => f.every((w) => Number.isFinite(w[k]));
  const gap = f.map(() => NaN);
  for (let k = 0; k < n; k++) {
    out.push(...(isFinite(k) ? f.map((w) => w[k]) : gap));
    if (k + 1 < n && isFinite(k) && isFinite(k + 1) && jumps(k)) out.push(...gap);
  }
  return Float64Array.from(out);

  function jumps(k) {
    let chord = 0, misfit = 0;
    f.forEach((w, row) => {
      const step = w[k + 1] - w[k];
      let announced = 0;
      inputs.forEach((input, axis) => {
        const entry = j[row * columns + axis];
        announced += ((entry[k] + entry[k + 1]) / 2) * (input[k + 1] - input[k]);
      });
      chord += step ** 2;
      misfit += (step - announced) ** 2;
    });
    return chord > least && !(misfit <= chord / 4);
  }
}

/** The diagonal of the box around the first n finite points. */
export function extentOf(arrays, n) {
  return Math.hypot(...arrays.map((w) => {
    let low = Infinity, high = -Infinity;
    for (let k = 0; k < n; k++) if (Number.isFinite(w[k])) [low, high] = [Math.min(low, w[k]), Math.max(high, w[k])];
    return high > low ? high - low : 0;
  }));
}
