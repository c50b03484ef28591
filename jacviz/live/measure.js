// Lengths, areas and volumes of images: the volume element integrated, each point counted with its multiplicity.
import { PROBE, REST, affordable } from "./budget.js";
import { format } from "./dom.js";
import { volumeElement } from "./matrix.js";
import { integrate } from "./quadrature.js";

const UNSURE = 0.05; // of an integral, the share beyond which an error leaves nothing to say
const SOON = 4000, LATE = 200000; // evaluations that a frame can afford, and a picture at rest

/** The length, area or volume of the image of a box [[low, high], ...]: { value, error, isSettled }. */
export const measureOfImage = (mapping, box, most = SOON) =>
  integrate((inputs, n) => volumeElement(mapping.at(inputs, n), inputs.length, n), box, { most: affordable(mapping, most, most > SOON ? REST : PROBE) });

/** The area of the image of the cell of the given side around (u, v) under a mapping of the plane. */
export function areaOfImage(mapping, u, v, side) {
  const sample = ([us, vs], n) => mapping.at(us, vs, n).determinant.slice(0, n).map(Math.abs);
  return integrate(sample, [u, v].map((w) => [w - side / 2, w + side / 2]), { most: affordable(mapping, SOON, PROBE) }).value;
}

/** The measure of the image of the whole domain: a first estimate at once, a better one when there is time. */
export class WholeMeasure {
  constructor(mapping) {
    this.mapping = mapping;
  }

  get domain() {
    return this.mapping.payload.variables.map(({ low, high }) => [low, high]);
  }

  get now() {
    const { parameters, morph } = this.mapping, key = JSON.stringify([parameters, morph]);
    if (key !== this.key) {
      this.key = key;
      this.found = measureOfImage(this.mapping, this.domain);
      this.isFinal = this.found.isSettled;
    }
    return this.found;
  }

  /** Whether there was something to refine. */
  refine() {
    if (!this.key || this.isFinal) return false;
    this.found = measureOfImage(this.mapping, this.domain, LATE);
    return (this.isFinal = true);
  }
}

/** Rows of numbers for the measure of the whole image, found as `total` at the probe; its name is that of the measure. */
export const totalRows = (name, of) => [
  {
    key: `total-${name}`, label: `Total ${name}`, title: `${name} of the image of ${of}, by adaptive quadrature`,
    value: ({ total }) => total.value, text: ({ total }) => sayValue(total),
  },
  { key: "total-error", label: "± error", title: "estimate of the error of the total", value: ({ total }) => total.error, text: ({ total }) => format(total.error, 1) },
];

/** The value of an integral, NaN where it does not settle: then it is infinite, or as good as. */
export const settled = ({ value, error }) => (error > UNSURE * Math.abs(value) ? NaN : value);

/** An integral as text, to the digits that its error leaves. */
function sayValue(integral) {
  const { value, error } = integral;
  if (value && Number.isNaN(settled(integral))) return "does not settle";
  const digits = error > 0 ? Math.floor(Math.log10(Math.abs(value) / error)) + 1 : 7;
  return format(value, Math.min(7, Math.max(2, digits)));
}
