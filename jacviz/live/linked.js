// Segments put together to lines, so that dashes run along them.

/** Segments u0, v0, u1, v1, ... as polylines with NaN between them: a line goes on where another end lies within about `near`. */
export function linked(segments, near) {
  const count = segments.length / 4, isUsed = new Uint8Array(count), ends = new Map(), xy = [];
  const place = (end) => `${Math.round(segments[2 * end] / near)} ${Math.round(segments[2 * end + 1] / near)}`; // ends 2k and 2k + 1 of segment k
  const other = (end) => end ^ 1;
  for (let end = 0; end < 2 * count; end++) ends.set(place(end), [...(ends.get(place(end)) ?? []), end]);
  const next = (end) => ends.get(place(end)).find((candidate) => !isUsed[candidate >> 1]);
  const walk = (end) => {
    const found = [];
    for (let at = end; at !== undefined; at = next(found.at(-1))) {
      isUsed[at >> 1] = 1;
      found.push(other(at));
    }
    return found;
  };
  for (let k = 0; k < count; k++) {
    if (isUsed[k]) continue;
    const onwards = walk(2 * k), start = next(2 * k), back = start === undefined ? [] : walk(start);
    for (const end of [...back.reverse(), 2 * k, ...onwards]) xy.push(segments[2 * end], segments[2 * end + 1]);
    xy.push(NaN, NaN);
  }
  return Float64Array.from(xy);
}
