// The live view: owns the evaluation, the resting state, the panes, the controls and the theme. A
// scene says what to draw.
import { ControlPanel } from "./controls/controlPanel.js";
import { element } from "./controls/dom.js";
import { legend } from "./controls/legend.js";
import { NumbersPanel, sayPoint } from "./controls/numbersPanel.js";
import { palette } from "./marks/palette.js";
import { DragHandle } from "./panes/handle.js";
import { themeOf } from "./panes/theme.js";
import { paneOf, sceneOf } from "./registry.js";
import { printable } from "./saving/print.js";
import { saveMenu } from "./saving/saveMenu.js";
import { moved, stateOf } from "./state.js";

const REST = 300; // milliseconds without a movement until the state counts as resting

/** Draws a payload into an element and lets a person move it; home is the state that a reset goes back to, panes those of an
 * earlier view, onRest(state) is called when a movement has ended, with what is not as by default. */
export class LiveView {
  constructor(parent, { payload, state = {}, home = state, panes = {}, onRest = (_rest) => {} }) {
    this.payload = payload;
    this.onRest = onRest;
    this.scene = sceneOf(payload);
    this.state = stateOf(this.scene, state ?? {});
    this.home = home;
    this.panes = this.#adoptPanes(panes ?? {});
    this.focus = null;
    this.dirty = { ground: true };
    this.#build(parent);
  }

  /**
   * The panes of the scene; one that an earlier view leaves is used again, since a new plot takes
   * its time.
   */
  #adoptPanes(old) {
    const panes = {};
    for (const { name, kind = "plane", ...options } of this.scene.panes) {
      const known = old[name];
      panes[name] = known?.kind === kind ? known : paneOf(kind, name, options.role);
    }
    for (const [name, pane] of Object.entries(old)) if (panes[name] !== pane) pane.remove();
    return panes;
  }

  #build(parent) {
    const { payload, scene, panes } = this;
    this.handles = scene.handles.map((description) => {
      const { pane, move, walk } = description;
      const handle = new DragHandle(panes[pane], {
        ...description,
        move: (point) => move(point, this),
        walk: walk && ((way) => walk(way, this)),
      });
      panes[pane].root.append(handle.root);
      return { pane, move, handle };
    });
    this.numbers =
      scene.makePanel(this) ??
      new NumbersPanel(payload, scene.numbers, (focus) => this.focusOn(focus));
    this.legend = legend(scene.legend);
    this.notes = element("p", { class: "jv-doubt", role: "status" });
    this.controls = new ControlPanel(this, scene.panes.length ? saveMenu(this) : null);
    this.root = element(
      "div",
      { class: "jv-live", "data-jacviz": "live", "data-scene": scene.name },
      element(
        "div",
        { class: "jv-panes", style: `--jv-count: ${scene.panes.length}` },
        ...Object.values(panes).map((pane) => pane.root),
      ),
      this.legend.root,
      this.notes,
      element("div", { class: "jv-below" }, this.numbers.root, this.controls.root),
      (this.spoken = element("div", { class: "jv-spoken", role: "status" })),
    );
    this.root.jacviz = this;
    parent.replaceChildren(this.root);
    this.ready = this.#start();
  }

  async #start() {
    this.wear(themeOf(this.root));
    await Promise.all(
      this.scene.panes.map((description) => {
        const { name } = description;
        const own = this.handles.find((handle) => handle.pane === name);
        return this.panes[name].mount(this.theme, description, {
          view: this,
          camera: this.state.camera,
          onCamera: () => this.#cameraMoved(name),
          onClick: (point) => own?.move(point, this),
          onHover: (point) => this.scene.hover(name, point, this),
        });
      }),
    );
    if (this.removed) return;
    this.resizing = new ResizeObserver(() => this.#resized());
    for (const pane of Object.values(this.panes)) this.resizing.observe(pane.root);
    this.#frame();
    this.unprint = printable(this);
    if (this.scene.refine()) this.invalidate(false);
    this.root.dataset.ready = "true";
  }

  /** Takes on the inks of a theme; what is drawn changes with the next frame. */
  wear(theme) {
    this.theme = theme;
    for (const name of [
      "domain",
      "image",
      "first",
      "second",
      "third",
      "paper",
      "ink",
      "muted",
      "faint",
    ])
      this.root.style.setProperty(`--jv-${name}`, this.theme[name]);
    this.root.classList.toggle("jv-dark", this.theme.dark);
  }

  /** Puts a state into the controls and the picture. */
  adopt(wish) {
    this.state = stateOf(this.scene, wish);
    this.controls.adopt(this.state);
    this.#aim();
    this.invalidate();
  }

  reset() {
    this.controls.stop();
    this.numbers.stop?.();
    this.scene.forget();
    for (const pane of Object.values(this.panes)) pane.forget();
    this.adopt(this.home ?? {});
  }

  moveProbe(point) {
    this.state.probe = this.payload.variables.map(({ low, high }, k) =>
      Math.max(low, Math.min(high, point[k] ?? this.state.probe[k])),
    );
    if (this.scene.hasProbeSliders) this.controls.adopt(this.state);
    this.invalidate(this.scene.followsProbe(this.state));
  }

  moveParameter(name, value) {
    this.state.parameters[name] = value;
    this.invalidate();
  }

  /** Lights up what belongs to a part of the numbers or of the picture, or to nothing. */
  focusOn(focus) {
    this.focus = focus;
    this.invalidate(false);
  }

  /**
   * Asks for a frame; the ground (what does not move with the probe) is drawn anew unless told
   * otherwise.
   */
  invalidate(withGround = true) {
    this.dirty.ground ||= withGround;
    this.moved = true;
    if (!this.requested && this.theme) this.requested = requestAnimationFrame(() => this.#frame());
  }

  /** What a scene draws from. */
  get stage() {
    const {
      state,
      theme,
      panes,
      focus,
      scene: { mapping },
    } = this;
    return { mapping, state, theme, panes, focus };
  }

  /**
   * All that there is to see, for who looks on: the state, what is known at the probe, the marks of
   * both layers, and the panes with their elements. flat(name, layer) are the marks of a pane of
   * space or of a diagram in pixels.
   */
  snapshot() {
    const { scene, state, theme, focus, here, ground, fore } = this;
    const panes = Object.entries(this.panes).map(([name, pane]) => [name, pane.snapshot()]);
    const marks = { base: ground, overlay: fore };
    return {
      scene: scene.name,
      state,
      theme,
      focus,
      here,
      ground,
      fore,
      panes: Object.fromEntries(panes),
      flat: (name, layer) => this.panes[name].flat(layer, marks[layer][name]),
      isPlaying: this.controls.isPlaying || !!this.numbers.isPlaying,
    };
  }

  #frame() {
    this.requested = null;
    if (this.removed || Object.values(this.panes).some((pane) => pane.width <= 40)) return;
    const { scene, state, panes, stage } = this;
    const begun = performance.now();
    scene.mapping.parameters = this.payload.parameters.map((p) => state.parameters[p.name]);
    const isNew = this.dirty.ground;
    if (isNew) {
      this.dirty.ground = false;
      this.ground = scene.ground(stage);
      this.controls.showScale(this.ground.scale);
      this.legend.show(this.ground.legend ?? null, palette(this.theme.dark));
      this.#doubt(this.ground.notes ?? []);
    }
    for (const [name, pane] of Object.entries(panes))
      if (isNew || pane.isTurned) pane.draw("base", this.ground[name]);
    this.here = scene.atProbe(stage);
    this.fore = scene.foreground(stage, this.here);
    for (const name of Object.keys(panes)) panes[name].draw("overlay", this.fore[name]);
    const text = sayPoint(this.payload, this.here);
    for (const { handle } of this.handles) handle.place(this.here, text);
    this.numbers.show(this.here, state, this.theme);
    this.scriptTime = performance.now() - begun;
    if (this.moved) this.#restSoon();
    this.moved = false;
  }

  /** Says beneath the panes what is not to be trusted in them. */
  #doubt(notes) {
    const said = notes.join(" ");
    if (this.notes.textContent !== said) this.notes.textContent = said;
    this.notes.hidden = !said;
  }

  #restSoon() {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => {
      if (
        this.handles.some(({ handle }) => handle.held) ||
        this.controls.isPlaying ||
        this.numbers.isPlaying
      )
        return this.#restSoon();
      if (this.scene.refine()) this.invalidate(false);
      this.#speak();
      const rest = JSON.stringify(moved(this.scene, this.state));
      if (rest !== this.reported) this.onRest(JSON.parse((this.reported = rest)));
    }, REST);
  }

  /** Says the numbers to who hears the page, once all is at rest. */
  #speak() {
    const rows = [...this.numbers.root.querySelectorAll(".jv-areas dt:not([hidden])")].map(
      (name) => `${name.textContent} ${name.nextElementSibling.textContent}`,
    );
    const told = [sayPoint(this.payload, this.here), ...rows].join("; ");
    if (this.spoken.textContent !== told) this.spoken.textContent = told;
  }

  /**
   * A pane of the plane shows another part, which needs marks of its own; space looks alike from
   * everywhere, in all its panes.
   */
  #cameraMoved(name) {
    if (this.panes[name].kind === "space") {
      this.state.camera = this.panes[name].camera;
      this.#aim();
      return this.invalidate(false);
    }
    this.dirty.ground = true;
    if (!this.requested) this.requested = requestAnimationFrame(() => this.#frame());
  }

  #aim() {
    for (const pane of Object.values(this.panes))
      if (pane.kind === "space") pane.camera = this.state.camera;
  }

  #resized() {
    const [pane] = Object.values(this.panes);
    const { width, height } = pane.root.getBoundingClientRect();
    if (width === pane.outer.width && height === pane.outer.height && this.sized) return;
    this.sized = true;
    this.retheme(true);
  }

  /** Reads the theme of the page again and redraws if it has changed, or if the panes have. */
  async retheme(again = false) {
    if (!this.theme || this.removed) return;
    const theme = themeOf(this.root);
    if (!again && JSON.stringify(theme) === JSON.stringify(this.theme)) return;
    this.wear(theme);
    await Promise.all(Object.values(this.panes).map((pane) => pane.restyle(this.theme)));
    this.dirty.ground = true;
    if (!this.requested) this.requested = requestAnimationFrame(() => this.#frame());
  }

  /**
   * Ends the view and gives its panes to the next one, which draws into them before the page is
   * shown again.
   */
  release() {
    this.removed = true;
    clearTimeout(this.resting);
    this.controls.stop();
    this.numbers.stop?.();
    cancelAnimationFrame(this.requested);
    this.resizing?.disconnect();
    this.unprint?.();
    for (const { handle } of this.handles) handle.root.remove();
    return this.panes;
  }

  remove() {
    for (const pane of Object.values(this.release())) pane.remove();
    this.root.remove();
  }
}
