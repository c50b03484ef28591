// The work that a picture may take: counted, not timed, so that it looks the same on every machine
// and never stops a page.

/**
 * Of one drawing of the ground, in additions (see workOf in tape.js): about a frame of a slow
 * machine.
 */
export const FRAME = 1e7;
/**
 * Of the numbers at the probe, which every movement asks for anew, and of what is made better at
 * rest.
 */
export const PROBE = 1e6;
export const REST = 4e7;

/** What the stroke of a segment and the fill of a cell take, in additions. */
export const STROKE = 100;
export const FILL = 50;

/** Work that may be done; what is refused is remembered, so that the picture can say so. */
export class Budget {
  constructor(most = FRAME) {
    this.most = this.left = most;
    this.parts = [];
    this.isRefused = false;
  }

  /** A share of the whole for one thing, whatever the others take. */
  part(share) {
    const part = new Budget(share * this.most);
    this.parts.push(part);
    return part;
  }

  /** Whether there is enough left for so much work, which is then spent. */
  pay(work) {
    const isEnough = work <= this.left;
    if (isEnough) this.left -= work;
    else this.isRefused = true;
    return isEnough;
  }

  /**
   * Spends the work of the first of some sizes, from fine to coarse, that can be paid; the last of
   * them in any case.
   */
  finest(sizes, workOf) {
    const found = sizes.find((size) => workOf(size) <= this.left) ?? sizes.at(-1);
    this.isRefused ||= found !== sizes[0];
    this.left -= workOf(found);
    return found;
  }

  /** Whether anything was refused. */
  get isShort() {
    return this.isRefused || this.parts.some((part) => part.isShort);
  }
}

/**
 * How many of `wanted` points a mapping can be asked for within so much work; a few in any case.
 */
export const affordable = (mapping, wanted, work) =>
  Math.max(FEWEST, Math.min(wanted, Math.floor(work / (mapping.work ?? 1))));

const FEWEST = 500;

/** What a picture says that a budget cut short. */
export const coarseness = (budget) =>
  budget.isShort
    ? [
        "This formula takes so much work that the picture is drawn coarsely, and some of it is left out.",
      ]
    : [];
