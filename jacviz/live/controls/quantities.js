// Numbers on the page: each an element that says which quantity it is, and holds its value
// unrounded.
import { format } from "../numeric/format.js";
import { element } from "./dom.js";

export const quantity = (key) => element("output", { "data-quantity": key, "aria-live": "off" });

/** Writes a value into its element, as a text of its own where there is one. */
export function write(node, value, text = format(value)) {
  say(node, text);
  node.dataset.value = String(value);
}

/** Writes a text where it is not there yet: what is written anew is read out anew. */
export function say(node, text) {
  if (node.textContent !== text) node.textContent = text;
}
