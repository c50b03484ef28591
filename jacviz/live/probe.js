// The probe's handle: dragged with mouse, pen or finger, moved with the arrow keys.
import { element } from "./dom.js";

/** A handle above the domain pane of a view. place(here, text) puts it onto the probe; held tells whether it is dragged. */
export function probeHandle(view) {
  const handle = { held: false };
  const root = (handle.root = element("div", {
    class: "jv-probe", role: "slider", tabindex: 0, "aria-label": "Probe", "aria-roledescription": "point in the domain",
    title: "Drag me, or use the arrow keys (Shift: larger steps)",
  }));
  const pane = () => view.panes.domain;

  root.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    event.preventDefault();
    root.focus({ preventScroll: true });
    root.setPointerCapture(event.pointerId);
    const { X, Y } = pane().transform;
    const box = pane().base.getBoundingClientRect();
    handle.held = { dx: event.clientX - box.left - X(view.state.probe[0]), dy: event.clientY - box.top - Y(view.state.probe[1]) };
  });
  root.addEventListener("pointermove", (event) => {
    if (!handle.held) return;
    const box = pane().base.getBoundingClientRect();
    view.moveProbe(pane().transform.toData(event.clientX - box.left - handle.held.dx, event.clientY - box.top - handle.held.dy));
  });
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) root.addEventListener(end, () => {
    if (!handle.held) return;
    handle.held = false;
    view.invalidate(false);
  });
  root.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] }[event.key];
    if (!step) return;
    event.preventDefault();
    const [x0, x1, y0, y1] = pane().range;
    const [a, b] = view.payload.variables;
    const share = event.shiftKey ? 0.1 : 0.01;
    const [u, v] = view.state.probe;
    view.moveProbe([
      u + step[0] * share * Math.min(a.high - a.low, x1 - x0),
      v + step[1] * share * Math.min(b.high - b.low, y1 - y0),
    ]);
  });

  handle.place = (here, text) => {
    const { margin, width, height, transform } = pane();
    const px = transform.X(here.p[0]), py = transform.Y(here.p[1]);
    root.style.transform = `translate(${margin.l + px}px, ${margin.t + py}px)`;
    root.hidden = px < -1 || py < -1 || px > width + 1 || py > height + 1;
    root.setAttribute("aria-valuenow", here.p[0]);
    root.setAttribute("aria-valuetext", text);
  };
  return handle;
}
