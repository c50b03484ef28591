// The gradient of a function of two variables in its contour plot: a field of arrows, and the one
// at the probe.
import { arrow, line } from "../marks/shapes.js";

const ACROSS = 11; // arrows a row of the field
const LONGEST = 9; // em that no gradient at the probe reaches

/**
 * The median modulus of the gradient of a field where it exists; 1 where the gradient is 0
 * everywhere.
 */
export function typicalSlope({ alongU, alongV }) {
  const moduli = Array.from(alongU, (w, k) => Math.hypot(w, alongV[k]))
    .filter((w) => w > 0 && Number.isFinite(w))
    .sort((a, b) => a - b);
  return moduli[moduli.length >> 1] ?? 1;
}

/** A length below 1 that grows with the modulus of a gradient: one half at the typical one. */
const boundedLength = (modulus, typical) => modulus / (modulus + typical);

/** The gradient field of a field as marks: arrows of bounded length, centred where they belong. */
export function gradientField(field, typical, theme) {
  const { side, u, v } = field;
  const every = Math.round((side - 1) / ACROSS);
  const count = Math.floor((side - 1) / every);
  const first = Math.round((side - 1 - (count - 1) * every) / 2);
  const spacing = every * Math.min(u[1] - u[0], v[side] - v[0]);
  const places = Array.from({ length: count }, (_, k) => first + k * every);
  return places
    .flatMap((j) => places.map((i) => j * side + i))
    .flatMap((k) => fieldArrow(field, k, spacing, typical, theme));
}

/** The arrow at vertex k, as an array of one; of none where there is no gradient. */
function fieldArrow({ u, v, values, alongU, alongV }, k, spacing, typical, { ink }) {
  const modulus = Math.hypot(alongU[k], alongV[k]);
  if (!(modulus > 0) || !Number.isFinite(modulus + values[k])) return [];
  const half = (0.5 * spacing * boundedLength(modulus, typical)) / modulus;
  const [du, dv] = [half * alongU[k], half * alongV[k]];
  return [arrow([u[k] - du, v[k] - dv], [u[k] + du, v[k] + dv], ink, 1.2, { alpha: 0.5 })];
}

/**
 * The gradient at a point as marks: the arrow, its components (the partials) in the colours of
 * their columns, and the tangent of the level curve, to which it is perpendicular. focus is the
 * highlighted column of its row, { column }, {} for the whole row, or null.
 */
export function gradientArrow([x, y], [du, dv], typical, theme, { transform: { sx } }, focus) {
  const modulus = Math.hypot(du, dv);
  if (!(modulus > 0) || !Number.isFinite(modulus)) return [];
  const length = (LONGEST * theme.size * boundedLength(modulus, typical)) / sx / modulus;
  const tip = [x + length * du, y + length * dv];
  const reach = (0.3 * LONGEST * theme.size) / sx / modulus;
  const [right, up] = [reach * dv, reach * du];
  const isWhole = focus && focus.column === undefined;
  return [
    line(Float64Array.of(x + right, y - up, x - right, y + up), theme.ink, 2, { dash: [6, 4] }),
    ...legs([x, y], tip, theme, focus?.column),
    arrow([x, y], tip, theme.image, isWhole ? 6 : 3.5),
  ];
}

/** The components of an arrow, one of which may be lit. */
function legs(from, tip, { first, second }, lit) {
  const corner = [tip[0], from[1]];
  const ways = [
    [from, corner, first],
    [corner, tip, second],
  ];
  return ways.map(([p, q, ink], column) =>
    line(Float64Array.of(...p, ...q), ink, lit === column ? 6 : 3, {
      alpha: lit === 1 - column ? 0.3 : 1,
    }),
  );
}
