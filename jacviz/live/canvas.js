// Marks drawn on a canvas. A mark is plain data: { kind, ...numbers, ...style }; figure.js draws the same marks with Plotly.
import { verticesOf } from "./cells.js";
import { channels } from "./colour.js";

/** The linear change from a pane's coordinates to pixels: range [x0, x1, y0, y1] onto width by height, y upwards. */
export function transformOf([x0, x1, y0, y1], width, height) {
  const sx = width / (x1 - x0), sy = height / (y1 - y0);
  return {
    sx, sy,
    X: (x) => Math.max(-1e6, Math.min(1e6, (x - x0) * sx)),
    Y: (y) => Math.max(-1e6, Math.min(1e6, height - (y - y0) * sy)),
    x: (px) => x0 + px / sx,
    y: (py) => y0 + (height - py) / sy,
  };
}

/** The shaft and the head of an arrow between two points in pixels; nothing for one without length. */
export function arrowOf([x0, y0], [x1, y1], width) {
  const length = Math.hypot(x1 - x0, y1 - y0), head = Math.min(4 + 3 * width, 0.6 * length);
  if (!(length > 0.5)) return null;
  const cx = (x1 - x0) / length, cy = (y1 - y0) / length;
  const back = (along, aside) => [x1 - head * (along * cx - aside * cy), y1 - head * (along * cy + aside * cx)];
  return { shaft: [[x0, y0], back(0.8, 0)], head: [[x1, y1], back(1, 0.42), back(1, -0.42)] };
}

const painters = {
  polyline(context, { X, Y }, { xy, closed, fill }) {
    path(context, X, Y, xy, closed || fill ? Infinity : LONG);
    if (closed) context.closePath();
  },
  segments(context, { X, Y }, { xy }) {
    context.beginPath();
    for (let k = 0; k < xy.length; k += 4) {
      if (!Number.isFinite(xy[k] + xy[k + 1] + xy[k + 2] + xy[k + 3])) continue;
      context.moveTo(X(xy[k]), Y(xy[k + 1]));
      context.lineTo(X(xy[k + 2]), Y(xy[k + 3]));
    }
  },
  arrow(context, { X, Y }, { from, to, width }) {
    const parts = arrowOf([X(from[0]), Y(from[1])], [X(to[0]), Y(to[1])], width);
    if (!parts) return;
    context.beginPath();
    parts.shaft.forEach((at) => context.lineTo(...at));
    context.stroke();
    context.beginPath();
    parts.head.forEach((at) => context.lineTo(...at));
    context.closePath();
  },
  point(context, { X, Y }, { at, radius }) {
    context.beginPath();
    context.arc(X(at[0]), Y(at[1]), radius, 0, 2 * Math.PI);
  },
  label(context, { X, Y }, { at, text, size, font, halo, weight = 600, align = "center", angle = 0, lift = 0 }) {
    context.beginPath();
    if (!Number.isFinite(at[0] + at[1])) return;
    context.translate(X(at[0]), Y(at[1]));
    context.rotate(angle);
    context.font = `${weight} ${size}px ${font}`;
    context.textAlign = align;
    context.textBaseline = "middle";
    if (halo) {
      context.strokeStyle = halo;
      context.lineWidth = 0.28 * size;
      context.strokeText(text, 0, -lift);
    }
    context.fillText(text, 0, -lift);
  },
};

/** A canvas of so many pixels of the page, drawn as finely as the screen allows. */
export function sizeCanvas(canvas, left, top, width, height) {
  const density = Math.min(window.devicePixelRatio || 1, 2);
  canvas.width = Math.round(width * density);
  canvas.height = Math.round(height * density);
  Object.assign(canvas.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
  canvas.getContext("2d").setTransform(density, 0, 0, density, 0, 0);
}

/** Draws marks in order. */
export function paint(context, transform, marks) {
  for (const mark of marks) {
    context.save();
    context.globalAlpha = mark.alpha ?? 1;
    context.lineWidth = mark.width ?? 1;
    context.lineJoin = context.lineCap = "round";
    if (mark.dash) context.setLineDash(mark.dash);
    if (mark.stroke) context.strokeStyle = mark.stroke;
    if (mark.fill) context.fillStyle = mark.isStriped ? pattern(context, "stripes", mark.fill) : mark.fill;
    if (mark.kind === "cells") paintCells(context, transform, mark);
    else if (mark.kind === "facets") paintFacets(context, mark);
    else {
      painters[mark.kind](context, transform, mark);
      if (mark.fill) context.fill();
      if (mark.stroke) context.stroke();
    }
    context.restore();
  }
}

const LONG = 1000; // points: a longer path takes more than its share of time to be stroked

function path(context, X, Y, xy, long) {
  context.beginPath();
  let down = false;
  for (let k = 0; k < xy.length; k += 2) {
    if (k % (2 * long) === 2 * long - 2 && down) {
      context.lineTo(X(xy[k]), Y(xy[k + 1]));
      context.stroke();
      context.beginPath();
      down = false;
    }
    if (xy[k] !== xy[k]) {
      down = false;
      continue;
    }
    if (down) context.lineTo(X(xy[k]), Y(xy[k + 1]));
    else context.moveTo(X(xy[k]), Y(xy[k + 1]));
    down = true;
  }
}

// One path a colour. The sheet that keeps orientation is opaque, and its cells reach a hair over their neighbours, so that
// no seam shows; the sheet that reverses it lets the other shine through where the mapping folds.
function paintCells(context, { X, Y }, { grid, where, bins, reversed, flat, colours, hatch }) {
  const isDomain = where === "domain", middle = bins.length / 2;
  const px = Float64Array.from(isDomain ? grid.u : grid.x, X), py = Float64Array.from(isDomain ? grid.v : grid.y, Y);
  if (isDomain) {
    paintRaster(context, grid, px, py, bins, colours);
    const first = (grid.columns - 1) * (grid.rows - 1);
    if (grid.leafCorners?.length) bins.forEach((cells, bin) => fillCells(context, grid, px, py, cells.filter((k) => k >= first), colours[bin], HAIR));
  } else {
    for (let bin = middle; bin < bins.length; bin++) fillCells(context, grid, px, py, bins[bin], colours[bin], HAIR);
    context.globalAlpha = THROUGH;
    for (let bin = 0; bin < middle; bin++) fillCells(context, grid, px, py, bins[bin], colours[bin], 0);
    context.globalAlpha = 1;
  }
  if (!hatch) return;
  fillCells(context, grid, px, py, reversed, pattern(context, "stripes", hatch), 0);
  fillCells(context, grid, px, py, flat, pattern(context, "dots", hatch), 0);
}

const THROUGH = 0.8;
// The cells of the domain are equal rectangles: a picture with a pixel for each, enlarged.
function paintRaster(context, { columns, rows }, px, py, bins, colours) {
  const width = columns - 1, height = rows - 1;
  const raster = document.createElement("canvas").getContext("2d");
  Object.assign(raster.canvas, { width, height });
  const pixels = raster.createImageData(width, height);
  bins.forEach((cells, bin) => {
    if (!cells.length) return;
    const [r, g, b] = channels(colours[bin]);
    for (const k of cells) {
      if (k >= width * height) continue; // halved cells are no pixels
      const row = Math.floor(k / width), at = 4 * ((height - 1 - row) * width + (k % width));
      pixels.data[at] = r;
      pixels.data[at + 1] = g;
      pixels.data[at + 2] = b;
      pixels.data[at + 3] = 255;
    }
  });
  raster.putImageData(pixels, 0, 0);
  const last = columns * rows - 1;
  context.imageSmoothingEnabled = false;
  context.drawImage(raster.canvas, px[0], py[last], px[last] - px[0], py[0] - py[last]);
}

const HAIR = 0.4; // pixels by which a cell reaches over its neighbours

// A fill closes its outlines by itself: Chromium's closePath looks at the whole path so far, each time.
function fillCells(context, grid, px, py, cells, style, hair) {
  if (!cells.length) return;
  context.beginPath();
  for (const k of cells) {
    const [a, b, c, d] = verticesOf(grid, k);
    const cx = (px[a] + px[c]) / 2, cy = (py[a] + py[c]) / 2;
    context.moveTo(px[a] + (px[a] > cx ? hair : -hair), py[a] + (py[a] > cy ? hair : -hair));
    context.lineTo(px[b] + (px[b] > cx ? hair : -hair), py[b] + (py[b] > cy ? hair : -hair));
    context.lineTo(px[c] + (px[c] > cx ? hair : -hair), py[c] + (py[c] > cy ? hair : -hair));
    context.lineTo(px[d] + (px[d] > cx ? hair : -hair), py[d] + (py[d] > cy ? hair : -hair));
  }
  context.fillStyle = style;
  context.fill();
}

// Pieces of surfaces and lines in pixels, from back to front. Opaque ones reach a hair over their neighbours.
function paintFacets(context, { xy, order, fills, sides, pens }) {
  let held = null;
  for (const piece of order) {
    const at = 8 * piece, fill = fills[piece];
    if (fill) {
      const hair = fill.endsWith(",1)") ? HAIR : 0;
      const cx = (xy[at] + xy[at + 4]) / 2, cy = (xy[at + 1] + xy[at + 5]) / 2;
      context.beginPath();
      for (let k = at; k < at + 8; k += 2) context.lineTo(xy[k] + (xy[k] > cx ? hair : -hair), xy[k + 1] + (xy[k + 1] > cy ? hair : -hair));
      context.fillStyle = fill;
      context.fill();
    }
    for (const [one, other] of OPPOSITE) {
      const pen = pens[sides[4 * piece + one] || sides[4 * piece + other]];
      if (!pen) continue;
      if (pen !== held) {
        context.strokeStyle = pen.stroke;
        context.lineWidth = pen.width;
        context.lineCap = pen.alpha < 1 ? "butt" : "round";
        held = pen;
      }
      context.globalAlpha = pen.alpha;
      context.beginPath();
      for (const side of [one, other]) {
        if (!sides[4 * piece + side]) continue;
        const p = at + 2 * side, q = at + 2 * ((side + 1) % 4);
        context.moveTo(xy[p], xy[p + 1]);
        context.lineTo(xy[q], xy[q + 1]);
      }
      context.stroke();
      context.globalAlpha = 1;
    }
  }
}

const OPPOSITE = [[0, 2], [1, 3]]; // sides of a piece that belong to lines of one kind

const tiles = {
  stripes(pen) {
    pen.lineWidth = 1.1;
    pen.beginPath();
    for (const shift of [-9, 0, 9]) {
      pen.moveTo(shift - 1, 10);
      pen.lineTo(shift + 10, -1);
    }
    pen.stroke();
  },
  dots(pen) {
    pen.beginPath();
    pen.arc(4.5, 4.5, 1.5, 0, 2 * Math.PI);
    pen.fill();
  },
};

const patterns = new Map();
function pattern(context, name, colour) {
  const key = `${name} ${colour}`;
  if (!patterns.has(key)) {
    const tile = document.createElement("canvas");
    tile.width = tile.height = 9;
    const pen = tile.getContext("2d");
    pen.strokeStyle = pen.fillStyle = colour;
    tiles[name](pen);
    patterns.set(key, context.createPattern(tile, "repeat"));
  }
  return patterns.get(key);
}
