// Riemann sums: the cells of a region and their images, what each contributes, and how far the sums
// are from the integral.
import { filled } from "./region.js";

// Pieces along a variable at the least, and of one cell, for one, two and three variables.
const PIECES = [null, 64, 64, 32];
const FEWEST = [null, 4, 4, 2];

const productOf = (values) => values.reduce((product, w) => product * w, 1);

/**
 * The cells of a region, `count` along each variable, the first variable's running fastest: their
 * centres u with the sides there, f (the old variables), integrand, determinant, product; area = Δu
 * Δv ..., contribution = product · area; imageArea = the length, area or volume of the cell's
 * image, imageContribution = integrand · imageArea; sums of both. What an undefined integrand would
 * add is left out, and lost counts it. lattice holds the vertices of finer cells, `pieces` along
 * each side.
 */
export class Cells {
  constructor(region, count) {
    this.region = region;
    this.count = count;
    const { size } = region;
    const n = count ** size;
    const centres = filled(count, (k) => (k + 0.5) / count);
    const { u, widths } = region.points(new Array(size).fill(centres));
    const found = region.at(u, n);
    const copy = (values) => values.slice(0, n);
    this.n = n;
    this.u = u;
    this.f = found.f.map(copy);
    this.integrand = copy(found.integrand);
    this.determinant = copy(found.determinant);
    this.product = copy(found.product);
    this.sides = widths.map((width) => width.map((w) => w / count));
    this.area = filled(n, (k) => productOf(this.sides.map((side) => side[k])));
    this.lattice = region.lattice(count * piecesOf(size, count) + 1);
    this.pieces = (this.lattice.columns - 1) / count;
    this.imageArea = this.#imageAreas();
    this.contribution = this.product.map((w, k) => w * this.area[k]);
    this.imageContribution = this.integrand.map((w, k) => w * this.imageArea[k]);
    this.sums = { domain: total(this.contribution), image: total(this.imageContribution) };
    this.lost = this.contribution.reduce((lost, w) => lost + !Number.isFinite(w), 0);
  }

  /** The places of cell k along each variable, from 0 on. */
  placesOf(k) {
    return this.region.payload.variables.map(
      (_, axis) => Math.floor(k / this.count ** axis) % this.count,
    );
  }

  /** The cell at some places. */
  at(places) {
    return places.reduce((k, place, axis) => k + place * this.count ** axis, 0);
  }

  /**
   * The cell that holds a point of the new variables, or, of one outside the region, a cell at its
   * border.
   */
  holding(point) {
    return this.at(
      this.region.unitOf(point).map((t) => Math.min(this.count - 1, Math.floor(t * this.count))),
    );
  }

  centre(k) {
    return this.u.map((w) => w[k]);
  }

  /**
   * The centre of the cell so many places away from the one that holds a point, at the border the
   * last one.
   */
  neighbour(point, way) {
    const places = this.placesOf(this.holding(point));
    return this.centre(
      this.at(
        places.map((place, axis) =>
          Math.max(0, Math.min(this.count - 1, place + (way[axis] ?? 0))),
        ),
      ),
    );
  }

  /**
   * The vertices of the lattice that lie in cell k, from its first to its last along each variable:
   * [[first, last], ...].
   */
  spansOf(k) {
    const { pieces } = this;
    return this.placesOf(k).map((place) => [place * pieces, (place + 1) * pieces]);
  }

  /** Whether the image of cell k reaches to infinity. */
  isFar(k) {
    const { far, columns } = this.lattice;
    const spans = this.spansOf(k);
    const sides = spans.map(([first, last]) => last - first + 1);
    for (let i = 0, n = productOf(sides); i < n; i++) {
      let rest = i;
      let vertex = 0;
      spans.forEach(([first], axis) => {
        vertex += (first + (rest % sides[axis])) * columns ** axis;
        rest = Math.floor(rest / sides[axis]);
      });
      if (far[vertex]) return true;
    }
    return false;
  }

  /** Whether cell k reaches to infinity. */
  isOpen(k) {
    return this.placesOf(k).some((place, axis) => {
      const [starts, ends] = this.region.isOpen[axis];
      return (starts && place === 0) || (ends && place === this.count - 1);
    });
  }

  // The areas of the fine cells' quadrangles err by the square of their size, so two sizes tell the
  // area itself. An image that reaches to infinity, or that has a corner without a place, counts as
  // |det J| announces it.
  #imageAreas() {
    const { n } = this;
    const hasFar = this.lattice.far.includes(1);
    const fine = this.#measured(1);
    const coarse = this.#measured(2);
    return filled(n, (k) => {
      const area = fine[k] + (fine[k] - coarse[k]) / 3;
      return Number.isFinite(area) && !(hasFar && this.isFar(k))
        ? Math.max(0, area)
        : Math.abs(this.determinant[k]) * this.area[k];
    });
  }

  /**
   * For each cell the sum of the measures of the images of the lattice's cells, `step` of them
   * taken together along each variable.
   */
  #measured(step) {
    const {
      lattice: { f, columns },
      pieces,
      count,
      region: { size },
    } = this;
    const out = new Float64Array(this.n);
    const side = (columns - 1) / step;
    const strides = f.map((_, axis) => step * columns ** axis);
    const measure = MEASURES[size];
    const per = pieces / step;
    for (let k = 0, all = side ** size; k < all; k++) {
      let rest = k;
      let vertex = 0;
      let cell = 0;
      for (let axis = 0; axis < size; axis++) {
        const place = rest % side;
        rest = (rest - place) / side;
        vertex += place * strides[axis];
        cell += Math.floor(place / per) * count ** axis;
      }
      out[cell] += measure(f, vertex, strides);
    }
    return out;
  }
}

const total = (values) => values.reduce((sum, w) => (Number.isFinite(w) ? sum + w : sum), 0);

/**
 * How many pieces each side of a cell has, an even number: so many that the image of the whole
 * looks curved.
 */
function piecesOf(size, count) {
  const least = Math.max(FEWEST[size], Math.ceil(PIECES[size] / count));
  return least + (least % 2);
}

const length = ([x], a, [s]) => Math.abs(x[a + s] - x[a]);

function quadrangle([x, y], a, [s, t]) {
  const b = a + s;
  const c = a + s + t;
  const d = a + t;
  return Math.abs((x[c] - x[a]) * (y[d] - y[b]) - (x[d] - x[b]) * (y[c] - y[a])) / 2;
}

/**
 * The volume of a hexahedron by three determinants (Grandy 1997, Efficient computation of volume of
 * hexahedral cells).
 */
function hexahedron(f, a, [s, t, w]) {
  const vertex = (bits) => a + (bits & 1 ? s : 0) + (bits & 2 ? t : 0) + (bits & 4 ? w : 0);
  const edge = (to, from) => f.map((values) => values[vertex(to)] - values[vertex(from)]);
  const diagonal = edge(7, 0);
  return (
    Math.abs(
      triple(diagonal, edge(1, 0), edge(3, 5)) +
        triple(diagonal, edge(4, 0), edge(5, 6)) +
        triple(diagonal, edge(2, 0), edge(6, 3)),
    ) / 6
  );
}

const triple = ([a, b, c], [d, e, f], [g, h, i]) =>
  a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);

const MEASURES = [null, length, quadrangle, hexahedron];

/**
 * The cells of a region for the count that is asked for, and both sums for the counts of a ladder.
 */
export class Refinement {
  ofLadder = null; // the sums, once they are asked for
  parameters = null; // the values of the letters that all this was found for
  kept = null; // the cells that were asked for last

  constructor(region, ladder) {
    this.region = region;
    this.ladder = ladder;
  }

  /** Forgets what was found for other values of the letters. */
  #begin() {
    const { parameters } = this.region;
    if (this.parameters !== parameters)
      Object.assign(this, { parameters, kept: null, ofLadder: null });
  }

  cells(count) {
    this.#begin();
    if (this.kept?.count !== count) this.kept = new Cells(this.region, count);
    return this.kept;
  }

  /** The sums for the counts of the ladder: [{ count, domain, image }, ...]. */
  get sums() {
    this.#begin();
    return (this.ofLadder ??= this.ladder.map((count) => ({
      count,
      ...new Cells(this.region, count).sums,
    })));
  }
}
