// Matrices of any size as tables: small ones with numbers, wide ones as coloured squares that say
// their number when pointed at.
import { element } from "../controls/dom.js";
import { format } from "../numeric/format.js";
import { signInk } from "./diagramMarks.js";

const MOST = 6; // rows or columns with numbers
const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";
export const subscript = (number) => String(number).replace(/\d/g, (digit) => SUBSCRIPTS[digit]);

/** ∂/∂x as text: d where there is one variable only. */
export const derivativeText = (output, input, isPartial) =>
  `${isPartial ? "∂" : "d"}${output}/${isPartial ? "∂" : "d"}${input}`;

/** The names of the entries of a Jacobian matrix, from those of its outputs and inputs. */
export const jacobianNames = (outputs, inputs) =>
  outputs.map((output) => inputs.map((input) => derivativeText(output, input, inputs.length > 1)));

/**
 * A matrix { root, show(entries, theme, isLit) } with a caption and its shape; names has a row of
 * names for each of its rows. onEntry(row, column) or onEntry(null) tells what is pointed at.
 */
export function matrixTable({ key, caption, title, names, digits = 4, onEntry = undefined }) {
  const size = names[0].length;
  const isWide = Math.max(names.length, size) > MOST;
  const cells = names.flatMap((line, row) =>
    line.map((name, column) => {
      const lit = onEntry && {
        onpointerenter: () => onEntry(row, column),
        onpointerleave: () => onEntry(null),
      };
      const keys = onEntry &&
        !isWide && {
          tabindex: 0,
          onfocus: () => onEntry(row, column),
          onblur: () => onEntry(null),
        };
      return element("td", { title: name, "aria-label": name, ...lit, ...keys });
    }),
  );
  const head = element("caption", { title }, element("b", {}, caption), ` ${names.length}×${size}`);
  const root = element(
    "table",
    {
      class: `jv-matrix${isWide ? " jv-wide" : ""}`,
      "aria-label": `${caption}, ${names.length} by ${size}`,
    },
    head,
    element(
      "tbody",
      {},
      ...names.map((_, row) => element("tr", {}, ...cells.slice(row * size, (row + 1) * size))),
    ),
  );

  function show(entries, theme, isLit = (_row, _column) => false) {
    const strongest = isWide && Math.max(1e-300, ...entries.map(Math.abs));
    cells.forEach((cell, at) => {
      const value = entries[at];
      const row = Math.floor(at / size);
      const column = at % size;
      cell.classList.toggle("jv-lit", isLit(row, column));
      if (isWide)
        cell.style.background = `color-mix(in srgb, ${signInk(theme, value)} ${Math.round(100 * Math.sqrt(Math.abs(value) / strongest))}%, transparent)`;
      if (cell.dataset.value === String(value)) return;
      cell.dataset.quantity = `${key}-${row + 1}${isWide ? "," : ""}${column + 1}`;
      cell.dataset.value = String(value);
      const text = format(value, digits);
      if (isWide) cell.title = `${cell.getAttribute("aria-label")} = ${text}`;
      else cell.textContent = text;
    });
  }
  return { root, show };
}
