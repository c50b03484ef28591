// The letter F, whose image shows whether a mapping keeps or reverses orientation.

// In the unit square, counterclockwise: no turn brings it onto its mirror image.
const LETTER_F = [
  [0.18, 0],
  [0.38, 0],
  [0.38, 0.42],
  [0.72, 0.42],
  [0.72, 0.58],
  [0.38, 0.58],
  [0.38, 0.84],
  [0.82, 0.84],
  [0.82, 1],
  [0.18, 1],
];

/** Letters spread evenly over a box [u0, u1, v0, v1], each as its corners. */
export function lettersF([u0, u1, v0, v1]) {
  const spacing = Math.sqrt(((u1 - u0) * (v1 - v0)) / 15);
  const across = Math.max(1, Math.min(8, Math.round((u1 - u0) / spacing)));
  const up = Math.max(1, Math.min(8, Math.round((v1 - v0) / spacing)));
  const du = (u1 - u0) / across;
  const dv = (v1 - v0) / up;
  const size = 0.42 * Math.min(du, dv);
  const letters = [];
  for (let j = 0; j < up; j++)
    for (let i = 0; i < across; i++)
      letters.push(
        LETTER_F.map(([a, b]) => [
          u0 + (i + 0.5) * du + (a - 0.5) * size,
          v0 + (j + 0.5) * dv + (b - 0.5) * size,
        ]),
      );
  return letters;
}
