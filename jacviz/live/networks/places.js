// Where a network's units and the numbers on its edges stand in a diagram, in pixels.

const SIDE = 3.2, TOP = 1.9, FOOT = 0.7; // em kept free
const WIDEST = 7.5; // em between units at most
const LINE = 1.15; // em from one line of text to the next
const CLEAR = 1.7; // em from a circle to the middle of a number
const SHARES = [1 / 2, 1 / 3, 2 / 3, 0.3, 0.7, 0.25, 0.75, 0.2, 0.8]; // of the way from one unit to the next

/** The centre [x, y] of each unit, layer by layer, columns from left to right. */
export function placesOf(sizes, width, height, size) {
  const across = (width - 2 * SIDE * size) / (sizes.length - 1), room = height - (TOP + FOOT) * size;
  return sizes.map((count, k) => {
    const gap = Math.min(room / count, WIDEST * size);
    return Array.from({ length: count }, (_, i) => [SIDE * size + k * across, TOP * size + room / 2 + (i - (count - 1) / 2) * gap]);
  });
}

const gapOf = (column) => (column.length > 1 ? column[1][1] - column[0][1] : Infinity);

/** The radius of a column's circles: what its gaps allow. */
export const circleOf = (column, size) => Math.max(3, Math.min(1.75 * size, 0.33 * gapOf(column)));

/** How many lines of text fit between a column's circles. */
export const linesBetween = (column, size) => Math.floor((gapOf(column) - 2 * circleOf(column, size)) / (0.95 * size));

/**
 * For each layer where the number on an edge stands, at(to, from), and whether there is room for all of them, so many lines each:
 * on the middle of the way if they fit there, else where they are farthest from each other.
 */
export function edgeLabelPlaces(places, size, lines) {
  return places.slice(1).map((targets, k) => {
    const sources = places[k], across = targets[0][0] - sources[0][0];
    const place = (share) => (to, from) => [0, 1].map((c) => sources[from][c] + share * (targets[to][c] - sources[from][c]));
    const isClear = (share) => share * across >= circleOf(sources, size) + CLEAR * size && (1 - share) * across >= circleOf(targets, size) + CLEAR * size;
    const gap = (share) => {
      const heights = targets.flatMap((_, to) => sources.map((_, from) => place(share)(to, from)[1])).sort((a, b) => a - b);
      return Math.min(Infinity, ...heights.slice(1).map((y, i) => y - heights[i]));
    };
    const known = SHARES.filter(isClear).map((share) => ({ share, gap: gap(share) })), fits = known.find((found) => found.gap >= LINE * lines * size);
    const best = fits ?? known.reduce((a, b) => (b.gap > a.gap ? b : a), { share: 1 / 2, gap: 0 });
    return { at: place(best.share), isRoomy: !!fits };
  });
}
