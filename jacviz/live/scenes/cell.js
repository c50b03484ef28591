// The small cell of the plane around the probe, and what the linearization makes of it.

/** The corners of a square with so long sides around a point, counterclockwise. */
export function cornersAround([u, v], side) {
  const half = side / 2;
  return [
    [u - half, v - half],
    [u + half, v - half],
    [u + half, v + half],
    [u - half, v + half],
  ];
}

/** Where the linearization at the probe sends some points, coordinate after coordinate. */
export const linearImage = ({ near }, [u, v], points) =>
  Float64Array.from(points.flatMap(([pu, pv]) => near([pu - u, pv - v])));
