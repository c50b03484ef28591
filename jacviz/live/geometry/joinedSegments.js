// Segments put together to lines, so that dashes run along them.

/**
 * Segments u0, v0, u1, v1, ... as polylines with NaN between them: a line goes on where another end
 * lies within about `near`. What is shorter than that, or there twice, is left out.
 */
export function linked(segments, near) {
  // The ends 2k and 2k + 1 belong to segment k.
  const place = (end) =>
    `${Math.round(segments[2 * end] / near)} ${Math.round(segments[2 * end + 1] / near)}`;
  const open = new Map();
  const ends = new Map();
  for (let k = 0; k < segments.length / 4; k++) {
    const both = [place(2 * k), place(2 * k + 1)];
    if (both[0] !== both[1]) open.set(both.sort().join(), k);
  }
  const left = new Set(open.values());
  for (const end of [...left].flatMap((k) => [2 * k, 2 * k + 1]))
    ends.set(place(end), [...(ends.get(place(end)) ?? []), end]);
  const next = (end) => ends.get(place(end)).find((candidate) => left.has(candidate >> 1));
  /** The far ends of the segments met from an end on, which are used up. */
  const walk = (start) => {
    const found = [];
    for (let end = start; end !== undefined; end = next(found.at(-1))) {
      left.delete(end >> 1);
      found.push(end ^ 1);
    }
    return found;
  };
  const xy = [];
  for (const k of left) {
    const onwards = walk(2 * k);
    const back = walk(next(2 * k));
    for (const end of [...back.reverse(), 2 * k, ...onwards])
      xy.push(segments[2 * end], segments[2 * end + 1]);
    xy.push(NaN, NaN);
  }
  return Float64Array.from(xy);
}
