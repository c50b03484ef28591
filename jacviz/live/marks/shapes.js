// Marks made in one line: their numbers, their ink, and what else there is of style.

/** @typedef {import("./marks.js").Mark} Mark */

/** A line through points { xy } of the plane or { xyz } of space. */
export const along = (points, stroke, width, style) => ({
  kind: "polyline",
  ...points,
  stroke,
  width,
  ...style,
});

export const line = (xy, stroke, width, style) => along({ xy }, stroke, width, style);

export const spaceLine = (xyz, stroke, width, style) => along({ xyz }, stroke, width, style);

export const outline = (xy, stroke, width, style) =>
  line(xy, stroke, width, { closed: true, ...style });

export const area = (xy, fill, alpha, style) => ({
  kind: "polyline",
  closed: true,
  xy,
  fill,
  alpha,
  ...style,
});

export const segments = (xy, stroke, width, style) => ({
  kind: "segments",
  xy,
  stroke,
  width,
  ...style,
});

export const dot = (at, radius, fill, style) => ({ kind: "point", at, radius, fill, ...style });

export const arrow = (from, to, ink, width, style) => ({
  kind: "arrow",
  from,
  to,
  stroke: ink,
  fill: ink,
  width,
  ...style,
});

/** A text in the size and the font of a theme, and in its ink where the style says no other. */
export const label = (text, at, { size, font, ink }, style) => ({
  kind: "label",
  text,
  at,
  size,
  font,
  fill: ink,
  ...style,
});

/** Where the probe stands, or its image: a disk with a rim. */
export const probeDot = (at, fill, { paper }) => dot(at, 6, fill, { stroke: paper, width: 2 });
