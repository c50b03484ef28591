// Which part of the domain and of the image the panes show: fit, morph and the zoom onto the probe.
import { fitRange } from "./plane.js";
import { principalStretches } from "./mapping.js";

export const MOST = 1000; // times that the zoom enlarges the domain at its end

const mix = (a, b, t) => a.map((w, k) => (1 - t) * w + t * b[k]);
const centreOf = ([x0, x1, y0, y1]) => [(x0 + x1) / 2, (y0 + y1) / 2];
const halfOf = ([x0, x1, y0, y1]) => [(x1 - x0) / 2, (y1 - y0) / 2];
const around = ([x, y], [w, h]) => [x - w, x + w, y - h, y + h];

/** How often the spacing of the coordinate lines is halved at a zoom between 0 and 1. */
export const levelOf = (zoom) => Math.floor(Math.log2(MOST ** zoom) + 1e-9);

/** The camera keeps the fit of the image, so that it changes only when the image leaves it or shrinks in it. */
export class Camera {
  constructor(mapping) {
    this.mapping = mapping;
    this.fit = null;
  }

  /** The ranges of both panes for a state. */
  ranges(state) {
    const { mapping } = this;
    const home = fitRange(mapping, true);
    const enlarged = MOST ** state.zoom;
    const domain = around(approach(state.probe, centreOf(home), enlarged), halfOf(home).map((h) => h / enlarged));

    mapping.morph = 1;
    const fit = state.frozen ?? this.#fitted(fitRange(mapping));
    mapping.morph = state.morph;
    let image = state.frozen ?? mix(home, fit, state.morph);
    if (state.zoom > 0) image = this.#closeUp(image, state, halfOf(domain), enlarged) ?? image;
    return { domain, image };
  }

  #fitted(fit) {
    const old = this.fit;
    const leaves = old && [fit[0] < old[0], fit[1] > old[1], fit[2] < old[2], fit[3] > old[3]].some(Boolean);
    const room = old && Math.max((fit[1] - fit[0]) / (old[1] - old[0]), (fit[3] - fit[2]) / (old[3] - old[2]));
    if (!old || leaves || room < 0.6) this.fit = fit;
    return this.fit;
  }

  /** The window onto f(p) that the linearization makes of the window onto p: at full zoom both show the same cells. */
  #closeUp(image, state, [w, h], enlarged) {
    const here = this.mapping.point(...state.probe);
    if (!Number.isFinite(here.x + here.y)) return null;
    const largest = here.j.every(Number.isFinite) ? principalStretches(here.j).stretches[0] : 0;
    const start = halfOf(image);
    const end = Math.max(w, h) * largest || Math.max(...start) / enlarged;
    const half = start.map((s) => Math.exp((1 - state.zoom) * Math.log(s) + state.zoom * Math.log(end)));
    return around(approach([here.x, here.y], centreOf(image), Math.max(...start) / Math.max(...half)), half);
  }
}

const approach = (target, from, enlarged) => target.map((w, k) => w + (from[k] - w) / Math.max(1, enlarged));
