// Points that fill a box evenly and on no line of a lattice.

/** Points of a box [[low, high], ...] (Kronecker), the same at every call. */
export function spread(box, count) {
  let ratio = 2; // the root of x^(n+1) = x + 1, whose powers fill the cube most evenly
  for (let k = 0; k < 40; k++) ratio = (1 + ratio) ** (1 / (box.length + 1));
  return Array.from({ length: count }, (_, k) =>
    box.map(
      ([low, high], axis) => low + (high - low) * ((0.5 + (k + 1) * ratio ** -(axis + 1)) % 1),
    ),
  );
}
