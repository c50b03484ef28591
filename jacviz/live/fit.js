// Ranges that show values well: all of them, without what escapes to a pole, and with a margin.

/** The range [x0, x1, y0, y1, ...] that shows some intervals with a margin, never flat. */
export function framed(...intervals) {
  const widest = Math.max(...intervals.map(([low, high]) => high - low)), farthest = Math.max(...intervals.map(([low]) => Math.abs(low)));
  const least = Math.max(1e-9, 0.02 * widest, 1e-6 * farthest);
  return intervals.flatMap(([low, high]) => {
    const margin = Math.max(0.06 * (high - low), least);
    return [low - margin, high + margin];
  });
}

/** The old range as long as the new one neither leaves it nor shrinks much in it: then a picture stays calm. */
export function steady(old, range) {
  if (!old) return range;
  const axes = range.filter((_, k) => k % 2 === 0).map((_, k) => [range[2 * k], range[2 * k + 1], old[2 * k], old[2 * k + 1]]);
  const leaves = axes.some(([low, high, from, to]) => low < from || high > to);
  const room = Math.max(...axes.map(([low, high, from, to]) => (high - low) / (to - from)));
  return leaves || room < 0.6 ? range : old;
}

/** The least range that holds [x0, x1, y0, y1] and on width by height pixels has one scale for both axes. */
export function equalAspect([x0, x1, y0, y1], width, height) {
  const scale = Math.min(width / (x1 - x0), height / (y1 - y0));
  const cx = (x0 + x1) / 2, cy = (y0 + y1) / 2, w = width / scale / 2, h = height / scale / 2;
  return [cx - w, cx + w, cy - h, cy + h];
}

/** The interval of the first n values, without those few (at most the share at either end) that lie far from the others. */
export function robustInterval(values, n, share = 0.03) {
  const finite = [];
  for (let i = 0; i < n; i++) if (Number.isFinite(values[i])) finite.push(values[i]);
  if (!finite.length) return [-1, 1];
  finite.sort((p, q) => p - q);
  const last = finite.length - 1;
  const low = finite[Math.floor(share * last)], high = finite[Math.ceil((1 - share) * last)];
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
