// Mappings of one box of the plane side by side: its grid, its cells and its small cell under each of them, in a row of panes.
import { affordableCells, binCells, cellGrid, subdivide } from "../geometry/cellGrid.js";
import {
  coordinateCurves,
  imageOfPolyline,
  isInOnePiece,
  linePositions,
} from "../geometry/coordinateCurves.js";
import { doubts } from "../geometry/resolution.js";
import { palette } from "../marks/palette.js";
import { Budget } from "../numeric/budget.js";
import { fitRange } from "../numeric/ranges.js";
import { kindOf, robustLimit, scaleOf } from "../numeric/scale.js";

const FILL_CELLS = 40; // cells a side that are filled, whatever the number of lines

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
export const ROW_CHOICES = [
  {
    key: "lines",
    name: "Number of lines",
    title: "lines in each direction",
    values: [10, 20, 40],
    value: 10,
    label: (n) => `${n} × ${n}`,
  },
  { key: "scale", values: ["auto", "linear", "symlog"], value: "auto" },
];

/**
 * What lies beneath the probe in the panes of the given names: { <name>: marks, ..., scale, legend, grids }. mappings has one
 * for each pane, of the same variables, the first of them the identity.
 */
export function rowGround({ state, theme, panes }, names, mappings) {
  const { variables } = mappings[0].payload;
  const [a, b] = variables;
  const [us, vs] = variables.map((variable) => linePositions(variable, state.lines));
  const pieces = (positions) => subdivide(positions, FILL_CELLS / state.lines);
  const lines = [
    ...vs.map((v) => ({ axis: 0, fixed: v, from: a.low, to: a.high })),
    ...us.map((u) => ({ axis: 1, fixed: u, from: b.low, to: b.high })),
  ];
  const budget = new Budget();
  const share = 1 / mappings.length;
  const cells = affordableCells(
    pieces(us),
    pieces(vs),
    mappings.reduce((sum, { work }) => sum + work, 0),
    budget.part(0.2),
  );
  mappings.forEach((mapping, k) => panes[names[k]].show(fitRange(mapping)));
  const grids = mappings.map((mapping, k) =>
    cellGrid(mapping, ...cells, viewOf(panes[names[k]], budget.part(0.3 * share))),
  );
  const determinants = Float64Array.from(grids.flatMap((grid) => Array.from(grid.typical)));
  const { limit, clipped } = robustLimit(determinants, determinants.length);
  const scale = {
    ...scaleOf(kindOf(state.scale, determinants, determinants.length, limit), limit),
    clipped,
  };
  const marks = names.map((name, k) => {
    const pane = panes[name];
    const out = [];
    if (state.show.cells)
      out.push({
        kind: "cells",
        where: k ? "image" : "domain",
        grid: grids[k],
        ...binCells(grids[k], scale),
        hatch: hatchOf(theme),
        colours: palette(theme.dark),
      });
    if (state.show.lines)
      coordinateCurves(
        mappings[k],
        lines,
        pane.transform.sx,
        pane.range,
        budget.part(0.5 * share),
      ).forEach((xy, axis) =>
        out.push({
          kind: "polyline",
          xy,
          stroke: [theme.first, theme.second][axis],
          width: 1.1,
          alpha: 0.7,
        }),
      );
    return [name, out];
  });
  return {
    ...Object.fromEntries(marks),
    scale,
    legend: state.show.cells ? scale : null,
    grids,
    notes: doubts(budget, Math.max(...grids.map(({ astray }) => astray))),
  };
}

const viewOf = ({ transform, range }, budget) => ({ scale: transform.sx, range, budget });

export const hatchOf = (theme) => theme.faint.replace("0.16", "0.42");

/** What moves with the probe p: marks for each pane; here has the points and the products of Jacobian matrices for each. */
export function rowForeground(
  { state, theme, panes, focus },
  names,
  mappings,
  { p: [u, v], points, products },
) {
  const half = state.size / 2;
  const corners = [
    [u - half, v - half],
    [u + half, v - half],
    [u + half, v + half],
    [u - half, v + half],
  ];
  return Object.fromEntries(
    names.map((name, k) => {
      const ink = k ? theme.image : theme.domain;
      const marks = [];
      const [x, y] = points[k];
      const [a, b, c, d] = products[k];
      const pane = panes[name];
      const isHere = Number.isFinite(x + y);
      const isLinear = isHere && Number.isFinite(a + b + c + d);
      if (state.show.cell) {
        const xy = imageOfPolyline(mappings[k], corners, 32, pane.transform.sx);
        if (isInOnePiece(xy))
          marks.push({ kind: "polyline", closed: true, xy, fill: ink, alpha: 0.28 });
        marks.push({ kind: "polyline", xy, stroke: ink, width: 2.2 });
        if (isLinear && k) {
          const linear = corners.flatMap(([pu, pv]) => [
            x + a * (pu - u) + b * (pv - v),
            y + c * (pu - u) + d * (pv - v),
          ]);
          marks.push({
            kind: "polyline",
            closed: true,
            xy: Float64Array.from(linear),
            stroke: theme.ink,
            width: 1.8,
            dash: [6, 4],
          });
        }
      }
      if (isLinear)
        marks.push(...columnArrows([x, y], products[k], state.size, theme, pane, focus));
      if (isHere)
        marks.push({
          kind: "point",
          at: [x, y],
          radius: 6,
          fill: ink,
          stroke: theme.paper,
          width: 2,
        });
      return [name, marks];
    }),
  );
}

const SHORTEST = 16; // pixels: a cell whose longer edge is no longer than that is too small to see its arrows
const LENGTH = 2.6; // em of the longer arrow where the cell is too small

/**
 * The columns of a matrix at a point: the edges of the parallelogram of a cell with so long a side, from its corner; where
 * they would be too short to see they stand at the point, enlarged alike.
 */
function columnArrows([x, y], [a, b, c, d], side, theme, { transform: { sx } }, focus) {
  const longest = Math.max(Math.hypot(a, c), Math.hypot(b, d));
  const isVisible = side * longest * sx > SHORTEST;
  const length = isVisible || !longest ? side : (LENGTH * theme.size) / sx / longest;
  const start = isVisible ? side / 2 : 0;
  const from = [x - start * (a + b), y - start * (c + d)];
  return [
    [a, c, theme.first],
    [b, d, theme.second],
  ].map(([dx, dy, stroke], column) => {
    const isDim = focus && focus.column !== column;
    return {
      kind: "arrow",
      from,
      to: [from[0] + length * dx, from[1] + length * dy],
      stroke,
      fill: stroke,
      width: focus && !isDim ? 5 : 3,
      alpha: isDim ? 0.25 : 1,
    };
  });
}
