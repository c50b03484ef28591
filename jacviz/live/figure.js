// The same marks as a Plotly figure, for pictures that are saved: vectors in SVG, twice the pixels in PNG.
import { BINS, palette } from "./colour.js";
import { verticesOf } from "./cells.js";

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

const makers = {
  polyline: (mark) => [{
    ...common, ...coordinates(mark.xy, mark.closed), opacity: mark.alpha ?? 1, line: mark.stroke ? line(mark) : { width: 0 },
    ...(mark.fill ? { fill: "toself", fillcolor: mark.fill } : {}),
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
      if (cells.length && hatch) fills.push({ ...common, ...polygons(cells), line: { width: 0 }, fill: "toself", fillcolor: "rgba(0,0,0,0)", fillpattern: { shape, size: 8, solidity: 0.25, fgcolor: hatch, bgcolor: "rgba(0,0,0,0)" } });
    return fills;
  },
};

const arrowOf = ({ from, to, stroke, width, alpha }) => ({
  x: to[0], y: to[1], ax: from[0], ay: from[1], xref: "x", yref: "y", axref: "x", ayref: "y", showarrow: true, text: "",
  arrowcolor: stroke, arrowwidth: width, arrowhead: 2, arrowsize: 0.9, opacity: alpha ?? 1,
});

function colourBar(scale, colours, theme, name) {
  return {
    ...common, mode: "markers", x: [null], y: [null],
    marker: {
      color: [0], cmin: -1, cmax: 1, showscale: true, colorscale: colours.map((c, k) => [k / (BINS - 1), c]),
      colorbar: {
        title: { text: name, font: { color: theme.ink } }, thickness: 14, outlinewidth: 0, tickfont: { color: theme.ink },
        tickvals: scale.ticks.map(scale.place), ticktext: scale.ticks.map((w) => String(Number(w.toPrecision(3)))),
      },
    },
  };
}

// Plotly reads tags in titles; a name is never one.
const plain = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

/** The Plotly figure { data, layout } of one pane of a view as it stands. */
export function figureOf(view, name) {
  const marks = [...view.ground[name], ...view.fore[name]];
  const data = marks.flatMap((mark) => makers[mark.kind](mark));
  if (view.ground.legend) data.push(colourBar(view.ground.legend, palette(view.theme.dark), view.theme, view.scene.legend));
  const pane = view.panes[name];
  const layout = structuredClone(pane.plot.layout);
  Object.assign(layout, { paper_bgcolor: view.theme.paper, annotations: marks.filter((m) => m.kind === "arrow").map(arrowOf) });
  const { title, x, y } = view.scene.panes.find((pane) => pane.name === name);
  layout.title = { text: plain(title), font: { color: view.theme[name] } };
  Object.assign(layout.xaxis, { range: pane.range.slice(0, 2), title: { text: plain(x) } });
  Object.assign(layout.yaxis, { range: pane.range.slice(2), title: { text: plain(y) } });
  layout.width += 90;
  layout.height += 30;
  layout.margin = { ...layout.margin, r: layout.margin.r + 90, t: layout.margin.t + 20, b: layout.margin.b + 10 };
  return { data, layout };
}

/** Saves a pane as a file in the browser; type is "png" or "svg". */
export async function savePane(view, name, type) {
  const { data, layout } = figureOf(view, name);
  const format = { format: type, width: layout.width, height: layout.height, scale: type === "png" ? 2 : 1 };
  const link = document.createElement("a");
  link.href = await Plotly.toImage({ data, layout }, format);
  link.download = `jacviz-${name}.${type}`;
  link.click();
}
