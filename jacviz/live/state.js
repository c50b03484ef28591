// The resting state of a view: everything that a link must carry to show the same picture. A scene
// says what it holds.

const REST_AT = [0.6, 0.2, 0.7]; // where in its range each variable's probe rests at first

export function defaultState({ payload, knobs, choices, switches }) {
  const { variables, parameters } = payload;
  return {
    probe:
      payload.probe ??
      variables.map(({ low, high }, k) => low + REST_AT[k % REST_AT.length] * (high - low)),
    parameters: Object.fromEntries(parameters.map((p) => [p.name, p.value])),
    ...Object.fromEntries([...knobs, ...choices].map(({ key, value }) => [key, value])),
    show: Object.fromEntries(switches.map(({ key, on }) => [key, on])),
    frozen: null,
    camera: null,
  };
}

const clamp = (value, low, high) => Math.max(low, Math.min(high, value));
const isNumber = (value) => typeof value === "number" && Number.isFinite(value);
const areNumbers = (values, count) =>
  Array.isArray(values) && values.length === count && values.every(isNumber);

/** For each key that a scene holds, what of a wished value is sound; undefined where nothing is. */
function readersOf({ payload, knobs, choices }) {
  const within = (w, { low, high }) => clamp(w, low, high);
  const numeric = (knob) => (w) => (isNumber(w) ? within(w, knob) : undefined);
  const oneOf = (values) => (w) => (values.includes(w) ? w : undefined);
  return {
    probe: (w) =>
      areNumbers(w, payload.variables.length)
        ? w.map((x, k) => within(x, payload.variables[k]))
        : undefined,
    frozen: (w) => (areNumbers(w, 4) && w[0] < w[1] && w[2] < w[3] ? w : undefined),
    camera: (w) => (areNumbers(w, 3) && w[2] > 0 ? w : undefined),
    ...Object.fromEntries(knobs.map((knob) => [knob.key, numeric(knob)])),
    ...Object.fromEntries(choices.map(({ key, values }) => [key, oneOf(values)])),
  };
}

/**
 * The default state changed by whatever of the wish is sound: what is missing, old or out of range
 * stays as by default.
 */
export function stateOf(scene, wish = {}) {
  const state = defaultState(scene);
  for (const [key, read] of Object.entries(readersOf(scene)))
    state[key] = read(wish[key]) ?? state[key];
  for (const { name, low, high } of scene.payload.parameters) {
    const value = wish.parameters?.[name];
    if (isNumber(value))
      state.parameters[name] = scene.hidesParameters ? value : clamp(value, low, high);
  }
  for (const key of Object.keys(state.show))
    if (typeof wish.show?.[key] === "boolean") state.show[key] = wish.show[key];
  return state;
}

/** The keys of a wish that the scene holds, and that nothing came of. */
export function refused(scene, wish = {}) {
  const readers = Object.entries(readersOf(scene));
  return readers
    .filter(([key, read]) => (wish[key] ?? null) !== null && read(wish[key]) === undefined)
    .map(([key]) => key);
}

/** What of a state is not as by default. */
export function moved(scene, state) {
  return difference(state, defaultState(scene)) ?? {};
}

function difference(now, before) {
  if (now === null || typeof now !== "object" || Array.isArray(now) || before === null)
    return JSON.stringify(now) === JSON.stringify(before) ? undefined : now;
  const parts = Object.keys(now)
    .map((key) => [key, difference(now[key], before[key])])
    .filter(([, part]) => part !== undefined);
  return parts.length ? Object.fromEntries(parts) : undefined;
}
