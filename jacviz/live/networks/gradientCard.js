// How the gradient goes back through a layer, as a card of vectors and a matrix.
import { element } from "../controls/dom.js";
import { edgeFocus, lights } from "./focus.js";
import { matrixTable, subscript } from "./matrices.js";
import { numbersOf } from "./network.js";

/** The card of layer k: by its outputs, by z, by its weights and biases, and on to its inputs. */
export class GradientCard {
  constructor({ payload, mapping }, view, k) {
    const labels = payload.network.unitLabels;
    const layer = mapping.layers[k];
    this.k = k;
    this.names = labels[k + 1];
    this.inputs = labels[k];
    this.isLast = k + 1 === mapping.layers.length;
    this.letters = { output: letterOf(this.names), input: letterOf(this.inputs) };
    this.outputs = this.#outputs();
    this.z = this.#z();
    this.weights = this.#weights(view);
    const fused = `taken at z: ${payload.lossTitle} belongs to ${layer.activation}`;
    this.fused = element("span", { class: "jv-said" }, fused);
    this.root = element(
      "div",
      { class: "jv-card" },
      element("div", {}, `Layer ${k + 1}, ${layer.activation}`),
      ...this.#formulas().map((text) => element("div", { class: "jv-formula" }, text)),
      element("div", { class: "jv-matrices" }, ...this.#matrices()),
    );
  }

  show({ gradient }, theme, focus) {
    const { k } = this;
    const outputs = gradient.outputs[k];
    this.outputs.root.hidden = !outputs;
    this.fused.hidden = !!outputs;
    if (outputs) this.outputs.show(numbersOf(outputs), theme);
    this.z.show(numbersOf(gradient.preActivations[k]), theme);
    this.weights.show([...gradient.weights[k]], theme, (to, from) =>
      lights(focus, k + 1, to, from),
    );
  }

  /** The index of this layer, and of the one that the gradient comes from. */
  get #indices() {
    return [subscript(this.k + 1), subscript(this.k + 2)];
  }

  #vector(key, caption, title, names) {
    return matrixTable({
      key: `${key}-${this.k + 1}`,
      caption,
      title,
      names: names.map((name) => [name]),
      digits: 3,
    });
  }

  #outputs() {
    const next = this.#indices[1];
    return this.#vector(
      "output-gradient",
      `∂L/∂${this.letters.output}`,
      this.isLast
        ? "the loss by the network's output"
        : `W${next}ᵀ ∂L/∂z${next}: pulled back through the weights of layer ${this.k + 2}`,
      this.names.map((name) => `∂L/∂${name}`),
    );
  }

  #z() {
    return this.#vector(
      "z-gradient",
      `∂L/∂z${this.#indices[0]}`,
      "pulled back through the activation: its Jacobian matrix, transposed, times ∂L by the outputs",
      this.names.map((name) => `∂L/∂z of ${name}`),
    );
  }

  #weights(view) {
    const number = this.k + 1;
    const [own] = this.#indices;
    const nameOf = (name, input) => `∂L/∂w${own}, from ${input} to ${name}`;
    return matrixTable({
      key: `weight-gradient-${number}`,
      caption: `∂L/∂W${own}`,
      title: `(∂z/∂W)ᵀ ∂L/∂z, the outer product of ∂L/∂z and ${this.letters.input}`,
      names: this.names.map((name) => this.inputs.map((input) => nameOf(name, input))),
      digits: 3,
      onEntry: (to, from) => view.focusOn(to === null ? null : edgeFocus([number, to, from])),
    });
  }

  #formulas() {
    const [own, next] = this.#indices;
    const { output, input } = this.letters;
    return [
      this.isLast
        ? `∂L/∂${output}: the gradient of the loss itself`
        : `∂L/∂${output} = W${next}ᵀ ∂L/∂z${next}`,
      `∂L/∂z${own} = (∂${output}/∂z)ᵀ ∂L/∂${output}`,
      `∂L/∂W${own} = (∂z/∂W)ᵀ ∂L/∂z${own} = ∂L/∂z${own} ${input}ᵀ`,
    ];
  }

  #matrices() {
    const [own] = this.#indices;
    const way = (title) => element("span", { class: "jv-way", title }, "→");
    return [
      this.outputs.root,
      this.fused,
      way(this.z.root.querySelector("caption").title),
      this.z.root,
      way(`∂L/∂b${own} is ∂L/∂z${own} as it is`),
      this.weights.root,
    ];
  }
}

/** What stands for the units of a layer, without their indices. */
const letterOf = ([first]) => first.replace(/[₀-₉]+$/, "");
