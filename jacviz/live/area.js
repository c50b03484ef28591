// The area of the image of a cell, by Gauss-Legendre quadrature of |det J|.

// Nodes and weights on [-1, 1] of the rule with four points (Abramowitz and Stegun, table 25.4).
const NODES = [-0.8611363115940526, -0.3399810435848563, 0.3399810435848563, 0.8611363115940526];
const WEIGHTS = [0.34785484513745385, 0.6521451548625461, 0.6521451548625461, 0.34785484513745385];
const PIECES = 8;

/** The integral of |det J| over the cell of the given side around (u, v): the area of its image, each point counted with its multiplicity. */
export function areaOfImage(mapping, u, v, side) {
  const per = PIECES * NODES.length;
  const along = new Float64Array(per), weight = new Float64Array(per);
  for (let p = 0; p < PIECES; p++)
    NODES.forEach((node, k) => {
      along[p * NODES.length + k] = ((p + (node + 1) / 2) / PIECES - 0.5) * side;
      weight[p * NODES.length + k] = (WEIGHTS[k] / 2 / PIECES) * side;
    });
  const us = new Float64Array(per * per), vs = new Float64Array(per * per);
  for (let j = 0; j < per; j++)
    for (let i = 0; i < per; i++) {
      us[j * per + i] = u + along[i];
      vs[j * per + i] = v + along[j];
    }
  const { determinant } = mapping.at(us, vs, per * per);
  let area = 0;
  for (let j = 0; j < per; j++)
    for (let i = 0; i < per; i++) area += weight[i] * weight[j] * Math.abs(determinant[j * per + i]);
  return area;
}
