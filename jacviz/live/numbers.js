// The numbers at the probe: J as a table whose columns and entries light up in the picture, and what the scene adds.
import { element, format } from "./dom.js";

/**
 * The panel for a payload. rows are { key, label, title, value(here), text?(here), isShown?(state) }, remarks(here, state)
 * the scene's own sentences; show(here, state) writes the numbers, onFocus({ column, row } or null) tells what lights up.
 */
export function numbersPanel(payload, { rows = [], remarks = () => [], caption = "J" }, onFocus) {
  const inputs = payload.variables.map((variable) => variable.label), outputs = payload.labels;
  const quantities = new Map();
  const quantity = (key) => {
    const node = element("output", { "data-quantity": key });
    quantities.set(key, node);
    return node;
  };
  const lights = (focus) => ({
    onpointerenter: () => onFocus(focus),
    onpointerleave: () => onFocus(null),
    onfocus: () => onFocus(focus),
    onblur: () => onFocus(null),
  });
  const head = (name, column) =>
    element("th", { scope: "col", tabindex: 0, class: `jv-column-${column}`, "aria-label": `Column of ${name}: lights up its arrow`, ...lights({ column }) }, `∂/∂${name}`);
  const entry = (row, column) =>
    element("td", { tabindex: 0, class: `jv-column-${column}`, title: `∂${outputs[row]}/∂${inputs[column]}`, ...lights({ row, column }) }, quantity(`jacobian-${row + 1}${column + 1}`));
  const table = element("table", { class: "jv-jacobian", "aria-label": "Jacobian matrix at the probe" },
    element("thead", {}, element("tr", {}, element("td", { class: "jv-corner" }, caption), ...inputs.map(head))),
    element("tbody", {}, ...outputs.map((name, row) =>
      element("tr", {}, element("th", { scope: "row" }, name), ...inputs.map((_, column) => entry(row, column))))));

  const point = element("div", { class: "jv-point" });
  const note = element("div", { class: "jv-note", role: "status" });
  const lines = rows.map((row) => ({ ...row, nodes: [element("dt", { title: row.title }, row.label), element("dd", {}, quantity(row.key))] }));
  const list = element("dl", { class: "jv-areas" }, ...lines.flatMap(({ nodes }) => nodes));
  const root = element("section", { class: "jv-numbers", "aria-label": "Numbers at the probe" }, point, element("div", { class: "jv-figures" }, table, list), note);

  const write = (key, value, text = format(value)) => {
    const node = quantities.get(key);
    if (node.textContent !== text) node.textContent = text;
    node.dataset.value = String(value);
  };

  function show(here, state) {
    point.textContent = sayPoint(payload, here);
    here.j.forEach((value, k) => write(`jacobian-${Math.floor(k / inputs.length) + 1}${(k % inputs.length) + 1}`, value));
    for (const { key, value, text, isShown, nodes } of lines) {
      write(key, value(here), text?.(here));
      if (isShown) nodes.forEach((node) => { node.hidden = !isShown(state); });
    }
    const said = [...remarks(here, state), ...existence(here)].join(" ");
    if (note.textContent !== said) note.textContent = said;
  }
  return { root, show };
}

const tuple = (names, values) => (names.length === 1 ? `${names[0]} = ${format(values[0])}` : `(${names.join(", ")}) = (${values.map((w) => format(w)).join(", ")})`);

/** The probe and its image as text. */
export const sayPoint = ({ variables, labels }, { p, f }) => `${tuple(variables.map((v) => v.label), p)}  ↦  ${tuple(labels, f)}`;

function existence({ onKink, f, j }) {
  if (onKink) return ["J does not exist at this point: the mapping has a kink here."];
  if (!f.every(Number.isFinite)) return ["The mapping is not defined at this point."];
  return j.every(Number.isFinite) ? [] : ["J does not exist at this point."];
}
