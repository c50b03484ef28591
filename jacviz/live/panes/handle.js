// A handle in a pane: dragged with mouse, pen or finger, moved with the arrow keys.
import { element } from "../controls/dom.js";

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] };
const FAR = 5; // cells that an arrow key goes with Shift
const ENDS = ["pointerup", "pointercancel", "lostpointercapture"];

const wholePane = ([x0, x1, y0, y1]) => [x1 - x0, y1 - y0];

/**
 * A handle above a plane pane. at(here) is its point in the pane's coordinates, move(point) is told
 * where the person wants it, step(range) how far an arrow key takes it; one that stands in one of
 * many cells has walk(way) instead, told by how many cells an arrow key goes along each axis.
 */
export class DragHandle {
  /** From the point to where it was taken hold of, in pixels, while it is dragged. @type {number[] | null} */
  held = null;
  #point = [0, 0];

  constructor(pane, { name, description, role = "domain", at, move, walk, step = wholePane }) {
    this.pane = pane;
    this.at = at;
    this.move = move;
    this.walk = walk;
    this.step = step;
    this.root = element("div", {
      class: `jv-probe jv-handle-${role}`,
      role: "slider",
      tabindex: 0,
      "aria-label": name,
      "aria-roledescription": description,
      title: "Drag me, or use the arrow keys (Shift: larger steps)",
    });
    this.root.addEventListener("pointerdown", (event) => this.#take(event));
    this.root.addEventListener("pointermove", (event) => this.#drag(event));
    for (const end of ENDS) this.root.addEventListener(end, () => this.#release());
    this.root.addEventListener("keydown", (event) => this.#press(event));
  }

  /** Stands where it belongs, and tells a text to who hears the page. */
  place(here, text) {
    this.#point = this.at(here);
    const { margin, width, height } = this.pane;
    const [px, py] = this.#pixels();
    this.root.style.transform = `translate(${margin.l + px}px, ${margin.t + py}px)`;
    this.root.hidden = !(px >= -1 && py >= -1 && px <= width + 1 && py <= height + 1);
    this.root.setAttribute("aria-valuenow", this.#point[0]);
    this.root.setAttribute("aria-valuetext", text);
  }

  #pixels() {
    const { X, Y } = this.pane.transform;
    return [X(this.#point[0]), Y(this.#point[1])];
  }

  /** Where a pointer is, in pixels of the pane's plot. */
  #local(event) {
    const box = this.pane.base.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  #take(event) {
    if (event.button) return;
    event.preventDefault();
    this.root.focus({ preventScroll: true });
    this.root.setPointerCapture(event.pointerId);
    const [px, py] = this.#pixels();
    const [x, y] = this.#local(event);
    this.held = [x - px, y - py];
  }

  #drag(event) {
    if (!this.held) return;
    const [dx, dy] = this.held;
    const [x, y] = this.#local(event);
    this.move(this.pane.transform.toData(x - dx, y - dy));
  }

  #release() {
    if (!this.held) return;
    this.held = null;
    this.move(this.#point);
  }

  #press(event) {
    const way = STEPS[event.key];
    if (!way) return;
    event.preventDefault();
    if (this.walk) return this.walk(way.map((w) => (event.shiftKey ? FAR * w : w)));
    const share = event.shiftKey ? 0.1 : 0.01;
    const sizes = this.step(this.pane.range);
    // The next key may come before the next frame.
    this.#point = this.#point.map((w, k) => w + way[k] * share * sizes[k]);
    this.move(this.#point);
  }
}
