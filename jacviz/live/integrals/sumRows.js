// The numbers of an integral: those of the lit cell beside the sums over all cells.
import { format } from "../numeric/format.js";
import { row } from "../scenes/numberRows.js";

// For each kind of cell what its image has for a size, and how that is found.
const SIZES = {
  strip: { size: "width", title: "width" },
  cell: { size: "area", title: "area, from the quadrangles of its curved outline's lattice" },
  box: { size: "volume", title: "volume, from the hexahedra of a lattice" },
};

/** The rows of a scene whose cells are "strip", "cell" or "box". */
export function sumRows(scene, cell) {
  const { payload, inputs } = scene;
  const [x] = payload.labels;
  const factor = inputs.length === 1 ? `|d${x}/d${inputs[0]}|` : "|det J|";
  const own = [...ownRows(scene, cell, factor), ...imageRows(cell)];
  const whole = [...wholeRows(scene, cell, factor), ...targetRows(scene)];
  return own.flatMap((one, k) => (whole[k] ? [one, whole[k]] : [one]));
}

const ownRows = ({ payload, sides }, cell, factor) => [
  row(
    "integrand",
    `f(${payload.labels.join(", ")})`,
    `the integrand at the image of the ${cell}'s centre`,
    (here) => here.integrand,
  ),
  row("determinant", factor, `the factor at the centre of the ${cell}`, (here) =>
    Math.abs(here.determinant),
  ),
  row("product", `f ${factor}`, "the integrand of the new variables", (here) => here.product),
  row("cell-area", sides, `size of the ${cell} in the new variables`, (here) => here.area),
  row(
    "contribution",
    `f ${factor} ${sides}`,
    `what this ${cell} adds to the sum over the new variables`,
    (here) => here.contribution,
  ),
];

const imageRows = (cell) => [
  row(
    "image-area",
    `True ${SIZES[cell].size}`,
    `of the image of the ${cell}: its ${SIZES[cell].title}`,
    (here) => here.imageArea,
  ),
  row(
    "image-contribution",
    `f · true ${SIZES[cell].size}`,
    `what the image of this ${cell} adds to the sum over the image`,
    (here) => here.imageContribution,
  ),
];

const wholeRows = (scene, cell, factor) => [
  row(
    "sum-domain",
    `Σ f ${factor} ${scene.sides}`,
    `over all ${cell === "box" ? "boxes" : `${cell}s`}: midpoint sum over the new variables`,
    (here) => here.cells.sums.domain,
  ),
  errorRow("domain", scene),
  row(
    "sum-image",
    `Σ f · true ${SIZES[cell].size}`,
    "over the images, without J",
    (here) => here.cells.sums.image,
  ),
  errorRow("image", scene),
];

/** How far the sum of a side is from the integral. */
function errorRow(side, scene) {
  const value = (here) => here.cells.sums[side] - scene.target;
  const text = (here) => format(value(here), 3);
  return row(`error-${side}`, "− integral", "how far this sum is from the integral", value, {
    text,
  });
}

function targetRows(scene) {
  const { payload } = scene;
  const isMultiple = payload.multiplicity > 1;
  const once = () => payload.value ?? NaN;
  const constant = (key, label, title, value) =>
    row(key, label, title, value, { text: () => format(value(), 7) });
  const label = isMultiple ? "Integral with multiplicity" : "Integral";
  return [
    constant("integral", label, "what both sums tend to", () => scene.target),
    ...(isMultiple
      ? [constant("value", "Each point once", "the integral over the image as a set", once)]
      : []),
  ];
}
