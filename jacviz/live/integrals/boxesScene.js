// Three variables: the region and its image with the same boxes, their outer faces coloured by what
// each contributes.
import { interleaved } from "../geometry/pathImages.js";
import { palette } from "../marks/palette.js";
import { binOf } from "../numeric/scale.js";
import { SCALE } from "../scenes/knobs.js";
import { COLOUR, IntegralScene } from "./integralScene.js";

const SWITCHES = [
  {
    key: "colours",
    name: "Colours",
    title: "the outer faces, coloured by what their boxes contribute",
    on: true,
  },
  {
    key: "lines",
    name: "Boxes",
    title: "the lines between the boxes on the outer faces",
    on: true,
  },
];

/** The scene of a triple integral, in two panes that turn together. */
export class BoxesScene extends IntegralScene {
  name = "boxes";
  switches = SWITCHES;
  choices = [COLOUR, SCALE];
  hasProbeSliders = true;
  handles = [];

  constructor(payload) {
    super(payload, { most: 8, value: 4, ladder: [1, 2, 4, 8], cell: "box" });
    const [x, y, z] = payload.labels;
    const [u, v, w] = this.inputs;
    this.panes = [
      {
        name: "domain",
        title: `Region in ${u}, ${v}, ${w}`,
        x: u,
        y: v,
        z: w,
        kind: "space",
        isFree: true,
      },
      { name: "image", title: `Image in ${x}, ${y}, ${z}`, x, y, z, kind: "space" },
      this.convergence,
    ];
  }

  ground({ state, theme, panes }) {
    const cells = this.cells(state);
    const {
      pieces,
      lattice: { u, f },
    } = cells;
    const { scale, values } = this.coloured(cells, state);
    const colours = palette(theme.dark);
    panes.domain.show(this.window);
    panes.image.show(this.rangeOf(u, f));
    this.showConvergence({ panes });
    const ink = (k) =>
      state.show.colours ? colours[Math.max(0, binOf(scale, values[k]))] : theme.plain;
    const faces = facesOf(
      cells,
      u.map(() => [0, cells.count]),
    );
    const [domain, image] = [
      [u, theme.domain],
      [f, theme.image],
    ].map(([coordinates, stroke]) =>
      faces.map((face) => ({
        kind: "surface",
        grid: gridOf(face, coordinates),
        colours: face.cells.map(ink),
        alpha: 0.42,
        lines: state.show.lines
          ? { strokes: [stroke, stroke], every: pieces / STRIDE, width: 1, alpha: 0.55 }
          : null,
      })),
    );
    return { domain, image, convergence: [], scale, legend: state.show.colours ? scale : null };
  }

  foreground(stage, here) {
    const { theme } = stage;
    const { cells, k } = here;
    const { u, f } = cells.lattice;
    const faces = facesOf(
      cells,
      cells.placesOf(k).map((place) => [place, place + 1]),
    );
    const [domain, image] = [
      [u, theme.domain],
      [f, theme.image],
    ].map(([coordinates, ink]) => [
      ...faces.map((face) => ({
        kind: "surface",
        grid: gridOf(face, coordinates),
        fill: ink,
        alpha: 0.6,
      })),
      ...edgesOf(faces, coordinates).map((xyz) => ({
        kind: "polyline",
        xyz,
        stroke: theme.ink,
        width: 2,
        isDeep: true,
      })),
    ]);
    return { domain, image, convergence: this.convergenceMarks(stage, here) };
  }
}

const STRIDE = 2; // steps of the lattice that a fine quadrangle takes

/**
 * The six outer faces of the cells between some places: { columns, rows, vertices, cells }, the
 * cells under their fine quadrangles.
 */
function facesOf({ count, pieces: steps, lattice: { columns } }, places) {
  const pieces = steps / STRIDE;
  return places.flatMap((ends, axis) =>
    ends.map((end, side) => {
      const [p, q] = [0, 1, 2].filter((k) => k !== axis);
      const spans = [p, q].map((k) => (places[k][1] - places[k][0]) * pieces);
      const width = spans[0] + 1;
      const height = spans[1] + 1;
      const vertices = Array.from({ length: width * height }, (_, k) => {
        const i = places[p][0] * pieces + (k % width);
        const j = places[q][0] * pieces + Math.floor(k / width);
        return STRIDE * (i * columns ** p + j * columns ** q + end * pieces * columns ** axis);
      });
      const cells = Array.from({ length: spans[0] * spans[1] }, (_, k) => {
        const i = places[p][0] + Math.floor((k % spans[0]) / pieces);
        const j = places[q][0] + Math.floor(Math.floor(k / spans[0]) / pieces);
        return i * count ** p + j * count ** q + (end - side) * count ** axis;
      });
      return { columns: width, rows: height, vertices, cells };
    }),
  );
}

function gridOf({ columns, rows, vertices }, coordinates) {
  const [x, y, z] = coordinates.map((w) => Float64Array.from(vertices, (k) => w[k]));
  return { columns, rows, x, y, z };
}

/** The outlines of faces, coordinate after coordinate. */
function edgesOf(faces, coordinates) {
  return faces.map(({ columns, rows, vertices }) => {
    const last = columns - 1;
    const around = [
      ...vertices.slice(0, columns),
      ...Array.from({ length: rows - 1 }, (_, k) => vertices[(k + 1) * columns + last]),
      ...vertices.slice((rows - 1) * columns, rows * columns - 1).reverse(),
      ...Array.from({ length: rows - 1 }, (_, k) => vertices[(rows - 2 - k) * columns]),
    ];
    return interleaved(coordinates.map((w) => Float64Array.from(around, (k) => w[k])));
  });
}
