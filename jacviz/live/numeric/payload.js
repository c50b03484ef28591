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
 * @typedef {object} Payload
 * @property {string} scene
 * @property {string | null} title
 * @property {string[]} names
 * @property {string[]} labels
 * @property {Variable[]} variables
 * @property {Parameter[]} parameters
 * @property {number[]} probe
 * @property {TapeData} tape
 * @property {Layout} layout
 */

export {};
