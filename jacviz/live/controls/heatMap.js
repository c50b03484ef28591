// A matrix too large to stand beside a picture, as a heat map: each entry on the colour of its
// value, its sign written out.
import { channels, palette } from "../marks/palette.js";
import { format } from "../numeric/format.js";
import { BINS, binOf, kindOf, robustLimit, scaleOf } from "../numeric/scale.js";
import { element } from "./dom.js";
import { legend } from "./legend.js";

const BOTH = 0.179; // the luminance on which black and white are read equally well
export const SMALL = 6; // rows and columns that are read without scrolling

/** Whether a matrix of these inputs and outputs is shown as a heat map. */
export const isLarge = ({ inputs, outputs }) => Math.max(inputs.length, outputs.length) > SMALL;

/** What stands before the names in a derivative. */
export const differential = (inputs) => (inputs.length === 1 ? "d" : "∂");

/**
 * The heat map of a matrix { key, caption, inputs, outputs, entries(here) }: a table that scrolls
 * under its heads, with the components' values as its first column. show(here, theme) writes what
 * has changed.
 */
export function heatMap(matrix) {
  const { key, caption, inputs, outputs, entries } = matrix;
  const cell = (name) => element("td", { "data-quantity": name });
  const values = outputs.map((_, row) => cell(`component-${row + 1}`));
  const cells = outputs.map((_, row) =>
    inputs.map((_, column) => cell(`${key}-${row + 1},${column + 1}`)),
  );
  const flat = cells.flat();
  const bins = new Int8Array(flat.length).fill(-2);
  const scale = legend(`Entries of ${caption}`);
  const room = scrolled(matrix, tableOf(matrix, values, cells));
  room.addEventListener("pointerover", ({ target }) => {
    const k = flat.indexOf(target);
    if (k >= 0)
      target.title = `${entryName(matrix, k)} = ${format(Number(target.dataset.value), 6)}`;
  });

  let inks = null; // the palette that is worn
  function show(here, theme) {
    const found = entries(here);
    const drawn = scaleFor(found.filter((w) => w !== 0));
    const worn = inks?.dark === theme.dark ? inks : (inks = inksOf(theme.dark));
    outputs.forEach((_, row) => write(values[row], here.f[row]));
    flat.forEach((node, k) => {
      write(node, found[k]);
      const bin = found[k] === 0 ? BINS : binOf(drawn, found[k]);
      const ink = worn.id + bin;
      if (bins[k] !== (bins[k] = ink)) Object.assign(node.style, worn.styles[bin] ?? worn.none);
    });
    scale.show(drawn, worn.colours);
  }
  return { root: element("div", { class: "jv-heatmap" }, scale.root, room), show };
}

function entryName({ inputs, outputs }, k) {
  const d = differential(inputs);
  const n = inputs.length;
  return `${d}${outputs[Math.floor(k / n)]}/${d}${inputs[k % n]}`;
}

const titleOf = ({ caption, inputs: { length: n }, outputs }) =>
  `${caption} at the probe: ${outputs.length} rows, ${n} column${n === 1 ? "" : "s"}`;

function tableOf(matrix, values, cells) {
  const { caption, inputs, outputs } = matrix;
  const d = differential(inputs);
  const head = (text) => element("th", { scope: "col" }, text);
  const heads = inputs.map((name) => head(`${d}/${d}${name}`));
  const rows = outputs.map((name, row) =>
    element("tr", {}, element("th", { scope: "row" }, name), values[row], ...cells[row]),
  );
  return element(
    "table",
    { "aria-label": titleOf(matrix) },
    element("thead", {}, element("tr", {}, element("td", {}, caption), head("value"), ...heads)),
    element("tbody", {}, ...rows),
  );
}

/** A table in a room of its own that the arrow keys scroll. */
function scrolled(matrix, table) {
  const name = `${titleOf(matrix)}. The arrow keys scroll.`;
  return element(
    "div",
    { class: "jv-heat", role: "region", tabindex: 0, "aria-label": name },
    table,
  );
}

/** The scale of some entries: one that is 0 has no say in it, as most are in a sparse matrix. */
function scaleFor(found) {
  const { limit, clipped } = robustLimit(found, found.length);
  return { ...scaleOf(kindOf("auto", found, found.length, limit), limit), clipped };
}

const WIDE = 8; // signs that fit into a column
const brief = (value) =>
  [3, 2].map((digits) => format(value, digits)).find((text, k) => k || text.length <= WIDE);

function write(node, value) {
  const text = brief(value);
  if (node.textContent !== text) node.textContent = text;
  node.dataset.value = String(value);
}

/**
 * Of a light or a dark page: the palette, and what a cell wears in each bin, where its entry is 0,
 * and where there is none.
 */
function inksOf(dark) {
  const colours = palette(dark);
  const worn = colours.map((background) => ({
    background,
    color: luminance(background) > BOTH ? "#000" : "#fff",
  }));
  const none = { background: "none", color: "" };
  return {
    dark,
    id: dark ? 60 : 0,
    colours,
    styles: [...worn, { ...none, color: "var(--jv-muted)" }],
    none,
  };
}

/** The relative luminance of a colour, as the Web Content Accessibility Guidelines define it. */
const luminance = (colour) =>
  channels(colour).reduce((sum, c, k) => sum + [0.2126, 0.7152, 0.0722][k] * linear(c / 255), 0);

const linear = (c) => (c <= 0.04 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
