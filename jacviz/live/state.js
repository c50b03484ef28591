// The resting state of a view: everything that a link must carry to show the same picture.

const DEFAULT_SHOW = { cells: true, lines: true, orientation: true, cell: true, ellipse: false, singular: true };

const niceBelow = (value) => {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * [5, 4, 3, 2, 1].find((m) => m * power <= value * (1 + 1e-9));
};

/** The least and the largest side of the cell for a payload. */
export function sizeRange({ variables }) {
  const least = Math.min(...variables.map((v) => v.high - v.low));
  return [least * 1e-4, least * 0.5];
}

export function defaultState(payload) {
  const { variables, parameters } = payload;
  const sides = variables.map((v) => v.high - v.low), least = Math.min(...sides), most = Math.max(...sides);
  const probe = payload.probe ?? [0.6, 0.2].map((share, k) => variables[k].low + share * (variables[k].high - variables[k].low));
  return {
    probe,
    size: niceBelow(Math.max(0.2 * least, Math.min(0.4 * least, 0.1 * most))),
    parameters: Object.fromEntries(parameters.map((p) => [p.name, p.value])),
    morph: 1,
    zoom: 0,
    lines: 20,
    scale: "auto",
    show: { ...DEFAULT_SHOW },
    frozen: null,
  };
}

const clamp = (value, low, high) => Math.max(low, Math.min(high, value));
const isNumber = (value) => typeof value === "number" && Number.isFinite(value);

/** The default state changed by whatever of the wish is sound: what is missing, old or out of range stays as by default. */
export function stateOf(payload, wish = {}) {
  const state = defaultState(payload);
  if (Array.isArray(wish.probe) && wish.probe.length === 2 && wish.probe.every(isNumber))
    state.probe = wish.probe.map((w, k) => clamp(w, payload.variables[k].low, payload.variables[k].high));
  if (isNumber(wish.size)) state.size = clamp(wish.size, ...sizeRange(payload));
  for (const { name, low, high } of payload.parameters)
    if (isNumber(wish.parameters?.[name])) state.parameters[name] = clamp(wish.parameters[name], low, high);
  for (const name of ["morph", "zoom"]) if (isNumber(wish[name])) state[name] = clamp(wish[name], 0, 1);
  if ([10, 20, 40].includes(wish.lines)) state.lines = wish.lines;
  if (["auto", "linear", "symlog"].includes(wish.scale)) state.scale = wish.scale;
  for (const name of Object.keys(DEFAULT_SHOW))
    if (typeof wish.show?.[name] === "boolean") state.show[name] = wish.show[name];
  const { frozen } = wish;
  if (Array.isArray(frozen) && frozen.length === 4 && frozen.every(isNumber) && frozen[0] < frozen[1] && frozen[2] < frozen[3]) state.frozen = frozen;
  return state;
}
