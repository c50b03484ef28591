// The signed scale of the area factor: centred on 0, linear or symmetric-logarithmic, robust to
// poles.

/**
 * place(value) is from -1 to 1; a scale that isOneSided begins at 0. Where it is clipped there are
 * values beyond its limit; its name, if it has one, is what its legend says.
 * @typedef {object} Scale
 * @property {string} kind "linear" or "symlog"
 * @property {number} limit
 * @property {(value: number) => number} place
 * @property {number[]} ticks
 * @property {boolean} [isOneSided]
 * @property {boolean} [clipped]
 * @property {string} [name]
 */

export const BINS = 48;

/**
 * A round number not below the 97 % quantile of the moduli, and whether larger ones are clipped.
 */
export function robustLimit(values, n) {
  const moduli = [];
  for (let i = 0; i < n; i++) if (Number.isFinite(values[i])) moduli.push(Math.abs(values[i]));
  if (!moduli.length) return { limit: 1, clipped: false };
  moduli.sort((a, b) => a - b);
  const most = moduli[moduli.length - 1];
  const quantile = moduli[Math.floor(0.97 * (moduli.length - 1))];
  // A factor that hardly varies stands in the middle of its side, not at the end.
  const wanted = moduli[0] > 0.8 * most ? 2 * most : most <= 2 * quantile ? most : quantile;
  const limit = most > 0 ? roundUp(Math.max(wanted, 1e-300)) : 1;
  return { limit, clipped: most > limit * (1 + 1e-9) };
}

function roundUp(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((m) => m * power >= value * (1 - 1e-9));
}

/** The kind of scale that shows most: logarithmic where most cells would be pale beside a few. */
export function kindOf(wish, values, n, limit) {
  if (wish !== "auto") return wish;
  let pale = 0;
  let finite = 0;
  for (let i = 0; i < n; i++) {
    if (!Number.isFinite(values[i]) || values[i] === 0) continue;
    finite++;
    if (Math.abs(values[i]) < limit / 15) pale++;
  }
  return pale > finite / 2 ? "symlog" : "linear";
}

const APART = 0.02; // of half a scale: nearer to 0 nobody can tell 1 from it

/**
 * A scale { place(value) in [-1, 1], ticks, kind, limit }; symlog bends logarithmically beyond
 * 1/100 of the limit.
 */
export function scaleOf(kind, limit) {
  const knee = limit / 100;
  const bent = (w) => Math.sign(w) * Math.log1p(Math.abs(w) / knee);
  const raw = kind === "symlog" ? (w) => bent(w) / bent(limit) : (w) => w / limit;
  const place = (w) => Math.max(-1, Math.min(1, raw(w)));
  const between = limit / (kind === "symlog" ? 10 : 2);
  const ticks = [-limit, -between, 0, between, limit].filter(
    (w) => !(w > 0 && limit >= 1 && Math.abs(place(w) - place(1)) < 0.12),
  );
  if (limit >= 1 && place(1) > APART) ticks.push(1);
  return { kind, limit, place, ticks: ticks.sort((a, b) => a - b) };
}

/**
 * The scale of some values, of the kind that is wished or, with "auto", of the one that shows most.
 */
export function scaleFor(values, wish) {
  const n = values.length;
  const { limit, clipped } = robustLimit(values, n);
  return { ...scaleOf(kindOf(wish, values, n, limit), limit), clipped };
}

const REACH = 20; // bins of a one-sided scale: the darkest would leave a surface no form

/**
 * The same scale from 0 on, for what is never negative, in the paler of the colours of its upper
 * half.
 */
export const fromZero = (scale) => ({
  ...scale,
  isOneSided: true,
  place: (w) => (2 * REACH * scale.place(w)) / BINS,
  ticks: scale.ticks.filter((w) => w >= 0),
});

/**
 * What of a scale's colours a legend shows, and where between its ends, from 0 to 1, a value
 * stands.
 */
export function stripOf(scale, colours) {
  if (!scale.isOneSided) return { colours, share: (w) => (1 + scale.place(w)) / 2 };
  return {
    colours: colours.slice(BINS / 2, BINS / 2 + REACH),
    share: (w) => (BINS * scale.place(w)) / 2 / REACH,
  };
}

/** The bin of a value, or -1 where there is none. */
export function binOf(scale, value) {
  if (!Number.isFinite(value)) return -1;
  return Math.min(BINS - 1, Math.floor(((scale.place(value) + 1) / 2) * BINS));
}
