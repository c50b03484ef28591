// A pane for a small picture: it shows what a scene wants to show, but has no frame, no ticks and
// no hands.
import { flatten, PIXELS } from "../marks/marks.js";
import { HOME, projectionOf } from "../marks/projection.js";
import { equalAspect } from "../numeric/ranges.js";
import { paint, sizeCanvas, transformOf } from "./canvas.js";

/** The stills of a scene's panes on one canvas, of which only the pictured one is drawn. */
export function stillsOf(scene, canvas) {
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  sizeCanvas(canvas, 0, 0, width, height);
  return Object.fromEntries(
    scene.panes.map((pane) => [pane.name, new Still(pane, canvas, width, height)]),
  );
}

class Still {
  constructor({ kind = "plane", isFree = false }, canvas, width, height) {
    this.kind = kind;
    this.isFree = isFree;
    this.canvas = canvas;
    this.width = width;
    this.height = height;
    this.camera = null;
    this.range = kind === "space" ? [-1, 1, -1, 1, -1, 1] : [-1, 1, -1, 1];
  }

  show(wanted) {
    this.range =
      this.kind === "space" || this.isFree ? wanted : equalAspect(wanted, this.width, this.height);
  }

  get transform() {
    const t = transformOf(this.range, this.width, this.height);
    return { ...t, toData: (px, py) => [t.x(px), t.y(py)] };
  }

  standAt() {}

  get projection() {
    return projectionOf(this.range, this.camera ?? HOME, this.width, this.height, this.isFree);
  }

  draw(marks) {
    const context = this.canvas.getContext("2d");
    context.clearRect(0, 0, this.width, this.height);
    if (this.kind === "space") paint(context, PIXELS, flatten(marks, this.projection));
    else paint(context, this.transform, marks);
  }
}
