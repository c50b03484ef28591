// A pane that shows a network as a graph: its units in columns, its weights on the edges, each to be dragged or typed.
import { paint, sizeCanvas } from "../canvas.js";
import { palette } from "../colour.js";
import { element, format } from "../dom.js";
import { circleOf, edgeLabelPlaces, linesBetween, placesOf } from "./places.js";
import { numberField } from "./entry.js";

const PIXELS = { X: (x) => x, Y: (y) => y };
const STEP = 0.05; // what an arrow key adds; with Shift ten times as much
const TRAVEL = 320; // pixels of a drag over the whole range
const KEYS = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 };
export const HINT = "Drag a number of the network up or down, or click it to type.";

const INKS = [false, true].map((dark) => [palette(dark)[3], palette(dark)[44]]);
/** Orange above 0 and purple below, as the area factor is coloured. */
export const signInk = (theme, value) => INKS[+theme.dark][+!(value < 0)];

/**
 * A diagram of the view's network. What it draws is a plain description: units[layer][i] { text, above?, below?, isKink? } (lines
 * of text in, above and below the circle), strengths (a number for each of Network.values: width and sign of its edge) and
 * lines(k) (what stands on that edge, each { text, fill? }). The view's focus { edges: [[layer, to, from], ...], units?: [[layer, i], ...] }
 * is what is lit up. It has the same methods as a pane of the plane.
 */
export class DiagramPane {
  constructor(name, role = name) {
    this.name = name;
    this.role = role;
    this.base = element("canvas", { class: "jv-base" });
    this.overlay = element("canvas", { class: "jv-overlay" });
    this.hands = document.createElementNS(SVG, "svg");
    this.hands.setAttribute("class", "jv-hands");
    this.title = element("span", { class: "jv-title" });
    this.root = element("div", { class: `jv-pane jv-diagram jv-${role}` }, this.base, this.overlay, this.hands, this.title);
  }

  async mount(theme, { title, edgeLines = 1, noteWidths = { above: 4, below: 8 } }, { view }) {
    Object.assign(this, { theme, view, edgeLines, noteWidths, network: view.scene.mapping });
    this.title.textContent = title;
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
    this.places = placesOf(this.network.sizes, this.width, this.height, this.theme.size);
    this.labelPlaces = edgeLabelPlaces(this.places, this.theme.size, this.edgeLines, this.noteWidths);
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
        svg("title", {}, `${item.name}: drag up or down, or click to type`), ...this.#shapesOf(item));
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
    for (const { hand, get } of this.items) {
      const value = String(get());
      if (hand.getAttribute("aria-valuenow") === value) continue;
      hand.setAttribute("aria-valuenow", value);
      hand.setAttribute("aria-valuetext", format(get()));
    }
  }

  forget() {}

  remove() {
    this.root.remove();
  }
}

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

const GLYPH = 0.64; // em of a letter of bold text, at most
const widthOf = (text, size) => GLYPH * size * text.length;

/** The middle, as near to x as it goes, of a text that is wholly seen. */
const keptInside = (x, wide, width) => Math.max(wide / 2, Math.min(width - wide / 2, x));

const LEAST = 0.8, MOST = 4.6; // width of an edge in pixels

function marksOf({ network, places, labelPlaces, noteWidths, theme, width, height, view }, { units, strengths, lines }, focus) {
  const { size, font } = theme, { unitLabels } = view.payload.network;
  const text = { kind: "label", font, halo: theme.paper, weight: 600 };
  const strongest = Math.max(1e-300, ...strengths.map(Math.abs).filter(Number.isFinite));
  const isWide = places[1][0][0] - places[0][0][0] > noteWidths.above * size; // so that notes of neighbours keep apart
  const edges = [], lit = [], texts = [], circles = [];
  placesOfValues(network).forEach(({ layer, to, from }, k) => {
    if (from === undefined) return;
    const isLit = lights(focus, layer, to, from), isDim = focus && !isLit, strength = strengths[k], ink = signInk(theme, strength);
    const share = Number.isFinite(strength) ? Math.abs(strength) / strongest : 0;
    (isLit ? lit : edges).push({
      kind: "polyline", xy: Float64Array.of(...places[layer - 1][from], ...places[layer][to]), stroke: share ? ink : theme.muted,
      width: LEAST + (MOST - LEAST) * share + (isLit ? 1.5 : 0), alpha: isDim ? 0.22 : 0.45 + 0.55 * share, dash: strength < 0 ? [7, 4] : undefined,
    });
    const { at, rows, isRoomy } = labelPlaces[layer - 1];
    if (!(isRoomy && !isDim) && !(isLit && focus.edges.length < network.sizes.length)) return;
    const [x, y] = at(to, from), told = isLit ? lines(k) : lines(k).slice(0, rows);
    told.forEach((line, row) => texts.push({ ...text, size: 0.95 * size, fill: ink, ...line, at: [x, y + (row - (told.length - 1) / 2) * 1.1 * size] }));
  });
  const isUnitLit = (layer, i) => focus?.units?.some(([l, j]) => l === layer && j === i) ?? false;
  places.forEach((column, layer) => column.forEach((at, i) => {
    const { text: value, above, below, isKink } = units[layer][i], r = circleOf(column, size), isLit = isUnitLit(layer, i);
    const ink = layer === 0 ? theme.domain : layer === places.length - 1 ? theme.image : theme.ink;
    circles.push({ kind: "point", at, radius: r, fill: theme.paper, stroke: isKink ? theme.kink : ink, width: isLit ? 4 : 2, dash: isKink ? [3, 3] : undefined });
    const [x, y] = at, isRoomy = r >= 1.2 * size;
    if (isRoomy) {
      texts.push({ ...text, halo: null, size, weight: 700, fill: ink, text: unitLabels[layer][i], at: [x, y - 0.52 * size] });
      texts.push({ ...text, halo: null, size: 0.9 * size * Math.min(1, r / (1.7 * size)), fill: theme.ink, text: value, at: [x, y + 0.52 * size] });
    } else if (isLit) texts.push({ ...text, size, fill: ink, text: `${unitLabels[layer][i]} = ${value}`, at: [x, y - r - 0.7 * size] });
    const notes = { size: 0.92 * size, fill: theme.muted }, inside = (note) => keptInside(x, widthOf(note.text, notes.size), width);
    const lines = isRoomy ? linesBetween(column, size) : 0;
    if (above && ((lines > 1 && isWide) || isLit)) texts.push({ ...text, ...notes, ...above, at: [inside(above), y - r - (isRoomy ? 0.6 : 1.8) * size] });
    if (below && (lines > 0 || isLit)) texts.push({ ...text, ...notes, ...below, at: [inside(below), y + r + 0.65 * size] });
  }));
  const captions = network.activations.map((name, k) => ({ ...text, halo: null, weight: 400, size: 0.95 * size, fill: theme.muted, text: name, at: [places[k + 1][0][0], 0.75 * size] }));
  return [...edges, ...lit, ...captions, ...circles, ...texts];
}
