// A handle in a pane: dragged with mouse, pen or finger, moved with the arrow keys.
import { element } from "../controls/dom.js";

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] };
const FAR = 5; // cells that an arrow key goes with Shift

/**
 * A handle above a plane pane. at(here) is its point in the pane's coordinates, move(point) is told where the person wants
 * it, step(range) how far an arrow key takes it; one that stands in one of many cells has walk(way) instead, told by how many cells
 * an arrow key goes along each axis. place(here, text) puts it there; held tells whether it is dragged.
 */
export function dragHandle(
  pane,
  {
    name,
    description,
    role = "domain",
    at,
    move,
    walk,
    step = ([x0, x1, y0, y1]) => [x1 - x0, y1 - y0],
  },
) {
  const handle = { held: false };
  let point = [0, 0];
  const root = (handle.root = element("div", {
    class: `jv-probe jv-handle-${role}`,
    role: "slider",
    tabindex: 0,
    "aria-label": name,
    "aria-roledescription": description,
    title: "Drag me, or use the arrow keys (Shift: larger steps)",
  }));
  const local = (event) => {
    const box = pane.base.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };

  root.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    event.preventDefault();
    root.focus({ preventScroll: true });
    root.setPointerCapture(event.pointerId);
    const { X, Y } = pane.transform;
    const [px, py] = local(event);
    handle.held = { dx: px - X(point[0]), dy: py - Y(point[1]) };
  });
  root.addEventListener("pointermove", (event) => {
    if (!handle.held) return;
    const [px, py] = local(event);
    move(pane.transform.toData(px - handle.held.dx, py - handle.held.dy));
  });
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"])
    root.addEventListener(end, () => {
      if (!handle.held) return;
      handle.held = false;
      move(point);
    });
  root.addEventListener("keydown", (event) => {
    const way = STEPS[event.key];
    if (!way) return;
    event.preventDefault();
    if (walk) return walk(way.map((w) => (event.shiftKey ? FAR * w : w)));
    const share = event.shiftKey ? 0.1 : 0.01;
    point = step(pane.range).map((width, k) => point[k] + way[k] * share * width); // the next key may come before the next frame
    move(point);
  });

  handle.place = (here, text) => {
    point = at(here);
    const { margin, width, height, transform } = pane;
    const px = transform.X(point[0]);
    const py = transform.Y(point[1]);
    root.style.transform = `translate(${margin.l + px}px, ${margin.t + py}px)`;
    root.hidden = !(px >= -1 && py >= -1 && px <= width + 1 && py <= height + 1);
    root.setAttribute("aria-valuenow", point[0]);
    root.setAttribute("aria-valuetext", text);
  };
  return handle;
}
