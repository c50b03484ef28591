// Measures of images that are found soon while something moves, and better when it rests.
import { jumpsOn } from "./jumps.js";
import { EXACT, isNarrow, latticeOf, measureAround, measureOfImage, SOON } from "./measure.js";
import { multiplicityOn } from "./multiplicity.js";

const LATE = 100000; // evaluations that a picture at rest can afford
const RARE = 3; // points beside a fold that are looked at

/**
 * A measure of an image: a first estimate at once; when there is time a better one, and what else
 * is to be said of it.
 */
class Estimate {
  constructor(mapping, measure, notes) {
    this.mapping = mapping;
    this.measure = measure;
    this.notes = notes;
  }

  /**
   * What measure(mapping, ...given, most) finds, worked out again only for another mapping or
   * others given.
   */
  at(...given) {
    const { parameters, morph } = this.mapping;
    const key = JSON.stringify([parameters, morph, given]);
    if (key === this.key) return this.found;
    this.found = this.measure(this.mapping, ...given, SOON);
    this.key = key;
    this.given = given;
    this.isFinal = false;
    return this.found;
  }

  /** Whether there was something to find out. */
  refine() {
    if (!this.key || this.isFinal) return false;
    const { mapping, given, found } = this;
    const isExact = found.error <= EXACT * Math.abs(found.value);
    const better = isExact ? found : this.measure(mapping, ...given, LATE);
    this.found = { ...better, ...(better.hole < 1 ? this.notes(mapping, ...given) : {}) };
    return (this.isFinal = true);
  }
}

/**
 * The measure of the image of the box with sides of a length around a point: at(p, side), whether
 * it is torn or overlaps itself.
 */
export class CellMeasure extends Estimate {
  constructor(mapping) {
    const notes = (mapping, p, side) => {
      if (isNarrow(p, side)) return {};
      const box = p.map((w) => [w - side / 2, w + side / 2]);
      return {
        isTorn: jumpsOn(mapping, box),
        multiplicity: multiplicityOn(mapping, box, besidesFolds(mapping, box)),
      };
    };
    super(mapping, measureAround, notes);
  }
}

/**
 * Points of a box where det J has the rarer of its signs: there, if anywhere, a fold that only
 * touches the box is seen.
 */
function besidesFolds(mapping, box) {
  const { inputs, n } = latticeOf(box);
  const { determinant } = mapping.at(inputs, n);
  if (!determinant) return [];
  const places = Array.from({ length: n }, (_, k) => k);
  const [first, second] = [1, -1].map((sign) => places.filter((k) => determinant[k] * sign > 0));
  return (first.length < second.length ? first : second)
    .slice(0, RARE)
    .map((k) => inputs.map((w) => w[k]));
}

/** The measure of the image of the whole domain, and how often it is covered. */
export class WholeMeasure extends Estimate {
  constructor(mapping) {
    super(mapping, measureOfImage, (mapping, box) => ({
      multiplicity: multiplicityOn(mapping, box),
    }));
  }

  get now() {
    return this.at(this.mapping.payload.variables.map(({ low, high }) => [low, high]));
  }
}
