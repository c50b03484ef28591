// Marks in pixels as SVG text: the same marks that canvas.js paints.
import { arrowOf } from "./canvas.js";
import { stripOf } from "./colour.js";
import { format } from "./dom.js";

const ANCHORS = { left: "start", center: "middle", right: "end" };
const BAR = { width: 14, room: 110, share: 0.66 }; // the strip, what it takes with its numbers, and its share of the height

const escaped = (text) => String(text).replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);
const node = (name, attributes, content = "") =>
  `<${name}${Object.entries(attributes).map(([key, value]) => (value === undefined || value === null ? "" : ` ${key}="${escaped(value)}"`)).join("")}>${content}</${name}>`;
const at = ([x, y]) => `${x.toFixed(2)} ${y.toFixed(2)}`;

const styleOf = ({ stroke, fill, width = 1, alpha, dash }) => ({
  fill: fill ?? "none", stroke, "stroke-width": stroke && width, opacity: alpha, "stroke-dasharray": dash?.join(" "), "stroke-linejoin": "round", "stroke-linecap": "round",
});

/** Points x0, y0, x1, y1, ... as the commands of a path; NaN lifts the pen. */
function commands(xy, closed) {
  let text = "", down = false;
  for (let k = 0; k < xy.length; k += 2) {
    const isPoint = Number.isFinite(xy[k] + xy[k + 1]);
    if (isPoint) text += `${down ? "L" : "M"}${at([xy[k], xy[k + 1]])}`;
    down = isPoint;
  }
  return closed ? `${text}Z` : text;
}

const writers = {
  polyline: (mark) => node("path", { d: commands(mark.xy, mark.closed), ...styleOf(mark) }),
  segments: (mark) => {
    const pieces = Array.from({ length: mark.xy.length / 4 }, (_, k) => mark.xy.slice(4 * k, 4 * k + 4));
    return node("path", { d: pieces.filter((piece) => piece.every(Number.isFinite)).map((piece) => commands(piece)).join(""), ...styleOf(mark) });
  },
  arrow: (mark) => {
    const parts = arrowOf(mark.from, mark.to, mark.width);
    return parts ? node("path", { d: `${commands(parts.shaft.flat())}${commands(parts.head.flat(), true)}`, ...styleOf(mark) }) : "";
  },
  point: (mark) => node("circle", { cx: mark.at[0].toFixed(2), cy: mark.at[1].toFixed(2), r: mark.radius, ...styleOf(mark) }),
  label: ({ at: [x, y], text, size, font, weight = 600, align = "center", fill, halo }) => node("text", {
    x: x.toFixed(2), y: y.toFixed(2), fill, stroke: halo, "stroke-width": halo && 0.28 * size, "paint-order": halo && "stroke", "font-size": size, "font-family": font, "font-weight": weight,
    "text-anchor": ANCHORS[align], "dominant-baseline": "central",
  }, escaped(text)),
  facets: ({ xy, order, fills, sides, pens }) => Array.from(order, (piece) => {
    const corners = xy.subarray(8 * piece, 8 * piece + 8), fill = fills[piece];
    const lines = [0, 1, 2, 3].filter((side) => sides[4 * piece + side]).map((side) => {
      const next = (side + 1) % 4;
      return node("path", { d: commands([...corners.slice(2 * side, 2 * side + 2), ...corners.slice(2 * next, 2 * next + 2)]), ...styleOf(pens[sides[4 * piece + side]]) });
    });
    // A thin line of its own colour closes the seam to its neighbours.
    return (fill ? node("path", { d: commands(corners, true), ...styleOf({ fill, stroke: fill.endsWith(",1)") ? fill : null, width: 0.6 }) }) : "") + lines.join("");
  }).join(""),
};

function barOf({ scale, colours, name }, x, height, theme) {
  const strip = stripOf(scale, colours), long = BAR.share * height, top = (height - long) / 2;
  const place = (share) => top + (1 - share) * long;
  const common = { size: theme.size, font: theme.font, align: "left", fill: theme.ink };
  const tick = (w) => writers.label({ ...common, at: [x + 1.6 * BAR.width, place(strip.share(w))], text: format(w, 2), weight: 400 });
  const step = long / strip.colours.length;
  return strip.colours.map((fill, k) => node("rect", { x, y: place((k + 1) / strip.colours.length), width: BAR.width, height: step + 0.5, fill })).join("") +
    scale.ticks.map(tick).join("") + writers.label({ ...common, at: [x, top - 1.3 * theme.size], text: name });
}

/** Marks in pixels as an SVG picture with a title and, where there is one, a bar of colours { scale, colours, name }. */
export function svgOf(marks, { width, height, title, titleInk, theme, bar }) {
  const wide = width + (bar ? BAR.room : 0), top = 1.8 * theme.size;
  const heading = writers.label({ at: [0.6 * theme.size, 1.1 * theme.size], text: title, size: 1.15 * theme.size, font: theme.font, weight: 700, align: "left", fill: titleInk });
  return node("svg", { xmlns: "http://www.w3.org/2000/svg", width: wide, height: height + top, viewBox: `0 0 ${wide} ${height + top}` },
    node("rect", { width: wide, height: height + top, fill: theme.paper }) + heading +
    node("g", { transform: `translate(0 ${top})` }, marks.map((mark) => writers[mark.kind](mark)).join("") + (bar ? barOf(bar, width, height, theme) : "")));
}
