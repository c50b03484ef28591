// The gradient of a function of two variables in its contour plot: a field of arrows, and the one at the probe.

const ACROSS = 11; // arrows a row of the field
const LONGEST = 9; // em that no gradient at the probe reaches

/** The median modulus of the gradient of a field where it exists; 1 where the gradient is 0 everywhere. */
export function typicalSlope({ alongU, alongV }) {
  const moduli = Array.from(alongU, (w, k) => Math.hypot(w, alongV[k]))
    .filter((w) => w > 0 && Number.isFinite(w))
    .sort((a, b) => a - b);
  return moduli[moduli.length >> 1] ?? 1;
}

/** A length below 1 that grows with the modulus of a gradient: one half at the typical one. */
const boundedLength = (modulus, typical) => modulus / (modulus + typical);

/** The gradient field of a field as marks: arrows of bounded length, centred where they belong. */
export function gradientField({ side, u, v, values, alongU, alongV }, typical, theme) {
  const every = Math.round((side - 1) / ACROSS);
  const count = Math.floor((side - 1) / every);
  const first = Math.round((side - 1 - (count - 1) * every) / 2);
  const spacing = every * Math.min(u[1] - u[0], v[side] - v[0]);
  const arrows = [];
  for (let j = first; j < first + count * every; j += every)
    for (let i = first; i < first + count * every; i += every) {
      const k = j * side + i;
      const modulus = Math.hypot(alongU[k], alongV[k]);
      if (!(modulus > 0) || !Number.isFinite(modulus + values[k])) continue;
      const half = (0.5 * spacing * boundedLength(modulus, typical)) / modulus;
      const [du, dv] = [half * alongU[k], half * alongV[k]];
      arrows.push({
        kind: "arrow",
        from: [u[k] - du, v[k] - dv],
        to: [u[k] + du, v[k] + dv],
        stroke: theme.ink,
        fill: theme.ink,
        width: 1.2,
        alpha: 0.5,
      });
    }
  return arrows;
}

/**
 * The gradient at a point as marks: the arrow, its components (the partials) in the colours of their columns, and the
 * tangent of the level curve, to which it is perpendicular. focus is the highlighted column of its row, { column }, {} for
 * the whole row, or null.
 */
export function gradientArrow([x, y], [du, dv], typical, theme, { transform: { sx } }, focus) {
  const modulus = Math.hypot(du, dv);
  if (!(modulus > 0) || !Number.isFinite(modulus)) return [];
  const length = (LONGEST * theme.size * boundedLength(modulus, typical)) / sx / modulus;
  const tip = [x + length * du, y + length * dv];
  const corner = [tip[0], y];
  const reach = (0.3 * LONGEST * theme.size) / sx / modulus;
  const legs = [
    [[x, y], corner, theme.first],
    [corner, tip, theme.second],
  ];
  const isWhole = focus && focus.column === undefined;
  return [
    {
      kind: "polyline",
      xy: Float64Array.of(x + reach * dv, y - reach * du, x - reach * dv, y + reach * du),
      stroke: theme.ink,
      width: 2,
      dash: [6, 4],
    },
    ...legs.map(([p, q, stroke], column) => ({
      kind: "polyline",
      xy: Float64Array.of(...p, ...q),
      stroke,
      width: focus?.column === column ? 6 : 3,
      alpha: focus?.column === 1 - column ? 0.3 : 1,
    })),
    {
      kind: "arrow",
      from: [x, y],
      to: tip,
      stroke: theme.image,
      fill: theme.image,
      width: isWhole ? 6 : 3.5,
    },
  ];
}
