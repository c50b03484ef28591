// What a person can set in a scene, and what becomes of a state that is wished for.
import { sceneOf } from "/registry.js";
import { defaultState, moved, stateOf } from "/state.js";

const between = ({ low, high }) => [low, high, low + (high - low) / 3];

/** Every value of a choice, both ends of a knob and a number between, every switch turned, a probe, axes and a camera. */
function wishesFor(scene) {
  const { payload, knobs, choices, switches } = scene;
  const usual = defaultState(scene);
  return [
    ...knobs.flatMap((knob) => between(knob).map((value) => ({ [knob.key]: value }))),
    ...choices.flatMap(({ key, values }) => values.map((value) => ({ [key]: value }))),
    ...switches.map(({ key }) => ({ show: { [key]: !usual.show[key] } })),
    { probe: payload.variables.map(({ low, high }) => low + (high - low) / 7) },
    { frozen: [-1.5, 2, 0.25, 1e6] },
    { camera: [0.5, -0.25, 2.125] },
  ];
}

/** For each wish the state that comes of it, and what of that a link is told. */
export function settings(payload) {
  const scene = sceneOf(payload);
  return wishesFor(scene).map((wish) => {
    const state = stateOf(scene, wish);
    return { wish, state, told: moved(scene, state) };
  });
}

/** The states that come of some wishes. */
export function states({ view, wishes }) {
  const scene = sceneOf(view);
  return wishes.map((wish) => stateOf(scene, wish));
}

export const usualState = (payload) => defaultState(sceneOf(payload));
