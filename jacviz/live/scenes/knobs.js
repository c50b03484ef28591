// The knobs and choices that several scenes have.
import { MOST } from "../geometry/visibleWindow.js";
import { format } from "../numeric/format.js";

const niceBelow = (value) => {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * [5, 4, 3, 2, 1].find((m) => m * power <= value * (1 + 1e-9));
};

/** The knob of the side of the small cell, from invisible to half the domain. */
export function sizeKnob({ variables }) {
  const sides = variables.map((v) => v.high - v.low);
  const least = Math.min(...sides);
  const most = Math.max(...sides);
  const value = niceBelow(Math.max(0.2 * least, Math.min(0.4 * least, 0.1 * most)));
  return {
    key: "size",
    name: "Cell size",
    low: least * 1e-4,
    high: least * 0.5,
    value,
    log: true,
    ground: false,
    show: (w) => `Δ = ${format(w, 2)}`,
  };
}

export const ZOOM = {
  key: "zoom",
  name: "Zoom to probe",
  low: 0,
  high: 1,
  value: 0,
  show: (w) => `${format(MOST ** w, 2)}×`,
};

export const MORPH = {
  key: "morph",
  name: "Morph",
  low: 0,
  high: 1,
  value: 1,
  play: "Play the morph from the identity to the mapping",
  show: (w) => (w === 1 ? "mapping" : w === 0 ? "identity" : format(w, 2)),
};

export const SCALE = { key: "scale", values: ["auto", "linear", "symlog"], value: "auto" };

/** The choice of how many lines there are in each direction. */
export const linesChoice = (value) => ({
  key: "lines",
  name: "Number of lines",
  title: "lines in each direction",
  values: [10, 20, 40],
  value,
  label: (n) => `${n} × ${n}`,
});
