// Mappings that have no picture here: the matrix at the probe, its rank, its null space and its
// principal stretches.
import { Evaluation } from "../numeric/evaluation.js";
import { format } from "../numeric/format.js";
import { RANK_TOLERANCE, singularValues } from "../numeric/matrix.js";
import { Scene } from "./scene.js";

/** The scene of a mapping of any shape: numbers at a point that sliders move. */
export class TableScene extends Scene {
  name = "table";
  hasProbeSliders = true;

  constructor(payload) {
    super(payload, new Evaluation(payload));
    this.numbers = { rows: rowsOf(payload), remarks: (here) => remarks(payload, here) };
  }

  ground() {
    return { scale: null, legend: null };
  }

  atProbe({ mapping, state }) {
    const here = mapping.point(state.probe);
    const n = here.p.length;
    const {
      stretches: found,
      rank,
      kernel,
    } = here.j.every(Number.isFinite)
      ? singularValues(here.j, n)
      : { stretches: [], rank: NaN, kernel: [] };
    const stretches = found.map((w, k) => (k < rank ? w : 0));
    return {
      ...here,
      stretches,
      rank,
      kernel,
      element: stretches.length ? stretches.reduce((product, w) => product * w, 1) : NaN,
    };
  }

  foreground() {
    return {};
  }
}

const MANY = 24; // numbers on one line

/** So many stretches as are read at a glance: the largest ones and the least. */
const briefly = (stretches) => {
  const texts = stretches.map((w) => format(w));
  return (texts.length > 8 ? [...texts.slice(0, 4), "…", ...texts.slice(-2)] : texts).join(",  ");
};

const spanned = (kernel) =>
  kernel.length * (kernel[0]?.length ?? 0) > MANY
    ? `of dimension ${kernel.length}`
    : kernel.map(vector).join(",  ");

const vector = (entries) =>
  `(${entries.map((w) => format(Math.abs(w) < 1e-12 ? 0 : w, 3)).join(", ")})`;

function rowsOf({ variables, labels, layout }) {
  const [m, n] = [labels.length, variables.length];
  const element =
    m >= n
      ? {
          label: n === 1 ? "Arc length element" : n === 2 ? "Area element" : "Volume element",
          title: "√det JᵀJ, the product of the principal stretches",
        }
      : {
          label: "√det JJᵀ",
          title:
            "the factor of J for volumes at right angles to its null space: the product of the principal stretches",
        };
  return [
    {
      key: "rank",
      label: "Rank",
      title: `principal stretches above ${format(RANK_TOLERANCE, 1)} times the largest`,
      value: (here) => here.rank,
      text: (here) => `${format(here.rank)} of at most ${Math.min(m, n)}`,
    },
    {
      key: "kernel",
      label: "Null space (kernel)",
      title: "unit vectors at right angles to each other that J sends to 0",
      value: (here) => here.kernel.length,
      text: (here) => (Number.isNaN(here.rank) ? "–" : spanned(here.kernel) || "only 0"),
    },
    {
      key: "stretches",
      label: "Principal stretches",
      title: "singular values of J",
      value: (here) => here.stretches[0] ?? NaN,
      text: (here) => briefly(here.stretches) || "–",
    },
    ...(layout.determinant
      ? [
          {
            key: "determinant",
            label: "det J",
            title: "signed volume factor at the probe",
            value: (here) => here.determinant,
          },
        ]
      : []),
    { key: "volume-element", ...element, value: (here) => here.element },
  ];
}

function remarks({ variables, labels }, { rank }) {
  return rank < Math.min(labels.length, variables.length) ? ["The rank of J drops here."] : [];
}
