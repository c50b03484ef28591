// Ranges that show values well: all of them, without what escapes to a pole, and with a margin.

/** The range [x0, x1, y0, y1] that shows two intervals with a margin, never flat. */
export function framed([x0, x1], [y0, y1]) {
  const least = Math.max(1e-9, 0.02 * Math.max(x1 - x0, y1 - y0), 1e-6 * Math.max(Math.abs(x0), Math.abs(y0)));
  const px = Math.max(0.06 * (x1 - x0), least), py = Math.max(0.06 * (y1 - y0), least);
  return [x0 - px, x1 + px, y0 - py, y1 + py];
}

/** The interval of the first n values, without those few that lie far from the others. */
export function robustInterval(values, n) {
  const finite = [];
  for (let i = 0; i < n; i++) if (Number.isFinite(values[i])) finite.push(values[i]);
  if (!finite.length) return [-1, 1];
  finite.sort((p, q) => p - q);
  const last = finite.length - 1;
  const low = finite[Math.floor(0.03 * last)], high = finite[Math.ceil(0.97 * last)];
  const reach = 0.75 * (high - low);
  return [finite[0] >= low - reach ? finite[0] : low, finite[last] <= high + reach ? finite[last] : high];
}

/** An even grid of (count + 1)^2 points of a box of two variables: arrays u and v, the first variable fastest. */
export function evenGrid([a, b], count) {
  const n = (count + 1) ** 2;
  const u = new Float64Array(n), v = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    u[k] = a.low + ((a.high - a.low) * (k % (count + 1))) / count;
    v[k] = b.low + ((b.high - b.low) * Math.floor(k / (count + 1))) / count;
  }
  return { u, v, n };
}

/** The smallest range that shows the box itself, or the image of the box without what escapes to a pole. */
export function fitRange(mapping, identity = false) {
  const [a, b] = mapping.payload.variables;
  if (identity) return framed([a.low, a.high], [b.low, b.high]);
  const { u, v, n } = evenGrid([a, b], 40);
  const { x, y } = mapping.at(u, v, n);
  return framed(robustInterval(x, n), robustInterval(y, n));
}
