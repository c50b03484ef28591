// The region between the limits of an iterated integral: the unit cube laid over it, and all
// quantities of the integrand there.
import { compile } from "../numeric/tape.js";

const MARGIN = 1e-12; // of the unit cube, kept from its border, where a mapping may have no value
const FAR = 1e7; // times the typical distance from the origin: what lies there at the border stands for infinity
const EVERY = 7; // so-many-th value is looked at for that distance

/**
 * A point between two ends and its derivative by t: evenly between finite ones, low + t/(1 - t),
 * high - (1 - t)/t or (2t - 1)/(t (1 - t)) where one of them or both are infinite, as limits.py has
 * it.
 */
export function between(t, low, high) {
  const rest = 1 - t;
  const starts = low === -Infinity;
  const ends = high === Infinity;
  if (starts && ends) return [(t - rest) / (t * rest), 1 / t ** 2 + 1 / rest ** 2];
  if (ends) return [low + t / rest, 1 / rest ** 2];
  if (starts) return [high - rest / t, 1 / t ** 2];
  return [t < 0.5 ? low + (high - low) * t : high - (high - low) * rest, high - low];
}

/** The t whose point between two ends this is, kept between 0 and 1. */
export function shareOf(u, low, high) {
  const starts = low === -Infinity;
  const ends = high === Infinity;
  const t =
    starts && ends
      ? 2 / (2 - u + Math.hypot(u, 2))
      : ends
        ? (u - low) / (1 + u - low)
        : starts
          ? 1 / (1 + high - u)
          : (u - low) / (high - low);
  return Math.max(0, Math.min(1, t)) || 0;
}

/** About the median of the moduli. */
function typical(values) {
  const some = values
    .filter((_, k) => k % EVERY === 0)
    .map(Math.abs)
    .sort();
  return some[some.length >> 1] || 0;
}

/** So many values by a rule; Float64Array.from would go through an iterator. */
export function filled(n, rule) {
  const out = new Float64Array(n);
  for (let k = 0; k < n; k++) out[k] = rule(k);
  return out;
}

/** t away from the border of the unit interval. */
const inside = (t) => Math.max(MARGIN, Math.min(1 - MARGIN, t));

/**
 * The region of a payload whose tape's inputs are the new variables, outermost limit first, and the
 * letters. at(inputs, n) gives { f, integrand, determinant, product }: the old variables, f(x(u)),
 * det J and f(x(u)) |det J|; the next call overwrites its arrays.
 */
export class Region {
  constructor(payload) {
    this.payload = payload;
    this.size = payload.variables.length;
    this.run = compile(payload.tape);
    this.values = payload.parameters.map(({ value }) => value);
    this.isOpen = this.#openEnds();
  }

  /** The values of the letters that stand in the problem; new ones begin everything anew. */
  get parameters() {
    return this.values;
  }

  set parameters(values) {
    if (values.every((value, k) => value === this.values[k])) return;
    this.values = values;
    this.kept = null;
  }

  /** The integral at these values of the letters, where a formula is known for it. */
  get total() {
    if (!this.payload.layout.total) return null;
    const { size } = this;
    return this.run([...new Array(size).fill(0), ...this.values], 1)[3 * size + 3][0];
  }

  at(inputs, n) {
    const out = this.run([...inputs, ...this.values], n);
    const { size } = this;
    return {
      f: out.slice(0, size),
      integrand: out[size],
      determinant: out[size + 1],
      product: out[size + 2],
    };
  }

  /**
   * The ends of a variable's interval at n points of the outer variables, the lower one first: {
   * low, high }.
   */
  ends(axis, outer, n) {
    const { size } = this;
    const at = size + 3 + 2 * axis;
    const out = this.run([...outer, ...new Array(size - axis).fill(0), ...this.values], n);
    const low = filled(n, (k) => Math.min(out[at][k], out[at + 1][k]));
    const high = filled(n, (k) => Math.max(out[at][k], out[at + 1][k]));
    return { low, high };
  }

  /** Which ends are infinite, [low, high] of each variable. */
  #openEnds() {
    const outer = [];
    return this.payload.variables.map((_, axis) => {
      const {
        low: [low],
        high: [high],
      } = this.ends(axis, outer, 1);
      outer.push(Float64Array.of(between(0.5, low, high)[0]));
      return [low === -Infinity, high === Infinity];
    });
  }

  /**
   * The points over the product of unit coordinates, an array for each variable, of which the first
   * one's runs fastest: { u, widths }, an array for each variable; widths are the derivatives by
   * the unit coordinates, which `keep` keeps from the border.
   */
  points(ts, keep = inside) {
    let u = [];
    let widths = [];
    let n = 1;
    ts.forEach((along, axis) => {
      const { low, high } = this.ends(axis, u, n);
      const total = n * along.length;
      const own = new Float64Array(total);
      const width = new Float64Array(total);
      for (let k = 0; k < total; k++)
        [own[k], width[k]] = between(keep(along[Math.floor(k / n)]), low[k % n], high[k % n]);
      const repeated = (values) => filled(total, (k) => values[k % n]);
      u = [...u.map(repeated), own];
      widths = [...widths.map(repeated), width];
      n = total;
    });
    return { u, widths };
  }

  /**
   * The points of an even lattice of the unit cube, so many along each variable: { columns, u, f,
   * far }, far telling which of them the mapping sends to infinity; the last one asked for is kept.
   */
  lattice(columns) {
    if (this.kept?.columns !== columns) {
      const along = filled(columns, (k) => k / (columns - 1));
      const n = columns ** this.size;
      const { u } = this.points(new Array(this.size).fill(along));
      this.kept = {
        columns,
        u,
        f: this.at(u, n).f.map((w) => w.slice(0, n)),
        far: new Uint8Array(n),
      };
      this.#markFar(along);
    }
    return this.kept;
  }

  /** Marks the points of the lattice whose images lie at infinity, on each of its faces. */
  #markFar(along) {
    const {
      size,
      kept: { columns, f, far },
    } = this;
    const limit = FAR * (1 + Math.max(...f.map(typical)));
    for (let axis = 0; axis < size; axis++)
      for (const end of [0, 1]) {
        const ts = Array.from({ length: size }, (_, k) => (k === axis ? [end] : along));
        const n = columns ** (size - 1);
        const step = columns ** axis;
        const image = this.at(this.points(ts, (t) => t).u, n).f;
        for (let k = 0; k < n; k++)
          if (image.some((w) => Math.abs(w[k]) > limit))
            far[(k % step) + Math.floor(k / step) * step * columns + end * (columns - 1) * step] =
              1;
      }
  }

  /**
   * The unit coordinates of a point of the new variables; of one outside the region those of a
   * point at its border.
   */
  unitOf(point) {
    const outer = [];
    return point.map((w, axis) => {
      const {
        low: [low],
        high: [high],
      } = this.ends(axis, outer, 1);
      const t = shareOf(w, low, high);
      outer.push(Float64Array.of(between(inside(t), low, high)[0]));
      return t;
    });
  }

  /** Whether a point lies between its limits. */
  holds(point) {
    const outer = point.map((w) => Float64Array.of(w));
    return point.every((w, axis) => {
      const {
        low: [low],
        high: [high],
      } = this.ends(axis, outer.slice(0, axis), 1);
      return w >= low && w <= high;
    });
  }
}
