// The live view: owns the mapping, the resting state, the panes, the controls and the theme. A scene says what to draw.
import { Camera, MOST } from "./camera.js";
import { palette } from "./colour.js";
import { button, slider, toggle } from "./controls.js";
import { element, format } from "./dom.js";
import { savePane } from "./figure.js";
import { legend } from "./legend.js";
import { PlaneMapping } from "./mapping.js";
import { numbersPanel } from "./numbers.js";
import { Pane } from "./pane.js";
import { atProbe, foreground, ground } from "./plane.js";
import { probeHandle } from "./probe.js";
import { sizeRange, stateOf } from "./state.js";
import { themeOf } from "./theme.js";

const REST = 300; // milliseconds without a movement until the state counts as resting
const PLAY = 2600; // milliseconds that the morph takes

const SWITCHES = [
  ["cells", "Area factor", "fill all cells by det J"],
  ["lines", "Coordinate curves", "coordinate lines and their images"],
  ["orientation", "Orientation", "the letter F carried by the mapping, stripes where det J < 0, dots where det J = 0 in a whole region"],
  ["cell", "Cell", "the small cell, its image and the tangent parallelogram"],
  ["ellipse", "Stretches", "a circle, the ellipse that J makes of it, and the principal stretches"],
  ["singular", "Singular set", "where det J = 0, and its image; dotted: where J does not exist"],
];

/** Draws a payload into an element and lets a person move it; home is the state that a reset goes back to, panes those of an
 * earlier view, onRest(state) is called when a movement has ended. */
export class LiveView {
  constructor(parent, { payload, state = {}, home = state, panes = null, onRest = () => {} }) {
    this.payload = payload;
    this.onRest = onRest;
    this.mapping = new PlaneMapping(payload);
    this.camera = new Camera(this.mapping);
    this.state = stateOf(payload, state ?? {});
    this.home = home;
    this.panes = panes ?? { domain: new Pane("domain"), image: new Pane("image") };
    this.focus = null;
    this.dirty = { ground: true };
    this.#build(parent);
  }

  #build(parent) {
    const { payload } = this;
    this.handle = probeHandle(this);
    this.panes.domain.root.append(this.handle.root);
    this.numbers = numbersPanel(payload, (focus) => { this.focus = focus; this.invalidate(false); });
    this.legend = legend();
    this.root = element("div", { class: "jv-live", "data-jacviz": "live" },
      element("div", { class: "jv-panes" }, this.panes.domain.root, this.panes.image.root),
      this.legend.root,
      element("div", { class: "jv-below" }, this.numbers.root, this.#controls()));
    this.root.jacviz = this;
    parent.replaceChildren(this.root);
    this.ready = this.#start();
  }

  async #start() {
    this.theme = themeOf(this.root);
    this.#setInks();
    const { domain, image } = this.panes;
    const onCamera = () => this.#cameraMoved();
    await Promise.all([
      domain.mount(this.theme, this.titles("domain"), { onCamera, onClick: (point) => this.moveProbe(point) }),
      image.mount(this.theme, this.titles("image"), { onCamera, onClick: () => {} }),
    ]);
    if (this.removed) return;
    this.resizing = new ResizeObserver(() => this.#resized());
    this.resizing.observe(domain.root);
    this.resizing.observe(image.root);
    this.#frame();
    this.root.dataset.ready = "true";
  }

  titles(name) {
    const { variables, labels } = this.payload;
    const [x, y] = name === "domain" ? variables.map((v) => v.label) : labels;
    return { name: name === "domain" ? "Domain" : "Image", x, y };
  }

  #setInks() {
    for (const name of ["domain", "image", "first", "second", "paper", "ink", "muted", "faint"])
      this.root.style.setProperty(`--jv-${name}`, this.theme[name]);
    this.root.classList.toggle("jv-dark", this.theme.dark);
  }

  // Controls -----------------------------------------------------------------------------------------------------

  #controls() {
    const { payload, state } = this;
    const [least, most] = sizeRange(payload);
    const set = (name) => (value) => { this.state[name] = value; this.invalidate(); };
    this.play = button("▶", "Play the morph from the identity to the mapping", () => this.#playMorph());
    this.play.setAttribute("aria-label", "Play morph");
    this.sliders = {
      morph: slider({ name: "Morph", low: 0, high: 1, value: state.morph, extra: this.play, show: (w) => (w === 1 ? "mapping" : w === 0 ? "identity" : format(w, 2)), onInput: (w) => { this.#stop(); set("morph")(w); } }),
      size: slider({ name: "Cell size", low: Math.log10(least), high: Math.log10(most), value: Math.log10(state.size), show: (w) => `Δ = ${format(10 ** w, 2)}`, onInput: (w) => { this.state.size = 10 ** w; this.invalidate(state.zoom > 0); } }),
      zoom: slider({ name: "Zoom to probe", low: 0, high: 1, value: state.zoom, show: (w) => `${format(MOST ** w, 2)}×`, onInput: set("zoom") }),
    };
    const parameters = payload.parameters.map((p) => (this.sliders[`parameter ${p.name}`] = slider({
      name: p.label, low: p.low, high: p.high, value: state.parameters[p.name], onInput: (w) => { this.state.parameters[p.name] = w; this.invalidate(); },
    })));
    this.switches = Object.fromEntries(SWITCHES.map(([key, name, title]) => [key, toggle({ name, title, value: state.show[key], onChange: (on) => { this.state.show[key] = on; this.invalidate(); } })]));
    this.switches.symlog = toggle({ name: "Log scale", title: "a logarithmic scale of the area factor, chosen by itself until you choose", value: false, onChange: (on) => set("scale")(on ? "symlog" : "linear") });
    this.switches.frozen = toggle({ name: "Freeze image axes", title: "keep the image axes as they are now", value: !!state.frozen, onChange: (on) => set("frozen")(on ? this.panes.image.wanted : null) });
    const lines = element("select", { "aria-label": "Number of lines", title: "lines in each direction", onchange: () => set("lines")(Number(lines.value)) },
      ...[10, 20, 40].map((n) => element("option", { value: n, selected: n === state.lines }, `${n} × ${n}`)));
    this.lines = lines;
    const save = element("details", { class: "jv-save" }, element("summary", { class: "jv-button" }, "Save picture"),
      element("div", {}, ...["domain", "image"].flatMap((pane) => ["png", "svg"].map((type) =>
        button(`${pane === "domain" ? "Domain" : "Image"} ${type.toUpperCase()}`, `save the ${pane} pane as ${type.toUpperCase()}`, () => savePane(this, pane, type))))));
    return element("section", { class: "jv-controls", "aria-label": "Controls" },
      element("div", { class: "jv-sliders" }, ...parameters.map((p) => p.root), this.sliders.morph.root, this.sliders.size.root, this.sliders.zoom.root),
      element("div", { class: "jv-chips" }, ...Object.values(this.switches).map((s) => s.root), lines,
        button("Reset view", "back to the picture as it opened", () => this.reset()), save));
  }

  #playMorph() {
    if (this.playing) return this.#stop();
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const from = this.state.morph >= 1 ? 0 : this.state.morph;
    if (still) return this.#setMorph(from === 0 && this.state.morph >= 1 ? 0 : 1);
    const begun = performance.now();
    this.play.textContent = "❚❚";
    const step = (now) => {
      const share = Math.min(1, from + Math.max(0, now - begun) / PLAY);
      this.#setMorph(share * share * (3 - 2 * share));
      if (share < 1) this.playing = requestAnimationFrame(step);
      else this.#stop();
    };
    this.playing = requestAnimationFrame(step);
  }

  #setMorph(value) {
    this.state.morph = value;
    this.sliders.morph.set(value);
    this.invalidate();
  }

  #stop() {
    cancelAnimationFrame(this.playing);
    this.playing = null;
    this.play.textContent = "▶";
  }

  /** Puts a state into the controls and the picture. */
  adopt(wish) {
    this.state = stateOf(this.payload, wish);
    const { state, sliders, switches } = this;
    sliders.morph.set(state.morph);
    sliders.size.set(Math.log10(state.size));
    sliders.zoom.set(state.zoom);
    for (const p of this.payload.parameters) sliders[`parameter ${p.name}`].set(state.parameters[p.name]);
    for (const key of Object.keys(state.show)) switches[key].set(state.show[key]);
    switches.frozen.set(!!state.frozen);
    this.lines.value = String(state.lines);
    this.invalidate();
  }

  reset() {
    this.#stop();
    this.camera.fit = null;
    this.panes.domain.wanted = this.panes.image.wanted = null;
    this.adopt(this.home ?? {});
  }

  moveProbe([u, v]) {
    const [a, b] = this.payload.variables;
    this.state.probe = [Math.max(a.low, Math.min(a.high, u)), Math.max(b.low, Math.min(b.high, v))];
    this.invalidate(this.state.zoom > 0);
  }

  // Drawing ------------------------------------------------------------------------------------------------------

  /** Asks for a frame; the ground (lines, cells, singular set) is drawn anew unless only the probe moved. */
  invalidate(withGround = true) {
    this.dirty.ground ||= withGround;
    this.moved = true;
    if (!this.requested && this.theme) this.requested = requestAnimationFrame(() => this.#frame());
  }

  #frame() {
    this.requested = null;
    if (this.removed || this.panes.domain.width <= 40) return;
    const { state, mapping, panes, theme } = this;
    const begun = performance.now();
    mapping.parameters = this.payload.parameters.map((p) => state.parameters[p.name]);
    mapping.morph = state.morph;
    if (this.dirty.ground) {
      this.dirty.ground = false;
      const look = this.camera.look(state);
      panes.domain.show(look.domain);
      panes.image.show(look.image);
      this.ground = ground(mapping, state, theme, panes, look);
      for (const name of ["domain", "image"]) panes[name].draw("base", this.ground[name]);
      if (this.ground.scale) this.switches.symlog.set(this.ground.scale.kind === "symlog");
      this.legend.show(state.show.cells ? this.ground.scale : null, palette(theme.dark));
    }
    this.here = atProbe(mapping, state);
    this.fore = foreground(mapping, state, theme, panes, this.here, this.focus);
    for (const name of ["domain", "image"]) panes[name].draw("overlay", this.fore[name]);
    this.handle.place(this.here, this.numbers.sayPoint(this.here));
    this.numbers.show(this.here, state);
    this.scriptTime = performance.now() - begun;
    if (this.moved) this.#restSoon();
    this.moved = false;
  }

  #restSoon() {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => {
      if (this.handle.held || this.playing) return this.#restSoon();
      const rest = JSON.stringify(this.state);
      if (rest !== this.reported) this.onRest(JSON.parse((this.reported = rest)));
    }, REST);
  }

  #cameraMoved() {
    this.dirty.ground = true;
    if (!this.requested) this.requested = requestAnimationFrame(() => this.#frame());
  }

  #resized() {
    const { domain } = this.panes;
    const { width, height } = domain.root.getBoundingClientRect();
    if (width === domain.outer.width && height === domain.outer.height && this.sized) return;
    this.sized = true;
    this.retheme(true);
  }

  /** Reads the theme of the page again and redraws if it has changed, or if the panes have. */
  async retheme(again = false) {
    if (!this.theme || this.removed) return;
    const theme = themeOf(this.root);
    if (!again && JSON.stringify(theme) === JSON.stringify(this.theme)) return;
    this.theme = theme;
    this.#setInks();
    await Promise.all(["domain", "image"].map((name) => this.panes[name].restyle(this.theme)));
    this.#cameraMoved();
  }

  /** Ends the view and gives its panes to the next one, which draws into them before the page is shown again. */
  release() {
    this.removed = true;
    clearTimeout(this.resting);
    this.#stop();
    cancelAnimationFrame(this.requested);
    this.resizing?.disconnect();
    this.handle.root.remove();
    return this.panes;
  }

  remove() {
    for (const pane of Object.values(this.release())) pane.remove();
    this.root.remove();
  }
}
