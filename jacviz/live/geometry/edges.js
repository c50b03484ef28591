// Where a grid meets the edge of what is defined, or a jump: the parts of its cells, cut off there.
import { verticesOf } from "./quadrangle.js";

const HALVINGS = 12; // of an edge of a cell: then the place is known to less than a pixel at any zoom

/**
 * The defined parts of the cells of a grid { columns, rows, u, v } that are defined in some of
 * their corners only. isDefined(k) tells it of the vertices, sample(u, v, n) gives values anywhere,
 * which are not finite where nothing is defined. Returns { u, v, leafCorners, cells }: points to
 * append to the grid's vertices, four vertices for each quadrangle (a triangle has one of them
 * twice), and the cell to which each quadrangle belongs.
 */
export function definedParts(grid, isDefined, sample) {
  const { columns, rows, u, v } = grid;
  const n = columns * rows;
  const ends = [];
  const places = new Map();
  const outlines = [];
  const crossing = (p, q) => {
    const [inside, outside] = isDefined(p) ? [p, q] : [q, p];
    const key = inside * n + outside;
    if (!places.has(key)) places.set(key, n + ends.push([inside, outside]) - 1);
    return places.get(key);
  };
  for (let k = 0; k < (columns - 1) * (rows - 1); k++) {
    const corners = verticesOf(grid, k);
    const known = corners.map(isDefined);
    if (known.every(Boolean) || !known.some(Boolean)) continue;
    outlines.push([
      k,
      corners.flatMap((p, i) => {
        const q = corners[(i + 1) % 4];
        return [
          ...(known[i] ? [p] : []),
          ...(known[i] === known[(i + 1) % 4] ? [] : [crossing(p, q)]),
        ];
      }),
    ]);
  }
  const fans = outlines.flatMap(([k, outline]) =>
    quadranglesOf(outline).map((corners) => [k, corners]),
  );
  return {
    ...towardsTheEdge(ends, u, v, sample),
    cells: fans.map(([k]) => k),
    leafCorners: Int32Array.from(fans.flatMap(([, corners]) => corners)),
  };
}

/**
 * The parts to both sides of a jump or a pole of the cells of a grid of which it crosses two sides,
 * as of definedParts, with the values of the points too. isTorn(p, q) tells whether it crosses the
 * way from one vertex to another, values are those of the vertices.
 */
export function tornParts(grid, isTorn, values, sample) {
  const { columns, rows, u, v } = grid;
  const n = columns * rows;
  const ends = [];
  const places = new Map();
  const outlines = [];
  const crossing = (p, q) => {
    const key = p * n + q;
    if (!places.has(key)) {
      const place = n + ends.length;
      ends.push([p, q], [q, p]);
      places.set(key, place).set(q * n + p, place + 1);
    }
    return places.get(key);
  };
  for (let k = 0; k < (columns - 1) * (rows - 1); k++) {
    const corners = verticesOf(grid, k);
    const torn = corners.map((p, i) => isTorn(p, corners[(i + 1) % 4]));
    if (torn.filter(Boolean).length !== 2 || !corners.every((p) => Number.isFinite(values[p])))
      continue;
    const parts = [[], []];
    let side = 0;
    corners.forEach((p, i) => {
      const q = corners[(i + 1) % 4];
      parts[side].push(p);
      if (!torn[i]) return;
      parts[side].push(crossing(p, q));
      side = 1 - side;
      parts[side].push(crossing(q, p));
    });
    parts.forEach((outline) => outlines.push([k, outline]));
  }
  const fans = outlines.flatMap(([k, outline]) =>
    quadranglesOf(outline).map((corners) => [k, corners]),
  );
  return {
    ...towardsTheJump(ends, u, v, values, sample),
    cells: fans.map(([k]) => k),
    leafCorners: Int32Array.from(fans.flatMap(([, corners]) => corners)),
  };
}

/**
 * The last points before a jump on the ways from one vertex to another, there and back, and their
 * values.
 */
function towardsTheJump(ends, u, v, values, sample) {
  const near = new Float64Array(ends.length);
  const held = Float64Array.from(ends, ([p]) => values[p]);
  const along = (w, shares) =>
    Float64Array.from(ends, ([p, q], k) => w[p] + shares[k] * (w[q] - w[p]));
  for (let round = 0; ends.length && round < HALVINGS; round++) {
    // The way back, k ^ 1, tells where the other side begins: what is nearer to this side's value
    // belongs to it.
    const tried = near.map((w, k) => (w + 1 - near[k ^ 1]) / 2);
    const found = sample(along(u, tried), along(v, tried), ends.length).slice(0, ends.length);
    const belongs = ends.map(
      (_, k) => Math.abs(found[k] - held[k]) < Math.abs(found[k] - held[k ^ 1]),
    );
    belongs.forEach((is, k) => {
      if (is) [near[k], held[k]] = [tried[k], found[k]];
    });
  }
  return { u: along(u, near), v: along(v, near), values: held };
}

/** The last defined points on the ways from defined to undefined vertices. */
function towardsTheEdge(ends, u, v, sample) {
  const share = new Float64Array(ends.length);
  const along = (w, shares) =>
    Float64Array.from(ends, ([p, q], k) => w[p] + shares[k] * (w[q] - w[p]));
  for (let step = 0.5, round = 0; ends.length && round < HALVINGS; round++, step /= 2) {
    const tried = share.map((w) => w + step);
    const values = sample(along(u, tried), along(v, tried), ends.length);
    for (let k = 0; k < ends.length; k++) if (Number.isFinite(values[k])) share[k] = tried[k];
  }
  return { u: along(u, share), v: along(v, share) };
}

const quadranglesOf = ([first, ...rest]) =>
  Array.from({ length: Math.ceil((rest.length - 1) / 2) }, (_, k) => [
    first,
    rest[2 * k],
    rest[2 * k + 1],
    rest[2 * k + 2] ?? rest[2 * k + 1],
  ]);

/** Two arrays one after the other. */
export const appended = (first, second) => Float64Array.of(...first, ...second);
