// The product of the layers' Jacobian matrices, formed from either end, a step at a time.
import { element } from "../controls/dom.js";
import { say } from "../controls/quantities.js";
import { button } from "../controls/widgets.js";
import { forwardMultiplications, reverseMultiplications } from "./accumulation.js";
import { jacobianNames, matrixTable, subscript } from "./matrices.js";
import { range } from "./network.js";

export const ORDERS = {
  forward: { name: "Forward", title: "From the input: columns are pushed forward (JVP)" },
  reverse: { name: "Reverse", title: "From the output: rows are pulled back (VJP)" },
};

/** The layer, counted from 1, whose matrix the last step took; 0 for none. */
export const currentFactor = ({ order, step }, depth) =>
  step === 0 ? 0 : order === "forward" ? step : depth + 1 - step;

const DIGITS = 3;

/**
 * The partial products of an order, up to the step that a person has come to; set(change) changes
 * the state.
 */
export class AccumulationPanel {
  constructor({ payload, mapping: { sizes } }, set) {
    this.sizes = sizes;
    this.set = set;
    this.labels = payload.network.unitLabels;
    this.depth = sizes.length - 1;
    this.orders = Object.entries(ORDERS).map(([order, { name, title }]) =>
      button(name, title, () => set({ order, step: 1 })),
    );
    this.steps = this.#stepButtons();
    this.parts = { forward: this.#partials("forward"), reverse: this.#partials("reverse") };
    this.said = element("div", { class: "jv-said" });
    this.root = element(
      "div",
      { class: "jv-half", role: "group", "aria-label": "Accumulation" },
      element("div", { class: "jv-chips" }, ...this.orders, ...this.steps),
      // Both orders with all their steps hold their room, so that nothing below moves while one
      // steps.
      element("div", { class: "jv-accumulated" }, ...Object.values(this.parts).map(listOf)),
      this.said,
      element("div", { class: "jv-said" }, sayCosts(sizes)),
    );
  }

  #stepButtons() {
    const { depth, set } = this;
    const by = (way) => set({ step: Math.max(0, Math.min(depth, this.now.step + way)) });
    return [
      button("|◀", "back to the start", () => set({ step: 0 })),
      button("◀ Back", "one factor less", () => by(-1)),
      button("Step ▶", "multiply by the next matrix", () => by(1)),
      button("▶|", "all steps", () => set({ step: depth })),
    ];
  }

  /** The partial products of an order, each { root, table }. */
  #partials(order) {
    const { sizes, depth, labels } = this;
    const isForward = order === "forward";
    const costs = (isForward ? forwardMultiplications : reverseMultiplications)(sizes);
    return range(depth).map((k) => {
      const names = isForward
        ? jacobianNames(labels[k + 1], labels[0])
        : jacobianNames(labels[depth], labels[depth - 1 - k]);
      return partial(`${order}-${k + 1}`, captionOf(order, k, depth), names, k && costs[k - 1]);
    });
  }

  show({ accumulation: { products } }, state, theme) {
    this.now = state;
    const { orders, steps, depth, parts } = this;
    orders.forEach((node, k) =>
      node.setAttribute("aria-pressed", String(Object.keys(ORDERS)[k] === state.order)),
    );
    steps.forEach((node, k) => (node.disabled = state.step === (k < 2 ? 0 : depth)));
    for (const [order, list] of Object.entries(parts))
      list.forEach(({ root }, k) =>
        root.classList.toggle("jv-later", order !== state.order || k >= state.step),
      );
    parts[state.order]
      .slice(0, state.step)
      .forEach(({ table }, k) => table.show(products[k], theme, this.#lit(state)));
    say(this.said, this.#text(state));
  }

  /** Which entries belong to the chosen input, or output. */
  #lit({ order, input, output }) {
    const { sizes, depth } = this;
    return order === "forward"
      ? (_, column) => sizes[0] > 1 && column === input
      : (row) => sizes[depth] > 1 && row === output;
  }

  #text({ order, step, input, output }) {
    const { labels, depth } = this;
    const under =
      order === "forward"
        ? `derivative by ${labels[0][input]}`
        : `derivative of ${labels[depth][output]} by it`;
    const begin = step === 0 ? "Press Step to begin. " : "";
    return `${begin}${ORDERS[order].title}. Under each unit: the ${under}.`;
  }
}

const listOf = (parts) =>
  element("div", { class: "jv-matrices" }, ...parts.map(({ root }) => root));

/** A partial product with the multiplications that it takes; the first is given. */
function partial(key, caption, names, cost) {
  const table = matrixTable({ key, caption, title: "partial product", names, digits: DIGITS });
  const said = cost ? `${cost} multiplication${cost === 1 ? "" : "s"}` : "given";
  const root = element(
    "div",
    { class: "jv-partial" },
    table.root,
    element("span", { class: "jv-cost" }, said),
  );
  return { root, table };
}

/** What has been multiplied after step k of so many, in brackets what was there before. */
function captionOf(order, k, depth) {
  const names = range(depth).map((i) => `J${subscript(i + 1)}`);
  const product = (some) => `(${some.reverse().join(" ")})`;
  if (order === "forward") return k ? `${names[k]} · ${product(names.slice(0, k))}` : names[0];
  const last = names.slice(depth - k);
  return k ? `${product(last)} · ${names[depth - k - 1]}` : names[depth - 1];
}

/** What each order costs for these sizes. */
function sayCosts(sizes) {
  const costs = [forwardMultiplications(sizes), reverseMultiplications(sizes)];
  const totals = costs.map((list) => list.reduce((sum, w) => sum + w, 0));
  if (!costs[0].length) return "One layer: nothing to multiply in either order.";
  const written = costs.map((list, k) =>
    list.length > 1 ? `${list.join(" + ")} = ${totals[k]}` : `${totals[k]}`,
  );
  const verdict =
    totals[0] === totals[1]
      ? "the same for these sizes"
      : totals[0] < totals[1]
        ? "forward is cheaper for these sizes"
        : "reverse is cheaper for these sizes";
  return `Multiplications: forward ${written[0]}, reverse ${written[1]}; ${verdict}.`;
}
