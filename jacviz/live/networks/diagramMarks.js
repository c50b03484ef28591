// A network as marks: its edges, its circles, and what is written on and about them.
import { around, placed, sizeOf, widthOf } from "../geometry/labelPlaces.js";
import { format } from "../numeric/format.js";
import { circleBoxes, circleOf, linesBetween } from "./diagramPlaces.js";
import { lights, placesOfValues } from "./focus.js";

const INKS = [
  ["#6a4ba0", "#94500a"],
  ["#b9a6ee", "#f0a24a"],
]; // at least 4.5 : 1 on the page, light and dark
/** Orange above 0 and purple below, as the area factor is coloured, strong enough for text. */
export const signInk = (theme, value) => INKS[+theme.dark][+!(value < 0)];

/** A number for a diagram: with three digits at most six characters or so. */
export function brief(value, digits = 3) {
  const modulus = Math.abs(value);
  const most = modulus >= 1e5 || modulus < 0.01 ? 1 : modulus < 0.1 ? 2 : 3;
  return format(value, Math.min(digits, most));
}

/** The middle, as near to x as it goes, of a text that is wholly seen. */
const keptInside = (x, wide, width) => Math.max(wide / 2, Math.min(width - wide / 2, x));

/** A number with as many digits as fit into a width; nothing where not even one does. */
const fitting = (value, room, { size, font }) =>
  [brief(value), format(value, 2), format(value, 1)].find(
    (text) => widthOf(text, size, font) <= room,
  ) ?? "";

const LEAST = 0.8;
const MOST = 4.6; // width of an edge in pixels
const LINE = 1.1; // em from one line on an edge to the next
const INWARDS = 0.56; // em from the middle of a circle to that of a line in it

/**
 * The marks of a drawing in a diagram's pane, which knows the places, in pixels: edges that leave a
 * gap for every text, circles, and as many of the texts as have room.
 */
export function marksOf(pane, drawing, focus) {
  const texts = [...edgeTexts(pane, drawing, focus), ...unitTexts(pane, drawing, focus)].sort(
    (a, b) => a.rank - b.rank,
  );
  const {
    places,
    theme: { size },
    width,
    height,
  } = pane;
  const labels = texts.map(({ mark }) => ({ ...sizeOf(mark), places: [{ at: mark.at }] }));
  const boxes = placed(labels, {
    frame: [0, 0, width, height],
    taken: places.flatMap((column) => circleBoxes(column, size)),
  });
  const seen = texts.flatMap(({ mark }, k) => (boxes[k] ? [{ ...mark, at: boxes[k].at }] : []));
  return [
    ...edgeMarks(pane, drawing, focus, boxes.filter(Boolean)),
    ...captions(pane),
    ...circleMarks(pane, drawing, focus),
    ...seen,
  ];
}

const plain = ({ font, paper, size }) => ({ kind: "label", font, halo: paper, weight: 600, size });
const RANK = { lit: 0, note: 1, edge: 2 }; // who stands first where there is room for one only

function edgeMarks({ network, places, theme }, { strengths }, focus, boxes) {
  const edges = [];
  const lit = [];
  const strongest = Math.max(1e-300, ...strengths.map(Math.abs).filter(Number.isFinite));
  placesOfValues(network).forEach(({ layer, to, from }, k) => {
    if (from === undefined) return;
    const isLit = lights(focus, layer, to, from);
    const strength = strengths[k];
    const share = Number.isFinite(strength) ? Math.abs(strength) / strongest : 0;
    (isLit ? lit : edges).push({
      kind: "polyline",
      xy: around(boxes, ...rimToRim(places, theme.size, layer, to, from)),
      stroke: share ? signInk(theme, strength) : theme.muted,
      width: LEAST + (MOST - LEAST) * share + (isLit ? 1.5 : 0),
      alpha: focus && !isLit ? 0.22 : 0.45 + 0.55 * share,
      dash: strength < 0 ? [7, 4] : undefined,
    });
  });
  return [...edges, ...lit];
}

/** The ends of an edge on the circles of its units. */
function rimToRim(places, size, layer, to, from) {
  const p = places[layer - 1][from];
  const q = places[layer][to];
  const length = Math.hypot(q[0] - p[0], q[1] - p[1]);
  const [cut, rest] = [
    circleOf(places[layer - 1], size) / length,
    1 - circleOf(places[layer], size) / length,
  ];
  return [cut, rest].map((share) => [0, 1].map((i) => p[i] + share * (q[i] - p[i])));
}

function edgeTexts({ network, labelPlaces, theme }, { strengths, lines }, focus) {
  return placesOfValues(network).flatMap(({ layer, to, from }, k) => {
    if (from === undefined) return [];
    const isLit = lights(focus, layer, to, from);
    const { at, rows, digits, isRoomy } = labelPlaces[layer - 1];
    if (!(isRoomy && (!focus || isLit)) && !(isLit && focus.edges.length < network.sizes.length))
      return [];
    const [x, y] = at(to, from);
    const told = isLit ? lines(k) : lines(k).slice(0, rows);
    const mark = ({ sign, value, fill = signInk(theme, strengths[k]) }, row) => ({
      ...plain(theme),
      fill,
      text: sign + brief(value, isLit ? 3 : digits),
      at: [x, y + (row - (told.length - 1) / 2) * LINE * theme.size],
    });
    return told.map((line, row) => ({ mark: mark(line, row), rank: isLit ? RANK.lit : RANK.edge }));
  });
}

const isUnitLit = (focus, layer, i) =>
  focus?.units?.some(([l, j]) => l === layer && j === i) ?? false;
const unitInk = (theme, layer, depth) =>
  layer === 0 ? theme.domain : layer === depth ? theme.image : theme.ink;

function circleMarks({ places, theme, view }, { units }, focus) {
  const { size, font } = theme;
  const { unitLabels } = view.payload.network;
  const text = { ...plain(theme), halo: null };
  return places.flatMap((column, layer) =>
    column.flatMap(([x, y], i) => {
      const { value, isKink } = units[layer][i];
      const r = circleOf(column, size);
      const ink = unitInk(theme, layer, places.length - 1);
      const stroke = isKink ? theme.kink : ink;
      const dash = isKink ? [3, 3] : undefined;
      const circle = {
        kind: "point",
        at: [x, y],
        radius: r,
        fill: theme.paper,
        stroke,
        dash,
        width: isUnitLit(focus, layer, i) ? 4 : 2,
      };
      if (!isRoomy(column, size)) return [circle];
      const chord = 2 * Math.sqrt(r * r - ((INWARDS + 0.36) * size) ** 2) - 4;
      return [
        circle,
        {
          ...text,
          weight: 700,
          fill: ink,
          text: unitLabels[layer][i],
          at: [x, y - INWARDS * size],
        },
        {
          ...text,
          fill: theme.ink,
          text: fitting(value, chord, { size, font }),
          at: [x, y + INWARDS * size],
        },
      ];
    }),
  );
}

const isRoomy = (column, size) => circleOf(column, size) >= 1.2 * size;

/** What stands above and below the circles: where there is room, and at a unit that is lit. */
function unitTexts({ places, theme, width, view, fits, tier }, { units }, focus) {
  const { size, font } = theme;
  const { unitLabels } = view.payload.network;
  return places.flatMap((column, layer) =>
    column.flatMap(([x, y], i) => {
      const { value, above, below } = units[layer][i];
      const r = circleOf(column, size);
      const isLit = isUnitLit(focus, layer, i);
      const rank = isLit ? RANK.lit : RANK.note;
      const lines = isRoomy(column, size) ? linesBetween(column, size) : 0;
      const found = [];
      const put = (note, dy) => {
        const text =
          isLit || (tier === 0 && fits(note.text)) ? note.text : tier !== null && note.brief;
        const mark = { ...plain(theme), fill: theme.muted, ...note, text };
        if (text)
          found.push({
            mark: { ...mark, at: [keptInside(x, widthOf(text, size, font) + 4, width), y + dy] },
            rank,
          });
      };
      const named = {
        text: `${unitLabels[layer][i]} = ${format(value, 3)}`,
        fill: unitInk(theme, layer, places.length - 1),
      };
      if (!isRoomy(column, size) && isLit) put(named, -r - 0.7 * size);
      if (above && (lines > 1 || isLit))
        put(above, -r - (isRoomy(column, size) ? 0.6 : 1.8) * size);
      if (below && (lines > 0 || isLit)) put(below, r + 0.65 * size);
      return found;
    }),
  );
}

const captions = ({ network, places, theme }) =>
  network.activations.map((name, k) => ({
    ...plain(theme),
    halo: null,
    weight: 400,
    fill: theme.muted,
    text: name,
    at: [places[k + 1][0][0], 0.75 * theme.size],
  }));
