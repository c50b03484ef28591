// The loss against the step of a descent.

const LOG_FROM = 8; // times that the loss must fall before its axis is logarithmic

/** The pane of such a curve. */
export const lossPane = {
  name: "loss",
  title: "Loss",
  x: "step",
  y: "L",
  role: "image",
  isFree: true,
};

/** Makes the pane show all losses up to a step; whether its axis is logarithmic. */
export function showLosses(pane, losses, right) {
  const finite = losses.filter(Number.isFinite);
  const least = finite.reduce((a, b) => Math.min(a, b), Infinity);
  const most = finite.reduce((a, b) => Math.max(a, b), -Infinity);
  const isLog = least > 0 && most > LOG_FROM * least;
  pane.scaleAs(isLog && "y");
  const ends = isLog
    ? [Math.floor(4 * Math.log10(least)) / 4, Math.ceil(4 * Math.log10(most)) / 4]
    : finite.length
      ? [Math.min(0, least), roundUp(most)]
      : [0, 1];
  const margin = 0.04 * (ends[1] - ends[0]);
  pane.show([-0.02 * right, 1.02 * right, ends[0] - margin, ends[1] + margin]);
  return isLog;
}

const roundUp = (w) => {
  const power = 10 ** Math.floor(Math.log10(w || 1));
  return power * [1, 1.5, 2, 3, 5, 10].find((m) => m * power >= w * (1 - 1e-9));
};

/** The losses after steps 0, 1, ... as a mark. */
export const lossCurve = (losses, isLog, theme) => ({
  kind: "polyline",
  stroke: theme.image,
  width: 2.5,
  xy: Float64Array.from(losses.flatMap((w, k) => [k, isLog ? Math.log10(w) : w])),
});

/** The last of them as a mark. */
export function lossPoint(losses, isLog, theme) {
  const y = isLog ? Math.log10(losses.at(-1)) : losses.at(-1);
  return Number.isFinite(y)
    ? [
        {
          kind: "point",
          at: [losses.length - 1, y],
          radius: 5,
          fill: theme.image,
          stroke: theme.paper,
          width: 2,
        },
      ]
    : [];
}
