// The pen of the screen: it draws on a canvas.
import { channels } from "./palette.js";
import { SIDE, TILES } from "./tiles.js";

export class CanvasPen {
  longest = 1000; // points of a path: a longer one takes more than its share of time to be stroked
  #held = null; // the style as which the canvas strokes at present

  constructor(context) {
    this.context = this.path = context;
    context.lineJoin = "round";
  }

  fill(colour, alpha = 1, tile = null) {
    const { context } = this;
    context.globalAlpha = alpha;
    context.fillStyle = tile ? patternOf(context, tile, colour) : colour;
    context.fill();
  }

  stroke(style) {
    const { context } = this;
    const { stroke, width = 1, alpha = 1, dash, cap = "round" } = style;
    if (style !== this.#held) {
      context.strokeStyle = stroke;
      context.lineWidth = width;
      context.lineCap = cap;
      context.setLineDash(dash ?? []);
      this.#held = style;
    }
    context.globalAlpha = alpha;
    context.stroke();
  }

  /** A text whose baseline begins, has its middle, or ends at a point. */
  write(
    text,
    [x, y],
    { size, font, fill, halo, weight = 600, align = "center", angle = 0, alpha = 1 },
  ) {
    const { context } = this;
    context.save();
    context.translate(x, y);
    context.rotate(angle);
    Object.assign(context, {
      font: `${weight} ${size}px ${font}`,
      textAlign: align,
      textBaseline: "alphabetic",
    });
    context.globalAlpha = alpha;
    if (halo) {
      Object.assign(context, { strokeStyle: halo, lineWidth: HALO * size });
      context.setLineDash([]);
      context.strokeText(text, 0, 0);
    }
    context.fillStyle = fill;
    context.fillText(text, 0, 0);
    context.restore();
  }

  /**
   * Rectangles, row by row from the lowest, those of a bin in its colour: a picture with a pixel
   * for each, enlarged.
   */
  mosaic(columns, rows, bins, colours, [left, top, width, height]) {
    const raster = document.createElement("canvas").getContext("2d");
    Object.assign(raster.canvas, { width: columns, height: rows });
    const pixels = raster.createImageData(columns, rows);
    bins.forEach((cells, bin) => {
      if (!cells.length) return;
      const [r, g, b] = channels(colours[bin]);
      for (const k of cells) {
        const row = Math.floor(k / columns);
        const at = 4 * ((rows - 1 - row) * columns + (k % columns));
        pixels.data[at] = r;
        pixels.data[at + 1] = g;
        pixels.data[at + 2] = b;
        pixels.data[at + 3] = 255;
      }
    });
    raster.putImageData(pixels, 0, 0);
    Object.assign(this.context, { globalAlpha: 1, imageSmoothingEnabled: false });
    this.context.drawImage(raster.canvas, left, top, width, height);
  }
}

export const HALO = 0.28; // em, the width of the line around a text

const patterns = new Map();
function patternOf(context, name, colour) {
  const key = `${name} ${colour}`;
  if (!patterns.has(key)) {
    const tile = Object.assign(document.createElement("canvas"), { width: SIDE, height: SIDE });
    TILES[name](new CanvasPen(tile.getContext("2d")), colour);
    patterns.set(key, context.createPattern(tile, "repeat"));
  }
  return patterns.get(key);
}
