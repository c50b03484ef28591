// The numbers at the probe: matrices whose columns and entries light up in the picture, and what
// the scene adds.
import { claimsOf } from "../measures/claims.js";
import { Evaluation } from "../numeric/evaluation.js";
import { tuple } from "../numeric/format.js";
import { element } from "./dom.js";
import { SMALL, differential, heatMap, isLarge } from "./heatMap.js";
import { quantity, say, write } from "./quantities.js";

/**
 * The panel for a payload with the Numbers of a scene; onFocus({ column?, row? } or null) is told
 * what lights up. show(here, state, theme) writes the numbers. A large matrix is a heat map, and
 * lights nothing up.
 */
export class NumbersPanel {
  #quantities = new Map();

  constructor(payload, numbers, onFocus) {
    const {
      rows = [],
      caption = "J",
      rowTitle,
      matrices = [jacobianOf(payload, caption)],
    } = numbers;
    this.payload = payload;
    this.remarks = numbers.remarks ?? (() => []);
    this.claims = claimsIn(payload);
    this.rows = rows.map((row) => ({ ...row, nodes: this.#line(row) }));
    this.point = element("div", { class: "jv-point" });
    this.note = element("div", { class: "jv-note", role: "status" });
    this.tables = matrices.map((matrix) =>
      isLarge(matrix) ? heatMap(matrix) : this.#smallTable(matrix, rowTitle, onFocus),
    );
    const shown = this.tables.flatMap(({ root }, k) => [
      matrices[k].before && element("span", { class: "jv-between" }, matrices[k].before),
      root,
    ]);
    this.root = this.#root(shown);
  }

  show(here, state, theme) {
    this.point.textContent = sayPoint(this.payload, here);
    for (const table of this.tables) table.show(here, theme);
    for (const { key, value, text, isShown, nodes } of this.rows) {
      this.#write(key, value(here), text?.(here));
      if (isShown) for (const node of nodes) node.hidden = !isShown(state);
    }
    const told = [...this.remarks(here, state), ...existence(here), ...this.claims(state)];
    say(this.note, told.join(" "));
  }

  #smallTable(matrix, rowTitle, onFocus) {
    const { key, inputs, entries } = matrix;
    const keyOf = (k) => entryKey(key, Math.floor(k / inputs.length), k % inputs.length);
    return {
      root: matrixTable(matrix, (name) => this.#quantity(name), rowTitle, onFocus),
      show: (here) => entries(here).forEach((value, k) => this.#write(keyOf(k), value)),
    };
  }

  #root(tables) {
    const lines = this.rows.flatMap(({ nodes }) => nodes);
    const figures = element(
      "div",
      { class: "jv-figures" },
      element("div", { class: "jv-matrices" }, ...tables),
      element("dl", { class: "jv-areas" }, ...lines),
    );
    const name = { class: "jv-numbers", "aria-label": "Numbers at the probe" };
    return element("section", name, this.point, figures, this.note);
  }

  /** The name of a row and its number. */
  #line({ key, label, title }) {
    return [element("dt", { title }, label), element("dd", {}, this.#quantity(key))];
  }

  #quantity(key) {
    const node = quantity(key);
    this.#quantities.set(key, node);
    return node;
  }

  #write(key, value, text) {
    write(this.#quantities.get(key), value, text);
  }
}

/**
 * What holds at the values of the sliders, as a sentence, found anew when one moves: beside a
 * formula stands what always holds.
 */
function claimsIn(payload) {
  if (
    !payload.layout ||
    payload.layout.ends ||
    !payload.parameters.length ||
    payload.scene === "graph"
  )
    return () => [];
  const claims = claimsOf(new Evaluation(payload));
  let key;
  let said = [];
  return ({ parameters }) => {
    const values = payload.parameters.map(({ name }) => parameters[name]);
    if (key === (key = values.join())) return said;
    const found = claims(values);
    return (said = found.length ? [`At these values of the parameters: ${found.join(", ")}.`] : []);
  };
}

const labelsOf = ({ variables }) => variables.map((variable) => variable.label);

const jacobianOf = (payload, caption) => ({
  key: "jacobian",
  caption,
  inputs: labelsOf(payload),
  outputs: payload.labels,
  entries: ({ j }) => j,
});

const entryKey = (key, row, column) => `${key}-${row + 1}${column + 1}`;

/** A matrix as a table whose columns and entries light up, and its rows where they have a title. */
function matrixTable(matrix, quantity, rowTitle, onFocus) {
  const { key, caption, inputs, outputs } = matrix;
  const lights = matrix.isDark ? () => ({}) : (focus) => lightsUp(focus, onFocus);
  const d = differential(inputs);
  const entry = (row, column) =>
    element(
      "td",
      {
        class: `jv-column-${column}`,
        title: `${d}${outputs[row]}/${d}${inputs[column]}`,
        ...lights({ row, column }),
      },
      quantity(entryKey(key, row, column)),
    );
  const rowHead = (name, row) =>
    element("th", { scope: "row", ...(rowTitle && { title: rowTitle, ...lights({ row }) }) }, name);
  const rows = outputs.map((name, row) =>
    element("tr", {}, rowHead(name, row), ...inputs.map((_, column) => entry(row, column))),
  );
  const corner = element("td", { class: "jv-corner" }, caption);
  const heads = inputs.map((name, column) => columnHead(name, column, d, matrix.isDark, lights));
  const name = key === "jacobian" ? "Jacobian matrix at the probe" : caption;
  return element(
    "table",
    { class: "jv-jacobian", "aria-label": name },
    element("thead", {}, element("tr", {}, corner, ...heads)),
    element("tbody", {}, ...rows),
  );
}

/** The listeners of what lights up. */
const lightsUp = (focus, onFocus) => ({
  tabindex: 0,
  onpointerenter: () => onFocus(focus),
  onpointerleave: () => onFocus(null),
  onfocus: () => onFocus(focus),
  onblur: () => onFocus(null),
});

const columnHead = (name, column, d, isDark, lights) =>
  element(
    "th",
    {
      scope: "col",
      class: `jv-column-${column}`,
      "aria-label": `Column of ${name}${isDark ? "" : ": lights up its arrow"}`,
      ...lights({ column }),
    },
    `${d}/${d}${name}`,
  );

const briefly = (names, values) =>
  names.length > SMALL ? `(${names[0]}, …, ${names.at(-1)})` : tuple(names, values);

/** The probe and its image as text, unless a scene has said it. */
export const sayPoint = (payload, { p, f, said }) =>
  said ?? `${briefly(labelsOf(payload), p)}  ↦  ${briefly(payload.labels, f)}`;

function existence({ onKink, f, j }) {
  if (onKink) return ["J does not exist at this point: the mapping has a kink here."];
  if (!f.every(Number.isFinite)) return ["The mapping is not defined at this point."];
  return j.every(Number.isFinite) ? [] : ["J does not exist at this point."];
}
