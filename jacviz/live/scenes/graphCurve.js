// The graph of a function as a curve on the screen, and the range that shows it.
import { coordinateCurves } from "../geometry/coordinateCurves.js";
import { shareAstray } from "../geometry/resolution.js";
import { affordable, PROBE } from "../numeric/budget.js";
import { framedFreely, robustInterval, scattered } from "../numeric/ranges.js";

const SAMPLES = 400; // of the curve, for a first look at its range

/**
 * The range that shows the graph without what escapes to a pole, and the size of its values. The
 * axes have scales of their own. Values that grow without end when one looks more closely escape to
 * a pole; those that do not belong to the graph.
 */
export function fitGraph(mapping) {
  const [{ low, high }] = mapping.payload.variables;
  const samples = affordable(mapping, SAMPLES, PROBE);
  const [inside] = scattered([[low, high]], CLOSER * samples);
  const x = Float64Array.of(...inside, low, high);
  const y = mapping.at([x], x.length).f[0].slice(0, x.length);
  const typical = y.subarray(0, inside.length);
  const [y0, y1] = robustInterval(typical, inside.length, 0);
  const [c0, c1] = robustInterval(typical, samples, 0);
  const interval = robustInterval(y, y.length, y1 - y0 > ESCAPES * (c1 - c0) ? 0.1 : 0, typical);
  return {
    home: framedFreely([low, high], interval),
    size: Math.max(...interval.map(Math.abs)) || 1,
  };
}

const CLOSER = 4; // times as many samples
const ESCAPES = 1.7; // times as far as before: a pole of order 1/2 goes twice as far
const SMOOTH = 5; // times as flat as coordinate curves: a thick line shows its corners

/**
 * The visible part of the graph, x0, y0, x1, y1, ..., sampled where it bends on the screen; NaN
 * marks poles and jumps.
 */
export function graphCurve(mapping, { low, high }, { range, transform: { sx, sy } }, budget) {
  const inPixels = {
    work: mapping.work,
    at([x], n) {
      const { f, j } = mapping.at([x], n);
      const scaled = (values, s) => values.slice(0, n).map((w) => w * s);
      const slopes = [new Float64Array(n).fill(sx), null, scaled(j[0], sy), null]; // none across
      return { f: [scaled(x, sx), scaled(f[0], sy)], j: slopes };
    },
  };
  const [x0, x1, y0, y1] = range;
  const line = { axis: 0, fixed: 0, from: Math.max(low, x0), to: Math.min(high, x1) };
  if (!(line.from < line.to)) return new Float64Array();
  const [xy] = coordinateCurves(
    inPixels,
    [line],
    SMOOTH,
    [x0 * sx, x1 * sx, y0 * sy, y1 * sy],
    budget,
  );
  return xy.map((w, k) => w / (k % 2 ? sy : sx));
}

/** The share of places at which a function goes astray from its graph as drawn. */
export function astrayFrom(xy, mapping, { low, high }) {
  const [xs, ys] = [0, 1].map((axis) => xy.filter((_, k) => k % 2 === axis));
  const places = scattered([[low, high]], PLACES);
  const isPoint = (_, k) => !Number.isNaN(xs[k]) && !Number.isNaN(ys[k]);
  if (xs.filter(isPoint).length < 2) return 0;
  return shareAstray([xs.filter(isPoint)], [ys.filter(isPoint)], places, [
    mapping.at(places, PLACES).f[0],
  ]);
}

const PLACES = 200;
