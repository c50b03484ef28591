// Rows of numbers at the probe.

/**
 * A row of the numbers; more is a text in place of the number, and when it is shown.
 * @returns {import("./scene.js").Row}
 */
export const row = (key, label, title, value, more) => ({ key, label, title, value, ...more });
