// Pictures that are saved: vectors in SVG, twice the pixels in PNG. The marks of the plane become a Plotly figure, all others SVG.
import { BINS, palette, stripOf } from "./colour.js";
import { svgOf } from "./svg.js";
import { verticesOf } from "./cells.js";

const DENSITY = { png: 2, svg: 1 };

const line = (mark) => ({ color: mark.stroke, width: mark.width ?? 1, dash: mark.dash ? mark.dash.map((d) => `${d}px`).join(",") : "solid" });
const common = { type: "scatter", mode: "lines", hoverinfo: "skip", showlegend: false };

function coordinates(xy, closed = false) {
  const x = [], y = [];
  for (let k = 0; k < xy.length; k += 2) {
    const gap = xy[k] !== xy[k];
    x.push(gap ? null : xy[k]);
    y.push(gap ? null : xy[k + 1]);
  }
  if (closed && x.length) {
    x.push(x[0]);
    y.push(y[0]);
  }
  return { x, y };
}

const hatched = (shape, colour) => ({ fillcolor: "rgba(0,0,0,0)", fillpattern: { shape, size: 8, solidity: 0.25, fgcolor: colour, bgcolor: "rgba(0,0,0,0)" } });

const makers = {
  polyline: (mark) => [{
    ...common, ...coordinates(mark.xy, mark.closed), opacity: mark.alpha ?? 1, line: mark.stroke ? line(mark) : { width: 0 },
    ...(mark.fill ? { fill: "toself", ...(mark.isStriped ? hatched("/", mark.fill) : { fillcolor: mark.fill }) } : {}),
  }],
  segments: (mark) => {
    const x = [], y = [];
    for (let k = 0; k < mark.xy.length; k += 4) {
      if (mark.xy[k] !== mark.xy[k]) continue;
      x.push(mark.xy[k], mark.xy[k + 2], null);
      y.push(mark.xy[k + 1], mark.xy[k + 3], null);
    }
    return [{ ...common, x, y, line: line(mark) }];
  },
  arrow: () => [],
  label: () => [],
  point: (mark) => [{ ...common, mode: "markers", x: [mark.at[0]], y: [mark.at[1]], marker: { size: 2 * mark.radius, color: mark.fill, line: { color: mark.stroke, width: mark.stroke ? mark.width : 0 } } }],
  cells: (mark) => {
    const { grid, where, bins, reversed, flat, colours, hatch } = mark;
    const xs = where === "domain" ? grid.u : grid.x, ys = where === "domain" ? grid.v : grid.y;
    const polygons = (cells) => {
      const x = [], y = [];
      for (const k of cells) {
        const corners = verticesOf(grid, k);
        for (const c of [...corners, corners[0]]) {
          x.push(xs[c]);
          y.push(ys[c]);
        }
        x.push(null);
        y.push(null);
      }
      return { x, y };
    };
    const fills = bins.map((cells, bin) => ({ ...common, ...polygons(cells), line: { width: 0 }, fill: "toself", fillcolor: colours[bin], opacity: bin < BINS / 2 ? 0.8 : 1 })).filter((trace) => trace.x.length);
    for (const [cells, shape] of [[reversed, "/"], [flat, "."]])
      if (cells.length && hatch) fills.push({ ...common, ...polygons(cells), line: { width: 0 }, fill: "toself", ...hatched(shape, hatch) });
    return fills;
  },
};

const arrowOf = ({ from, to, stroke, width, alpha }) => ({
  x: to[0], y: to[1], ax: from[0], ay: from[1], xref: "x", yref: "y", axref: "x", ayref: "y", showarrow: true, text: "",
  arrowcolor: stroke, arrowwidth: width, arrowhead: 2, arrowsize: 0.9, opacity: alpha ?? 1,
});

// Plotly anchors the box around a turned text, so its middle is placed here.
function labelOf({ at, text, fill, size, font, weight = 600, align = "center", angle = 0, lift = 0 }) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${weight} ${size}px ${font}`;
  const along = { left: 0.5, center: 0, right: -0.5 }[align] * pen.measureText(text).width;
  return {
    x: at[0], y: at[1], xref: "x", yref: "y", showarrow: false, text: plain(text), font: { color: fill, size, weight }, textangle: (180 * angle) / Math.PI,
    xshift: along * Math.cos(angle) + lift * Math.sin(angle), yshift: lift * Math.cos(angle) - along * Math.sin(angle),
  };
}
const annotations = { arrow: arrowOf, label: labelOf };

function colourBar(scale, given, theme, name) {
  const { colours, share } = stripOf(scale, given);
  return {
    ...common, mode: "markers", x: [null], y: [null],
    marker: {
      color: [0], cmin: 0, cmax: 1, showscale: true, colorscale: colours.map((c, k) => [k / (colours.length - 1), c]),
      colorbar: {
        title: { text: name, font: { color: theme.ink } }, thickness: 14, outlinewidth: 0, tickfont: { color: theme.ink },
        tickvals: scale.ticks.map(share), ticktext: scale.ticks.map((w) => String(Number(w.toPrecision(3)))),
      },
    },
  };
}

// Marks on logarithmic axes are in powers of ten; of Plotly's traces only annotations are.
const powerOfTen = (w) => (w === null ? null : 10 ** w);

// Plotly reads tags in titles; a name is never one.
const plain = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

/** The Plotly figure { data, layout } of one pane of a view as it stands. */
export function figureOf(view, name) {
  const marks = [...view.ground[name], ...view.fore[name]];
  const data = marks.flatMap((mark) => makers[mark.kind](mark));
  if (view.ground.legend) data.push(colourBar(view.ground.legend, palette(view.theme.dark), view.theme, view.ground.legend.name ?? view.scene.legend));
  const pane = view.panes[name];
  for (const trace of data) {
    if (pane.isLog === true) trace.x = trace.x.map(powerOfTen);
    if (pane.isLog) trace.y = trace.y.map(powerOfTen);
  }
  const layout = structuredClone(pane.plot.layout);
  Object.assign(layout, { paper_bgcolor: view.theme.paper, annotations: marks.filter(({ kind }) => annotations[kind]).map((mark) => annotations[mark.kind](mark)) });
  const { title, x, y, role = name } = view.scene.panes.find((pane) => pane.name === name);
  layout.title = { text: plain(title), font: { color: view.theme[role] } };
  Object.assign(layout.xaxis, { range: pane.range.slice(0, 2), title: { text: plain(x) } });
  Object.assign(layout.yaxis, { range: pane.range.slice(2), title: { text: plain(y) } });
  layout.width += 90;
  layout.height += 30;
  layout.margin = { ...layout.margin, r: layout.margin.r + 90, t: layout.margin.t + 20, b: layout.margin.b + 10 };
  return { data, layout };
}

/** Saves a pane as a file in the browser; type is "png" or "svg". */
export async function savePane(view, name, type) {
  const link = document.createElement("a");
  link.href = await (view.panes[name].flat ? flatPicture : planePicture)(view, name, type);
  link.download = `jacviz-${name}.${type}`;
  link.click();
}

function planePicture(view, name, type) {
  const { data, layout } = figureOf(view, name);
  return Plotly.toImage({ data, layout }, { format: type, width: layout.width, height: layout.height, scale: DENSITY[type] });
}

/** A pane of space or of a diagram has marks in pixels: they are written as they are. */
async function flatPicture(view, name, type) {
  const pane = view.panes[name], { title, role = name } = view.scene.panes.find((given) => given.name === name);
  const marks = [...pane.flat("base", view.ground[name]), ...pane.flat("overlay", view.fore[name])];
  const bar = view.ground.legend && { scale: view.ground.legend, colours: palette(view.theme.dark), name: view.ground.legend.name ?? view.scene.legend };
  const text = svgOf(marks, { width: pane.width, height: pane.height, title, titleInk: view.theme[role], theme: view.theme, bar });
  const address = `data:image/svg+xml,${encodeURIComponent(text)}`;
  return type === "svg" ? address : rasterOf(address);
}

async function rasterOf(address) {
  const image = Object.assign(new Image(), { src: address });
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: DENSITY.png * image.width, height: DENSITY.png * image.height });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/png");
}
