// The resting state of a view: everything that a link must carry to show the same picture. A scene says what it holds.

const REST_AT = [0.6, 0.2, 0.7]; // where in its range each variable's probe rests at first

export function defaultState({ payload, knobs, choices, switches }) {
  const { variables, parameters } = payload;
  return {
    probe: payload.probe ?? variables.map(({ low, high }, k) => low + REST_AT[k % REST_AT.length] * (high - low)),
    parameters: Object.fromEntries(parameters.map((p) => [p.name, p.value])),
    ...Object.fromEntries([...knobs, ...choices].map(({ key, value }) => [key, value])),
    show: Object.fromEntries(switches.map(({ key, on }) => [key, on])),
    frozen: null,
    camera: null,
  };
}

const clamp = (value, low, high) => Math.max(low, Math.min(high, value));
const isNumber = (value) => typeof value === "number" && Number.isFinite(value);
const areNumbers = (values, count) => Array.isArray(values) && values.length === count && values.every(isNumber);

/** The default state changed by whatever of the wish is sound: what is missing, old or out of range stays as by default. */
export function stateOf(scene, wish = {}) {
  const { payload, knobs, choices } = scene;
  const state = defaultState(scene);
  if (areNumbers(wish.probe, payload.variables.length))
    state.probe = wish.probe.map((w, k) => clamp(w, payload.variables[k].low, payload.variables[k].high));
  for (const { name, low, high } of payload.parameters)
    if (isNumber(wish.parameters?.[name])) state.parameters[name] = scene.hidesParameters ? wish.parameters[name] : clamp(wish.parameters[name], low, high);
  for (const { key, low, high } of knobs) if (isNumber(wish[key])) state[key] = clamp(wish[key], low, high);
  for (const { key, values } of choices) if (values.includes(wish[key])) state[key] = wish[key];
  for (const key of Object.keys(state.show)) if (typeof wish.show?.[key] === "boolean") state.show[key] = wish.show[key];
  const { frozen, camera } = wish;
  if (areNumbers(frozen, 4) && frozen[0] < frozen[1] && frozen[2] < frozen[3]) state.frozen = frozen;
  if (areNumbers(camera, 3) && camera[2] > 0) state.camera = camera;
  return state;
}

/** What of a state is not as by default. */
export function moved(scene, state) {
  return difference(state, defaultState(scene)) ?? {};
}

function difference(now, before) {
  if (now === null || typeof now !== "object" || Array.isArray(now) || before === null)
    return JSON.stringify(now) === JSON.stringify(before) ? undefined : now;
  const parts = Object.keys(now).map((key) => [key, difference(now[key], before[key])]).filter(([, part]) => part !== undefined);
  return parts.length ? Object.fromEntries(parts) : undefined;
}
