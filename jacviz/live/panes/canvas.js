// Canvases on the screen: how coordinates become pixels, and marks drawn.
import { CanvasPen } from "../marks/canvasPen.js";
import { drawMarks } from "../marks/marks.js";

/**
 * The linear change from a pane's coordinates to pixels: range [x0, x1, y0, y1] onto width by
 * height, y upwards.
 */
export function transformOf(/** @type {number[]} */ [x0, x1, y0, y1], width, height) {
  const sx = width / (x1 - x0);
  const sy = height / (y1 - y0);
  return {
    sx,
    sy,
    X: (x) => Math.max(-1e6, Math.min(1e6, (x - x0) * sx)),
    Y: (y) => Math.max(-1e6, Math.min(1e6, height - (y - y0) * sy)),
    x: (px) => x0 + px / sx,
    y: (py) => y0 + (height - py) / sy,
  };
}

/** A canvas of so many pixels of the page, drawn as finely as the screen allows. */
export function sizeCanvas(canvas, left, top, width, height) {
  const density = Math.min(window.devicePixelRatio || 1, 2);
  canvas.width = Math.round(width * density);
  canvas.height = Math.round(height * density);
  Object.assign(canvas.style, {
    left: `${left}px`,
    top: `${top}px`,
    width: `${width}px`,
    height: `${height}px`,
  });
  canvas.getContext("2d").setTransform(density, 0, 0, density, 0, 0);
}

/** Draws marks in order. */
export const paint = (context, transform, marks) =>
  drawMarks(new CanvasPen(context), transform, marks);
