// Mappings of one box of the plane side by side: its grid, its cells and its small cell under each
// of them, in a row of panes.
import { binCells } from "../geometry/cellBins.js";
import { FILL_CELLS, affordableCells, cellGrid, subdivide } from "../geometry/cellGrid.js";
import {
  coordinateCurves,
  imageOfPolyline,
  isInOnePiece,
  linePositions,
  linesAt,
} from "../geometry/coordinateCurves.js";
import { doubts } from "../geometry/resolution.js";
import { hatchOf, palette } from "../marks/palette.js";
import { area, arrow, line, outline, probeDot } from "../marks/shapes.js";
import { Budget } from "../numeric/budget.js";
import { fitRange } from "../numeric/ranges.js";
import { scaleFor } from "../numeric/scale.js";
import { cornersAround, linearImage } from "./cell.js";
import { linesChoice, SCALE } from "./knobs.js";
import { emphasis, tangentOf } from "./tangent.js";

export const ROW_SWITCHES = [
  {
    key: "cells",
    name: "Area factor",
    title: "fill all cells by the determinant of the product so far",
    on: true,
  },
  { key: "lines", name: "Coordinate curves", title: "coordinate lines and their images", on: true },
  {
    key: "cell",
    name: "Cell",
    title: "the small cell, its images, and dashed the parallelograms of the product so far",
    on: true,
  },
];

export const ROW_CHOICES = [linesChoice(10), SCALE];

/**
 * What lies beneath the probe: { <name of a pane>: marks, ..., scale, legend, grids, notes }. `row`
 * has { name, mapping } for each pane, all mappings of the same variables, the first of them the
 * identity.
 */
export function rowGround({ state, theme, panes }, row) {
  const { variables } = row[0].mapping.payload;
  const positions = variables.map((variable) => linePositions(variable, state.lines));
  const budget = new Budget();
  for (const { name, mapping } of row) panes[name].show(fitRange(mapping));
  const grids = gridsOf(row, positions, state.lines, panes, budget);
  const scale = scaleFor(
    Float64Array.from(grids.flatMap(({ typical }) => [...typical])),
    state.scale,
  );
  const lines = linesAt(positions, boxOf(variables));
  const marks = row.map(({ name, mapping }, k) => [
    name,
    [
      ...(state.show.cells ? [filled(grids[k], scale, k ? "image" : "domain", theme)] : []),
      ...(state.show.lines ? curves(mapping, lines, panes[name], theme, budget, row.length) : []),
    ],
  ]);
  return {
    ...Object.fromEntries(marks),
    scale,
    legend: state.show.cells ? scale : null,
    grids,
    notes: doubts(budget, Math.max(...grids.map(({ astray }) => astray))),
  };
}

const boxOf = ([a, b]) => [a.low, a.high, b.low, b.high];

function gridsOf(row, positions, lines, panes, budget) {
  const fine = positions.map((at) => subdivide(at, FILL_CELLS / lines));
  const work = row.reduce((sum, { mapping }) => sum + mapping.work, 0);
  const vertices = affordableCells(...fine, work, budget.part(0.2));
  return row.map(({ name, mapping }) => {
    const { transform, range } = panes[name];
    const view = { scale: transform.sx, range, budget: budget.part(0.3 / row.length) };
    return cellGrid(mapping, ...vertices, view);
  });
}

const filled = (grid, scale, where, theme) => ({
  kind: "cells",
  where,
  grid,
  ...binCells(grid, scale),
  hatch: hatchOf(theme),
  colours: palette(theme.dark),
});

function curves(mapping, lines, { transform, range }, theme, budget, count) {
  const part = budget.part(0.5 / count);
  return coordinateCurves(mapping, lines, transform.sx, range, part).map((xy, axis) =>
    line(xy, [theme.first, theme.second][axis], 1.1, { alpha: 0.7 }),
  );
}

/**
 * What moves with the probe: marks for each pane; here has the points and the products of Jacobian
 * matrices for each.
 */
export function rowForeground(stage, row, here) {
  const corners = cornersAround(here.p, stage.state.size);
  return Object.fromEntries(
    row.map((place, k) => [place.name, probeMarks(stage, place, corners, here, k)]),
  );
}

function probeMarks({ state, theme, panes, focus }, { name, mapping }, corners, here, k) {
  const ink = k ? theme.image : theme.domain;
  const f = here.points[k];
  const j = here.products[k];
  const pane = panes[name];
  const isHere = f.every(Number.isFinite);
  const isLinear = isHere && j.every(Number.isFinite);
  const tangent = isLinear && tangentOf({ p: here.p, f, j });
  return [
    ...(state.show.cell ? cellImage(mapping, corners, pane, ink) : []),
    ...(state.show.cell && tangent && k
      ? [outline(linearImage(tangent, here.p, corners), theme.ink, 1.8, { dash: [6, 4] })]
      : []),
    ...(tangent ? arrows(tangent, state.size, theme, pane, focus) : []),
    ...(isHere ? [probeDot(f, ink, theme)] : []),
  ];
}

/** The image of the cell, filled where it is in one piece. */
function cellImage(mapping, corners, { transform }, ink) {
  const xy = imageOfPolyline(mapping, corners, 32, transform.sx);
  return [...(isInOnePiece(xy) ? [area(xy, ink, 0.28)] : []), line(xy, ink, 2.2)];
}

const SHORTEST = 16; // pixels: a cell whose longer edge is no longer than that is too small to see its arrows
const LENGTH = 2.6; // em of the longer arrow where the cell is too small

/**
 * The columns of a matrix at a point: the edges of the parallelogram of a cell with so long a side,
 * from its corner; where they would be too short to see they stand at the point, enlarged alike.
 */
function arrows({ columns, near }, side, theme, { transform: { sx } }, focus) {
  const longest = Math.max(...columns.map((column) => Math.hypot(...column)));
  const isVisible = side * longest * sx > SHORTEST;
  const length = isVisible || !longest ? side : (LENGTH * theme.size) / sx / longest;
  const start = isVisible ? -side / 2 : 0;
  const from = near([start, start]);
  return columns.map((column, k) => {
    const to = from.map((w, row) => w + length * column[row]);
    return arrow(from, to, [theme.first, theme.second][k], 3, emphasis(focus, k));
  });
}
