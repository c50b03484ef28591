// All cells of a grid, filled by area factor, in the domain and in the image.
import { BINS, binOf } from "./colour.js";
import { orientation } from "./matrix.js";

/** The positions of the vertices when each interval is cut into `pieces`. */
export function subdivide(positions, pieces) {
  const out = [];
  for (let k = 0; k + 1 < positions.length; k++)
    for (let i = 0; i < pieces; i++) out.push(positions[k] + ((positions[k + 1] - positions[k]) * i) / pieces);
  out.push(positions[positions.length - 1]);
  return out;
}

/**
 * The cells between the given positions: vertices in the domain (u, v) and image (x, y), the determinant at each centre.
 * A cell that contains a pole or a branch jump has determinant NaN and is left out.
 */
export function cellGrid(mapping, us, vs) {
  const columns = us.length, rows = vs.length, n = columns * rows;
  const u = new Float64Array(n), v = new Float64Array(n);
  for (let j = 0; j < rows; j++)
    for (let i = 0; i < columns; i++) {
      u[j * columns + i] = us[i];
      v[j * columns + i] = vs[j];
    }
  const image = mapping.at(u, v, n);
  const x = image.x.slice(0, n), y = image.y.slice(0, n);
  const alongU = new Float64Array(n), alongV = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    alongU[k] = Math.hypot(image.j11[k], image.j21[k]);
    alongV[k] = Math.hypot(image.j12[k], image.j22[k]);
  }
  const grid = { columns, rows, u, v, x, y };
  const m = (columns - 1) * (rows - 1);
  const cu = new Float64Array(m), cv = new Float64Array(m);
  for (let k = 0; k < m; k++) {
    const i = k % (columns - 1), j = (k - i) / (columns - 1);
    cu[k] = (us[i] + us[i + 1]) / 2;
    cv[k] = (vs[j] + vs[j + 1]) / 2;
  }
  const centre = mapping.at(cu, cv, m);
  grid.determinant = new Float64Array(m);
  for (let k = 0; k < m; k++) {
    const { j11, j12, j21, j22, determinant } = centre;
    const sign = orientation(j11[k], j12[k], j21[k], j22[k], determinant[k]);
    grid.determinant[k] = isWhole(grid, [x, y], [alongU, alongV], k, [centre.x, centre.y]) ? sign * Math.abs(determinant[k]) : NaN;
  }
  return grid;
}

/**
 * Whether cell k of a grid is one piece, by the components f at the vertices, the speeds along both variables there, and the
 * components at the cells' centres: a cell around a pole has a centre far from its corners' mean; one across a branch jump
 * has a side much longer than the speeds at its ends allow.
 */
export function isWhole({ columns, u, v }, f, [alongU, alongV], k, centres) {
  const a = Math.floor(k / (columns - 1)) * columns + (k % (columns - 1)), b = a + 1, c = a + 1 + columns, d = a + columns;
  let fromA = 0, fromB = 0, fromC = 0, fromD = 0, off = 0, size = 0; // squares of distances from the corners' mean
  for (let i = 0; i < f.length; i++) {
    const w = f[i], mean = (w[a] + w[b] + w[c] + w[d]) / 4, centre = centres[i][k];
    fromA += (w[a] - mean) ** 2;
    fromB += (w[b] - mean) ** 2;
    fromC += (w[c] - mean) ** 2;
    fromD += (w[d] - mean) ** 2;
    off += (centre - mean) ** 2;
    size += Math.abs(centre);
  }
  const spread = Math.sqrt(Math.max(fromA, fromB, fromC, fromD));
  if (!(Math.sqrt(off) <= 2 * spread + 1e-12 * size)) return false;
  const du = u[b] - u[a], dv = v[d] - v[a];
  const isLong = (p, q, speed, h) => distance(f, p, q) > 5 * Math.max(speed[p], speed[q]) * h + 0.5 * spread;
  return !(isLong(a, b, alongU, du) || isLong(d, c, alongU, du) || isLong(a, d, alongV, dv) || isLong(b, c, alongV, dv));
}

function distance(f, p, q) {
  let sum = 0;
  for (let i = 0; i < f.length; i++) sum += (f[i][q] - f[i][p]) ** 2;
  return Math.sqrt(sum);
}

/**
 * The cells sorted into the bins of a scale: for each bin the indices of its cells, those that reverse orientation,
 * and those of regions (not mere curves) where the determinant is 0.
 */
export function binCells(grid, scale) {
  const bins = Array.from({ length: BINS }, () => []);
  const reversed = [], flat = [];
  const { determinant } = grid, width = grid.columns - 1;
  determinant.forEach((w, k) => {
    const bin = binOf(scale, w);
    if (bin < 0) return;
    bins[bin].push(k);
    if (w < 0) reversed.push(k);
    if (w === 0 && (determinant[k - 1] === 0 || determinant[k + 1] === 0) && (determinant[k - width] === 0 || determinant[k + width] === 0)) flat.push(k);
  });
  return { bins, reversed, flat };
}

/** The four vertices of cell k, in order around it. */
export function verticesOf(grid, k) {
  const width = grid.columns - 1;
  const first = Math.floor(k / width) * grid.columns + (k % width);
  return [first, first + 1, first + 1 + grid.columns, first + grid.columns];
}
