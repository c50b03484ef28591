// Which part of the domain and of the image the panes show: fit, morph and the zoom onto the probe.
import { principalStretches } from "../numeric/matrix.js";
import { fitRange, framed, intervalsOf, steady } from "../numeric/ranges.js";

export const MOST = 1000; // times that the zoom enlarges the domain at its end

const mix = (a, b, t) => a.map((w, k) => (1 - t) * w + t * b[k]);
const centreOf = ([x0, x1, y0, y1]) => [(x0 + x1) / 2, (y0 + y1) / 2];
const halfOf = ([x0, x1, y0, y1]) => [(x1 - x0) / 2, (y1 - y0) / 2];
const around = ([x, y], /** @type {number[]} */ [w, h]) => [x - w, x + w, y - h, y + h];

const APPROACH = 0.4; // the zoom at which the image window has become the image of the domain window

/**
 * The window of a pane that closes in from its home range onto a target while the zoom goes from 0
 * to 1.
 */
export function closeUp(home, target, zoom) {
  const enlarged = MOST ** zoom;
  return around(
    approach(target, centreOf(home), enlarged, Math.min(1, zoom / APPROACH)),
    halfOf(home).map((h) => h / enlarged),
  );
}

/**
 * It keeps the fit of the image, so that it changes only when the image leaves it or shrinks in it.
 */
export class VisibleWindow {
  constructor(mapping) {
    this.mapping = mapping;
    this.fit = null;
    this.intervals = [];
  }

  /** The ranges of both panes for a state, and the box of the domain that fills both. */
  look(state) {
    const home = fitRange(this.mapping, true);
    const enlarged = MOST ** state.zoom;
    const share = Math.min(1, state.zoom / APPROACH);
    const domain = closeUp(home, state.probe, state.zoom);

    const image = state.frozen ?? mix(home, this.#fitted(), state.morph);
    const whole = { domain, image, box: [-Infinity, Infinity, -Infinity, Infinity] };
    return state.zoom > 0
      ? { ...whole, ...this.#closeUp(image, state, domain, enlarged, share) }
      : whole;
  }

  /** The fit of the whole mapping at its parameters, whatever the morph. */
  #fitted() {
    const { mapping } = this;
    const parameters = mapping.parameters.join();
    if (this.fit && parameters === this.parameters) return this.fit;
    this.parameters = parameters;
    const morph = mapping.morph;
    mapping.morph = 1;
    this.intervals = intervalsOf(mapping);
    mapping.morph = morph;
    this.fit = steady(this.fit, framed(...this.intervals));
    return this.fit;
  }

  /**
   * The window onto f(p) that the linearization makes of the window onto p: then both panes show
   * the same cells.
   */
  #closeUp(image, state, domain, enlarged, share) {
    const here = this.mapping.point(state.probe);
    const largest = here.j.every(Number.isFinite) ? principalStretches(here.j).stretches[0] : 0;
    const start = Math.max(...halfOf(image));
    const own = Math.max(...halfOf(domain));
    const end = own * largest || start / enlarged;
    const half = start ** (1 - share) * end ** share;
    const reach = 1.9 * Math.max(own, own * (half / end)); // a pane is at most so much wider than high
    const box = around(state.probe, [reach, reach]);
    if (!here.f.every(Number.isFinite)) return { box };
    const shape = halfOf(image).map((h) => (h / start) * half);
    return {
      image: around(approach(here.f, centreOf(image), start / half, share), shape),
      box,
    };
  }
}

/**
 * The centre of a window on its way to a target: as the window shrinks, and all of the way at
 * APPROACH.
 */
const approach = (target, from, enlarged, share) =>
  target.map((w, k) => w + ((1 - share) * (from[k] - w)) / Math.max(1, enlarged));

/** The part of the domain that a window of the domain pane shows, as [u0, u1, v0, v1]. */
export function visibleBox(variables, window) {
  const [a, b] = variables;
  return [
    Math.max(a.low, window[0]),
    Math.min(a.high, window[1]),
    Math.max(b.low, window[2]),
    Math.min(b.high, window[3]),
  ];
}
