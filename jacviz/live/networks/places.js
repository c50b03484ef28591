// Where a network's units and the numbers on its edges stand in a diagram, in pixels.

const SIDE = 3.2, TOP = 1.9, FOOT = 0.7; // em kept free
const WIDEST = 7.5; // em between units at most
const LINE = 1.15; // em from one number to the next

/** The centre [x, y] of each unit, layer by layer, columns from left to right. */
export function placesOf(sizes, width, height, size) {
  const across = (width - 2 * SIDE * size) / (sizes.length - 1), room = height - (TOP + FOOT) * size;
  return sizes.map((count, k) => {
    const gap = Math.min(room / count, WIDEST * size);
    return Array.from({ length: count }, (_, i) => [SIDE * size + k * across, TOP * size + room / 2 + (i - (count - 1) / 2) * gap]);
  });
}

/** The radius of a column's circles: what its gaps allow. */
export function circleOf(column, size) {
  const gap = column.length > 1 ? column[1][1] - column[0][1] : Infinity;
  return Math.max(3, Math.min(1.75 * size, 0.33 * gap));
}

const SHARES = [0.5, 0.42, 0.36, 0.3, 0.25, 0.2]; // of the way from one unit to the next

/**
 * For each layer where the number on an edge stands, at(to, from), and whether there is room for all of them: on the share of the
 * way where they are farthest from each other.
 */
export function edgeLabelPlaces({ sizes }, places, size) {
  return places.slice(1).map((targets, k) => {
    const place = (share) => (to, from) => [0, 1].map((c) => places[k][from][c] + share * (targets[to][c] - places[k][from][c]));
    const apart = (share) => {
      const heights = targets.flatMap((_, to) => places[k].map((_, from) => place(share)(to, from)[1])).sort((a, b) => a - b);
      return Math.min(Infinity, ...heights.slice(1).map((y, i) => y - heights[i]));
    };
    const best = SHARES.map((share) => ({ share, gap: apart(share) })).reduce((a, b) => (b.gap > 1.05 * a.gap ? b : a));
    return { at: place(best.share), isRoomy: best.gap >= LINE * size };
  });
}
