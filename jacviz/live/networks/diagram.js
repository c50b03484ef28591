// A pane that shows a network as a graph: its units in columns, its weights on the edges, each to be dragged or typed.
import { paint, sizeCanvas } from "../canvas.js";
import { element, format } from "../dom.js";
import { around, placed, sizeOf, widthOf } from "../labels.js";
import { circleBoxes, circleOf, edgeLabelPlaces, linesBetween, placesOf } from "./places.js";
import { numberField } from "./entry.js";

const PIXELS = { X: (x) => x, Y: (y) => y };
const STEP = 0.05; // what an arrow key adds; with Shift ten times as much
const TRAVEL = 320; // pixels of a drag over the whole range
const KEYS = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 };
export const HINT = "Drag a number of the network up or down, or click it to type.";

const INKS = [["#6a4ba0", "#94500a"], ["#b9a6ee", "#f0a24a"]]; // at least 4.5 : 1 on the page, light and dark
/** Orange above 0 and purple below, as the area factor is coloured, strong enough for text. */
export const signInk = (theme, value) => INKS[+theme.dark][+!(value < 0)];

/** A number for a diagram: with three digits at most six characters or so. */
export function brief(value, digits = 3) {
  const modulus = Math.abs(value), most = modulus >= 1e5 || modulus < 0.01 ? 1 : modulus < 0.1 ? 2 : 3;
  return format(value, Math.min(digits, most));
}

const widest = (digits) => `−0.${"8".repeat(digits)}`; // of what brief gives
/** What stands on an edge, line by line before its number, and the longest that stands above and below a unit, in full and in brief. */
const TEMPLATES = { lines: [""], above: [`b ${widest(3)}`], below: [`da₁/dx = ${widest(3)}`, widest(3)] };

/**
 * A diagram of the view's network. What it draws is a plain description: units[layer][i] { value, above?, below?, isKink? } (the number
 * in the circle, and { text, brief?, fill? } above and below it, brief where there is little room), strengths (a number for each of
 * Network.values: width and sign of its edge) and lines(k) (what stands on that edge, each { sign, value, fill? }, a number and what stands before it). The view's focus { edges: [[layer, to, from], ...], units?: [[layer, i], ...] }
 * is what is lit up. It has the same methods as a pane of the plane.
 */
export class DiagramPane {
  constructor(name, role = name) {
    this.name = name;
    this.role = role;
    this.base = element("canvas", { class: "jv-base", "aria-hidden": "true" });
    this.overlay = element("canvas", { class: "jv-overlay", "aria-hidden": "true" });
    this.hands = document.createElementNS(SVG, "svg");
    this.hands.setAttribute("class", "jv-hands");
    this.title = element("span", { class: "jv-title" });
    this.root = element("div", { class: `jv-pane jv-diagram jv-${role}`, role: "group" }, this.base, this.overlay, this.hands, this.title);
  }

  async mount(theme, { title, templates = TEMPLATES }, { view }) {
    Object.assign(this, { theme, view, templates, network: view.scene.mapping });
    this.title.textContent = title;
    this.root.setAttribute("aria-label", `${title} of layers with ${this.network.sizes.join(", ")} units`);
    this.hands.setAttribute("role", "group");
    this.hands.setAttribute("aria-label", `${title}: arrow keys left and right choose a number, up and down change it, Enter types it`);
    this.items = itemsOf(view);
    this.current = 0;
    this.measure();
    this.#makeHands();
  }

  measure() {
    const { width, height } = this.root.getBoundingClientRect();
    this.outer = { width, height };
    this.width = Math.max(40, width);
    this.height = Math.max(40, height);
    for (const canvas of [this.base, this.overlay]) sizeCanvas(canvas, 0, 0, this.width, this.height);
    this.hands.setAttribute("viewBox", `0 0 ${this.width} ${this.height}`);
    const { theme: { size, font }, templates: { lines, above, below } } = this;
    this.places = placesOf(this.network.sizes, this.width, this.height, size);
    const between = this.places[1][0][0] - this.places[0][0][0], room = (text) => widthOf(text, size, font) + 0.4 * size;
    this.fits = (text) => room(text) < between; // beside what its neighbour says
    const widthOfLines = (rows, digits) => Math.max(...lines.slice(0, rows).map((sign) => room(sign + widest(digits))));
    const layout = (tier) => {
      const wide = (texts) => (tier === null ? 0 : room(texts.slice(tier).find(this.fits) ?? ""));
      return { tier, edges: edgeLabelPlaces(this.places, this, size, { rows: lines.length, widthOf: widthOfLines, notes: { above: wide(above), below: wide(below) } }) };
    };
    // Notes in full, in brief or not at all: whatever first leaves room for the numbers on all edges.
    const isWhole = ({ edges }) => edges.every(({ isRoomy }) => isRoomy);
    const { tier, edges } = NOTES.map(layout).find(isWhole) ?? layout(0);
    Object.assign(this, { tier, labelPlaces: edges });
  }

  async restyle(theme) {
    this.theme = theme;
    this.measure();
    this.#makeHands();
  }

  /** An element for each number that a hand may change, above the picture and without ink. */
  #makeHands() {
    this.hands.replaceChildren(...this.items.map((item, at) => {
      const hand = svg("g", { role: "slider", tabindex: at === this.current ? 0 : -1, "aria-label": item.name, "aria-valuemin": item.low, "aria-valuemax": item.high },
        (item.told = svg("title", {}, item.name)), ...this.#shapesOf(item));
      item.hand = hand;
      for (const type of ["pointerenter", "focus"]) hand.addEventListener(type, () => this.view.focusOn(item.focus));
      hand.addEventListener("pointerleave", () => this.view.focusOn(this.items.find(({ hand: other }) => other.matches(":focus-visible"))?.focus ?? null));
      hand.addEventListener("blur", () => this.view.focusOn(null));
      hand.addEventListener("keydown", (event) => this.#key(event, item, at));
      this.#watchDrag(item, at);
      return hand;
    }));
  }

  #shapesOf({ layer, to, from }) {
    const [x, y] = this.places[layer][to];
    if (from === undefined) return [svg("circle", { cx: x, cy: y, r: Math.max(9, circleOf(this.places[layer], this.theme.size)) })];
    const [u, v] = this.places[layer - 1][from], [lx, ly] = this.labelPlaces[layer - 1].at(to, from), size = this.theme.size;
    const box = svg("rect", { x: lx - 1.6 * size, y: ly - 0.7 * size, width: 3.2 * size, height: 1.4 * size });
    return [svg("line", { x1: u, y1: v, x2: x, y2: y }), ...(this.labelPlaces[layer - 1].isRoomy ? [box] : [])];
  }

  #watchDrag(item, at) {
    const { hand } = item;
    hand.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      event.preventDefault();
      this.#choose(at);
      hand.setPointerCapture(event.pointerId);
      const scrolls = event.pointerType === "touch" && event.target.tagName === "line"; // a finger on an edge scrolls the page
      this.held = { y: event.clientY, from: item.get(), hasMoved: false, scrolls };
    });
    hand.addEventListener("pointermove", (event) => {
      if (!this.held) return;
      const rise = this.held.y - event.clientY;
      this.held.hasMoved ||= Math.abs(rise) > 3;
      if (this.held.hasMoved && !this.held.scrolls) item.set(rounded(this.held.from + (rise * (item.high - item.low)) / TRAVEL));
    });
    hand.addEventListener("pointerup", () => {
      if (this.held && !this.held.hasMoved) this.#type(item);
      this.held = null;
    });
    hand.addEventListener("pointercancel", () => { this.held = null; });
  }

  #choose(at) {
    this.items[this.current].hand.setAttribute("tabindex", -1);
    this.current = at;
    this.items[at].hand.setAttribute("tabindex", 0);
    this.items[at].hand.focus({ preventScroll: true });
  }

  #key(event, item, at) {
    const last = this.items.length - 1;
    const goal = { ArrowLeft: Math.max(0, at - 1), ArrowRight: Math.min(last, at + 1), Home: 0, End: last }[event.key];
    if (goal !== undefined) this.#choose(goal);
    else if (KEYS[event.key]) item.set(rounded(item.get() + KEYS[event.key] * STEP * (event.shiftKey ? 10 : 1)));
    else if (event.key === "Enter") this.#type(item);
    else return;
    event.preventDefault();
  }

  /** Opens a field on a number. */
  #type(item) {
    const [x, y] = item.from === undefined ? this.places[item.layer][item.to] : this.labelPlaces[item.layer - 1].at(item.to, item.from);
    const { root, input } = numberField(item.name, item.get(), (value) => {
      root.remove();
      if (value !== null) item.set(value);
      item.hand.focus({ preventScroll: true });
    });
    Object.assign(root.style, { left: `clamp(4.6em, ${x}px, 100% - 4.6em)`, top: `${y}px` });
    this.root.append(root);
    input.select();
  }

  /** The picture as marks in pixels; all of it lies in the overlay. */
  flat(layer, drawing) {
    return layer === "base" ? [] : marksOf(this, drawing, this.view.focus);
  }

  draw(layer, drawing) {
    if (layer === "base") return;
    const context = this.overlay.getContext("2d");
    context.clearRect(0, 0, this.width, this.height);
    paint(context, PIXELS, this.flat(layer, drawing));
    for (const { name, hand, told, get } of this.items) {
      const value = String(get());
      if (hand.getAttribute("aria-valuenow") === value) continue;
      told.textContent = `${name} = ${format(get())}: drag up or down, or click to type`;
      hand.setAttribute("aria-valuenow", value);
      hand.setAttribute("aria-valuetext", format(get()));
    }
  }

  forget() {}

  remove() {
    this.root.remove();
  }
}

const NOTES = [0, 1, null];

const SVG = "http://www.w3.org/2000/svg";
function svg(tag, attributes, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

const rounded = (value) => Number(value.toFixed(2));

/** Everything that a hand may change: the inputs, then the parameters in their order; from is undefined for a unit's own number. */
function itemsOf(view) {
  const { payload, scene: { mapping: network } } = view, { unitLabels } = payload.network;
  const inputs = payload.variables.map(({ label, low, high }, to) => ({
    layer: 0, to, name: `Input ${label}`, low, high, focus: unitFocus(network.sizes, 0, to),
    get: () => view.state.probe[to], set: (w) => view.moveProbe(view.state.probe.map((p, k) => (k === to ? w : p))),
  }));
  const parameters = placesOfValues(network).map(({ layer, to, from }, k) => {
    const { name, label, low, high } = payload.parameters[k], target = unitLabels[layer][to];
    const isBias = from === undefined;
    return {
      layer, to, from, low, high, name: isBias ? `Bias ${label} of ${target}` : `Weight ${label} from ${unitLabels[layer - 1][from]} to ${target}`,
      focus: isBias ? unitFocus(network.sizes, layer, to) : edgeFocus([layer, to, from]),
      get: () => view.state.parameters[name], set: (w) => view.moveParameter(name, w),
    };
  });
  return [...inputs, ...parameters];
}

/** Where each of Network.values belongs: { layer (1 the first after the input), to, from (undefined for a bias) }. */
export const placesOfValues = ({ layers }) => layers.flatMap(({ inputs, outputs }, k) => [
  ...Array.from({ length: outputs * inputs }, (_, at) => ({ layer: k + 1, to: Math.floor(at / inputs), from: at % inputs })),
  ...Array.from({ length: outputs }, (_, to) => ({ layer: k + 1, to })),
]);

export const edgeFocus = (...edges) => ({ edges });

/** The edges along a path, a unit a layer from the input on. */
export const pathFocus = (units) => edgeFocus(...units.slice(1).map((to, k) => [k + 1, to, units[k]]));

/** A unit with all edges into it and out of it. */
export const unitFocus = (sizes, layer, unit) => ({
  units: [[layer, unit]],
  edges: [
    ...(layer ? Array.from({ length: sizes[layer - 1] }, (_, from) => [layer, unit, from]) : []),
    ...(layer < sizes.length - 1 ? Array.from({ length: sizes[layer + 1] }, (_, to) => [layer + 1, to, unit]) : []),
  ],
});

/** Whether a focus holds an edge. */
export const lights = (focus, layer, to, from) => !!focus && focus.edges.some((edge) => edge[0] === layer && edge[1] === to && edge[2] === from);

/** The middle, as near to x as it goes, of a text that is wholly seen. */
const keptInside = (x, wide, width) => Math.max(wide / 2, Math.min(width - wide / 2, x));

/** A number with as many digits as fit into a width; nothing where not even one does. */
const fitting = (value, room, { size, font }) => [brief(value), format(value, 2), format(value, 1)].find((text) => widthOf(text, size, font) <= room) ?? "";

const LEAST = 0.8, MOST = 4.6; // width of an edge in pixels
const LINE = 1.1; // em from one line on an edge to the next
const INWARDS = 0.56; // em from the middle of a circle to that of a line in it

/** The marks of a drawing: edges that leave a gap for every text, circles, and as many of the texts as have room. */
function marksOf(pane, drawing, focus) {
  const texts = [...edgeTexts(pane, drawing, focus), ...unitTexts(pane, drawing, focus)].sort((a, b) => a.rank - b.rank);
  const { places, theme: { size }, width, height } = pane;
  const labels = texts.map(({ mark }) => ({ ...sizeOf(mark), places: [{ at: mark.at }] }));
  const boxes = placed(labels, { frame: [0, 0, width, height], taken: places.flatMap((column) => circleBoxes(column, size)) });
  const seen = texts.flatMap(({ mark }, k) => (boxes[k] ? [{ ...mark, at: boxes[k].at }] : []));
  return [...edgeMarks(pane, drawing, focus, boxes.filter(Boolean)), ...captions(pane), ...circleMarks(pane, drawing, focus), ...seen];
}

const plain = ({ font, paper, size }) => ({ kind: "label", font, halo: paper, weight: 600, size });
const RANK = { lit: 0, note: 1, edge: 2 }; // who stands first where there is room for one only

function edgeMarks({ network, places, theme }, { strengths }, focus, boxes) {
  const edges = [], lit = [], strongest = Math.max(1e-300, ...strengths.map(Math.abs).filter(Number.isFinite));
  placesOfValues(network).forEach(({ layer, to, from }, k) => {
    if (from === undefined) return;
    const isLit = lights(focus, layer, to, from), strength = strengths[k], share = Number.isFinite(strength) ? Math.abs(strength) / strongest : 0;
    (isLit ? lit : edges).push({
      kind: "polyline", xy: around(boxes, ...rimToRim(places, theme.size, layer, to, from)), stroke: share ? signInk(theme, strength) : theme.muted,
      width: LEAST + (MOST - LEAST) * share + (isLit ? 1.5 : 0), alpha: focus && !isLit ? 0.22 : 0.45 + 0.55 * share, dash: strength < 0 ? [7, 4] : undefined,
    });
  });
  return [...edges, ...lit];
}

/** The ends of an edge on the circles of its units. */
function rimToRim(places, size, layer, to, from) {
  const p = places[layer - 1][from], q = places[layer][to], length = Math.hypot(q[0] - p[0], q[1] - p[1]);
  const [cut, rest] = [circleOf(places[layer - 1], size) / length, 1 - circleOf(places[layer], size) / length];
  return [cut, rest].map((share) => [0, 1].map((i) => p[i] + share * (q[i] - p[i])));
}

function edgeTexts({ network, labelPlaces, theme }, { strengths, lines }, focus) {
  return placesOfValues(network).flatMap(({ layer, to, from }, k) => {
    if (from === undefined) return [];
    const isLit = lights(focus, layer, to, from), { at, rows, digits, isRoomy } = labelPlaces[layer - 1];
    if (!(isRoomy && (!focus || isLit)) && !(isLit && focus.edges.length < network.sizes.length)) return [];
    const [x, y] = at(to, from), told = isLit ? lines(k) : lines(k).slice(0, rows);
    const mark = ({ sign, value, fill = signInk(theme, strengths[k]) }, row) => ({ ...plain(theme), fill, text: sign + brief(value, isLit ? 3 : digits), at: [x, y + (row - (told.length - 1) / 2) * LINE * theme.size] });
    return told.map((line, row) => ({ mark: mark(line, row), rank: isLit ? RANK.lit : RANK.edge }));
  });
}

const isUnitLit = (focus, layer, i) => focus?.units?.some(([l, j]) => l === layer && j === i) ?? false;
const unitInk = (theme, layer, depth) => (layer === 0 ? theme.domain : layer === depth ? theme.image : theme.ink);

function circleMarks({ places, theme, view }, { units }, focus) {
  const { size, font } = theme, { unitLabels } = view.payload.network, text = { ...plain(theme), halo: null };
  return places.flatMap((column, layer) => column.flatMap(([x, y], i) => {
    const { value, isKink } = units[layer][i], r = circleOf(column, size), ink = unitInk(theme, layer, places.length - 1);
    const circle = { kind: "point", at: [x, y], radius: r, fill: theme.paper, stroke: isKink ? theme.kink : ink, width: isUnitLit(focus, layer, i) ? 4 : 2, dash: isKink ? [3, 3] : undefined };
    if (!isRoomy(column, size)) return [circle];
    const chord = 2 * Math.sqrt(r * r - ((INWARDS + 0.36) * size) ** 2) - 4;
    return [
      circle, { ...text, weight: 700, fill: ink, text: unitLabels[layer][i], at: [x, y - INWARDS * size] },
      { ...text, fill: theme.ink, text: fitting(value, chord, { size, font }), at: [x, y + INWARDS * size] },
    ];
  }));
}

const isRoomy = (column, size) => circleOf(column, size) >= 1.2 * size;

/** What stands above and below the circles: where there is room, and at a unit that is lit. */
function unitTexts({ places, theme, width, view, fits, tier }, { units }, focus) {
  const { size, font } = theme, { unitLabels } = view.payload.network;
  return places.flatMap((column, layer) => column.flatMap(([x, y], i) => {
    const { value, above, below } = units[layer][i], r = circleOf(column, size), isLit = isUnitLit(focus, layer, i), rank = isLit ? RANK.lit : RANK.note;
    const lines = isRoomy(column, size) ? linesBetween(column, size) : 0, found = [];
    const put = (note, dy, more = {}) => {
      const text = isLit || (tier === 0 && fits(note.text)) ? note.text : tier !== null && note.brief;
      const mark = { ...plain(theme), fill: theme.muted, ...note, ...more, text };
      if (text) found.push({ mark: { ...mark, at: [keptInside(x, widthOf(text, size, font) + 4, width), y + dy] }, rank });
    };
    if (!isRoomy(column, size) && isLit) put({ text: `${unitLabels[layer][i]} = ${format(value, 3)}`, fill: unitInk(theme, layer, places.length - 1) }, -r - 0.7 * size);
    if (above && (lines > 1 || isLit)) put(above, -r - (isRoomy(column, size) ? 0.6 : 1.8) * size);
    if (below && (lines > 0 || isLit)) put(below, r + 0.65 * size);
    return found;
  }));
}

const captions = ({ network, places, theme }) => network.activations.map((name, k) => ({ ...plain(theme), halo: null, weight: 400, fill: theme.muted, text: name, at: [places[k + 1][0][0], 0.75 * theme.size] }));
