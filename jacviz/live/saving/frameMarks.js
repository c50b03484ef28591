// The frame of a pane of the plane as marks in pixels: outline, zero lines, and ticks with their
// numbers as Plotly shows them.
import { BASELINE } from "../marks/label.js";
import { superscript } from "../numeric/format.js";

const TICK = 4; // pixels

/** How far an element of a plot has been moved, as [right, down]. */
function placeOf(part) {
  const moved = part.transform.baseVal.consolidate()?.matrix;
  return moved ? [moved.e, moved.f] : [0, 0];
}

const numberOf = (part, name) => Number(part.getAttribute(name));
const plain = (text) =>
  text.replace(/<sup>(.*?)<\/sup>/g, (_, power) => superscript(power.replace("−", "-")));

/** The marks of a pane's frame; nothing for a pane without one. */
export function frameMarks({ plot, margin, width, height }, { muted, faint, ink, font, size }) {
  if (!plot?.layout) return [];
  const [left, top, right, bottom] = [
    margin.l - 0.5,
    margin.t - 0.5,
    margin.l + width + 0.5,
    margin.t + height + 0.5,
  ];
  const found = (selector, mark) =>
    Array.from(plot.querySelectorAll(selector), (part) => mark(part, placeOf(part)));
  const line = (...xy) => ({ kind: "polyline", xy, stroke: muted, width: 1 });
  const number =
    (align) =>
    (part, [x, y]) => ({
      kind: "label",
      at: [x + numberOf(part, "x"), y + numberOf(part, "y") - BASELINE * size],
      text: plain(part.dataset.unformatted),
      size,
      font,
      fill: ink,
      weight: 400,
      align,
    });
  return [
    ...found(".xzl", (_, [x]) => ({ ...line(x, top, x, bottom), stroke: faint })),
    ...found(".yzl", (_, [, y]) => ({ ...line(left, y, right, y), stroke: faint })),
    { ...line(left, top, right, top, right, bottom, left, bottom), closed: true },
    ...found("path.xtick", (_, [x]) => line(x, bottom, x, bottom + TICK)),
    ...found("path.ytick", (_, [, y]) => line(left - TICK, y, left, y)),
    ...found(".xtick > text", number("center")),
    ...found(".ytick > text", number("right")),
  ];
}
