// The product of the layers' Jacobian matrices, accumulated from either end, and what it costs.
// Twin: networks/accumulation.py; tests/live/networks/test_network_js.py holds them together.

/** The product of an (m, k) by a (k, n) matrix, row by row. */
function matrixProduct(a, b, m, k, n) {
  return Array.from({ length: m * n }, (_, at) => {
    const row = Math.floor(at / n);
    const column = at % n;
    let sum = 0;
    for (let i = 0; i < k; i++) sum += a[row * k + i] * b[i * n + column];
    return sum;
  });
}

/**
 * For sizes n0, n1, ...: n0 n1 n2, n0 n2 n3, ..., the multiplications of each product from the
 * input on.
 */
export const forwardMultiplications = (sizes) =>
  sizes.slice(2).map((m, k) => sizes[0] * sizes[k + 1] * m);

/** The same from the other end: a network backwards. */
export const reverseMultiplications = (sizes) => forwardMultiplications([...sizes].reverse());

/**
 * J1, J2 J1, J3 J2 J1, ...: columns pushed forward; the partial products and the multiplications of
 * each after the first.
 */
export function forward(jacobians, sizes) {
  const products = [jacobians[0]];
  for (let k = 1; k < jacobians.length; k++)
    products.push(matrixProduct(jacobians[k], products[k - 1], sizes[k + 1], sizes[k], sizes[0]));
  return { products, multiplications: forwardMultiplications(sizes) };
}

/** J3, J3 J2, J3 J2 J1, ...: rows pulled back. */
export function reverse(jacobians, sizes) {
  const last = jacobians.length - 1;
  const products = [jacobians[last]];
  for (let k = last - 1; k >= 0; k--)
    products.push(
      matrixProduct(products.at(-1), jacobians[k], sizes.at(-1), sizes[k + 1], sizes[k]),
    );
  return { products, multiplications: reverseMultiplications(sizes) };
}
