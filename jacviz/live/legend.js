// The legend of the area factor: a strip of the scale's colours with its ticks, 0 and 1 marked.
import { stripOf } from "./colour.js";
import { element, format } from "./dom.js";

/** The legend of what `name`, or the scale's own, says; show(scale, colours) draws it, or hides it where there is no scale. */
export function legend(name) {
  const strip = element("div", { class: "jv-strip", "aria-hidden": "true" });
  const ticks = element("div", { class: "jv-ticks" });
  const note = element("span", { class: "jv-kind" });
  const caption = element("span", { class: "jv-legend-name" }, name);
  const root = element("div", { class: "jv-legend" }, caption, element("div", { class: "jv-bar" }, strip, ticks), note);
  let shown = "";
  function show(scale, palette) {
    const key = scale && JSON.stringify([scale.name, scale.kind, scale.limit, scale.clipped, palette[0]]);
    if (key === shown) return;
    shown = key;
    root.hidden = !scale;
    if (!scale) return;
    caption.textContent = scale.name ?? name;
    const { colours, share } = stripOf(scale, palette), n = colours.length;
    strip.style.background = `linear-gradient(to right, ${colours.map((c, k) => `${c} ${(100 * k) / n}%, ${c} ${(100 * (k + 1)) / n}%`).join(", ")})`;
    const crowded = share(1) - share(0) < 0.03 && scale.ticks.includes(1);
    ticks.replaceChildren(...scale.ticks.map((w) => element("span", {
      class: `jv-tick${w === 0 || w === 1 ? " jv-strong" : ""}${crowded && w === 0 ? " jv-left" : crowded && w === 1 ? " jv-right" : ""}`, style: `left: ${100 * share(w)}%`,
    }, `${scale.clipped && w === scale.limit ? "≥ " : scale.clipped && w === -scale.limit ? "≤ " : ""}${format(w, 2)}`)));
    note.textContent = `${scale.kind === "symlog" ? "logarithmic" : "linear"}${scale.clipped ? ", clipped" : ""}`;
    note.title = scale.clipped ? "Some values lie beyond the ends of the scale, for example near a pole." : "";
  }
  return { root, show };
}
