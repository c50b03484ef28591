// The numbers at the probe: J as a table whose columns and entries light up in the picture, and the areas.
import { element, format } from "./dom.js";

/** The panel for a payload; show(here, state) writes the numbers, onFocus({ column, row } or null) tells what lights up. */
export function numbersPanel(payload, onFocus) {
  const cells = new Map();
  const quantity = (name) => {
    const node = element("output", { "data-quantity": name });
    cells.set(name, node);
    return node;
  };
  const lights = (focus) => ({
    onpointerenter: () => onFocus(focus),
    onpointerleave: () => onFocus(null),
    onfocus: () => onFocus(focus),
    onblur: () => onFocus(null),
  });
  const [u, v] = payload.variables.map((variable) => variable.label);
  const head = (column, name) =>
    element("th", { scope: "col", tabindex: 0, class: `jv-column-${column}`, "aria-label": `Column of ${name}: lights up its arrow`, ...lights({ column }) }, `∂/∂${name}`);
  const entry = (row, column) =>
    element("td", { tabindex: 0, class: `jv-column-${column}`, title: `∂${payload.labels[row]}/∂${column ? v : u}`, ...lights({ row, column }) }, quantity(`jacobian-${row + 1}${column + 1}`));
  const table = element("table", { class: "jv-jacobian", "aria-label": "Jacobian matrix at the probe" },
    element("thead", {}, element("tr", {}, element("td", { class: "jv-corner" }, "J"), head(0, u), head(1, v))),
    element("tbody", {}, ...[0, 1].map((row) =>
      element("tr", {}, element("th", { scope: "row" }, payload.labels[row]), entry(row, 0), entry(row, 1)))));

  const point = element("div", { class: "jv-point" });
  const note = element("div", { class: "jv-note", role: "status" });
  const row = (label, name, title) => [element("dt", { title }, label), element("dd", {}, quantity(name))];
  const stretches = [element("dt", { title: "singular values of J" }, "Principal stretches"), element("dd", {}, quantity("stretches"))];
  const list = element("dl", { class: "jv-areas" },
    ...row("det J", "determinant", "signed area factor at the probe"),
    ...row(`|det J| Δ${u}Δ${v}`, "linear-area", "area of the tangent parallelogram"),
    ...row("True area", "true-area", "area of the curved image of the cell, by quadrature of |det J|"),
    ...row("Ratio", "area-ratio", "true area divided by |det J| ΔuΔv; tends to 1 as the cell shrinks"),
    ...stretches);
  const root = element("section", { class: "jv-numbers", "aria-label": "Numbers at the probe" }, point, element("div", { class: "jv-figures" }, table, list), note);

  const write = (name, value, text = format(value)) => {
    const node = cells.get(name);
    if (node.textContent !== text) node.textContent = text;
    node.dataset.value = String(value);
  };
  const sayPoint = (here) => `(${u}, ${v}) = (${format(here.p[0])}, ${format(here.p[1])})  ↦  (${payload.labels.join(", ")}) = (${format(here.x)}, ${format(here.y)})`;

  function show(here, state) {
    point.textContent = sayPoint(here);
    here.j.forEach((value, k) => write(`jacobian-${Math.floor(k / 2) + 1}${(k % 2) + 1}`, value));
    write("determinant", here.determinant);
    write("linear-area", here.linear);
    write("true-area", here.area);
    write("area-ratio", here.ratio);
    write("stretches", here.stretches[0], here.stretches.map((s) => format(s)).join(",  "));
    stretches.forEach((node) => { node.hidden = !state.show.ellipse; });
    const remarks = [];
    if (state.morph < 1) remarks.push(`Morph at ${format(state.morph, 2)}: the numbers belong to (1 − t)·identity + t·mapping.`);
    if (here.onKink) remarks.push("J does not exist at this point: the mapping has a kink here.");
    else if (!Number.isFinite(here.x + here.y)) remarks.push("The mapping is not defined at this point.");
    else if (!here.j.every(Number.isFinite)) remarks.push("J does not exist at this point.");
    else if (here.linear === 0) remarks.push("det J = 0: the tangent parallelogram is flat, so there is no ratio.");
    const said = remarks.join(" ");
    if (note.textContent !== said) note.textContent = said;
  }
  return { root, show, sayPoint };
}
