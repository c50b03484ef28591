// The pen of what is saved: the same drawing as text in SVG.
import { HALO } from "./canvasPen.js";
import { SIDE, TILES } from "./tiles.js";

const ANCHORS = { left: "start", center: "middle", right: "end" };

const escaped = (text) =>
  String(text).replace(
    /[&<>"]/g,
    (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c],
  );
const isSaid = (value) => value !== undefined && value !== null && value !== "";

/** An element as text; its content is markup, all else is escaped. */
export function node(name, attributes, content = "") {
  const said = Object.entries(attributes).filter(([, value]) => isSaid(value));
  return `<${name}${said.map(([key, value]) => ` ${key}="${escaped(value)}"`).join("")}${content ? `>${content}</${name}>` : "/>"}`;
}

const short = (w) => String(Math.round(100 * w) / 100);

/** A colour and how much it covers as two attributes: not every program reads rgba(). */
function inked(attribute, colour, alpha = 1) {
  const [, r, g, b, own] = colour.match(/^rgba\(([^,]+),([^,]+),([^,]+),([^,]+)\)$/) ?? [];
  const cover = own === undefined ? alpha : alpha * own;
  return {
    [attribute]: own === undefined ? colour : `rgb(${r},${g},${b})`,
    [`${attribute}-opacity`]: cover < 1 ? short(cover) : null,
  };
}

/**
 * A pen whose path is the pen itself; toString() is the markup, definitions included. arc draws
 * whole circles.
 */
export class SvgPen {
  longest = Infinity;
  #parts = []; // elements of [name, attributes], and markup
  #definitions = new Map();
  #d = "";
  #drawn = null; // attributes of the element that draws the present path

  get path() {
    return this;
  }

  beginPath() {
    this.#d = "";
    this.#drawn = null;
  }

  moveTo(x, y) {
    this.#d += `M${short(x)} ${short(y)}`;
  }

  lineTo(x, y) {
    this.#d += `L${short(x)} ${short(y)}`;
  }

  closePath() {
    this.#d += "Z";
  }

  arc(x, y, r) {
    const half = `a${short(r)} ${short(r)} 0 1 1`;
    this.#d += `M${short(x + r)} ${short(y)}${half} ${short(-2 * r)} 0${half} ${short(2 * r)} 0Z`;
  }

  /** Adds to the element of the path, of which there is one however often it is drawn. */
  #draw(attributes) {
    if (!this.#drawn) this.#parts.push(["path", (this.#drawn = { d: this.#d, fill: "none" })]);
    Object.assign(this.#drawn, attributes);
  }

  fill(colour, alpha = 1, tile = null) {
    this.#draw(
      tile
        ? inked("fill", `url(#${this.#tile(tile, colour)})`, alpha)
        : inked("fill", colour, alpha),
    );
  }

  stroke({ stroke, width = 1, alpha = 1, dash, cap = "round" }) {
    this.#draw({
      ...inked("stroke", stroke, alpha),
      "stroke-width": short(width),
      "stroke-dasharray": dash?.join(" "),
      "stroke-linejoin": "round",
      "stroke-linecap": cap,
    });
  }

  /**
   * The halo is an element of its own, since not every program draws a line beneath its filling.
   */
  write(
    text,
    [x, y],
    { size, font, fill, halo, weight = 600, align = "center", angle = 0, alpha = 1 },
  ) {
    const turned = angle
      ? `rotate(${short((180 * angle) / Math.PI)} ${short(x)} ${short(y)})`
      : null;
    const letters = (style) =>
      this.#parts.push(
        node(
          "text",
          {
            x: short(x),
            y: short(y),
            transform: turned,
            "font-family": font,
            "font-size": short(size),
            "font-weight": weight,
            "text-anchor": ANCHORS[align],
            ...style,
          },
          escaped(text),
        ),
      );
    if (halo)
      letters({
        ...inked("fill", halo, alpha),
        ...inked("stroke", halo, alpha),
        "stroke-width": short(HALO * size),
        "stroke-linejoin": "round",
        "aria-hidden": "true",
      });
    letters(inked("fill", fill, alpha));
  }

  /**
   * Rectangles, row by row from the lowest, those of a bin in its colour: neighbours in a row are
   * one.
   */
  mosaic(columns, rows, bins, colours, [left, top, width, height]) {
    const x = (i) => short(left + (i * width) / columns);
    const y = (j) => short(top + height - (j * height) / rows);
    bins.forEach((cells, bin) => {
      const d = runsOf(cells, columns)
        .map(([j, from, to]) => `M${x(from)} ${y(j)}H${x(to)}V${y(j + 1)}H${x(from)}Z`)
        .join("");
      if (d) this.#parts.push(["path", { d, fill: colours[bin], "shape-rendering": "crispEdges" }]);
    });
  }

  /** What `draw` draws, moved to a place and cut off at a width and a height. */
  within(/** @type {number[]} */ [left, top, width, height], draw) {
    const id = `room-${short(width)}-${short(height)}`.replaceAll(".", "_");
    this.#definitions.set(
      id,
      node("clipPath", { id }, node("rect", { width: short(width), height: short(height) })),
    );
    this.#parts.push(
      `<g transform="translate(${short(left)} ${short(top)})" clip-path="url(#${id})">`,
    );
    draw();
    this.#parts.push("</g>");
  }

  /** The name of a pattern, drawn with a pen of its own. */
  #tile(name, colour) {
    const id = `${name}-${colour.replace(/[^a-z0-9]+/gi, "_")}`;
    if (!this.#definitions.has(id)) {
      const pen = new SvgPen();
      TILES[name](pen, colour);
      this.#definitions.set(
        id,
        node(
          "pattern",
          { id, width: SIDE, height: SIDE, patternUnits: "userSpaceOnUse" },
          String(pen),
        ),
      );
    }
    return id;
  }

  toString() {
    const defined = [...this.#definitions.values()].join("");
    return (
      (defined && node("defs", {}, defined)) +
      this.#parts.map((part) => (typeof part === "string" ? part : node(...part))).join("")
    );
  }
}

/** Cells of a grid, in their order, as [row, from, to]: those side by side in a row together. */
function runsOf(cells, columns) {
  const runs = [];
  for (const k of cells) {
    const i = k % columns;
    const j = (k - i) / columns;
    const last = runs.at(-1);
    if (last && last[0] === j && last[2] === i) last[2] = i + 1;
    else runs.push([j, i, i + 1]);
  }
  return runs;
}
