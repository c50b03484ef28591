// A composition of mappings: the grid and the small cell carried from stage to stage, and the product of the Jacobian matrices.
import { Composite } from "../numeric/composition.js";
import { probeHandle } from "./handles.js";
import { sizeKnob } from "./knobs.js";
import { ROW_CHOICES, ROW_SWITCHES, rowForeground, rowGround } from "./row.js";
import { Scene } from "./scene.js";

const LETTERS = "fghkpq";

/** The name of the composition of the first `count` stages: "g ∘ f" for two. */
const composed = (names, count) => names.slice(0, count).reverse().join(" ∘ ");

/** The scene of a composition, of panes where all stages map the plane to itself and of matrices alone elsewhere. */
export class ChainScene extends Scene {
  name = "chain";
  legend = "det J so far";

  constructor(payload) {
    super(payload, new Composite(payload));
    const { stages, variables } = payload;
    this.isPlanar = variables.length === 2 && stages.every(({ labels }) => labels.length === 2);
    this.hasProbeSliders = !this.isPlanar;
    this.names = stages.map((_, k) => LETTERS[k] ?? `f${k + 1}`);
    this.switches = this.isPlanar ? ROW_SWITCHES : [];
    this.choices = this.isPlanar ? ROW_CHOICES : [];
    this.knobs = this.isPlanar ? [sizeKnob(payload)] : [];
    this.panes = this.isPlanar ? this.#panes() : [];
    this.handles = this.isPlanar ? [probeHandle(payload, "stage-0")] : [];
    this.numbers = { matrices: this.#matrices(), rows: this.#rows() };
  }

  #panes() {
    const { stages } = this.payload;
    return Array.from({ length: stages.length + 1 }, (_, k) => {
      const [x, y] = k ? stages[k - 1].labels : this.payload.variables.map(({ label }) => label);
      return {
        name: `stage-${k}`,
        title: k ? `After ${composed(this.names, k)}` : "Domain",
        x,
        y,
        role: k ? "image" : "domain",
      };
    });
  }

  /** Where a stage is differentiated: at p, f(p), (g ∘ f)(p), ... */
  #place(k) {
    return k < 2 ? ["p", "f(p)"][k] : `(${composed(this.names, k)})(p)`;
  }

  #matrices() {
    const { stages, variables, labels } = this.payload;
    const inputs = variables.map(({ label }) => label);
    const last = stages.length - 1;
    const whole = composed(this.names, stages.length);
    const factors = stages
      .map((stage, k) => ({
        key: `factor-${k + 1}`,
        caption: `J(${this.names[k]}) at ${this.#place(k)}`,
        inputs: stage.variables.map(({ label }) => label),
        outputs: stage.labels,
        entries: ({ factors }) => factors[k],
        before: k < last ? "·" : null,
        isDark: k > 0,
      }))
      .reverse();
    return [
      ...factors,
      {
        key: "product",
        caption: "product",
        inputs,
        outputs: labels,
        entries: ({ products }) => products[last + 1],
        before: "=",
      },
      {
        key: "jacobian",
        caption: `J(${whole})`,
        inputs,
        outputs: labels,
        entries: ({ j }) => j,
        before: "=",
      },
    ];
  }

  #rows() {
    const { stages } = this.payload;
    const count = stages.length;
    const gap = ({ j, products }) => Math.max(...j.map((w, k) => Math.abs(w - products[count][k])));
    const error = {
      key: "chain-difference",
      label: "Largest difference",
      title: "between the product and J computed directly: rounding error",
      value: gap,
    };
    if (!this.isPlanar) return [error];
    return [
      ...stages
        .map((_, k) => ({
          key: `determinant-${k + 1}`,
          label: `det J(${this.names[k]}) at ${this.#place(k)}`,
          title: "area factor of this stage",
          value: ({ factors }) => determinantOf(factors[k]),
        }))
        .reverse(),
      {
        key: "determinant-product",
        label: "their product",
        title: "area factors multiply along the chain",
        value: ({ factors }) => factors.reduce((d, j) => d * determinantOf(j), 1),
      },
      {
        key: "determinant",
        label: `det J(${composed(this.names, count)})`,
        title: "area factor of the composition, computed directly",
        value: (here) => here.determinant,
      },
      error,
    ];
  }

  ground(stage) {
    return this.isPlanar ? rowGround(stage, ...this.#row()) : {};
  }

  foreground(stage, here) {
    return rowForeground(stage, ...this.#row(), here);
  }

  /** The names of the panes, and what has been done to the domain in each. */
  #row() {
    return [this.panes.map(({ name }) => name), this.panes.map((_, k) => this.mapping.upTo(k))];
  }
}

const determinantOf = ([a, b, c, d]) => a * d - b * c;
