// What a network does to the plane: the grid, the small cell and the points of two classes after
// each of its layers of width 2.
import { binCells } from "../geometry/cellBins.js";
import { linked } from "../geometry/joinedSegments.js";
import { hatchOf } from "../marks/palette.js";
import { line } from "../marks/shapes.js";
import { chainOf } from "../numeric/composition.js";
import { determinantOf } from "../numeric/matrix.js";
import { evenGrid } from "../numeric/ranges.js";
import { zeroCurves } from "../numeric/zeroCurves.js";
import { probeHandle } from "../scenes/handles.js";
import { sizeKnob } from "../scenes/knobs.js";
import { row } from "../scenes/numberRows.js";
import { ROW_CHOICES, ROW_SWITCHES, rowForeground, rowGround } from "../scenes/planeRow.js";
import { forward } from "./accumulation.js";
import { classDots } from "./classPoints.js";
import { columnsOf } from "./network.js";
import { kinkRemarks, NetworkScene } from "./networkScene.js";

const MOST = 4; // panes beside the domain
const KINK_CELLS = 64;

const KINKS = {
  key: "kinks",
  name: "Kinks",
  title: "dotted: where a pre-activation is 0 and its activation has a kink there",
  on: true,
};
const POINTS = {
  key: "points",
  name: "Points",
  title: "the points of two classes, circles and diamonds, carried along",
  on: true,
};

/**
 * The layers after which the plane is drawn: those with two units, spread evenly to the last where
 * there are many.
 */
function planarLayers(sizes) {
  const found = sizes.map((size, k) => (size === 2 ? k : 0)).filter((k) => k > 0);
  const count = Math.min(MOST, found.length);
  return Array.from(
    { length: count },
    (_, i) => found[Math.round(((i + 1) * found.length) / count) - 1],
  );
}

/** The scene of the plane's way through a network with two inputs. */
export class WarpingScene extends NetworkScene {
  name = "warping";
  legend = "det J so far";

  constructor(payload) {
    super(payload);
    const { sizes } = payload.network;
    this.isPlanar = sizes[0] === 2;
    this.hasProbeSliders = !this.isPlanar;
    this.layers = this.isPlanar ? [0, ...planarLayers(sizes)] : [];
    this.panes = this.layers.map((k) => paneAfter(k, payload.network.unitLabels[k]));
    const last = this.layers.at(-1);
    this.numbers = {
      matrices: last ? [this.#product(last)] : [],
      rows: this.layers.slice(1).map(areaFactor),
      remarks: (here) => [...remarks(this), ...kinkRemarks(this, here)],
    };
    if (this.isPlanar) this.#offer(payload);
  }

  /** What there is to set where there is a plane. */
  #offer(payload) {
    const hasKinks = this.mapping.layers.some(({ rule }) => rule.kinks.length);
    this.switches = [...ROW_SWITCHES, hasKinks && KINKS, payload.points && POINTS].filter(Boolean);
    this.choices = ROW_CHOICES;
    this.knobs = [...this.knobs, sizeKnob(payload)];
    this.handles = [probeHandle(payload, "layer-0")];
  }

  #product(k) {
    const { payload } = this;
    return {
      key: "product",
      caption: k > 1 ? `layers 1 to ${k}` : "layer 1",
      inputs: payload.variables.map(({ label }) => label),
      outputs: payload.network.unitLabels[k],
      entries: ({ products }) => products.at(-1),
    };
  }

  #row() {
    const { payload, mapping } = this;
    return this.layers.map((k) => ({
      name: `layer-${k}`,
      mapping: chainOf(payload, mapping.layers.slice(0, k)),
    }));
  }

  ground(stage) {
    if (!this.isPlanar) return {};
    const { state, theme, panes } = stage;
    const drawn = rowGround(stage, this.#row());
    const domain = drawn["layer-0"].filter(({ kind }) => kind !== "cells"); // there it is 1 everywhere
    if (state.show.cells) domain.unshift(flatRegions(drawn.grids.at(-1), drawn.scale, theme));
    drawn["layer-0"] = domain;
    if (state.show.kinks) domain.push(this.#kinks(theme));
    if (state.show.points && this.payload.points)
      for (const [name, marks] of Object.entries(this.#points(theme, panes)))
        drawn[name].push(...marks);
    return drawn;
  }

  /** The points of both classes after each layer. */
  #points(theme, panes) {
    const { x, labels } = this.payload.points;
    const own = columnsOf(x);
    const after = [own, ...this.mapping.trace(own, x.length).map((step) => step.after)];
    return Object.fromEntries(
      this.layers.map((k) => {
        const name = `layer-${k}`;
        return [name, classDots(after[k], labels, theme, panes[name])];
      }),
    );
  }

  /** Where in the domain a pre-activation stands on a kink of its activation. */
  #kinks(theme) {
    const {
      mapping,
      payload: { variables },
    } = this;
    const { u, v, n } = evenGrid(variables, KINK_CELLS);
    const near = 1e-4 * (u[1] - u[0]);
    const segments = mapping
      .kinks([u, v], n)
      .flatMap((values, k) =>
        zeroCurves(values, u, v, KINK_CELLS + 1, (pu, pv, m) => mapping.kinks([pu, pv], m)[k]),
      );
    return line(linked(segments, near), theme.kink, 2, { dash: [2, 5] });
  }

  atProbe(stage) {
    const here = super.atProbe(stage);
    const { products } = forward(here.jacobians, this.mapping.sizes);
    const at = (whole, each) => this.layers.map((k) => (k ? each[k - 1] : whole));
    return { ...here, points: at(here.p, here.a), products: at([1, 0, 0, 1], products) };
  }

  foreground(stage, here) {
    return this.isPlanar ? rowForeground(stage, this.#row(), here) : {};
  }
}

const paneAfter = (layer, [x, y]) => ({
  name: `layer-${layer}`,
  title: layer ? `After layer ${layer}` : "Domain",
  x,
  y,
  role: layer ? "image" : "domain",
});

/** The cells of the domain of which the network makes a curve or a point. */
const flatRegions = (grid, scale, theme) => ({
  kind: "cells",
  where: "domain",
  grid,
  bins: [],
  colours: [],
  reversed: [],
  flat: binCells(grid, scale).flat,
  hatch: hatchOf(theme),
});

const areaFactor = (layer, at) =>
  row(
    `determinant-${layer}`,
    `det after layer ${layer}`,
    "area factor of the product so far",
    ({ products }) => determinantOf(products[at + 1], 2),
  );

function remarks({ isPlanar, panes }) {
  if (!isPlanar)
    return [
      "Warping carries the grid of a plane through the layers: choose two inputs, for example sizes 2-2-2-1.",
    ];
  return panes.length > 1
    ? []
    : [
        "No layer has two units, so that only the domain is a plane: give a layer two units, for example sizes 2-8-2-1.",
      ];
}
