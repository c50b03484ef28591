// The legend of the area factor: a strip of the scale's colours with its ticks, 0 and 1 marked.
import { format } from "../numeric/format.js";
import { stripOf } from "../numeric/scale.js";
import { element } from "./dom.js";

const bound = ({ clipped, limit }, w) =>
  clipped && w === limit ? "≥ " : clipped && w === -limit ? "≤ " : "";

/**
 * The ticks of a scale, each { place from 0 to 1, text, isStrong, align }: 0 and 1 keep apart where
 * they are close.
 */
export function legendTicks(scale, colours) {
  const { share } = stripOf(scale, colours);
  const isCrowded = share(1) - share(0) < 0.03 && scale.ticks.includes(1);
  const align = (w) => (isCrowded && w === 0 ? "right" : isCrowded && w === 1 ? "left" : "center");
  return scale.ticks.map((w) => ({
    place: share(w),
    text: `${bound(scale, w)}${format(w, 2)}`,
    isStrong: w === 0 || w === 1,
    align: align(w),
  }));
}

export const kindOfScale = ({ kind, clipped }) =>
  `${kind === "symlog" ? "logarithmic" : "linear"}${clipped ? ", clipped" : ""}`;

const SIDES = { left: " jv-right", right: " jv-left", center: "" }; // of its place that a tick stands on

/**
 * The legend of what `name`, or the scale's own, says; show(scale, colours) draws it, or hides it
 * where there is no scale.
 */
export function legend(name) {
  const strip = element("div", { class: "jv-strip", "aria-hidden": "true" });
  const ticks = element("div", { class: "jv-ticks" });
  const note = element("span", { class: "jv-kind" });
  const caption = element("span", { class: "jv-legend-name" }, name);
  const root = element(
    "div",
    { class: "jv-legend" },
    caption,
    element("div", { class: "jv-bar" }, strip, ticks),
    note,
  );
  let shown = "";
  function show(scale, palette) {
    const key =
      scale && JSON.stringify([scale.name, scale.kind, scale.limit, scale.clipped, palette[0]]);
    if (key === shown) return;
    shown = key;
    root.hidden = !scale;
    if (!scale) return;
    caption.textContent = scale.name ?? name;
    const { colours } = stripOf(scale, palette);
    const n = colours.length;
    strip.style.background = `linear-gradient(to right, ${colours.map((c, k) => `${c} ${(100 * k) / n}%, ${c} ${(100 * (k + 1)) / n}%`).join(", ")})`;
    ticks.replaceChildren(
      ...legendTicks(scale, palette).map(({ place, text, isStrong, align }) =>
        element(
          "span",
          {
            class: `jv-tick${isStrong ? " jv-strong" : ""}${SIDES[align]}`,
            style: `left: ${100 * place}%`,
          },
          text,
        ),
      ),
    );
    note.textContent = kindOfScale(scale);
    note.title = scale.clipped
      ? "Some values lie beyond the ends of the scale, for example near a pole."
      : "";
  }
  return { root, show };
}
