// Where a network's units and the numbers on its edges stand in a diagram, in pixels.
import { range } from "./network.js";

const SIDE = 3.2, TOP = 1.9, FOOT = 0.7; // em kept free
const WIDEST = 7.5; // em between units at most
const LINE = 1.15; // em from one line of text to the next
const ROW = 1.2; // em of free height for a line of text between circles
const SHARES = [1 / 2, 1 / 3, 2 / 3, 0.3, 0.7]; // of the way from one unit to the next
const STEPS = Array.from({ length: 37 }, (_, i) => 0.14 + 0.02 * i);
const WAYS = [[...STEPS].sort((a, b) => Math.abs(a - 0.5) - Math.abs(b - 0.5)), STEPS, [...STEPS].reverse()]; // from the middle, from either end
const FEW = 4; // numbers may come near the notes
const MANY = 24; // more numbers between two layers could not be read

/** The centre [x, y] of each unit, layer by layer, columns from left to right. */
export function placesOf(sizes, width, height, size) {
  const across = (width - 2 * SIDE * size) / (sizes.length - 1), room = height - (TOP + FOOT) * size;
  return sizes.map((count, k) => {
    const gap = Math.min(room / count, WIDEST * size);
    return Array.from({ length: count }, (_, i) => [SIDE * size + k * across, TOP * size + room / 2 + (i - (count - 1) / 2) * gap]);
  });
}

const gapOf = (column) => (column.length > 1 ? column[1][1] - column[0][1] : Infinity);

/** The radius of a column's circles: what its gaps allow, and smaller where two lines of text then fit between them. */
export function circleOf(column, size) {
  const gap = gapOf(column), besideLines = (gap - 2 * ROW * size) / 2 - 0.01 * size;
  return Math.max(3, Math.min(1.75 * size, 0.33 * gap, Math.max(1.25 * size, besideLines)));
}

/** How many lines of text fit between a column's circles. */
export const linesBetween = (column, size) => Math.floor((gapOf(column) - 2 * circleOf(column, size)) / (ROW * size));

/**
 * For each layer where the number on an edge stands, at(to, from), and of how many of its lines there is room on all edges, rows:
 * on the middle of the way if they fit there, else at another share of it, else one by one where there is room. Notes above and
 * below the units are noteWidths { above, below } em wide; they are kept free, but where there are few edges.
 */
export function edgeLabelPlaces(places, size, lines, noteWidths) {
  return places.slice(1).map((targets, k) => {
    const sources = places[k], edges = targets.flatMap((target) => sources.map((source) => [source, target]));
    const layoutOf = (found, rows) => ({ at: (to, from) => found[to * sources.length + from], rows, isRoomy: rows > 0 });
    const columns = [sources, targets], circles = columns.flatMap((column) => circleBoxes(column, size));
    const notes = columns.flatMap((column) => noteBoxes(column, size, noteWidths));
    const tries = range(lines).flatMap((fewer) => [[...circles, ...notes], ...(edges.length <= FEW ? [circles] : [])].map((taken) => [taken, lines - fewer]));
    if (edges.length <= MANY) {
      for (const [taken, rows] of tries) {
        const found = freePlaces(edges, taken, (rows > 1 ? 2.5 : 1.9) * size, 0.5 * LINE * rows * size);
        if (found) return layoutOf(found, rows);
      }
    }
    return layoutOf(edges.map((edge) => alongEdge(edge, 1 / 2)), 0);
  });
}

const alongEdge = ([from, to], share) => [0, 1].map((c) => from[c] + share * (to[c] - from[c]));

// Boxes are [left, top, right, bottom].
const boxAround = ([x, y], width, height) => [x - width, y - height, x + width, y + height];
const isApart = (a, b) => a[0] >= b[2] || a[2] <= b[0] || a[1] >= b[3] || a[3] <= b[1];

const circleBoxes = (column, size) => column.map((at) => boxAround(at, circleOf(column, size), 0.65 * circleOf(column, size))); // its corners reach a little into it

function noteBoxes(column, size, { above, below }) {
  const rows = linesBetween(column, size), away = circleOf(column, size) + (ROW / 2) * size;
  const note = (wide, side) => column.map(([x, y]) => boxAround([x, y + side * away], (wide / 2) * size, (ROW / 2) * size));
  return [...(rows > 1 ? note(above, -1) : []), ...(rows > 0 ? note(below, 1) : [])];
}

/** A place on each edge for its number, from its middle so wide and high, off the boxes taken and off the others; null where none was found. */
function freePlaces(edges, taken, width, height) {
  const steepness = ([[, y], [, v]]) => Math.abs(v - y);
  const bySteepness = [...edges].sort((a, b) => steepness(a) - steepness(b));
  for (const shares of [...SHARES.map((share) => [share]), ...WAYS]) {
    for (const order of shares.length === 1 ? [edges] : [edges, bySteepness, [...bySteepness].reverse()]) {
      const boxes = [...taken], found = new Map();
      for (const edge of order) {
        const at = shares.map((share) => alongEdge(edge, share)).find((place) => boxes.every((box) => isApart(box, boxAround(place, width, height))));
        if (!at) break;
        found.set(edge, at);
        boxes.push(boxAround(at, width, height));
      }
      if (found.size === edges.length) return edges.map((edge) => found.get(edge));
    }
  }
  return null;
}
