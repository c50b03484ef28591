// One entry of the product of the layers' Jacobian matrices as the sum over all paths through the
// network.
import { element } from "../controls/dom.js";
import { quantity, write } from "../controls/quantities.js";
import { format } from "../numeric/format.js";
import { pathFocus } from "./focus.js";
import { pathCount, paths } from "./paths.js";

const LISTED = 16; // paths

/**
 * The paths from the chosen input to the chosen output, or null where they are too many to list.
 */
export const pathsOf = (jacobians, sizes, { output, input }) =>
  pathCount(sizes) <= LISTED ? paths(jacobians, sizes, output, input) : null;

/** The list of their terms and its sum; a term that is pointed at lights up its path. */
export class PathsPanel {
  #terms = [];

  constructor({ payload, mapping: { sizes } }, view, set) {
    this.sizes = sizes;
    this.view = view;
    this.labels = payload.network.unitLabels;
    this.output = chooser("output", this.labels.at(-1), set);
    this.input = chooser("input", this.labels[0], set);
    this.total = quantity("path-sum");
    this.list = element("ol", { class: "jv-paths" });
    this.root = element(
      "div",
      { class: "jv-half", role: "group", "aria-label": "Paths" },
      element("div", { class: "jv-said" }, ...this.#title()),
      this.list,
      element("div", {}, "sum = ", this.total),
    );
  }

  #title() {
    const d = this.sizes[0] > 1 ? "∂" : "d";
    const count = pathCount(this.sizes);
    const ending = ` as the sum over ${count} path${count === 1 ? "" : "s"}`;
    return [d, this.output, ` / ${d}`, this.input, ending];
  }

  show(here, state, focus) {
    if (this.output.tagName) this.output.selectedIndex = state.output;
    if (this.input.tagName) this.input.selectedIndex = state.input;
    if (here.paths) this.#showTerms(here.paths, focus);
    else if (!this.list.textContent)
      this.list.textContent = "Too many to list: the product of the matrices adds them up.";
    write(
      this.total,
      here.paths
        ? here.paths.reduce((all, { product }) => all + product, 0)
        : here.j[state.output * this.sizes[0] + state.input],
    );
  }

  #showTerms(found, focus) {
    const ends = ({ units }) => `${units[0]} ${units.at(-1)}`;
    if (!this.#terms.length || ends(this.#terms[0]) !== ends(found[0])) this.#build(found);
    found.forEach(({ units, factors, product }, k) => {
      const { node, text, value } = this.#terms[k];
      text.textContent = `${factors.map((w) => format(w, 3)).join(" · ")} =`;
      write(value, product);
      node.classList.toggle("jv-lit", runsThrough(units, focus));
    });
  }

  #build(found) {
    this.#terms = found.map(({ units }) => this.#term(units));
    this.list.replaceChildren(...this.#terms.map(({ node }) => node));
  }

  /** The line of a path, { node, text, value, units }. */
  #term(units) {
    const { view, labels } = this;
    const route = units.map((i, k) => labels[k][i]).join(" → ");
    const text = element("span");
    const value = element("output", { class: "jv-term", "aria-live": "off" });
    const node = element(
      "li",
      { tabindex: 0, ...lightsUp(view, pathFocus(units)) },
      element("span", { class: "jv-route" }, route),
      text,
      value,
    );
    return { node, text, value, units };
  }
}

/** A menu of units for a key of the state; where there is one unit alone, its name. */
function chooser(key, names, set) {
  if (names.length === 1) return names[0];
  const onchange = (event) => set({ [key]: event.target.selectedIndex });
  const options = names.map((name) => element("option", {}, name));
  return element("select", { "aria-label": key, onchange }, ...options);
}

/** The listeners of what lights something up while it is pointed at or has the focus. */
const lightsUp = (view, focus) => ({
  onpointerenter: () => view.focusOn(focus),
  onpointerleave: () => view.focusOn(null),
  onfocus: () => view.focusOn(focus),
  onblur: () => view.focusOn(null),
});

/** Whether a path runs through all the edges that are lit up, if there are any. */
const runsThrough = (units, focus) =>
  !!focus?.edges.length &&
  focus.edges.every(([layer, to, from]) => units[layer] === to && units[layer - 1] === from);
