// One entry of the product of the layers' Jacobian matrices as the sum over all paths through the network.
import { element } from "../controls/dom.js";
import { format } from "../numeric/format.js";
import { pathFocus } from "./focus.js";
import { pathCount, paths } from "./network.js";

const LISTED = 16; // paths

/** The paths from the chosen input to the chosen output, or null where they are too many to list. */
export const pathsOf = (jacobians, sizes, { output, input }) =>
  pathCount(sizes) <= LISTED ? paths(jacobians, sizes, output, input) : null;

/** The list of their terms and its sum; a term that is pointed at lights up its path. */
export function pathsPanel({ payload, mapping: { sizes } }, view, set) {
  const { unitLabels } = payload.network;
  const depth = sizes.length - 1;
  const chooser = (key, names) =>
    names.length > 1
      ? element(
          "select",
          { "aria-label": key, onchange: (event) => set({ [key]: event.target.selectedIndex }) },
          ...names.map((name) => element("option", {}, name)),
        )
      : names[0];
  const output = chooser("output", unitLabels[depth]);
  const input = chooser("input", unitLabels[0]);
  const d = sizes[0] > 1 ? "∂" : "d";
  const count = pathCount(sizes);
  const title = element(
    "div",
    { class: "jv-said" },
    d,
    output,
    ` / ${d}`,
    input,
    ` as the sum over ${count} path${count === 1 ? "" : "s"}`,
  );
  const total = element("output", { "data-quantity": "path-sum", "aria-live": "off" });
  const list = element("ol", { class: "jv-paths" });
  const root = element(
    "div",
    { class: "jv-half", role: "group", "aria-label": "Paths" },
    title,
    list,
    element("div", {}, "sum = ", total),
  );
  let nodes = [];

  function build(found) {
    nodes = found.map(({ units }) => {
      const focus = pathFocus(units);
      const text = element("span");
      const value = element("output", { class: "jv-term", "aria-live": "off" });
      const light = {
        onpointerenter: () => view.focusOn(focus),
        onpointerleave: () => view.focusOn(null),
        onfocus: () => view.focusOn(focus),
        onblur: () => view.focusOn(null),
      };
      const node = element(
        "li",
        { tabindex: 0, ...light },
        element("span", { class: "jv-route" }, units.map((i, k) => unitLabels[k][i]).join(" → ")),
        text,
        value,
      );
      return { node, text, value, units };
    });
    list.replaceChildren(...nodes.map(({ node }) => node));
  }

  function show(here, state, focus) {
    if (output.tagName) output.selectedIndex = state.output;
    if (input.tagName) input.selectedIndex = state.input;
    if (here.paths) {
      const ends = ({ units }) => `${units[0]} ${units.at(-1)}`;
      if (!nodes.length || ends(nodes[0]) !== ends(here.paths[0])) build(here.paths);
      here.paths.forEach(({ units, factors, product }, k) => {
        const { node, text, value } = nodes[k];
        text.textContent = `${factors.map((w) => format(w, 3)).join(" · ")} =`;
        value.textContent = format(product);
        value.dataset.value = String(product);
        node.classList.toggle(
          "jv-lit",
          !!focus?.edges.length &&
            focus.edges.every(
              ([layer, to, from]) => units[layer] === to && units[layer - 1] === from,
            ),
        );
      });
    } else if (!list.textContent)
      list.textContent = "Too many to list: the product of the matrices adds them up.";
    const sum = here.paths
      ? here.paths.reduce((all, { product }) => all + product, 0)
      : here.j[state.output * sizes[0] + state.input];
    total.textContent = format(sum);
    total.dataset.value = String(sum);
  }
  return { root, show };
}
