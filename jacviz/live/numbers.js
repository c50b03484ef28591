// The numbers at the probe: matrices whose columns and entries light up in the picture, and what the scene adds.
import { claimsOf } from "./claims.js";
import { element, format } from "./dom.js";
import { Evaluation } from "./evaluation.js";

/**
 * The panel for a payload. rows are { key, label, title, value(here), text?(here), isShown?(state) }, remarks(here, state)
 * the scene's own sentences; matrices, unless there is the Jacobian matrix alone, are { key, caption, inputs, outputs,
 * entries(here), before?, isDark? }: `before` stands between it and the one before, and what is dark lights nothing up.
 * A scene with a rowTitle lights up rows too. show(here, state) writes the numbers, onFocus({ column?, row? } or null)
 * tells what lights up.
 */
export function numbersPanel(payload, { rows = [], remarks = () => [], caption = "J", rowTitle, matrices = [jacobianOf(payload, caption)] }, onFocus) {
  const quantities = new Map();
  const quantity = (key) => {
    const node = element("output", { "data-quantity": key, "aria-live": "off" });
    quantities.set(key, node);
    return node;
  };
  const point = element("div", { class: "jv-point" });
  const note = element("div", { class: "jv-note", role: "status" });
  const lines = rows.map((row) => ({ ...row, nodes: [element("dt", { title: row.title }, row.label), element("dd", {}, quantity(row.key))] }));
  const tables = matrices.flatMap((matrix) => [
    matrix.before && element("span", { class: "jv-between" }, matrix.before),
    matrixTable(matrix, quantity, rowTitle, onFocus),
  ]);
  const list = element("dl", { class: "jv-areas" }, ...lines.flatMap(({ nodes }) => nodes));
  const root = element("section", { class: "jv-numbers", "aria-label": "Numbers at the probe" },
    point, element("div", { class: "jv-figures" }, element("div", { class: "jv-matrices" }, ...tables), list), note);

  const claims = claimsIn(payload);
  const write = (key, value, text = format(value)) => {
    const node = quantities.get(key);
    if (node.textContent !== text) node.textContent = text;
    node.dataset.value = String(value);
  };

  function show(here, state) {
    point.textContent = sayPoint(payload, here);
    for (const { key, inputs, entries } of matrices)
      entries(here).forEach((value, k) => write(entryKey(key, Math.floor(k / inputs.length), k % inputs.length), value));
    for (const { key, value, text, isShown, nodes } of lines) {
      write(key, value(here), text?.(here));
      if (isShown) nodes.forEach((node) => { node.hidden = !isShown(state); });
    }
    const said = [...remarks(here, state), ...existence(here), ...claims(state)].join(" ");
    if (note.textContent !== said) note.textContent = said;
  }
  return { root, show };
}

/** What holds at the values of the sliders, as a sentence, found anew when one moves: beside a formula stands what always holds. */
function claimsIn(payload) {
  if (!payload.layout || payload.layout.ends || !payload.parameters.length || payload.scene === "graph") return () => [];
  const claims = claimsOf(new Evaluation(payload));
  let key, said = [];
  return ({ parameters }) => {
    const values = payload.parameters.map(({ name }) => parameters[name]);
    if (key === (key = values.join())) return said;
    const found = claims(values);
    return (said = found.length ? [`At these values of the parameters: ${found.join(", ")}.`] : []);
  };
}

const labelsOf = ({ variables }) => variables.map((variable) => variable.label);

const jacobianOf = (payload, caption) => ({ key: "jacobian", caption, inputs: labelsOf(payload), outputs: payload.labels, entries: ({ j }) => j });

const entryKey = (key, row, column) => `${key}-${row + 1}${column + 1}`;

function matrixTable({ key, caption, inputs, outputs, isDark }, quantity, rowTitle, onFocus) {
  const lights = (focus) => isDark ? {} : {
    tabindex: 0,
    onpointerenter: () => onFocus(focus),
    onpointerleave: () => onFocus(null),
    onfocus: () => onFocus(focus),
    onblur: () => onFocus(null),
  };
  const d = inputs.length === 1 ? "d" : "∂";
  const head = (name, column) =>
    element("th", { scope: "col", class: `jv-column-${column}`, "aria-label": `Column of ${name}${isDark ? "" : ": lights up its arrow"}`, ...lights({ column }) }, `${d}/${d}${name}`);
  const rowHead = (name, row) => element("th", { scope: "row", ...(rowTitle ? { title: rowTitle, ...lights({ row }) } : {}) }, name);
  const entry = (row, column) =>
    element("td", { class: `jv-column-${column}`, title: `${d}${outputs[row]}/${d}${inputs[column]}`, ...lights({ row, column }) }, quantity(entryKey(key, row, column)));
  return element("table", { class: "jv-jacobian", "aria-label": key === "jacobian" ? "Jacobian matrix at the probe" : caption },
    element("thead", {}, element("tr", {}, element("td", { class: "jv-corner" }, caption), ...inputs.map(head))),
    element("tbody", {}, ...outputs.map((name, row) => element("tr", {}, rowHead(name, row), ...inputs.map((_, column) => entry(row, column))))));
}

/** Names and their values as text. */
export const tuple = (names, values) => (names.length === 1 ? `${names[0]} = ${format(values[0])}` : `(${names.join(", ")}) = (${values.map((w) => format(w)).join(", ")})`);

/** The probe and its image as text, unless a scene has said it. */
export const sayPoint = (payload, { p, f, said }) => said ?? `${tuple(labelsOf(payload), p)}  ↦  ${tuple(payload.labels, f)}`;

function existence({ onKink, f, j }) {
  if (onKink) return ["J does not exist at this point: the mapping has a kink here."];
  if (!f.every(Number.isFinite)) return ["The mapping is not defined at this point."];
  return j.every(Number.isFinite) ? [] : ["J does not exist at this point."];
}
