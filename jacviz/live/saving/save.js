// Pictures of the panes that can be taken away: what is shown, drawn once more with the pen of SVG.
import { kindOfScale, legendTicks } from "../controls/legend.js";
import { drawMarks, PIXELS } from "../marks/marks.js";
import { palette } from "../marks/palette.js";
import { node, SvgPen } from "../marks/svgPen.js";
import { stripOf } from "../numeric/scale.js";
import { onPaper } from "../panes/theme.js";
import { embedded } from "./fonts.js";
import { frameMarks } from "./frameMarks.js";

const DENSITY = 2; // pixels of a PNG for one of the screen, unless a width is asked for

/** A pane of a view as it stands, as the text of an SVG picture; style is put into it. */
export function pictureOf(view, name, style = "") {
  const {
    theme,
    ground,
    fore,
    panes: { [name]: pane },
  } = view;
  const { margin = { l: 0, t: 0 } } = pane;
  const pen = new SvgPen();
  const room = [margin.l, margin.t, pane.width, pane.height];
  pen.within(room, () => drawLayer(pen, pane, "base", ground[name] ?? []));
  drawMarks(pen, PIXELS, frameMarks(pane, theme));
  pen.within(room, () => drawLayer(pen, pane, "overlay", fore[name] ?? []));
  drawMarks(pen, PIXELS, titleMarks(pane, theme));
  const colours = palette(theme.dark);
  const bar = isColoured(ground[name] ?? [], colours) && ground.legend;
  if (bar)
    drawMarks(
      pen,
      PIXELS,
      legendMarks(bar, bar.name ?? view.scene.legend, colours, theme, pane.outer),
    );
  const width = Math.ceil(pane.outer.width);
  const height = Math.ceil(pane.outer.height + (bar ? LEGEND * theme.size : 0));
  return node(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}` },
    (style && node("style", {}, style)) + node("rect", { width, height, fill: theme.paper }) + pen,
  );
}

/** Panes of space and of diagrams know their marks in pixels. */
function drawLayer(pen, pane, layer, marks) {
  if (pane.flat) drawMarks(pen, PIXELS, pane.flat(layer, marks));
  else drawMarks(pen, pane.transform, marks);
}

/**
 * The title and the names of the axes, where and in what ink the page shows them; what it cuts off
 * is set smaller.
 */
function titleMarks({ root, outer }, { font }) {
  const box = root.getBoundingClientRect();
  return Array.from(
    root.querySelectorAll(":scope > :is(.jv-title, .jv-axis-x, .jv-axis-y)"),
    (part) => {
      const { left, top, width, height } = part.getBoundingClientRect();
      const { color, fontSize, fontWeight } = getComputedStyle(part);
      const mark = {
        kind: "label",
        at: [left - box.left, top - box.top + height / 2],
        text: part.textContent,
        size: parseFloat(fontSize),
        font,
        fill: color,
        weight: fontWeight,
        align: "left",
      };
      if (part.classList.contains("jv-long"))
        return {
          ...mark,
          at: [left - box.left + width / 2, mark.at[1]],
          angle: -Math.PI / 2,
          align: "center",
        };
      return { ...mark, size: mark.size * Math.min(1, (outer.width - mark.at[0]) / widthOf(mark)) };
    },
  );
}

function widthOf({ text, size, font, weight }) {
  const context = document.createElement("canvas").getContext("2d");
  context.font = `${weight} ${size}px ${font}`;
  return context.measureText(text).width || 1;
}

const isColoured = (marks, colours) =>
  marks.some(({ fill, colours: own = [] }) => [fill, ...own].some((ink) => colours.includes(ink)));

const LEGEND = 4; // em below a pane that its legend takes
const SEAM = 0.3; // pixels by which a colour reaches under the next
const STRIP = { left: 4, right: 1.2, top: 1.7, height: 0.75 }; // em

/** The legend of a scale, below a pane. */
function legendMarks(scale, name, colours, { size, font, ink, muted }, { width, height }) {
  const strip = stripOf(scale, colours).colours;
  const left = STRIP.left * size;
  const wide = width - left - STRIP.right * size;
  const top = height + STRIP.top * size;
  const bottom = top + STRIP.height * size;
  const x = (share) => left + share * wide;
  const text = { kind: "label", size, font, weight: 400, fill: muted };
  const block = (fill, k) => {
    const from = x(k / strip.length);
    const to = x((k + 1) / strip.length) + SEAM;
    return {
      kind: "polyline",
      closed: true,
      fill,
      xy: [from, top, to, top, to, bottom, from, bottom],
    };
  };
  const ticks = legendTicks(scale, colours).flatMap(({ place, text: number, isStrong, align }) => [
    {
      kind: "polyline",
      xy: [x(place), top, x(place), bottom + 0.2 * size],
      stroke: isStrong ? ink : muted,
      width: isStrong ? 2 : 1,
    },
    {
      ...text,
      at: [x(place), bottom + 0.8 * size],
      text: number,
      align,
      ...(isStrong ? { weight: 700, fill: ink } : {}),
    },
  ]);
  return [
    { ...text, at: [left, height + 0.9 * size], text: name, weight: 600, fill: ink, align: "left" },
    { ...text, at: [x(1), height + 0.9 * size], text: kindOfScale(scale), align: "right" },
    ...strip.map(block),
    ...ticks,
  ];
}

/** What `work` makes of a view that for so long wears the inks of white paper. */
export function onWhite(view, work) {
  const { theme, ground, fore } = view;
  const wear = (inks) => {
    view.wear(inks);
    for (const pane of Object.values(view.panes)) pane.theme = inks;
  };
  wear(onPaper(theme));
  try {
    view.ground = view.scene.ground(view.stage);
    view.fore = view.scene.foreground(view.stage, view.here);
    return work(view);
  } finally {
    wear(theme);
    Object.assign(view, { ground, fore });
    view.invalidate();
  }
}

/** Saves a pane as a file in the browser: type is "png" (so many pixels wide) or "svg". */
export async function savePane(
  view,
  name,
  type,
  /** @type {{ isWhite?: boolean, width?: number | null }} */ { isWhite = false, width } = {},
) {
  const style = await embedded(view.theme.font);
  await view.panes[name].drawing;
  const text = isWhite
    ? onWhite(view, () => pictureOf(view, name, style))
    : pictureOf(view, name, style);
  const address = `data:image/svg+xml,${encodeURIComponent(text)}`;
  const link = document.createElement("a");
  link.href = type === "svg" ? address : await rasterOf(address, width);
  link.download = `jacviz-${view.payload.file ?? view.scene.name}-${name}.${type}`;
  link.click();
}

async function rasterOf(address, width) {
  const image = Object.assign(new Image(), { src: address });
  await image.decode();
  const density = width ? width / image.width : DENSITY;
  const size = {
    width: Math.round(density * image.width),
    height: Math.round(density * image.height),
  };
  const canvas = Object.assign(document.createElement("canvas"), size);
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/png");
}
