// Whether J exists at a point where a formula has a kink: x |x| is smooth at 0, |x| is not.
// Twin: numeric/point.py; tests/live/test_kinks.py holds them together.

const NEAR = 1e-5;
const NEARER = 1e-8; // shares of a variable's range
const SAME = 1e-12;

/**
 * Whether J is continuous at a point: around it, nearer by a thousand, it departs from J(p) by much
 * less, or not at all. jacobianAt(inputs, n) gives the entries of J at n points; widths are the
 * variables' ranges.
 */
export function isContinuous(jacobianAt, p, widths) {
  const ways = directions(p.length);
  const at = (points) =>
    jacobianAt(
      p.map((_, k) => Float64Array.from(points, (point) => point[k])),
      points.length,
    ).map((w) => Array.from(w.slice(0, points.length)));
  const here = at([p]).map(([w]) => w);
  const gap = (share) => {
    const around = at(ways.map((way) => way.map((w, k) => p[k] + w * share * widths[k])));
    const gaps = around.flatMap((entries, e) => entries.map((w) => Math.abs(w - here[e])));
    return gaps.every(Number.isFinite) ? Math.max(...gaps) : Infinity;
  };
  const near = gap(NEAR);
  const nearer = gap(NEARER);
  return (
    (nearer <= 0.1 * near && near < Infinity) ||
    nearer <= SAME * (1 + Math.max(...here.map(Math.abs)))
  );
}

/**
 * The steps to all neighbours on a lattice of up to three variables; of more, those along the axes
 * and the diagonal.
 */
function directions(n) {
  if (n > 3)
    return [1, -1].flatMap((sign) => [
      Array(n).fill(sign),
      ...Array.from({ length: n }, (_, k) =>
        Array.from({ length: n }, (_, i) => (i === k ? sign : 0)),
      ),
    ]);
  let all = [[]];
  for (let k = 0; k < n; k++) all = all.flatMap((way) => [-1, 0, 1].map((w) => [...way, w]));
  return all.filter((way) => way.some((w) => w !== 0));
}
