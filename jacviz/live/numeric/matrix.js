// Matrices as arrays, row by row: singular values, rank and null space, determinants; the volume
// element at many points at once.

export const RANK_TOLERANCE = 1e-12; // a principal stretch below so much of the largest counts as 0
const SWEEPS = 40;

/**
 * The principal stretches (singular values) of a matrix with `columns` columns, largest first, its
 * rank, and unit vectors that span its null space (kernel). One-sided Jacobi rotations: they make
 * the columns orthogonal (Hestenes 1958; Golub and Van Loan, Matrix Computations, section 8.6).
 */
export function singularValues(entries, columns) {
  const rows = entries.length / columns;
  const a = Array.from({ length: columns }, (_, j) =>
    Array.from({ length: rows }, (_, i) => entries[i * columns + j]),
  );
  const v = a.map((_, j) => a.map((_, i) => +(i === j)));
  for (let sweep = 0, turned = true; turned && sweep < SWEEPS; sweep++) {
    turned = false;
    for (let p = 0; p < columns; p++)
      for (let q = p + 1; q < columns; q++) turned = orthogonalize(a, v, p, q) || turned;
  }
  const found = a
    .map((column, j) => ({ stretch: Math.hypot(...column), direction: v[j] }))
    .sort((s, t) => t.stretch - s.stretch);
  const rank = found.filter(({ stretch }) => stretch > RANK_TOLERANCE * found[0].stretch).length;
  return {
    stretches: found.slice(0, Math.min(rows, columns)).map(({ stretch }) => stretch),
    rank,
    kernel: found.slice(rank).map(({ direction }) => upright(direction)),
  };
}

/**
 * Turns two columns, and those of v alike, until they are orthogonal to rounding; whether they were
 * not.
 */
function orthogonalize(a, v, p, q) {
  const pp = dot(a[p], a[p]);
  const qq = dot(a[q], a[q]);
  const pq = dot(a[p], a[q]);
  if (!(Math.abs(pq) > a[p].length * Number.EPSILON * Math.sqrt(pp * qq))) return false;
  const zeta = (qq - pp) / (2 * pq);
  const t = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
  const c = 1 / Math.hypot(1, t);
  const s = c * t;
  for (const m of [a, v]) rotate(m[p], m[q], c, s);
  return true;
}

function dot(x, y) {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i] * y[i];
  return sum;
}

function rotate(x, y, c, s) {
  for (let i = 0; i < x.length; i++) {
    const w = x[i];
    x[i] = c * w - s * y[i];
    y[i] = s * w + c * y[i];
  }
}

/** Of a vector and its opposite that whose largest component is positive. */
function upright(vector) {
  const largest = vector.reduce(
    (most, w) => (Math.abs(w) > Math.abs(most) * (1 + 1e-9) ? w : most),
    0,
  );
  return largest < 0 ? vector.map((w) => -w) : vector;
}

// The maximal minors of matrices with one or two columns at point k.
const minors = {
  1: (j) => j.map((entry) => (k) => entry[k]),
  2: (j) => {
    const rows = j.length / 2;
    const pairs = [];
    for (let p = 0; p < rows; p++)
      for (let q = p + 1; q < rows; q++)
        pairs.push((k) => j[2 * p][k] * j[2 * q + 1][k] - j[2 * p + 1][k] * j[2 * q][k]);
    return pairs;
  },
};

/**
 * The volume element sqrt(det J^T J) at each of n points, from what an Evaluation gives there: |det
 * J| when J is square, else for one or two columns the root of the sum of its squared maximal
 * minors (Cauchy and Binet), where nothing cancels.
 */
export function volumeElement({ j, determinant = null }, columns, n) {
  if (determinant) return determinant.slice(0, n).map(Math.abs);
  const parts = minors[columns](j);
  const out = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    let sum = 0;
    for (const part of parts) sum += part(k) ** 2;
    out[k] = Math.sqrt(sum);
  }
  return out;
}

/**
 * The determinant of a square matrix by cofactors along its first row: for the few rows that are
 * drawn.
 */
export function determinantOf(entries, count) {
  if (count === 1) return entries[0];
  let sum = 0;
  for (let k = 0; k < count; k++)
    sum +=
      (k % 2 ? -1 : 1) *
      entries[k] *
      determinantOf(
        entries.filter((_, i) => i >= count && i % count !== k),
        count - 1,
      );
  return sum;
}

/** The determinants of n square matrices, given by an array for each entry, written into `out`. */
export function determinants(entries, size, out, n) {
  const [a, b, c, d] = entries;
  if (size === 2) for (let k = 0; k < n; k++) out[k] = a[k] * d[k] - b[k] * c[k];
  else
    for (let k = 0; k < n; k++)
      out[k] = determinantOf(
        entries.map((w) => w[k]),
        size,
      );
  return out;
}

/**
 * The solution of a square system, given by rows, by elimination with pivots; not finite where the
 * matrix is singular.
 */
export function solved(rows, right) {
  const n = right.length;
  const a = rows.map((row, i) => [...row, right[i]]);
  for (let k = 0; k < n; k++) {
    const pivot = a
      .slice(k)
      .reduce((best, row, i) => (Math.abs(row[k]) > Math.abs(a[best][k]) ? k + i : best), k);
    [a[k], a[pivot]] = [a[pivot], a[k]];
    for (let i = k + 1; i < n; i++) {
      const share = a[i][k] / a[k][k];
      for (let c = k; c <= n; c++) a[i][c] -= share * a[k][c];
    }
  }
  const x = new Array(n);
  for (let k = n - 1; k >= 0; k--)
    x[k] = x.slice(k + 1).reduce((rest, w, i) => rest - a[k][k + 1 + i] * w, a[k][n]) / a[k][k];
  return x;
}

/** The sign of the determinant, 0 where its terms cancel to rounding error. */
export function orientation(j11, j12, j21, j22, determinant) {
  const noise = 16 * Number.EPSILON * (Math.abs(j11 * j22) + Math.abs(j12 * j21));
  return Math.abs(determinant) <= noise ? 0 : Math.sign(determinant);
}

/**
 * The principal stretches (singular values) of a 2 by 2 matrix [a b; c d], largest first, and the
 * angle of the first principal direction in the image (Golub and Van Loan, Matrix Computations,
 * section 8.6).
 */
export function principalStretches([a, b, c, d]) {
  const e = (a + d) / 2;
  const f = (a - d) / 2;
  const g = (c + b) / 2;
  const h = (c - b) / 2;
  const q = Math.hypot(e, h);
  const r = Math.hypot(f, g);
  const angle = (Math.atan2(h, e) + Math.atan2(g, f)) / 2;
  return { stretches: [q + r, Math.abs(q - r)], angle };
}
