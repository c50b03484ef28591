// One variable: the strips of a Riemann sum over u and the same strips over x = g(u), as wide as g
// has made them.
import { sequence } from "../marks/palette.js";
import { area, outline } from "../marks/shapes.js";
import { format } from "../numeric/format.js";
import { framed, robustInterval } from "../numeric/ranges.js";
import { IntegralScene } from "./integralScene.js";
import { filled } from "./region.js";

const SAMPLES = 400; // of a curve
const ROOM = 0.16; // of the height of a pane, for the limits below the axis
const EDGE = 0.03; // of the width of a pane, that they keep from its edges

/** The scene of an integral over an interval. */
export class StripsScene extends IntegralScene {
  name = "strips";

  constructor(payload) {
    super(payload, { most: 64, value: 8, ladder: [1, 2, 4, 8, 16, 32, 64], cell: "strip" });
    const [x] = payload.labels;
    const [u] = this.inputs;
    this.panes = [
      { name: "domain", title: `f(${x}(${u})) |d${x}/d${u}| over ${u}`, x: u, y: "", isFree: true },
      { name: "image", title: `f(${x}) over ${x}`, x, y: "", isFree: true },
      this.convergence,
    ];
    this.handles = ["domain", "image"].map((pane) => ({
      pane,
      name: pane === "domain" ? `Strip over ${u}` : `Strip over ${x}`,
      description: "one of the strips",
      role: "cell",
      at: (here) => [(pane === "domain" ? here.p : here.f)[0], 0],
      move: (point, view) => this.#choose(pane, point, view),
      walk: (way, view) =>
        view.moveProbe(this.cells(view.state).neighbour(view.state.probe, [way[0] + way[1]])),
    }));
    this.curve = this.#curve();
  }

  /** The curves of both panes: u, x, the integrand there and with the factor, and dx/du. */
  #curve() {
    const n = SAMPLES + 1;
    const {
      u: [u],
    } = this.region.points([filled(n, (k) => k / SAMPLES)]);
    const copy = (values) => values.slice(0, n);
    const {
      f: [x],
      integrand,
      product,
      determinant,
    } = this.region.at([u], n);
    return {
      u,
      x: copy(x),
      integrand: copy(integrand),
      product: copy(product),
      determinant: copy(determinant),
    };
  }

  /** The strip under a point of a pane, if there is one. */
  #under(pane, [at], state) {
    const cells = this.cells(state);
    if (pane === "domain") return this.region.holds([at]) ? cells.holding([at]) : undefined;
    const edges = this.#edges(cells)[1];
    for (let k = cells.n - 1; k >= 0; k--) if ((at - edges[k]) * (at - edges[k + 1]) <= 0) return k;
    return undefined;
  }

  hover(pane, point, view) {
    const cell = point && pane !== "convergence" ? this.#under(pane, point, view.state) : undefined;
    if (cell !== view.focus?.cell) view.focusOn(cell === undefined ? null : { cell });
  }

  #choose(pane, point, view) {
    const cell = this.#under(pane, point, view.state);
    if (cell !== undefined) view.moveProbe(this.cells(view.state).centre(cell));
  }

  /** Where the strips begin and end, over u and over x. */
  #edges({
    n,
    pieces,
    lattice: {
      u: [u],
      f: [x],
    },
  }) {
    return [u, x].map((w) => filled(n + 1, (k) => w[k * pieces]));
  }

  /** The four corners of strip k of either side. */
  #strip(cells, k, side) {
    const edges = this.#edges(cells)[side];
    const height = (side ? cells.integrand : cells.product)[k];
    return Float64Array.of(edges[k], 0, edges[k + 1], 0, edges[k + 1], height, edges[k], height);
  }

  ground({ state, theme, panes }) {
    const cells = this.cells(state);
    const { u, x, integrand, product } = this.curve;
    const colours = sequence(theme.dark, cells.n);
    const over = this.rangeOf([u], [x]);
    panes.domain.show(rangeOver(this.window, product, cells.product));
    panes.image.show(rangeOver(over, integrand, cells.integrand));
    this.showConvergence({ panes });
    const strips = (side) =>
      colours.flatMap((colour, k) => {
        const xy = this.#strip(cells, k, side);
        const alpha = side && this.isTurning ? 0.5 : 1;
        return [area(xy, colour, alpha), outline(xy, theme.muted, 1, { alpha: 0.7 })];
      });
    const limits = (side, range) => this.#limits(cells, range, theme, side);
    return {
      domain: [...strips(0), curveMark(u, product, theme.domain), ...limits(0, this.window)],
      image: [...strips(1), curveMark(x, integrand, theme.image), ...limits(1, over)],
      convergence: [],
    };
  }

  /** The limits at the axis: those of u, or where x is at them. */
  #limits(cells, /** @type {number[]} */ [x0, x1], theme, side) {
    const {
      u: [u],
      f: [x],
      far,
    } = cells.lattice;
    const values = side ? x : u;
    const label = (side ? this.payload.labels : this.inputs)[0];
    const from = x0 + EDGE * (x1 - x0);
    const to = x1 - EDGE * (x1 - x0);
    return [0, values.length - 1].map((k, end) => {
      const value = values[k];
      const at = Math.max(from, Math.min(to, value));
      const isInfinite = side ? far[k] : this.region.isOpen[0][end];
      return {
        kind: "label",
        at: [at, 0],
        text: isInfinite
          ? `${label} → ${value < 0 ? "−" : ""}∞`
          : `${label} = ${format(tidy(value, to - from))}`,
        lift: -0.9 * theme.size,
        size: theme.size,
        font: theme.font,
        halo: theme.paper,
        fill: side ? theme.image : theme.domain,
        align: at > (from + to) / 2 ? "right" : "left",
      };
    });
  }

  /** Whether x turns back on the way of u, so that strips lie over others. */
  get isTurning() {
    return this.curve.determinant.some((w) => w > 0) && this.curve.determinant.some((w) => w < 0);
  }

  remarks(here, state) {
    const said = super.remarks(here, state);
    const [x] = this.payload.labels;
    if (this.isTurning)
      said.push(
        `${x} turns back on its way: on the right strips lie over one another, and both sums count those values of ${x} as often.`,
      );
    else if (this.curve.determinant.some((w) => w < 0))
      said.push(`${x} falls as ${this.inputs[0]} rises: the strips stand in the opposite order.`);
    return said;
  }

  foreground(stage, here) {
    const { theme } = stage;
    const { cells, k } = here;
    const [domain, image] = [0, 1].map((side) => {
      const style = { kind: "polyline", closed: true, xy: this.#strip(cells, k, side) };
      return [
        { ...style, fill: theme.paper, alpha: 0.4 },
        { ...style, stroke: theme.paper, width: 6 },
        { ...style, stroke: theme.ink, width: 3 },
      ];
    });
    return { domain, image, convergence: this.convergenceMarks(stage, here) };
  }
}

/** A limit without the margin that is kept from the border. */
const tidy = (value, width) => (Math.abs(value) < 1e-9 * width ? 0 : value);

/**
 * The range of a pane over an interval that shows a curve and the heights of strips, with room
 * below the axis.
 */
function rangeOver(/** @type {number[]} */ [x0, x1], curve, heights) {
  const values = [...curve, ...heights];
  const [low, high] = robustInterval(values, values.length, 0.06);
  const top = Math.max(high, 0);
  const [y0, y1] = framed([Math.min(low, -ROOM * top), top]);
  return [x0, x1, y0, y1];
}

function curveMark(x, y, stroke) {
  const isKnown = (k) => Number.isFinite(x[k]) && Number.isFinite(y[k]);
  return {
    kind: "polyline",
    xy: filled(2 * x.length, (k) => (isKnown(k >> 1) ? (k % 2 ? y : x)[k >> 1] : NaN)),
    stroke,
    width: 2.6,
  };
}
