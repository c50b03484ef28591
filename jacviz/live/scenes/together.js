// A picture made of parts, each { <name of a pane>: marks, ... }: one above the other in the order
// given.

/** The marks of all parts for some panes; what is null or false is no part. */
export function together(panes, ...parts) {
  const all = Object.fromEntries(panes.map((name) => [name, []]));
  for (const part of parts)
    for (const [name, marks] of Object.entries(part || {})) all[name].push(...marks);
  return all;
}
