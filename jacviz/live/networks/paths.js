// An entry of the product of the layers' Jacobian matrices as the sum over all paths through the
// network.
// Twin: networks/paths.py; tests/live/networks/test_network_js.py holds them together.

/** The paths from one input to one output: the product of the sizes between them. */
export const pathCount = (sizes) => sizes.slice(1, -1).reduce((count, size) => count * size, 1);

/**
 * Each path from an input to an output: a unit of each layer, the input first, the entry of the
 * layer's matrix for each edge, and their product; the sum of the products is that entry of the
 * product of the matrices.
 */
export function paths(jacobians, sizes, output = 0, source = 0) {
  const betweens = sizes
    .slice(1, -1)
    .reduce(
      (begun, size) =>
        begun.flatMap((units) => Array.from({ length: size }, (_, i) => [...units, i])),
      [[]],
    );
  return betweens.map((between) => {
    const units = [source, ...between, output];
    const factors = jacobians.map((j, k) => j[units[k + 1] * sizes[k] + units[k]]);
    return { units, factors, product: factors.reduce((product, w) => product * w, 1) };
  });
}
