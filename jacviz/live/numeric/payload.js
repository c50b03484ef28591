// What the browser gets of a mapping. Twin: payload.py; held together by tests/live/test_payloads.py.

/** @typedef {{ name: string, label: string, low: number, high: number }} Variable a name, what stands for it, and its range */

/** @typedef {Variable & { value: number }} Parameter */

/**
 * A list of elementary steps over slots of numbers, see tape.js.
 * @typedef {object} TapeData
 * @property {string[]} inputs
 * @property {number[]} constants
 * @property {any[][]} steps each [opcode, slot, ...]
 * @property {number[]} outputs
 */

/**
 * How many outputs of the tape there are of each kind, in this order.
 * @typedef {object} Layout
 * @property {number} components
 * @property {number} jacobian
 * @property {number} determinant
 * @property {number} singular
 * @property {number} kinks
 * @property {number} borders
 */

/**
 * What every payload has.
 * @typedef {object} Payload
 * @property {string} scene
 * @property {string | null} title
 * @property {string[]} names
 * @property {string[]} labels
 * @property {Variable[]} variables
 * @property {Parameter[]} parameters
 * @property {number[] | null} probe where it rests at first
 */

/** @typedef {Payload & { tape: TapeData, layout: Layout }} MappingPayload */

/** @typedef {MappingPayload & { stages: MappingPayload[] }} ChainPayload of a composition */

/**
 * Of a network: its weights are the parameters, its input is the probe. points are what it is trained on, seed what deep chains draw
 * their weights by.
 * @typedef {Payload & { network: { sizes: number[], activations: string[], unitLabels: string[][] },
 *   target: number[], loss: string, lossTitle: string,
 *   points: { x: number[][], labels: number[] } | null, seed: number }} NetworkPayload
 */

/**
 * Of a change of variables: the outputs of its tape are the old variables, the integrand there, det J, their product and the ends of the
 * limits. infinite says of which variables the region has no end; strips and preimages tell how often the image is covered.
 * @typedef {Payload & { tape: TapeData, layout: Record<string, number>, value: number | null,
 *   with_multiplicity: number | null, over_image: number | null, multiplicity: number, infinite: boolean[],
 *   border: any, strips: any, preimages: any }} IntegralPayload
 */

export {};
