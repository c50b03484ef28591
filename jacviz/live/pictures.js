// Named mappings as small pictures drawn from their tapes; a picture that is pointed at shows the morph.
import { binCells, cellGrid, subdivide } from "./cells.js";
import { kindOf, palette, robustLimit, scaleOf } from "./colour.js";
import { paint, transformOf } from "./canvas.js";
import { coordinateCurves, linePositions } from "./curves.js";
import { element } from "./dom.js";
import { PlaneMapping } from "./mapping.js";
import { fitRange } from "./fit.js";
import { themeOf } from "./theme.js";

const LINES = 14, MORPH = 1400;
const known = new WeakMap();

/** Mounts or updates the pictures of a Streamlit component. */
export function pictures({ data, parentElement, setTriggerValue }) {
  const parent = parentElement.querySelector(".jv-pictures-mount");
  const key = JSON.stringify(data.entries.map((entry) => entry.id));
  if (known.get(parent)?.key !== key) {
    const cards = data.entries.map((entry) => card(entry, (id) => known.get(parent).choose(id)));
    parent.replaceChildren(...groups(data.entries, cards));
    known.set(parent, { key, cards });
  }
  const state = known.get(parent);
  state.choose = (id) => setTriggerValue("chosen", id);
  const theme = themeOf(parent);
  parent.style.setProperty("--jv-ink", theme.ink);
  for (const { draw } of state.cards) draw(theme);
}

function groups(entries, cards) {
  const sections = new Map();
  entries.forEach((entry, k) => {
    if (!sections.has(entry.group)) sections.set(entry.group, []);
    sections.get(entry.group).push(cards[k].root);
  });
  return [...sections].map(([group, roots]) =>
    element("section", { class: "jv-group" }, element("h3", {}, group), element("div", { class: "jv-cards" }, ...roots)));
}

function card(entry, choose) {
  const canvas = element("canvas", { "aria-hidden": "true" });
  const root = element("button", { type: "button", class: "jv-card", "data-id": entry.id, onclick: () => choose(entry.id) },
    canvas, element("strong", {}, entry.title), element("span", {}, entry.look));
  const mapping = new PlaneMapping(entry.payload);
  let theme, frame;
  const draw = (t) => picture(canvas, mapping, theme, t);
  const play = () => {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const begun = performance.now();
    const step = (now) => {
      const share = Math.min(1, Math.max(0, now - begun) / MORPH);
      draw(share * share * (3 - 2 * share));
      if (share < 1) frame = requestAnimationFrame(step);
    };
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(step);
  };
  const rest = () => {
    cancelAnimationFrame(frame);
    draw(1);
  };
  root.addEventListener("pointerenter", play);
  root.addEventListener("pointerleave", rest);
  return { root, draw: (inks) => { theme = inks; draw(1); } };
}

function picture(canvas, mapping, theme, morph) {
  const density = Math.min(window.devicePixelRatio || 1, 2);
  const width = canvas.clientWidth, height = canvas.clientHeight;
  if (!width) return;
  canvas.width = width * density;
  canvas.height = height * density;
  const context = canvas.getContext("2d");
  context.scale(density, density);
  mapping.morph = 1;
  const home = fitRange(mapping, true), fit = fitRange(mapping);
  mapping.morph = morph;
  const range = square(home.map((w, k) => (1 - morph) * w + morph * fit[k]), width / height);
  const transform = transformOf(range, width, height);
  const [a, b] = mapping.payload.variables;
  const us = linePositions(a, LINES), vs = linePositions(b, LINES);
  const grid = cellGrid(mapping, subdivide(us, 2), subdivide(vs, 2));
  const { limit } = robustLimit(grid.determinant, grid.determinant.length);
  const scale = scaleOf(kindOf("auto", grid.determinant, grid.determinant.length, limit), limit);
  const marks = [{ kind: "cells", where: "image", grid, ...binCells(grid, scale), colours: palette(theme.dark), hatch: theme.faint.replace("0.16", "0.4") }];
  const lines = [
    ...vs.map((v) => ({ axis: 0, fixed: v, from: a.low, to: a.high })),
    ...us.map((u) => ({ axis: 1, fixed: u, from: b.low, to: b.high })),
  ];
  coordinateCurves(mapping, lines, transform.sx, range).forEach((xy, axis) =>
    marks.push({ kind: "polyline", xy, stroke: [theme.first, theme.second][axis], width: 0.9, alpha: 0.75 }));
  paint(context, transform, marks);
}

function square([x0, x1, y0, y1], aspect) {
  const half = Math.max((x1 - x0) / aspect, y1 - y0) / 2, cx = (x0 + x1) / 2, cy = (y0 + y1) / 2;
  return [cx - half * aspect, cx + half * aspect, cy - half, cy + half];
}
