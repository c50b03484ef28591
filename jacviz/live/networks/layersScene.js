// The chain rule in a network: each layer's Jacobian matrix, their product from either end, and the same as a sum over paths.
import { element } from "../controls/dom.js";
import { format } from "../numeric/format.js";
import { accumulationPanel, currentFactor, ORDERS } from "./accumulationPanel.js";
import { brief } from "./diagramMarks.js";
import { HINT } from "./diagramPane.js";
import { edgeFocus, lights } from "./focus.js";
import { derivativeText, jacobianNames, matrixTable, subscript } from "./matrices.js";
import { forward, range, reverse } from "./network.js";
import { diagramPane, drawingOf, kinkRemarks, NetworkScene, sayMapping } from "./networkScene.js";
import { pathsOf, pathsPanel } from "./pathsPanel.js";

const CROWDED = 10; // units in all, beyond which the product stands above the derivative found directly

/** The scene of a network's Jacobian matrices. */
export class LayersScene extends NetworkScene {
  name = "layers";

  constructor(payload) {
    super(payload);
    const { sizes } = this.mapping;
    const depth = sizes.length - 1;
    this.panes = [diagramPane];
    this.choices = [
      { key: "order", values: Object.keys(ORDERS), value: "forward" },
      { key: "step", values: range(depth + 1), value: depth },
      { key: "input", values: range(sizes[0]), value: 0 },
      { key: "output", values: range(sizes[depth]), value: 0 },
    ];
  }

  atProbe(stage) {
    const { mapping, state } = stage;
    const here = super.atProbe(stage);
    const { sizes } = mapping;
    const accumulation = { forward, reverse }[state.order](here.jacobians, sizes);
    const { j: direct, isSmooth } = mapping.differenceJacobian(state.probe);
    return {
      ...here,
      direct,
      accumulation,
      difference: Math.max(...direct.map((w, k) => Math.abs(w - here.j[k]))),
      isSmooth,
      paths: pathsOf(here.jacobians, sizes, state),
    };
  }

  foreground(stage, here) {
    const notes = unitDerivatives(this, stage.state, here);
    const { theme, state } = stage;
    const fill = state.order === "forward" ? theme.domain : theme.image;
    return {
      diagram: drawingOf(stage, here, {
        below: (layer, i) => notes[layer]?.[i] && { ...notes[layer][i], fill },
      }),
    };
  }

  makePanel(view) {
    return layersPanel(this, view);
  }
}

/** Under each unit that the accumulation has come to: its derivative by the chosen input, or the chosen output's derivative by it. */
function unitDerivatives(
  { payload, mapping: { sizes } },
  { order, step, input, output },
  { accumulation: { products } },
) {
  const { unitLabels } = payload.network;
  const depth = sizes.length - 1;
  const isForward = order === "forward";
  const told = (name, other, count, value) => {
    const derivative = isForward
      ? derivativeText(name, other, sizes[0] > 1)
      : derivativeText(other, name, count > 1);
    return {
      text: count > 2 ? brief(value) : `${derivative} = ${brief(value)}`,
      brief: brief(value),
    };
  };
  return unitLabels.map((names, layer) => {
    const done = isForward ? layer : depth - layer; // matrices on the way to this layer
    if (done > step) return null;
    if (isForward)
      return names.map((name, i) =>
        told(
          name,
          unitLabels[0][input],
          names.length,
          done ? products[done - 1][i * sizes[0] + input] : +(i === input),
        ),
      );
    return names.map((name, j) =>
      told(
        name,
        unitLabels[depth][output],
        names.length,
        done ? products[done - 1][output * names.length + j] : +(j === output),
      ),
    );
  });
}

function layersPanel(scene, view) {
  const {
    payload,
    mapping: { sizes },
  } = scene;
  const { unitLabels } = payload.network;
  const depth = sizes.length - 1;
  const set = (change) => {
    Object.assign(view.state, change);
    view.invalidate();
  };
  const point = element("div", { class: "jv-point" });
  const readout = element("div", { class: "jv-readout" });
  const note = element("div", { class: "jv-note", role: "status" });

  const isCrowded = sizes.reduce((all, size) => all + size, 0) > CROWDED;
  const digits = isCrowded ? 3 : 4;
  const factors = range(depth).map((k) =>
    matrixTable({
      key: `factor-${k + 1}`,
      caption: `J${subscript(k + 1)}`,
      title: `the Jacobian matrix of layer ${k + 1} at its input`,
      names: jacobianNames(unitLabels[k + 1], unitLabels[k]),
      digits,
      onEntry: (to, from) => view.focusOn(to === null ? null : edgeFocus([k + 1, to, from])),
    }),
  );
  const names = jacobianNames(unitLabels[depth], unitLabels[0]);
  const product = matrixTable({
    key: "product",
    caption: "product",
    title: "of the layers' matrices",
    names,
    digits,
  });
  const direct = matrixTable({
    key: "direct",
    caption: "directly",
    title:
      "the whole network by differences of its values at five points a variable: no derivative of a layer enters",
    names,
    digits,
  });
  const difference = element("output", { "data-quantity": "difference", "aria-live": "off" });
  const between = (text) => element("span", { class: "jv-between" }, text);
  const chain = [...factors]
    .reverse()
    .flatMap(({ root }, k) => (k ? [between("·"), root] : [root]));

  const results = element(
    "div",
    { class: `jv-matrices${isCrowded ? " jv-stacked" : ""}` },
    product.root,
    between("≈"),
    direct.root,
    element(
      "div",
      {
        class: "jv-difference",
        title:
          "largest difference between the product and the derivative found directly: rounding error",
      },
      "difference ",
      difference,
    ),
  );
  const accumulator = accumulationPanel(scene, set);
  const sum = pathsPanel(scene, view, set);
  const root = element(
    "section",
    { class: "jv-numbers jv-network", "aria-label": "Jacobian matrices" },
    element("div", { class: "jv-line" }, point, readout),
    element("div", { class: "jv-matrices" }, ...chain, between("="), results),
    element("div", { class: "jv-halves" }, accumulator.root, sum.root),
    note,
  );

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
    const said = [
      ...kinkRemarks(scene, here),
      ...(here.isSmooth ? [] : ["Differences across the kink find no derivative here."]),
    ].join(" ");
    if (note.textContent !== said) note.textContent = said;
  }
  return { root, show };
}

/** What stands in a layer's matrix for the edge that is pointed at. */
function sayEdge(
  {
    payload: {
      network: { unitLabels },
    },
    mapping: { sizes, layers },
  },
  { jacobians, z },
  focus,
) {
  if (focus?.edges.length !== 1) return HINT;
  const [[layer, to, from]] = focus.edges;
  const { rule, weights, inputs, activation } = layers[layer - 1];
  const entry = jacobians[layer - 1][to * inputs + from];
  const w = weights[to * inputs + from];
  const name = derivativeText(
    unitLabels[layer][to],
    unitLabels[layer - 1][from],
    sizes[layer - 1] > 1,
  );
  if (!rule.derivative || activation === "linear") return `${name} = ${format(entry)}`;
  return `${name} = ${activation}′(${format(z[layer - 1][to])}) · w = ${format(rule.derivative(z[layer - 1][to]))} · ${format(w)} = ${format(entry)}`;
}
