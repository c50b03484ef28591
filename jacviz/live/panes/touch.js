// Fingers on a pane: one is the page's, which it scrolls; two move, spread and turn the picture.

const FAR = 12; // pixels that a single finger goes before it is told that two are wanted

const centreOf = (/** @type {Touch[]} */ [a, b]) => [
  (a.clientX + b.clientX) / 2,
  (a.clientY + b.clientY) / 2,
];
const spreadOf = (/** @type {Touch[]} */ [a, b]) =>
  Math.max(1, Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY));

/**
 * Watches two fingers on a node: move({ from, to, times }) is told from where to where their middle
 * went, in pixels of the window, and how many times as far apart they are now. Nobody else on the
 * node hears of a finger; a tap still clicks.
 */
export function watchFingers(node, move) {
  let held = null;
  let alone = null;
  const two = ({ touches }) => (touches.length === 2 ? [...touches] : null);
  const count = (event) => {
    event.stopPropagation();
    const fingers = two(event);
    held = fingers && { centre: centreOf(fingers), spread: spreadOf(fingers) };
    alone = event.touches.length === 1 ? event.touches[0] : null;
    if (event.type === "touchstart") delete node.dataset.alone;
  };
  const follow = (event) => {
    event.stopPropagation();
    const fingers = two(event);
    const [one] = event.touches;
    if (alone && Math.hypot(one.clientX - alone.clientX, one.clientY - alone.clientY) > FAR)
      node.dataset.alone = "";
    if (!fingers || !held) return;
    if (event.cancelable) event.preventDefault(); // else the page would scroll too
    const from = held.centre;
    const to = centreOf(fingers);
    const spread = spreadOf(fingers);
    const times = spread / held.spread;
    held = { centre: to, spread };
    move({ from, to, times });
  };
  for (const type of ["touchstart", "touchend", "touchcancel"])
    node.addEventListener(type, count, { capture: true, passive: true });
  node.addEventListener("touchmove", follow, { capture: true, passive: false });
}
