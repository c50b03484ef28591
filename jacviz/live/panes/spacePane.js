// A pane of space: its own projection on canvases, since a 3-D plot without a graphics card takes
// half a second a frame.
import { element } from "../controls/dom.js";
import { isHidden } from "../marks/facets.js";
import { flatten, PIXELS } from "../marks/marks.js";
import { HOME, projectionOf } from "../marks/projection.js";
import { spaceAxes } from "../marks/spaceAxes.js";
import { paint, sizeCanvas } from "./canvas.js";
import { watchFingers } from "./touch.js";

const TURN = 0.01; // radians a pixel
const KEY_TURN = 0.06; // radians a key
const KEY_ZOOM = 1.12;
const STEEPEST = 1.5; // radians: nearly from straight above
export const ROOM = 2.9; // em at each side of the box, for numbers
const CLOSEST = 0.08;
const FARTHEST = 4;
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

const isClose = (a, b) => a.every((w, k) => Math.abs(w - b[k]) <= 1e-9 * (a[k | 1] - a[k & ~1]));

/**
 * A pane of space; range is [x0, x1, y0, y1, z0, z1]. All axes have one scale, unless its
 * description says isFree. camera is [yaw, pitch, distance], or null as long as nobody has turned
 * it; isTurned says that the base was drawn from another side. It has the same methods as a pane of
 * the plane.
 */
export class SpacePane {
  kind = "space";
  #camera = null;

  constructor(name, role = name) {
    this.name = name;
    this.role = role;
    this.base = element("canvas", { class: "jv-base", "aria-hidden": "true" });
    this.overlay = element("canvas", { class: "jv-overlay", "aria-hidden": "true" });
    this.plot = element("div", {
      class: "jv-plot jv-turn",
      tabindex: 0,
      role: "application",
      "aria-roledescription": "view of space",
      title:
        "Drag to turn (with two fingers on a touch screen), arrow keys too; + and − (or Ctrl and the wheel, or two fingers) to zoom; double click: as it was",
    });
    this.title = element("span", { class: "jv-title" });
    this.hint = element(
      "span",
      { class: "jv-hint", "aria-hidden": "true" },
      matchMedia("(pointer: coarse)").matches ? "two fingers turn it" : "drag to turn",
    );
    this.root = element(
      "div",
      { class: `jv-pane jv-space jv-${role}`, role: "group" },
      this.base,
      this.plot,
      this.overlay,
      this.title,
      this.hint,
    );
    this.range = [-1, 1, -1, 1, -1, 1];
    this.wanted = null;
    this.camera = null;
    this.#watchPointers();
    this.plot.addEventListener("keydown", (event) => this.#key(event));
    this.plot.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    this.plot.addEventListener("dblclick", () => this.#turnTo(null));
  }

  /**
   * Takes up work for a view, when the pane stands in the page: onCamera() is called while the
   * person turns or zooms.
   */
  async mount(theme, { title, x, y, z, isFree = false }, { camera, onCamera }) {
    this.theme = theme;
    this.isFree = isFree;
    this.onCamera = onCamera;
    this.names = [x, y, z];
    this.wanted = null;
    this.home = null;
    this.camera = camera;
    this.title.textContent = title;
    this.root.setAttribute("aria-label", `${title}: ${x}, ${y} and ${z} in space`);
    this.plot.setAttribute(
      "aria-label",
      `${title}: drag or arrow keys turn it, plus and minus zoom, Home resets`,
    );
    this.measure();
  }

  measure() {
    const { width, height } = this.root.getBoundingClientRect();
    this.margin = { l: 0, r: 0, t: Math.round(1.2 * (this.theme?.size ?? 14)), b: 0 };
    this.outer = { width, height };
    this.width = Math.max(40, width);
    this.height = Math.max(40, height - this.margin.t);
    for (const canvas of [this.base, this.overlay])
      sizeCanvas(canvas, 0, this.margin.t, this.width, this.height);
  }

  async restyle(theme) {
    this.theme = theme;
    this.measure();
  }

  /** Shows the wanted range; the camera stays. */
  show(wanted) {
    this.wanted = wanted;
    if (!isClose(wanted, this.range)) this.range = wanted;
  }

  get camera() {
    return this.#camera;
  }

  set camera(camera) {
    this.#camera = camera;
    this.isTurned = true;
    this.hint.hidden = camera !== null;
  }

  /**
   * Where the camera stands as long as nobody has turned it: seen once, so that a surface may move
   * without its viewer.
   */
  standAt(viewpoint) {
    this.home ??= viewpoint();
  }

  get projection() {
    return projectionOf(
      this.range,
      this.camera ?? this.home ?? HOME,
      this.width,
      this.height,
      this.isFree,
      ROOM * this.theme.size,
    );
  }

  /** Marks of space as marks of the plane in pixels; those of the base stand before the axes. */
  flat(layer, marks) {
    const { projection, range, names, theme, role } = this;
    const axes = layer === "base" ? spaceAxes(projection, range, names, theme, theme[role]) : [];
    return [...axes, ...flatten(marks, projection)];
  }

  draw(layer, marks) {
    const context = this[layer].getContext("2d");
    const flat = this.flat(layer, marks);
    context.clearRect(0, 0, this.width, this.height);
    paint(context, PIXELS, flat);
    if (layer !== "base") return;
    this.isTurned = false;
    this.facets = flat.find(({ kind }) => kind === "facets");
  }

  /** Whether a surface of the base, as last drawn, hides a point. */
  hides(point) {
    return !!this.facets && isHidden(this.facets, this.projection.at(point));
  }

  /** What there is to see of it, for who looks on. */
  snapshot() {
    const { kind, range, wanted, width, height, margin, outer, projection, camera, facets } = this;
    const { root, base, overlay, plot } = this;
    return {
      ...{ kind, range, wanted, width, height, margin, outer, projection, camera, facets },
      ...{ root, base, overlay, plot },
    };
  }

  /** Lets the next range be shown whatever came before, and from where it is seen best. */
  forget() {
    this.wanted = this.home = null;
  }

  remove() {
    this.root.remove();
  }

  #turnTo(camera) {
    this.camera = camera && [
      Math.atan2(Math.sin(camera[0]), Math.cos(camera[0])),
      Math.max(-STEEPEST, Math.min(STEEPEST, camera[1])),
      Math.max(CLOSEST, Math.min(FARTHEST, camera[2])),
    ];
    this.onCamera();
  }

  #turnBy(yaw, pitch, times = 1) {
    const [a, b, distance] = this.camera ?? this.home ?? HOME;
    this.#turnTo([a + yaw, b + pitch, distance * times]);
  }

  /** The mouse or a pen turns the box; so do two fingers, which also zoom. */
  #watchPointers() {
    const { plot } = this;
    const turn = ([x0, y0], /** @type {number[]} */ [x1, y1], times) =>
      this.#turnBy(-TURN * (x1 - x0), TURN * (y1 - y0), times);
    let at = null;
    plot.addEventListener("pointerdown", (event) => {
      if (event.button || event.pointerType === "touch") return;
      plot.setPointerCapture(event.pointerId);
      at = [event.clientX, event.clientY];
    });
    plot.addEventListener("pointermove", (event) => {
      if (at) turn(at, (at = [event.clientX, event.clientY]));
    });
    for (const end of ["pointerup", "pointercancel", "lostpointercapture"])
      plot.addEventListener(end, () => {
        at = null;
      });
    watchFingers(plot, ({ from, to, times }) => turn(from, to, 1 / times));
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const way = KEYS[event.key];
    const times = { "+": 1 / KEY_ZOOM, "=": 1 / KEY_ZOOM, "-": KEY_ZOOM, "−": KEY_ZOOM }[event.key];
    if (!way && !times && event.key !== "Home") return;
    event.preventDefault();
    if (way) this.#turnBy(...way.map((w) => w * KEY_TURN * (event.shiftKey ? 5 : 1)));
    else if (times) this.#turnBy(0, 0, times);
    else this.#turnTo(null);
  }

  /**
   * Ctrl and the wheel, which is also how a touch pad reports two fingers; the wheel alone scrolls
   * the page as ever.
   */
  #wheel(event) {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.#turnBy(0, 0, Math.exp(Math.max(-0.3, Math.min(0.3, 0.004 * event.deltaY))));
  }
}
