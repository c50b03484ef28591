// Each layer's Jacobian matrix, their product beside the derivative found directly, and how the
// product is formed.
import { element } from "../controls/dom.js";
import { quantity, say, write } from "../controls/quantities.js";
import { format } from "../numeric/format.js";
import { AccumulationPanel, currentFactor } from "./accumulationPanel.js";
import { HINT } from "./diagramPane.js";
import { edgeFocus, lights } from "./focus.js";
import { derivativeText, jacobianNames, matrixTable, subscript } from "./matrices.js";
import { range } from "./network.js";
import { kinkRemarks, sayMapping } from "./networkScene.js";
import { PathsPanel } from "./pathsPanel.js";

const CROWDED = 10; // units in all, beyond which the product stands above the derivative found directly

/** The panel in place of the numbers. */
export class LayersPanel {
  constructor(scene, view) {
    const { payload, mapping } = scene;
    const { sizes } = mapping;
    this.scene = scene;
    this.view = view;
    this.sizes = sizes;
    this.labels = payload.network.unitLabels;
    this.isCrowded = sizes.reduce((all, size) => all + size, 0) > CROWDED;
    this.factors = range(sizes.length - 1).map((k) => this.#factor(k));
    const set = (change) => {
      Object.assign(view.state, change);
      view.invalidate();
    };
    this.accumulation = new AccumulationPanel(scene, set);
    this.paths = new PathsPanel(scene, view, set);
    this.root = this.#root();
  }

  get #depth() {
    return this.sizes.length - 1;
  }

  #table(key, caption, title, names, more) {
    return matrixTable({ key, caption, title, names, digits: this.isCrowded ? 3 : 4, ...more });
  }

  #factor(k) {
    const { view, labels } = this;
    return this.#table(
      `factor-${k + 1}`,
      `J${subscript(k + 1)}`,
      `the Jacobian matrix of layer ${k + 1} at its input`,
      jacobianNames(labels[k + 1], labels[k]),
      { onEntry: (to, from) => view.focusOn(to === null ? null : edgeFocus([k + 1, to, from])) },
    );
  }

  #root() {
    this.point = element("div", { class: "jv-point" });
    this.readout = element("div", { class: "jv-readout" });
    this.note = element("div", { class: "jv-note", role: "status" });
    const factors = [...this.factors].reverse();
    const chain = factors.flatMap(({ root }, k) => (k ? [between("·"), root] : [root]));
    return element(
      "section",
      { class: "jv-numbers jv-network", "aria-label": "Jacobian matrices" },
      element("div", { class: "jv-line" }, this.point, this.readout),
      element("div", { class: "jv-matrices" }, ...chain, between("="), this.#results()),
      element("div", { class: "jv-halves" }, this.accumulation.root, this.paths.root),
      this.note,
    );
  }

  /** The product, the derivative found directly, and their difference. */
  #results() {
    const names = jacobianNames(this.labels[this.#depth], this.labels[0]);
    this.product = this.#table("product", "product", "of the layers' matrices", names);
    this.direct = this.#table("direct", "directly", DIRECTLY, names);
    this.difference = quantity("difference");
    return element(
      "div",
      { class: `jv-matrices${this.isCrowded ? " jv-stacked" : ""}` },
      this.product.root,
      between("≈"),
      this.direct.root,
      element("div", { class: "jv-difference", title: DIFFERENCE }, "difference ", this.difference),
    );
  }

  show(here, state) {
    const { scene, view } = this;
    const { theme, focus } = view;
    this.point.textContent = sayMapping(scene.payload, here);
    this.readout.textContent = sayEdge(scene, here, focus);
    this.#showMatrices(here, state, theme, focus);
    write(this.difference, here.difference, format(here.difference, 2));
    this.accumulation.show(here, state, theme);
    this.paths.show(here, state, focus);
    const across = here.isSmooth ? [] : [ACROSS];
    say(this.note, [...kinkRemarks(scene, here), ...across].join(" "));
  }

  #showMatrices(here, state, theme, focus) {
    this.factors.forEach(({ root, show }, k) => {
      show(here.jacobians[k], theme, (to, from) => lights(focus, k + 1, to, from));
      root.classList.toggle("jv-current", k + 1 === currentFactor(state, this.#depth));
    });
    this.product.show(here.j, theme);
    this.direct.show(here.direct, theme);
  }
}

const DIRECTLY =
  "the whole network by differences of its values at five points a variable: no derivative of a layer enters";
const DIFFERENCE =
  "largest difference between the product and the derivative found directly: rounding error";
const ACROSS = "Differences across the kink find no derivative here.";

const between = (text) => element("span", { class: "jv-between" }, text);

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
