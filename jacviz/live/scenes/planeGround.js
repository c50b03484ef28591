// What lies beneath the probe in the panes of a mapping of the plane.
import { binCells } from "../geometry/cellBins.js";
import { FILL_CELLS, affordableCells, cellGrid, subdivide } from "../geometry/cellGrid.js";
import {
  coordinateCurves,
  imageOfPolyline,
  isInOnePiece,
  linePositions,
  linesAt,
} from "../geometry/coordinateCurves.js";
import { lettersF } from "../geometry/letters.js";
import { doubts } from "../geometry/resolution.js";
import { visibleBox } from "../geometry/visibleWindow.js";
import { hatchOf, palette } from "../marks/palette.js";
import { area, dot, line, segments } from "../marks/shapes.js";
import { Budget } from "../numeric/budget.js";
import { thinness } from "../numeric/ranges.js";
import { scaleFor } from "../numeric/scale.js";
import { zeroSet } from "../numeric/zeroCurves.js";
import { coverLabels } from "./coverLabels.js";
import { together } from "./together.js";

const SINGULAR_CELLS = 64;

/**
 * The ground { domain, image, scale, legend, notes }; `wanted` is the box of the domain that the
 * panes show.
 */
export function planeGround(stage, wanted) {
  const { mapping, state, panes } = stage;
  const { variables } = mapping.payload;
  const box = visibleBox(variables, wanted);
  const positions = variables.map((variable, k) =>
    linePositions(variable, state.lines, box.slice(2 * k, 2 * k + 2)),
  );
  const budget = new Budget();
  const filled = positions.every(({ length }) => length > 1)
    ? filledCells(stage, positions, budget.part(0.4))
    : { scale: null, astray: 0, cells: null, covers: null };
  return {
    ...together(
      Object.keys(panes),
      filled.cells,
      state.show.lines && curves(stage, linesAt(positions, box), budget.part(0.3)),
      state.show.orientation && letters(stage, box),
      state.show.singular && zeros(stage, box, budget),
      filled.covers,
    ),
    scale: filled.scale,
    legend: state.show.cells ? filled.scale : null,
    notes: [
      ...doubts(budget, filled.astray),
      ...thinness("domain", ...variables.map(({ low, high }) => [low, high])),
    ],
  };
}

/**
 * The cells between the lines filled by det J: { scale, astray } and, where they are shown, the
 * parts cells and covers.
 */
function filledCells({ mapping, state, theme, panes }, positions, budget) {
  const { transform, range } = panes.image;
  const fine = positions.map((at) =>
    subdivide(at, Math.max(1, Math.round(FILL_CELLS / (at.length - 1)))),
  );
  const grid = cellGrid(mapping, ...affordableCells(...fine, mapping.work, budget), {
    scale: transform.sx,
    range,
    budget,
  });
  const { astray } = grid;
  const scale = scaleFor(grid.typical, state.scale);
  if (!state.show.cells) return { scale, astray, cells: null, covers: null };
  const hatch = state.show.orientation ? hatchOf(theme) : null;
  const style = { ...binCells(grid, scale), hatch, colours: palette(theme.dark) };
  const [domain, image] = ["domain", "image"].map((where) => [
    { kind: "cells", grid, ...style, where },
  ]);
  const covers = { image: coverLabels(grid, range, theme) };
  return { scale, astray, cells: { domain, image }, covers };
}

function curves({ mapping, theme, panes }, lines, budget) {
  const { transform, range } = panes.image;
  const curved = coordinateCurves(mapping, lines, transform.sx, range, budget);
  const inked = (xy, axis) => line(xy, [theme.first, theme.second][axis], 1.1, { alpha: 0.62 });
  return { domain: curved.defined.map(inked), image: curved.map(inked) };
}

/** Letters F, and their images where these are in one piece. */
function letters({ mapping, theme, panes }, box) {
  const filled = (xy) => area(xy, theme.ink, 0.72);
  const carried = lettersF(box).map((letter) => ({
    letter,
    xy: imageOfPolyline(mapping, letter, 6, panes.image.transform.sx),
  }));
  return {
    domain: carried
      .filter(({ xy }) => xy.some(Number.isFinite))
      .map(({ letter }) => filled(Float64Array.from(letter.flat()))),
    image: carried.filter(({ xy }) => isInOnePiece(xy)).map(({ xy }) => filled(xy)),
  };
}

/** Where det J is 0, and where J does not exist, in both panes. */
function zeros(stage, box, budget) {
  const { singular, kink } = stage.theme;
  return together(
    ["domain", "image"],
    zerosOf(stage, box, "singular", singular, { width: 3 }, budget.part(0.15)),
    zerosOf(stage, box, "kinks", kink, { width: 2, dash: [2, 5] }, budget.part(0.1)),
  );
}

function zerosOf({ mapping, panes }, box, kind, ink, { width, ...style }, budget) {
  const found = zeroSet(mapping.functions(kind), box, SINGULAR_CELLS, budget);
  const inked = (xy) => segments(xy, ink, width, { ...style, fill: null });
  const images = found.points.map((at) => mapping.point(at).f);
  return {
    domain: [inked(found.segments), ...found.points.map((at) => dot(at, 4, ink))],
    image: [
      inked(imageOfSegments(mapping, found.segments, panes.image.range)),
      ...images.filter((f) => f.every(Number.isFinite)).map((f) => dot(f, 4, ink)),
    ],
  };
}

/** The images of segments; NaN in place of one that is long as if it were torn. */
function imageOfSegments(mapping, xy, [x0, x1, y0, y1]) {
  const n = xy.length / 2;
  const inputs = [0, 1].map((axis) => Float64Array.from({ length: n }, (_, k) => xy[2 * k + axis]));
  const [x, y] = n ? mapping.at(inputs, n).f : [];
  const most = 0.25 * Math.hypot(x1 - x0, y1 - y0);
  const out = new Float64Array(2 * n).fill(NaN);
  for (let k = 0; k + 1 < n; k += 2)
    if (Math.hypot(x[k + 1] - x[k], y[k + 1] - y[k]) < most)
      out.set([x[k], y[k], x[k + 1], y[k + 1]], 2 * k);
  return out;
}
