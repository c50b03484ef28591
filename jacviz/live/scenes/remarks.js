// What is written of measures of images: as many digits as are sure, and where a number is not what
// one takes it for.
import { DUST, settled } from "../measures/measure.js";
import { format } from "../numeric/format.js";
import { RANK_TOLERANCE } from "../numeric/matrix.js";

/** The ratio of a true measure to the linear one; NaN where the latter is 0 but for rounding. */
const ratioOf = (measure, linear) => (linear > RANK_TOLERANCE * measure ? measure / linear : NaN);

/**
 * The measure of the image of a cell and its ratio to the linear one; NaN where f has no value, or
 * the cell is cut off.
 */
export function cellNumbers({ f }, cell, linear) {
  const measure = f.every(Number.isFinite) ? settled(cell) : NaN;
  return { cell, measure, ratio: cell.hole > DUST ? NaN : ratioOf(measure, linear) };
}

/** The measure of the image of a cell as text. */
export const sayCell = ({ cell, measure, f }) =>
  Number.isNaN(measure) && !f.every(Number.isFinite) ? format(NaN) : sayValue(cell, 4);

/**
 * What must be said beside the measure of the image of a cell, which is called by name and by the
 * part of the domain.
 */
export function cellRemarks({ f, cell: measured }, name, cell) {
  const { value, hole, isTorn, multiplicity } = measured;
  const said = [];
  if (hole > 1 - DUST || !f.every(Number.isFinite)) return said;
  if (value && Number.isNaN(settled(measured)))
    return [
      `The ${name} does not settle: a pole lies in the ${cell} or at its edge, or more than can be resolved.`,
    ];
  if (hole > DUST)
    said.push(
      `The mapping is not defined on all of the ${cell}: the true ${name} is that of the image of the rest.`,
    );
  if (isTorn) said.push(`The mapping jumps within the ${cell}: its image is in pieces.`);
  if (value > 0 && multiplicity?.most > 1)
    said.push(
      `The image of the ${cell} overlaps itself: the true ${name} counts what is covered ${times(multiplicity.most)}, ${times(multiplicity.most)}.`,
    );
  return said;
}

/** What must be said beside the total measure of an image. */
export function totalRemarks({ total }, name) {
  const { value, error, hole, multiplicity } = total;
  const said = [];
  if (hole > DUST && hole < 1 - DUST)
    said.push(
      `The mapping is not defined on all of the domain: the total ${name} is that of the image of the rest.`,
    );
  if (!(value > 0 && multiplicity?.most > 1)) return said;
  const { least, most } = multiplicity;
  if (least === most)
    said.push(
      `The image is covered ${most === 2 ? "twice" : `${most} times`}: counted once, its ${name} is ${sayValue({ ...total, value: value / most, error: error / most })}.`,
    );
  else
    said.push(
      `Parts of the image are covered ${times(most)}: the total ${name} counts them ${times(most)}.`,
    );
  return said;
}

const times = (count) => (count === 2 ? "twice" : "several times");

/**
 * Rows of numbers for the measure of the whole image, found as `total` at the probe; its name is
 * that of the measure.
 */
export const totalRows = (name, of) => [
  {
    key: `total-${name}`,
    label: `Total ${name}`,
    title: `${name} of the image of ${of}, by adaptive quadrature`,
    value: ({ total }) => settled(total),
    text: ({ total }) => sayValue(total),
  },
  {
    key: "total-error",
    label: "± error",
    title: "estimate of the error of the total",
    value: ({ total }) => total.error,
    text: ({ total }) => format(total.error, 1),
  },
];

/** An integral as text, to the digits that its error leaves. */
function sayValue(integral, most = 7) {
  const { value, error } = integral;
  if (Number.isNaN(settled(integral))) return value ? "does not settle" : format(NaN);
  const digits = error > 0 ? Math.floor(Math.log10(Math.abs(value) / error)) + 1 : most;
  return format(value, Math.min(most, Math.max(2, digits)));
}
