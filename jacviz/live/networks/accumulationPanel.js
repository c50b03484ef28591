// The product of the layers' Jacobian matrices, formed from either end, a step at a time.
import { element } from "../controls/dom.js";
import { button } from "../controls/widgets.js";
import { jacobianNames, matrixTable, subscript } from "./matrices.js";
import { forwardMultiplications, range, reverseMultiplications } from "./network.js";

export const ORDERS = {
  forward: { name: "Forward", title: "From the input: columns are pushed forward (JVP)" },
  reverse: { name: "Reverse", title: "From the output: rows are pulled back (VJP)" },
};

/** The layer, counted from 1, whose matrix the last step took; 0 for none. */
export const currentFactor = ({ order, step }, depth) =>
  step === 0 ? 0 : order === "forward" ? step : depth + 1 - step;

/** The partial products of an order, up to the step that a person has come to. */
export function accumulationPanel({ payload, mapping: { sizes } }, set) {
  const { unitLabels } = payload.network;
  const depth = sizes.length - 1;
  const digits = 3;
  const names = range(depth).map((k) => `J${subscript(k + 1)}`);
  const orders = Object.entries(ORDERS).map(([order, { name, title }]) =>
    button(name, title, () => set({ order, step: 1 })),
  );
  let now;
  const steps = [
    button("|◀", "back to the start", () => set({ step: 0 })),
    button("◀ Back", "one factor less", () => set({ step: Math.max(0, now.step - 1) })),
    button("Step ▶", "multiply by the next matrix", () =>
      set({ step: Math.min(depth, now.step + 1) }),
    ),
    button("▶|", "all steps", () => set({ step: depth })),
  ];
  const partials = {
    forward: range(depth).map((k) => ({
      text: k ? `${names[k]} · (${names.slice(0, k).reverse().join(" ")})` : names[0],
      rows: unitLabels[k + 1],
      columns: unitLabels[0],
      cost: forwardMultiplications(sizes)[k - 1],
    })),
    reverse: range(depth).map((k) => ({
      text: k
        ? `(${names
            .slice(depth - k)
            .reverse()
            .join(" ")}) · ${names[depth - k - 1]}`
        : names[depth - 1],
      rows: unitLabels[depth],
      columns: unitLabels[depth - 1 - k],
      cost: reverseMultiplications(sizes)[k - 1],
    })),
  };
  const parts = Object.fromEntries(
    Object.entries(partials).map(([order, list]) => [
      order,
      list.map(({ text, rows, columns, cost }, k) => {
        const table = matrixTable({
          key: `${order}-${k + 1}`,
          caption: text,
          title: "partial product",
          names: jacobianNames(rows, columns),
          digits,
        });
        const root = element(
          "div",
          { class: "jv-partial" },
          table.root,
          element(
            "span",
            { class: "jv-cost" },
            k ? `${cost} multiplication${cost === 1 ? "" : "s"}` : "given",
          ),
        );
        return { root, table };
      }),
    ]),
  );
  // Both orders with all their steps hold their room, so that nothing below moves while one steps.
  const lists = Object.values(parts).map((order) =>
    element("div", { class: "jv-matrices" }, ...order.map(({ root: part }) => part)),
  );
  const said = element("div", { class: "jv-said" });
  const costs = element("div", { class: "jv-said" }, sayCosts(sizes));
  const root = element(
    "div",
    { class: "jv-half", role: "group", "aria-label": "Accumulation" },
    element("div", { class: "jv-chips" }, ...orders, ...steps),
    element("div", { class: "jv-accumulated" }, ...lists),
    said,
    costs,
  );

  function show({ accumulation: { products } }, state, theme) {
    now = state;
    orders.forEach((node, k) =>
      node.setAttribute("aria-pressed", String(Object.keys(ORDERS)[k] === state.order)),
    );
    steps.forEach((node, k) => {
      node.disabled = state.step === (k < 2 ? 0 : depth);
    });
    const done = parts[state.order].slice(0, state.step);
    const isForward = state.order === "forward";
    for (const [order, list] of Object.entries(parts))
      list.forEach(({ root: part }, k) =>
        part.classList.toggle("jv-later", order !== state.order || k >= state.step),
      );
    done.forEach(({ table }, k) =>
      table.show(products[k], theme, (row, column) =>
        isForward
          ? sizes[0] > 1 && column === state.input
          : sizes[depth] > 1 && row === state.output,
      ),
    );
    const what = ORDERS[state.order].title;
    const under =
      state.order === "forward"
        ? `derivative by ${unitLabels[0][state.input]}`
        : `derivative of ${unitLabels[depth][state.output]} by it`;
    const text = `${state.step === 0 ? "Press Step to begin. " : ""}${what}. Under each unit: the ${under}.`;
    if (said.textContent !== text) said.textContent = text;
  }
  return { root, show };
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
