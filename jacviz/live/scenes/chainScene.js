// A composition of mappings: the grid and the small cell carried from stage to stage, and the
// product of the Jacobian matrices.
import { Composite } from "../numeric/composition.js";
import { probeHandle } from "./handles.js";
import { sizeKnob } from "./knobs.js";
import { row } from "./numberRows.js";
import { ROW_CHOICES, ROW_SWITCHES, rowForeground, rowGround } from "./planeRow.js";
import { Scene } from "./scene.js";

const LETTERS = "fghkpq";

/**
 * The name of the composition of the first `count` stages: "g ∘ f" for two. */
const composed = (names, count) => names.slice(0, count).reverse().join(" ∘ ");

/** The scene of a composition, of panes where all stages map the plane to itself and of matrices alone elsewhere.
 * @extends {Scene<import("../numeric/payload.js").ChainPayload>}
 */
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
    const count = stages.length;
    const ends = { inputs: labelsOf(variables), outputs: labels, before: "=" };
    return [
      ...stages.map((_, k) => this.#factor(k)).reverse(),
      {
        ...ends,
        key: "product",
        caption: "product",
        entries: ({ products }) => products[count],
      },
      {
        ...ends,
        key: "jacobian",
        caption: `J(${composed(this.names, count)})`,
        entries: ({ j }) => j,
      },
    ];
  }

  /** The matrix of a stage; the last stage stands first. */
  #factor(k) {
    const { stages } = this.payload;
    return {
      key: `factor-${k + 1}`,
      caption: `J(${this.names[k]}) at ${this.#place(k)}`,
      inputs: labelsOf(stages[k].variables),
      outputs: stages[k].labels,
      entries: ({ factors }) => factors[k],
      before: k < stages.length - 1 ? "·" : null,
      isDark: k > 0,
    };
  }

  #rows() {
    const count = this.payload.stages.length;
    const error = row(
      "chain-difference",
      "Largest difference",
      "between the product and J computed directly: rounding error",
      ({ j, products }) => Math.max(...j.map((w, k) => Math.abs(w - products[count][k]))),
    );
    return this.isPlanar ? [...this.#areaFactors(), error] : [error];
  }

  #areaFactors() {
    const ofStage = (name, k) =>
      row(
        `determinant-${k + 1}`,
        `det J(${name}) at ${this.#place(k)}`,
        "area factor of this stage",
        ({ factors }) => determinantOf(factors[k]),
      );
    return [
      ...this.names.map(ofStage).reverse(),
      row(
        "determinant-product",
        "their product",
        "area factors multiply along the chain",
        ({ factors }) => factors.reduce((d, j) => d * determinantOf(j), 1),
      ),
      row(
        "determinant",
        `det J(${composed(this.names, this.names.length)})`,
        "area factor of the composition, computed directly",
        (here) => here.determinant,
      ),
    ];
  }

  ground(stage) {
    return this.isPlanar ? rowGround(stage, this.#row()) : {};
  }

  foreground(stage, here) {
    return rowForeground(stage, this.#row(), here);
  }

  /** The panes by name, and what has been done to the domain in each. */
  #row() {
    return this.panes.map(({ name }, k) => ({ name, mapping: this.mapping.upTo(k) }));
  }
}

const labelsOf = (variables) => variables.map(({ label }) => label);

const determinantOf = ([a, b, c, d]) => a * d - b * c;
