// What is lit up of a network: edges [layer, to, from] and units [layer, i], as a person points at
// them.

/**
 * Where each of Network.values belongs: { layer (1 the first after the input), to, from (undefined
 * for a bias) }.
 */
export const placesOfValues = ({ layers }) =>
  layers.flatMap(({ inputs, outputs }, k) => [
    ...Array.from({ length: outputs * inputs }, (_, at) => ({
      layer: k + 1,
      to: Math.floor(at / inputs),
      from: at % inputs,
    })),
    ...Array.from({ length: outputs }, (_, to) => ({ layer: k + 1, to })),
  ]);

export const edgeFocus = (...edges) => ({ edges });

/** The edges along a path, a unit a layer from the input on. */
export const pathFocus = (units) =>
  edgeFocus(...units.slice(1).map((to, k) => [k + 1, to, units[k]]));

/** A unit with all edges into it and out of it. */
export const unitFocus = (sizes, layer, unit) => ({
  units: [[layer, unit]],
  edges: [
    ...(layer ? Array.from({ length: sizes[layer - 1] }, (_, from) => [layer, unit, from]) : []),
    ...(layer < sizes.length - 1
      ? Array.from({ length: sizes[layer + 1] }, (_, to) => [layer + 1, to, unit])
      : []),
  ],
});

/** Whether a focus holds an edge. */
export const lights = (focus, layer, to, from) =>
  !!focus && focus.edges.some((edge) => edge[0] === layer && edge[1] === to && edge[2] === from);
