// Where a network's units and the numbers on its edges stand in a diagram, in pixels.
import { covered, placed } from "../geometry/labelPlaces.js";
import { range } from "./network.js";

const SIDE = 3.2;
const TOP = 1.9;
const FOOT = 0.7; // em kept free
const NARROW = 0.075; // of the width that is kept free at the sides where that is less
const WIDEST = 7.5; // em between units at most
const LARGEST = 1.75;
const SHARE = 0.2; // a circle's radius at most: em, and of the way to the next column
const LINE = 1.15; // em from one line of text to the next
const ROW = 1.2; // em of free height for a line of text between circles
const SHARES = [1 / 2, 1 / 3, 2 / 3, 0.3, 0.7]; // of the way from one unit to the next
const STEPS = Array.from({ length: 37 }, (_, i) => 0.14 + 0.02 * i);
const WAYS = [
  [...STEPS].sort((a, b) => Math.abs(a - 0.5) - Math.abs(b - 0.5)),
  STEPS,
  [...STEPS].reverse(),
]; // from the middle, from either end
const DIGITS = [3, 2]; // of the numbers on edges
const MANY = 24; // more numbers between two layers could not be read

/**
 * The centre [x, y] of each unit, layer by layer, columns from left to right; most is how large the
 * circles of a column may be.
 */
export function placesOf(sizes, width, height, size) {
  const side = Math.min(SIDE * size, Math.max(1.9 * size, NARROW * width));
  const across = (width - 2 * side) / (sizes.length - 1);
  const room = height - (TOP + FOOT) * size;
  return sizes.map((count, k) => {
    const gap = Math.min(room / count, WIDEST * size);
    const column = Array.from({ length: count }, (_, i) => [
      side + k * across,
      TOP * size + room / 2 + (i - (count - 1) / 2) * gap,
    ]);
    return Object.assign(column, { most: Math.min(LARGEST * size, SHARE * across) });
  });
}

const gapOf = (column) => (column.length > 1 ? column[1][1] - column[0][1] : Infinity);

/**
 * The radius of a column's circles: what its gaps allow, and smaller where two lines of text then
 * fit between them.
 */
export function circleOf(column, size) {
  const gap = gapOf(column);
  const besideLines = (gap - 2 * ROW * size) / 2 - 0.01 * size;
  return Math.max(3, Math.min(column.most, 0.33 * gap, Math.max(1.25 * size, besideLines)));
}

/** How many lines of text fit between a column's circles. */
export const linesBetween = (column, size) =>
  Math.floor((gapOf(column) - 2 * circleOf(column, size)) / (ROW * size));

/**
 * For each layer where the number on an edge stands, at(to, from), and of how many of its lines,
 * rows, with how many digits there is room on all edges: on the middle of the way if they fit
 * there, else at another share of it, else one by one where there is room, off the circles, the
 * notes, each other and, as well as it goes, off the other edges. widthOf(rows, digits) is how wide
 * that many lines are, notes how wide are those above and below a unit, in pixels.
 */
export function edgeLabelPlaces(places, { width, height }, size, { rows: most, widthOf, notes }) {
  const frame = [0, 0, width, height];
  const tries = range(most).flatMap((fewer) =>
    DIGITS.map((digits) => ({ rows: most - fewer, digits })),
  );
  return places.slice(1).map((targets, k) => {
    const sources = places[k];
    const edges = targets.flatMap((target) => sources.map((source) => [source, target]));
    const taken = [sources, targets].flatMap((column) => [
      ...circleBoxes(column, size),
      ...noteBoxes(column, size, notes),
    ]);
    for (const { rows, digits } of edges.length <= MANY ? tries : []) {
      const found = freePlaces(edges, taken, frame, {
        width: widthOf(rows, digits),
        height: LINE * rows * size,
      });
      if (found)
        return { at: (to, from) => found[to * sources.length + from], rows, digits, isRoomy: true };
    }
    return {
      at: (to, from) => alongEdge([sources[from], targets[to]], 1 / 2),
      rows: 0,
      digits: DIGITS[0],
      isRoomy: false,
    };
  });
}

const alongEdge = ([from, to], share) => [0, 1].map((c) => from[c] + share * (to[c] - from[c]));

/** What of a column's circles a label keeps off; its corners may reach a little into one. */
export const circleBoxes = (column, size) =>
  column.map((at) => ({
    at,
    width: 2 * circleOf(column, size),
    height: 1.5 * circleOf(column, size),
  }));

function noteBoxes(column, size, { above, below }) {
  const rows = linesBetween(column, size);
  const away = circleOf(column, size) + (ROW / 2) * size;
  const note = (width, side) =>
    column.map(([x, y]) => ({ at: [x, y + side * away], width, height: ROW * size }));
  return [
    ...(rows > 1 && above ? note(above, -1) : []),
    ...(rows > 0 && below ? note(below, 1) : []),
  ];
}

/**
 * A place on each edge for a box of a size, the arrangement that covers least of the other edges;
 * null where none was found.
 */
function freePlaces(edges, taken, frame, box) {
  const steepness = ([[, y], [, v]]) => Math.abs(v - y);
  const bySteepness = [...edges].sort((a, b) => steepness(a) - steepness(b));
  const lines = new Map(edges.map((edge) => [edge, Float64Array.from(edge.flat())]));
  const others = (edge) => edges.filter((other) => other !== edge).map((other) => lines.get(other));
  let best = null;
  let least = Infinity;
  for (const shares of [...SHARES.map((share) => [share]), ...WAYS]) {
    for (const order of shares.length === 1
      ? [edges]
      : [edges, bySteepness, [...bySteepness].reverse()]) {
      const labels = order.map((edge) => ({
        ...box,
        lines: shares.length > 1 ? others(edge) : [],
        places: shares.map((share) => ({ at: alongEdge(edge, share) })),
      }));
      const found = placed(labels, { frame, taken });
      if (found.includes(null)) continue;
      const cost = found.reduce(
        (sum, own, k) => sum + others(order[k]).reduce((all, line) => all + covered(own, line), 0),
        0,
      );
      if (cost < least - 1)
        [best, least] = [new Map(order.map((edge, k) => [edge, found[k].at])), cost];
      if (least <= 1) break;
    }
    if (least <= 1) break;
  }
  return best && edges.map((edge) => best.get(edge));
}
