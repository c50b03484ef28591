// What lies beneath the probe in the panes of a curve.
import { imageOfPath, interleaved, pathThrough } from "../geometry/pathImages.js";
import { along, dot, line, segments } from "../marks/shapes.js";
import { zerosOn } from "../numeric/zerosOnInterval.js";
import { together } from "./together.js";

const BEADS = 32; // equal steps of the parameter that are marked on the curve
const REST_SAMPLES = 400;

/** The ground { domain, image }: the speed along a path as high as `top`, and the curve. */
export function curveGround({ mapping, state, theme, panes }, path, speed, top, budget) {
  const heights = speed.map((w) => (Number.isFinite(w) ? w : NaN));
  return together(
    Object.keys(panes),
    {
      domain: [line(interleaved([path[0], heights]), theme.domain, 2.6)],
      image: [along(pathImage(mapping, path), theme.image, 2.4, { alpha: 0.55 })],
    },
    state.show.beads && { domain: [stepMarks(mapping, theme, top)] },
    state.show.singular && rests(mapping, theme, budget),
  );
}

/** The image of a path as the pane of the curve wants it: { xy } or { xyz }. */
export function pathImage(mapping, path) {
  const numbers = imageOfPath(mapping, path);
  return mapping.payload.labels.length === 3 ? { xyz: numbers } : { xy: numbers };
}

/** The parameter at equal steps. */
export function equalSteps({ payload }) {
  const [{ low, high }] = payload.variables;
  return pathThrough([[low], [high]], BEADS)[0];
}

/** Equal steps of the parameter on its axis. */
function stepMarks(mapping, theme, top) {
  const xy = [...equalSteps(mapping)].flatMap((t) => [t, 0, t, -0.03 * top]);
  return segments(Float64Array.from(xy), theme.muted, 1.2);
}

/** The places where the speed is 0. */
function rests(mapping, { singular }, budget) {
  const [{ low, high }] = mapping.payload.variables;
  const places = mapping
    .functions("singular")
    .flatMap((speed) => zerosOn(speed, [low, high], REST_SAMPLES, budget));
  return {
    domain: places.map((t) => dot([t, 0], 5, singular)),
    image: places.map((t) => dot(mapping.point([t]).f, 5, singular)),
  };
}
