// What the browser gets of a mapping.
// Twin: explore/payload.py; tests/live/test_payloads.py holds them together.

/**
 * A name, what stands for it on the screen, and its range.
 * @typedef {object} Variable
 * @property {string} name
 * @property {string} label
 * @property {number} low
 * @property {number} high
 */

/**
 * @typedef {object} Parameter
 * @property {string} name
 * @property {string} label
 * @property {number} value
 * @property {number} low
 * @property {number} high
 */

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

/**
 * @typedef {object} MappingPart
 * @property {TapeData} tape
 * @property {Layout} layout
 */

/** @typedef {Payload & MappingPart} MappingPayload */

/**
 * @typedef {object} ChainPart
 * @property {MappingPayload[]} stages
 */

/** @typedef {MappingPayload & ChainPart} ChainPayload of a composition */

/**
 * @typedef {object} Layers
 * @property {number[]} sizes
 * @property {string[]} activations
 * @property {string[][]} unitLabels
 */

/**
 * @typedef {object} Points
 * @property {number[][]} x
 * @property {number[]} labels
 */

/**
 * The weights of a network are the parameters, its input is the probe.
 * @typedef {object} NetworkPart
 * @property {Layers} network
 * @property {number[]} target
 * @property {string} loss
 * @property {string} lossTitle
 * @property {Points | null} points what it is trained on
 * @property {number} seed what deep chains draw their weights by
 */

/** @typedef {Payload & NetworkPart} NetworkPayload */

/**
 * How many outputs of the tape of an integral there are of each kind: the old variables, the
 * integrand there, det J, the product of both, and the ends of the limits.
 * @typedef {object} IntegralLayout
 * @property {number} components
 * @property {number} integrand
 * @property {number} determinant
 * @property {number} product
 * @property {number} ends
 */

/**
 * @typedef {object} IntegralPart
 * @property {number | null} value
 * @property {number | null} with_multiplicity
 * @property {number | null} over_image
 * @property {number} multiplicity
 * @property {TapeData} tape
 * @property {IntegralLayout} layout
 * @property {boolean[]} infinite of which variables the region has no end
 * @property {any} border
 * @property {any} strips
 * @property {any} preimages
 */

/** @typedef {Payload & IntegralPart} IntegralPayload of a change of variables */

export {};
