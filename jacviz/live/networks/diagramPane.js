// A pane that shows a network as a graph: its units in columns, its weights on the edges, each to
// be dragged or typed.
import { element } from "../controls/dom.js";
import { numberField } from "../controls/numberField.js";
import { widthOf } from "../geometry/labelPlaces.js";
import { format } from "../numeric/format.js";
import { paint, sizeCanvas } from "../panes/canvas.js";
import { marksOf } from "./diagramMarks.js";
import { circleOf, edgeLabelPlaces, placesOf } from "./diagramPlaces.js";
import { edgeFocus, placesOfValues, unitFocus } from "./focus.js";

const PIXELS = { X: (x) => x, Y: (y) => y };
const STEP = 0.05; // what an arrow key adds; with Shift ten times as much
const TRAVEL = 320; // pixels of a drag over the whole range
const KEYS = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 };
export const HINT = "Drag a number of the network up or down, or click it to type.";

const widest = (digits) => `−0.${"8".repeat(digits)}`; // of what brief gives
/**
 * What stands on an edge, line by line before its number, and the longest that stands above and
 * below a unit, in full and in brief.
 */
const TEMPLATES = {
  lines: [""],
  above: [`b ${widest(3)}`],
  below: [`da₁/dx = ${widest(3)}`, widest(3)],
};

/**
 * A diagram of the view's network. What it draws is a plain description: units[layer][i] { value,
 * above?, below?, isKink? } (the number in the circle, and { text, brief?, fill? } above and below
 * it, brief where there is little room), strengths (a number for each of Network.values: width and
 * sign of its edge) and lines(k) (what stands on that edge, each { sign, value, fill? }: a number
 * and what stands before it). The view's focus { edges: [[layer, to, from], ...], units?: [[layer,
 * i], ...] } is what is lit up. templates say how long the texts may be. It has the same methods as
 * a pane of the plane.
 */
export class DiagramPane {
  kind = "diagram";
  constructor(name, role = name) {
    this.name = name;
    this.role = role;
    this.base = element("canvas", { class: "jv-base", "aria-hidden": "true" });
    this.overlay = element("canvas", { class: "jv-overlay", "aria-hidden": "true" });
    this.hands = document.createElementNS(SVG, "svg");
    this.hands.setAttribute("class", "jv-hands");
    this.title = element("span", { class: "jv-title" });
    this.root = element(
      "div",
      { class: `jv-pane jv-diagram jv-${role}`, role: "group" },
      this.base,
      this.overlay,
      this.hands,
      this.title,
    );
  }

  async mount(theme, { title, templates = TEMPLATES }, { view }) {
    this.theme = theme;
    this.view = view;
    this.templates = templates;
    this.network = view.scene.mapping;
    this.title.textContent = title;
    this.root.setAttribute(
      "aria-label",
      `${title} of layers with ${this.network.sizes.join(", ")} units`,
    );
    this.hands.setAttribute("role", "group");
    this.hands.setAttribute(
      "aria-label",
      `${title}: arrow keys left and right choose a number, up and down change it, Enter types it`,
    );
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
    for (const canvas of [this.base, this.overlay])
      sizeCanvas(canvas, 0, 0, this.width, this.height);
    this.hands.setAttribute("viewBox", `0 0 ${this.width} ${this.height}`);
    this.places = placesOf(this.network.sizes, this.width, this.height, this.theme.size);
    this.#layOut();
  }

  /**
   * Notes in full (tier 0), in brief (1) or not at all (null): whatever first leaves room for the
   * numbers on all edges.
   */
  #layOut() {
    const {
      places,
      theme: { size, font },
      templates: { lines, above, below },
    } = this;
    const between = places[1][0][0] - places[0][0][0];
    const room = (text) => widthOf(text, size, font) + 0.4 * size;
    this.fits = (text) => room(text) < between; // beside what its neighbour says
    const wide = (rows, digits) =>
      Math.max(...lines.slice(0, rows).map((sign) => room(sign + widest(digits))));
    const attempt = (tier) => {
      const note = (texts) => (tier === null ? 0 : room(texts.slice(tier).find(this.fits) ?? ""));
      const given = {
        rows: lines.length,
        widthOf: wide,
        notes: { above: note(above), below: note(below) },
      };
      return { tier, labelPlaces: edgeLabelPlaces(places, this, size, given) };
    };
    for (const tier of [0, 1, null]) {
      const found = attempt(tier);
      if (found.labelPlaces.every(({ isRoomy }) => isRoomy)) return this.#write(found);
    }
    this.#write(attempt(0));
  }

  /** Says where the numbers on the edges stand, and how much is written at the units. */
  #write({ tier, labelPlaces }) {
    this.tier = tier;
    this.labelPlaces = labelPlaces;
  }

  async restyle(theme) {
    this.theme = theme;
    this.measure();
    this.#makeHands();
  }

  /** An element for each number that a hand may change, above the picture and without ink. */
  #makeHands() {
    this.hands.replaceChildren(
      ...this.items.map((item, at) => {
        const hand = svg(
          "g",
          {
            role: "slider",
            tabindex: at === this.current ? 0 : -1,
            "aria-label": item.name,
            "aria-valuemin": item.low,
            "aria-valuemax": item.high,
          },
          (item.told = svg("title", {}, item.name)),
          ...this.#shapesOf(item),
        );
        item.hand = hand;
        for (const type of ["pointerenter", "focus"])
          hand.addEventListener(type, () => this.view.focusOn(item.focus));
        hand.addEventListener("pointerleave", () =>
          this.view.focusOn(
            this.items.find(({ hand: other }) => other.matches(":focus-visible"))?.focus ?? null,
          ),
        );
        hand.addEventListener("blur", () => this.view.focusOn(null));
        hand.addEventListener("keydown", (event) => this.#key(event, item, at));
        this.#watchDrag(item, at);
        return hand;
      }),
    );
  }

  #shapesOf({ layer, to, from }) {
    const [x, y] = this.places[layer][to];
    if (from === undefined)
      return [
        svg("circle", {
          cx: x,
          cy: y,
          r: Math.max(9, circleOf(this.places[layer], this.theme.size)),
        }),
      ];
    const [u, v] = this.places[layer - 1][from];
    const [lx, ly] = this.labelPlaces[layer - 1].at(to, from);
    const size = this.theme.size;
    const box = svg("rect", {
      x: lx - 1.6 * size,
      y: ly - 0.7 * size,
      width: 3.2 * size,
      height: 1.4 * size,
    });
    return [
      svg("line", { x1: u, y1: v, x2: x, y2: y }),
      ...(this.labelPlaces[layer - 1].isRoomy ? [box] : []),
    ];
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
      if (this.held.hasMoved && !this.held.scrolls)
        item.set(rounded(this.held.from + (rise * (item.high - item.low)) / TRAVEL));
    });
    hand.addEventListener("pointerup", () => {
      if (this.held && !this.held.hasMoved) this.#type(item);
      this.held = null;
    });
    hand.addEventListener("pointercancel", () => {
      this.held = null;
    });
  }

  #choose(at) {
    this.items[this.current].hand.setAttribute("tabindex", -1);
    this.current = at;
    this.items[at].hand.setAttribute("tabindex", 0);
    this.items[at].hand.focus({ preventScroll: true });
  }

  #key(event, item, at) {
    const last = this.items.length - 1;
    const goal = {
      ArrowLeft: Math.max(0, at - 1),
      ArrowRight: Math.min(last, at + 1),
      Home: 0,
      End: last,
    }[event.key];
    if (goal !== undefined) this.#choose(goal);
    else if (KEYS[event.key])
      item.set(rounded(item.get() + KEYS[event.key] * STEP * (event.shiftKey ? 10 : 1)));
    else if (event.key === "Enter") this.#type(item);
    else return;
    event.preventDefault();
  }

  /** Opens a field on a number. */
  #type(item) {
    const [x, y] =
      item.from === undefined
        ? this.places[item.layer][item.to]
        : this.labelPlaces[item.layer - 1].at(item.to, item.from);
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

  /** What there is to see of it, for who looks on. */
  snapshot() {
    const { kind, width, height, outer, labelPlaces, items, root, base, overlay } = this;
    return { kind, width, height, outer, labelPlaces, items, root, base, overlay };
  }

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

/**
 * Everything that a hand may change: the inputs, then the parameters in their order; from is
 * undefined for a unit's own number.
 */
function itemsOf(view) {
  const {
    payload,
    scene: { mapping: network },
  } = view;
  const { unitLabels } = payload.network;
  const inputs = payload.variables.map(({ label, low, high }, to) => ({
    layer: 0,
    to,
    name: `Input ${label}`,
    low,
    high,
    focus: unitFocus(network.sizes, 0, to),
    get: () => view.state.probe[to],
    set: (w) => view.moveProbe(view.state.probe.map((p, k) => (k === to ? w : p))),
  }));
  const parameters = placesOfValues(network).map(({ layer, to, from }, k) => {
    const { name, label, low, high } = payload.parameters[k];
    const target = unitLabels[layer][to];
    const isBias = from === undefined;
    return {
      layer,
      to,
      from,
      low,
      high,
      name: isBias
        ? `Bias ${label} of ${target}`
        : `Weight ${label} from ${unitLabels[layer - 1][from]} to ${target}`,
      focus: isBias ? unitFocus(network.sizes, layer, to) : edgeFocus([layer, to, from]),
      get: () => view.state.parameters[name],
      set: (w) => view.moveParameter(name, w),
    };
  });
  return [...inputs, ...parameters];
}
