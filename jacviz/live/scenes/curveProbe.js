// What moves with the probe in the panes of a curve.
import { interleaved, pathThrough } from "../geometry/pathImages.js";
import { along, area, arrow, dot, outline, probeDot, segments } from "../marks/shapes.js";
import { volumeElement } from "../numeric/matrix.js";
import { equalSteps, pathImage } from "./curveGround.js";
import { together } from "./together.js";

const SAMPLES = 600; // of the curve up to the probe,
const STEP_SAMPLES = 64; // of a step,
const AREA_SAMPLES = 200; // and of the area under the speed
const LEAST = 16; // pixels: a step below that is too small for an arrow of its length,
const ARROW = 72; // which then gets this one

/** The foreground { domain, image }. */
export function curveForeground(stage, here) {
  const { mapping, state, theme, panes } = stage;
  const isKnown = here.f.every(Number.isFinite);
  const isLinear = isKnown && here.j.every(Number.isFinite);
  const [t] = here.p;
  const height = Number.isFinite(here.speed) ? here.speed : 0;
  return together(
    Object.keys(panes),
    soFar(stage, t),
    state.show.beads && { image: beads(mapping, theme) },
    state.show.step && step(stage, here, isLinear),
    isLinear && { image: velocity(stage, here) },
    {
      domain: [
        segments(Float64Array.of(t, 0, t, height), theme.domain, 2),
        probeDot([t, 0], theme.domain, theme),
      ],
    },
    isKnown && { image: [probeDot(here.f, theme.image, theme)] },
  );
}

/** The area under the speed up to the probe, and as much of the curve. */
function soFar({ mapping, theme }, t) {
  const [{ low }] = mapping.payload.variables;
  const path = pathThrough([[low], [t]], SAMPLES);
  return {
    domain: [area(areaUnder(mapping, low, t), theme.image, 0.2)],
    image: t > low ? [along(pathImage(mapping, path), theme.image, 4)] : [],
  };
}

/** Points of the curve at equal steps of the parameter. */
function beads(mapping, theme) {
  const places = Array.from(equalSteps(mapping), (t) => mapping.point([t]).f);
  return places
    .filter((at) => at.every(Number.isFinite))
    .map((at) => dot(at, 3.2, theme.paper, { stroke: theme.image, width: 1.6 }));
}

/**
 * The step along the curve, and under its speed; dashed what it would be at the speed of the probe.
 */
function step({ mapping, theme }, { p: [t], dt, speed }, isLinear) {
  const path = pathThrough([[t], [t + dt]], STEP_SAMPLES);
  const box = Float64Array.of(t, 0, t + dt, 0, t + dt, speed, t, speed);
  return {
    domain: [
      area(areaUnder(mapping, t, t + dt), theme.image, 0.45),
      ...(isLinear ? [outline(box, theme.ink, 1.8, { dash: [6, 4] })] : []),
    ],
    image: [along(pathImage(mapping, path), theme.image, 4, { alpha: 0.6 })],
  };
}

/**
 * The velocity times the step, with the chord to where the curve arrives; enlarged where the step
 * is too small to see.
 */
function velocity({ mapping, state, theme, panes, focus }, { p: [t], f, j, dt, speed }) {
  const { image } = panes;
  const unit = image.kind === "space" ? image.projection.unit : image.transform.sx;
  const isVisible = state.show.step && speed * dt * unit > LEAST;
  const length = isVisible ? dt : speed > 0 ? ARROW / unit / speed : 0;
  const to = f.map((w, row) => w + length * j[row]);
  const arrived = mapping.point([t + dt]).f;
  const isChord = isVisible && arrived.every(Number.isFinite);
  return [
    ...(isChord ? chords(f, to, arrived, theme) : []),
    arrow(f, to, theme.first, focus ? 6 : 4),
  ];
}

/** From the probe's image and from the tip of the velocity to where the curve arrives. */
function chords(f, to, arrived, { ink, paper }) {
  const between = (p, q) => {
    const numbers = Float64Array.of(...p, ...q);
    return p.length === 3 ? { xyz: numbers } : { xy: numbers };
  };
  const style = { kind: "segments" };
  return [
    along(between(f, arrived), ink, 1.4, style),
    along(between(to, arrived), ink, 1.8, { ...style, dash: [3, 4] }),
    dot(arrived, 4, paper, { stroke: ink, width: 1.8 }),
  ];
}

/** The outline of the area under the speed from one place to another. */
function areaUnder(mapping, from, to) {
  const path = pathThrough([[from], [to]], AREA_SAMPLES);
  const n = AREA_SAMPLES + 1;
  const speed = volumeElement(mapping.at(path, n), 1, n).map((w) => (Number.isFinite(w) ? w : 0));
  return Float64Array.of(from, 0, ...interleaved([path[0], speed]), to, 0);
}
