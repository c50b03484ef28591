// The handle of the probe, as most scenes have it.

/** An arrow key goes by a share of the domain, or of the pane when that shows less. */
const probeStep =
  ({ variables }) =>
  ([x0, x1, y0, y1]) => {
    const [a, b] = variables;
    return [Math.min(a.high - a.low, x1 - x0), Math.min(b.high - b.low, y1 - y0)];
  };

/** The handle that moves the probe in a pane of the domain; a scene may say more of it. */
export const probeHandle = (payload, pane, more = {}) => ({
  pane,
  name: "Probe",
  description: "point in the domain",
  at: ({ p }) => p,
  move: (point, view) => view.moveProbe(point),
  step: probeStep(payload),
  ...more,
});
