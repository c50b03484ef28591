// The chain rule in a network: each layer's Jacobian matrix, their product from either end, and the same as a sum over paths.
import { button } from "../controls.js";
import { element, format } from "../dom.js";
import { HINT, edgeFocus, lights, pathFocus } from "./diagram.js";
import { derivativeText, jacobianNames, matrixTable, subscript } from "./matrices.js";
import { forward, forwardMultiplications, pathCount, paths, reverse, reverseMultiplications } from "./network.js";
import { NetworkScene, diagramPane, drawingOf, kinkRemarks, sayMapping } from "./scene.js";

const LISTED = 16; // paths
const CROWDED = 10; // units in all, beyond which the product stands above the derivative found directly
const ORDERS = {
  forward: { name: "Forward", title: "From the input: columns are pushed forward (JVP)" },
  reverse: { name: "Reverse", title: "From the output: rows are pulled back (VJP)" },
};
const range = (count) => Array.from({ length: count }, (_, k) => k);

/** The scene of a network's Jacobian matrices. */
export class LayersScene extends NetworkScene {
  name = "layers";

  constructor(payload) {
    super(payload);
    const { sizes } = this.mapping, depth = sizes.length - 1;
    this.panes = [diagramPane];
    this.choices = [
      { key: "order", values: Object.keys(ORDERS), value: "forward" },
      { key: "step", values: range(depth + 1), value: depth },
      { key: "input", values: range(sizes[0]), value: 0 },
      { key: "output", values: range(sizes[depth]), value: 0 },
    ];
  }

  atProbe(stage) {
    const { mapping, state } = stage, here = super.atProbe(stage), { sizes } = mapping;
    const accumulation = { forward, reverse }[state.order](here.jacobians, sizes);
    const { j: direct, isSmooth } = mapping.differenceJacobian(state.probe);
    return {
      ...here, direct, accumulation, difference: Math.max(...direct.map((w, k) => Math.abs(w - here.j[k]))), isSmooth,
      paths: pathCount(sizes) <= LISTED ? paths(here.jacobians, sizes, state.output, state.input) : null,
    };
  }

  foreground(stage, here) {
    const notes = unitDerivatives(this, stage.state, here), { theme, state } = stage;
    const fill = state.order === "forward" ? theme.domain : theme.image;
    return { diagram: drawingOf(stage, here, { below: (layer, i) => notes[layer]?.[i] && { text: notes[layer][i], fill } }) };
  }

  makePanel(view) {
    return layersPanel(this, view);
  }
}

/** Under each unit that the accumulation has come to: its derivative by the chosen input, or the chosen output's derivative by it. */
function unitDerivatives({ payload, mapping: { sizes } }, { order, step, input, output }, { accumulation: { products } }) {
  const { unitLabels } = payload.network, depth = sizes.length - 1, isForward = order === "forward";
  const told = (name, other, count, value) => (count > 2 ? format(value, 3) : `${isForward ? derivativeText(name, other, sizes[0] > 1) : derivativeText(other, name, count > 1)} = ${format(value, 3)}`);
  return unitLabels.map((names, layer) => {
    const done = isForward ? layer : depth - layer; // matrices on the way to this layer
    if (done > step) return null;
    if (isForward) return names.map((name, i) => told(name, unitLabels[0][input], names.length, done ? products[done - 1][i * sizes[0] + input] : +(i === input)));
    return names.map((name, j) => told(name, unitLabels[depth][output], names.length, done ? products[done - 1][output * names.length + j] : +(j === output)));
  });
}

function layersPanel(scene, view) {
  const { payload, mapping: { sizes } } = scene, { unitLabels } = payload.network, depth = sizes.length - 1;
  const set = (change) => {
    Object.assign(view.state, change);
    view.invalidate();
  };
  const point = element("div", { class: "jv-point" }), readout = element("div", { class: "jv-readout" });
  const note = element("div", { class: "jv-note", role: "status" });

  const isCrowded = sizes.reduce((all, size) => all + size, 0) > CROWDED, digits = isCrowded ? 3 : 4;
  const factors = range(depth).map((k) => matrixTable({
    key: `factor-${k + 1}`, caption: `J${subscript(k + 1)}`, title: `the Jacobian matrix of layer ${k + 1} at its input`, names: jacobianNames(unitLabels[k + 1], unitLabels[k]), digits,
    onEntry: (to, from) => view.focusOn(to === null ? null : edgeFocus([k + 1, to, from])),
  }));
  const names = jacobianNames(unitLabels[depth], unitLabels[0]);
  const product = matrixTable({ key: "product", caption: "product", title: "of the layers' matrices", names, digits });
  const direct = matrixTable({ key: "direct", caption: "directly", title: "the whole network by differences of its values at five points a variable: no derivative of a layer enters", names, digits });
  const difference = element("output", { "data-quantity": "difference" });
  const between = (text) => element("span", { class: "jv-between" }, text);
  const chain = [...factors].reverse().flatMap(({ root }, k) => (k ? [between("·"), root] : [root]));

  const results = element("div", { class: `jv-matrices${isCrowded ? " jv-stacked" : ""}` }, product.root, between("≈"), direct.root,
    element("div", { class: "jv-difference", title: "largest difference between the product and the derivative found directly: rounding error" }, "difference ", difference));
  const accumulator = accumulationPanel(scene, set), sum = pathsPanel(scene, view, set);
  const root = element("section", { class: "jv-numbers jv-network", "aria-label": "Jacobian matrices" },
    element("div", { class: "jv-line" }, point, readout),
    element("div", { class: "jv-matrices" }, ...chain, between("="), results),
    element("div", { class: "jv-halves" }, accumulator.root, sum.root), note);

  function show(here, state) {
    const { theme, focus } = view;
    point.textContent = sayMapping(payload, here);
    readout.textContent = sayEdge(scene, here, focus);
    factors.forEach(({ root: table, show: showFactor }, k) => {
      showFactor(here.jacobians[k], theme, (to, from) => lights(focus, k + 1, to, from));
      table.classList.toggle("jv-current", k + 1 === currentFactor(state, depth));
    });
    product.show(here.j, theme);
    direct.show(here.direct, theme);
    difference.textContent = format(here.difference, 2);
    difference.dataset.value = String(here.difference);
    accumulator.show(here, state, theme);
    sum.show(here, state, focus);
    const said = [...kinkRemarks(scene, here), ...(here.isSmooth ? [] : ["Differences across the kink find no derivative here."])].join(" ");
    if (note.textContent !== said) note.textContent = said;
  }
  return { root, show };
}

/** The layer, counted from 1, whose matrix the last step took; 0 for none. */
const currentFactor = ({ order, step }, depth) => (step === 0 ? 0 : order === "forward" ? step : depth + 1 - step);

/** What stands in a layer's matrix for the edge that is pointed at. */
function sayEdge({ payload: { network: { unitLabels } }, mapping: { sizes, layers } }, { jacobians, z }, focus) {
  if (focus?.edges.length !== 1) return HINT;
  const [[layer, to, from]] = focus.edges, { rule, weights, inputs, activation } = layers[layer - 1];
  const entry = jacobians[layer - 1][to * inputs + from], w = weights[to * inputs + from];
  const name = derivativeText(unitLabels[layer][to], unitLabels[layer - 1][from], sizes[layer - 1] > 1);
  if (!rule.derivative || activation === "linear") return `${name} = ${format(entry)}`;
  return `${name} = ${activation}′(${format(z[layer - 1][to])}) · w = ${format(rule.derivative(z[layer - 1][to]))} · ${format(w)} = ${format(entry)}`;
}

/** The partial products of an order, up to the step that a person has come to. */
function accumulationPanel({ payload, mapping: { sizes } }, set) {
  const { unitLabels } = payload.network, depth = sizes.length - 1, digits = 3;
  const names = range(depth).map((k) => `J${subscript(k + 1)}`);
  const orders = Object.entries(ORDERS).map(([order, { name, title }]) => button(name, title, () => set({ order, step: 1 })));
  let now;
  const steps = [
    button("|◀", "back to the start", () => set({ step: 0 })),
    button("◀ Back", "one factor less", () => set({ step: Math.max(0, now.step - 1) })),
    button("Step ▶", "multiply by the next matrix", () => set({ step: Math.min(depth, now.step + 1) })),
    button("▶|", "all steps", () => set({ step: depth })),
  ];
  const partials = {
    forward: range(depth).map((k) => ({ text: k ? `${names[k]} · (${names.slice(0, k).reverse().join(" ")})` : names[0], rows: unitLabels[k + 1], columns: unitLabels[0], cost: forwardMultiplications(sizes)[k - 1] })),
    reverse: range(depth).map((k) => ({ text: k ? `(${names.slice(depth - k).reverse().join(" ")}) · ${names[depth - k - 1]}` : names[depth - 1], rows: unitLabels[depth], columns: unitLabels[depth - 1 - k], cost: reverseMultiplications(sizes)[k - 1] })),
  };
  const parts = Object.fromEntries(Object.entries(partials).map(([order, list]) => [order, list.map(({ text, rows, columns, cost }, k) => {
    const table = matrixTable({ key: `${order}-${k + 1}`, caption: text, title: "partial product", names: jacobianNames(rows, columns), digits });
    const root = element("div", { class: "jv-partial" }, table.root, element("span", { class: "jv-cost" }, k ? `${cost} multiplication${cost === 1 ? "" : "s"}` : "given"));
    return { root, table };
  })]));
  const list = element("div", { class: "jv-matrices" });
  const said = element("div", { class: "jv-said" }), costs = element("div", { class: "jv-said" }, sayCosts(sizes));
  const root = element("div", { class: "jv-half", role: "group", "aria-label": "Accumulation" },
    element("div", { class: "jv-chips" }, ...orders, ...steps), list, said, costs);

  function show({ accumulation: { products } }, state, theme) {
    now = state;
    orders.forEach((node, k) => node.setAttribute("aria-pressed", String(Object.keys(ORDERS)[k] === state.order)));
    steps.forEach((node, k) => { node.disabled = state.step === (k < 2 ? 0 : depth); });
    const done = parts[state.order].slice(0, state.step), isForward = state.order === "forward";
    if (list.childElementCount !== done.length || list.lastChild !== (done.at(-1)?.root ?? null)) list.replaceChildren(...done.map(({ root: part }) => part));
    done.forEach(({ table }, k) => table.show(products[k], theme, (row, column) => (isForward ? sizes[0] > 1 && column === state.input : sizes[depth] > 1 && row === state.output)));
    const what = ORDERS[state.order].title;
    const under = state.order === "forward" ? `derivative by ${unitLabels[0][state.input]}` : `derivative of ${unitLabels[depth][state.output]} by it`;
    const text = `${state.step === 0 ? "Press Step to begin. " : ""}${what}. Under each unit: the ${under}.`;
    if (said.textContent !== text) said.textContent = text;
  }
  return { root, show };
}

/** What each order costs for these sizes. */
function sayCosts(sizes) {
  const costs = [forwardMultiplications(sizes), reverseMultiplications(sizes)], totals = costs.map((list) => list.reduce((sum, w) => sum + w, 0));
  if (!costs[0].length) return "One layer: nothing to multiply in either order.";
  const written = costs.map((list, k) => (list.length > 1 ? `${list.join(" + ")} = ${totals[k]}` : `${totals[k]}`));
  const verdict = totals[0] === totals[1] ? "the same for these sizes" : totals[0] < totals[1] ? "forward is cheaper for these sizes" : "reverse is cheaper for these sizes";
  return `Multiplications: forward ${written[0]}, reverse ${written[1]}; ${verdict}.`;
}

/** One entry of the product as the sum over all paths. */
function pathsPanel({ payload, mapping: { sizes } }, view, set) {
  const { unitLabels } = payload.network, depth = sizes.length - 1, isPartial = sizes[0] > 1;
  const chooser = (key, names) => (names.length > 1 ? element("select", { "aria-label": key, onchange: (event) => set({ [key]: event.target.selectedIndex }) }, ...names.map((name) => element("option", {}, name))) : names[0]);
  const output = chooser("output", unitLabels[depth]), input = chooser("input", unitLabels[0]);
  const title = element("div", { class: "jv-said" }, `${isPartial ? "∂" : "d"}`, output, ` / ${isPartial ? "∂" : "d"}`, input, " as the sum over ", `${pathCount(sizes)} path${pathCount(sizes) === 1 ? "" : "s"}`);
  const total = element("output", { "data-quantity": "path-sum" });
  const list = element("ol", { class: "jv-paths" });
  const root = element("div", { class: "jv-half", role: "group", "aria-label": "Paths" }, title, list, element("div", {}, "sum = ", total));
  let nodes = [];

  function build(found) {
    nodes = found.map(({ units }) => {
      const focus = pathFocus(units), text = element("span"), value = element("output", { class: "jv-term" });
      const light = { onpointerenter: () => view.focusOn(focus), onpointerleave: () => view.focusOn(null), onfocus: () => view.focusOn(focus), onblur: () => view.focusOn(null) };
      const node = element("li", { tabindex: 0, ...light }, element("span", { class: "jv-route" }, units.map((i, k) => unitLabels[k][i]).join(" → ")), text, value);
      return { node, text, value, units };
    });
    list.replaceChildren(...nodes.map(({ node }) => node));
  }

  function show(here, state, focus) {
    if (output.tagName) output.selectedIndex = state.output;
    if (input.tagName) input.selectedIndex = state.input;
    const sum = here.j[state.output * sizes[0] + state.input];
    if (here.paths) {
      const ends = ({ units }) => `${units[0]} ${units.at(-1)}`;
      if (!nodes.length || ends(nodes[0]) !== ends(here.paths[0])) build(here.paths);
      here.paths.forEach(({ units, factors, product }, k) => {
        const { node, text, value } = nodes[k];
        text.textContent = `${factors.map((w) => format(w, 3)).join(" · ")} =`;
        value.textContent = format(product);
        value.dataset.value = String(product);
        node.classList.toggle("jv-lit", !!focus?.edges.length && focus.edges.every(([layer, to, from]) => units[layer] === to && units[layer - 1] === from));
      });
    } else if (!list.textContent) list.textContent = "Too many to list: the product of the matrices adds them up.";
    const known = here.paths ? here.paths.reduce((all, { product }) => all + product, 0) : sum;
    total.textContent = format(known);
    total.dataset.value = String(known);
  }
  return { root, show };
}
