// A pane: Plotly draws its frame and ticks and handles zoom and pan; canvases below and above hold
// the marks. Titles are elements, and the aspect is kept here: either within Plotly would triple
// the time of a change of range.
import { element } from "../controls/dom.js";
import { equalAspect } from "../numeric/ranges.js";
import { countedFrom, logTicks, planeTicks } from "../numeric/ticks.js";
import { paint, sizeCanvas, transformOf } from "./canvas.js";
import { watchFingers } from "./touch.js";

const isClose = (a, b) =>
  a.every((w, k) => Math.abs(w - b[k]) <= 1e-9 * (k < 2 ? a[1] - a[0] : a[3] - a[2]));

/**
 * A pane of the plane; range is [x0, x1, y0, y1], in powers of ten on logarithmic axes: isLog is
 * true for both, "y" for that alone. Both axes have one scale, unless its description says isFree.
 * One view after another may use it: to make its plot takes time.
 */
export class PlanePane {
  kind = "plane";
  constructor(name, role = name) {
    this.name = name;
    this.base = element("canvas", { class: "jv-base", "aria-hidden": "true" });
    this.overlay = element("canvas", { class: "jv-overlay", "aria-hidden": "true" });
    this.plot = element("div", { class: "jv-plot" });
    this.titles = {
      title: element("span", { class: "jv-title" }),
      x: element("span", { class: "jv-axis-x" }),
      y: element("span", { class: "jv-axis-y" }),
    };
    this.root = element(
      "div",
      { class: `jv-pane jv-${role}`, role: "group" },
      this.base,
      this.plot,
      this.overlay,
      ...Object.values(this.titles),
    );
    this.range = [-1, 1, -1, 1];
    this.wanted = null;
  }

  /**
   * Takes up work for a view, when the pane stands in the page: onCamera() is called while the
   * person zooms or pans, onClick(point) when they click, onHover(point) while they point at it,
   * with null when they no longer do.
   */
  async mount(
    theme,
    { title, x, y, isFree = false, isLog = false },
    { onCamera, onClick, onHover },
  ) {
    const isNew = !this.plot.layout;
    const isSame = JSON.stringify(theme) === JSON.stringify(this.theme);
    this.theme = theme;
    this.isFree = isFree;
    this.isLog = isLog;
    this.onCamera = onCamera;
    this.onClick = onClick;
    this.onHover = onHover;
    this.wanted = null;
    this.names = { x, y };
    for (const [name, text] of Object.entries({ title, x, y }))
      this.titles[name].textContent = text;
    this.root.setAttribute("aria-label", `${title}: ${x} to the right, ${y} upwards`);
    if (!isNew) return isSame ? undefined : this.restyle(theme);
    this.measure();
    await Plotly.newPlot(this.plot, [], this.#layout(), {
      displaylogo: false,
      showSendToCloud: false,
      responsive: false,
      scrollZoom: false,
      doubleClick: false,
      displayModeBar: "hover",
      modeBarButtonsToRemove: [
        "toImage",
        "zoom2d",
        "pan2d",
        "select2d",
        "lasso2d",
        "autoScale2d",
        "resetScale2d",
      ],
    });
    this.plot.on("plotly_relayouting", () => this.#follow());
    this.plot.on("plotly_relayout", () => this.#follow(true));
    this.#watchClicks();
    watchFingers(this.plot, (gesture) => this.#pinch(gesture));
  }

  measure() {
    const { width, height } = this.root.getBoundingClientRect();
    const size = this.theme?.size ?? 14;
    this.margin = {
      l: Math.round(4 * size),
      r: Math.round(0.7 * size),
      t: Math.round(1.9 * size),
      b: Math.round(2.9 * size),
      pad: 0,
    };
    this.outer = { width, height };
    this.width = Math.max(40, width - this.margin.l - this.margin.r);
    this.height = Math.max(40, height - this.margin.t - this.margin.b);
    for (const canvas of [this.base, this.overlay])
      sizeCanvas(canvas, this.margin.l, this.margin.t, this.width, this.height);
  }

  /**
   * What of the axes follows the range; an axis far from 0 says in its name from where it counts.
   */
  #axes() {
    const {
      theme: { size },
      names,
      titles,
    } = this;
    const most = (length) => Math.max(3, Math.min(7, Math.floor(length / (3.5 * size))));
    const axis = (range, isLog, length, letter) => {
      const { base = 0, ...ticks } = isLog
        ? logTicks(range, most(length))
        : planeTicks(range, length, size, letter === "y");
      titles[letter].textContent = countedFrom(names[letter], base);
      titles[letter].classList.toggle("jv-long", base !== 0);
      return { range, type: isLog ? "log" : "linear", tickmode: "array", ...ticks };
    };
    return {
      xaxis: axis(this.range.slice(0, 2), this.isLog === true, this.width, "x"),
      yaxis: axis(this.range.slice(2), this.isLog, this.height, "y"),
    };
  }

  #layout() {
    const { theme, margin } = this;
    const { xaxis, yaxis } = this.#axes();
    const style = {
      tickfont: { size: theme.size, color: theme.ink },
      showgrid: false,
      zeroline: true,
      zerolinecolor: theme.faint,
      zerolinewidth: 1,
      showline: true,
      mirror: true,
      linecolor: theme.muted,
      ticks: "outside",
      ticklen: 4,
      tickcolor: theme.muted,
      exponentformat: "power",
      tickangle: 0,
      automargin: false,
      ticklabeloverflow: "allow",
    };
    return {
      width: this.outer.width,
      height: this.outer.height,
      margin,
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      font: { family: theme.font, color: theme.ink, size: theme.size },
      xaxis: { ...style, ...xaxis },
      yaxis: { ...style, ...yaxis },
      dragmode: "pan",
      hovermode: false,
      showlegend: false,
      modebar: { bgcolor: "rgba(0,0,0,0)", color: theme.muted, activecolor: theme.ink },
    };
  }

  async restyle(theme) {
    this.theme = theme;
    this.measure();
    if (this.wanted) this.show(this.wanted, true);
    await Plotly.react(this.plot, [], this.#layout());
  }

  /** What there is to see of it, for who looks on. */
  snapshot() {
    const { kind, range, wanted, width, height, margin, outer, transform, drawing } = this;
    const { root, base, overlay, plot, titles } = this;
    const { xaxis, yaxis } = plot.layout ?? {};
    return {
      ...{ kind, range, wanted, width, height, margin, outer, transform, drawing },
      ...{ root, base, overlay, plot, titles },
      axes: { x: xaxis?.type, y: yaxis?.type },
    };
  }

  /** Shows at least the wanted range, widened in one direction to keep the aspect equal. */
  show(wanted, again = false) {
    if (this.wanted && isClose(wanted, this.wanted) && !again) return; // what the person zoomed to stays
    this.wanted = wanted;
    this.#setRange(wanted);
  }

  /**
   * Makes the axes logarithmic or even, as in the description, before the range that is shown next.
   */
  scaleAs(isLog) {
    if (isLog !== this.isLog) Object.assign(this, { isLog, wanted: null });
  }

  #setRange(wanted) {
    const range = this.isFree ? wanted : equalAspect(wanted, this.width, this.height);
    const isSame = isClose(range, this.range);
    const { layout } = this.plot;
    this.range = range;
    if (!layout) return;
    const axes = this.#axes();
    const isOther = Object.entries(axes).some(([axis, { type }]) => type !== layout[axis].type);
    if (isSame && !isOther) return;
    this.#relayout(
      axes,
      ([axis, key, value]) =>
        isOther || key === "range" || String(layout[axis][key]) !== String(value),
    );
  }

  /** Tells Plotly what is wanted of the axes: a range alone costs it a third of the time. */
  #relayout(axes, isWanted) {
    const change = Object.entries(axes)
      .flatMap(([axis, parts]) => Object.entries(parts).map(([key, value]) => [axis, key, value]))
      .filter(isWanted);
    if (change.length)
      this.drawing = Plotly.relayout(
        this.plot,
        Object.fromEntries(change.map(([axis, key, value]) => [`${axis}.${key}`, value])),
      );
  }

  #follow(isOver = false) {
    const { xaxis, yaxis } = this.plot.layout;
    const range = [...xaxis.range, ...yaxis.range].map(Number);
    if (isClose(range, this.range)) return;
    this.range = range;
    const [x0, x1, y0, y1] = range;
    if (
      isOver &&
      !this.isFree &&
      Math.abs(((x1 - x0) * this.height) / ((y1 - y0) * this.width) - 1) > 1e-6
    )
      this.#setRange(range);
    else if (isOver) this.#relayout(this.#axes(), ([, key]) => key.startsWith("tick"));
    this.onCamera(this);
  }

  /** Two fingers: what lay under their middle follows it, and the scale follows their distance. */
  #pinch({ from, to, times }) {
    const box = this.base.getBoundingClientRect();
    const [x0, x1, y0, y1] = this.range;
    const [x, y] = this.transform.toData(from[0] - box.left, from[1] - box.top);
    const across = (x1 - x0) / times;
    const up = (y1 - y0) / times;
    const left = x - ((to[0] - box.left) / this.width) * across;
    const foot = y - (1 - (to[1] - box.top) / this.height) * up;
    this.#setRange([left, left + across, foot, foot + up]);
    this.onCamera(this);
  }

  #watchClicks() {
    let start = null;
    const inside = (event) => {
      const box = this.base.getBoundingClientRect();
      const px = event.clientX - box.left;
      const py = event.clientY - box.top;
      return px >= 0 && py >= 0 && px <= box.width && py <= box.height
        ? this.transform.toData(px, py)
        : null;
    };
    this.plot.addEventListener(
      "pointerdown",
      (event) => {
        start = event.target.closest(".modebar") ? null : [event.clientX, event.clientY];
      },
      true,
    );
    this.root.addEventListener("pointermove", (event) => this.onHover(inside(event)));
    this.root.addEventListener("pointerleave", () => this.onHover(null));
    this.plot.addEventListener("pointercancel", () => {
      start = null;
    }); // a finger that scrolls the page is no click
    window.addEventListener(
      "pointerup",
      (this.release = (event) => {
        const still = start && Math.hypot(event.clientX - start[0], event.clientY - start[1]) < 4;
        start = null;
        const point = still ? inside(event) : null; // not the target: while the button is down Plotly covers the page
        if (point) this.onClick(point);
      }),
      true,
    );
  }

  get transform() {
    const t = transformOf(this.range, this.width, this.height);
    return { ...t, toData: (px, py) => [t.x(px), t.y(py)] };
  }

  draw(layer, marks) {
    const context = this[layer].getContext("2d");
    context.clearRect(0, 0, this.width, this.height);
    paint(context, this.transform, marks);
  }

  /** Lets the next range be shown whatever the person zoomed to. */
  forget() {
    this.wanted = null;
  }

  remove() {
    window.removeEventListener("pointerup", this.release, true);
    this.root.remove();
    // A plot that is taken down in the midst of a change throws.
    Promise.allSettled([this.drawing]).then(() => Plotly.purge(this.plot));
  }
}
