// The chain rule in a network: each layer's Jacobian matrix, their product from either end, and the
// same as a sum over paths.
import { forward, reverse } from "./accumulation.js";
import { ORDERS } from "./accumulationPanel.js";
import { brief } from "./diagramMarks.js";
import { LayersPanel } from "./layersPanel.js";
import { derivativeText } from "./matrices.js";
import { range } from "./network.js";
import { diagramPane, drawingOf, NetworkScene } from "./networkScene.js";
import { pathsOf } from "./pathsPanel.js";

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
    return new LayersPanel(this, view);
  }
}

/**
 * Under each unit that the accumulation has come to: its derivative by the chosen input, or the
 * chosen output's derivative by it.
 */
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
