// Plays a slider from its one end to its other.
import { button } from "./widgets.js";

const DURATION = 2600; // milliseconds

/**
 * A button that plays `set(share)` for shares from 0 to 1, from `get()` on or, at the end, from the
 * start.
 */
export function player({ name, title, get, set }) {
  let frame = null;
  const root = button("▶", title, () => (frame ? stop() : start()));
  root.setAttribute("aria-label", name);

  function start() {
    const from = get() >= 1 ? 0 : get();
    if (matchMedia("(prefers-reduced-motion: reduce)").matches)
      return set(from === 0 && get() >= 1 ? 0 : 1);
    const begun = performance.now();
    root.textContent = "❚❚";
    const step = (now) => {
      const share = Math.min(1, from + Math.max(0, now - begun) / DURATION);
      set(share * share * (3 - 2 * share));
      if (share < 1) frame = requestAnimationFrame(step);
      else stop();
    };
    frame = requestAnimationFrame(step);
  }

  function stop() {
    cancelAnimationFrame(frame);
    frame = null;
    root.textContent = "▶";
  }

  return {
    root,
    stop,
    get isPlaying() {
      return frame !== null;
    },
  };
}
