// What a press opens below the fold is scrolled into view, once it has come.

const PLACES = ".st-key-symbols, .st-key-sources, [data-testid='stExpander']"; // of the page, each with what opens it
const OPENERS = "[role='radio'], summary";
const PATIENCE = 8000; // milliseconds: a long computation may stand behind what opens

/** Brings a place into view, from its beginning where it is taller than the window. */
function reveal(place) {
  const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  place.scrollIntoView({
    behavior,
    block: place.offsetHeight > 0.85 * innerHeight ? "start" : "nearest",
  });
}

let isWatching = false;
/** Watches the page for presses that open something. */
export function watchOpenings() {
  if (isWatching) return;
  isWatching = true;
  document.addEventListener(
    "click",
    ({ target }) => {
      const opener = target instanceof Element ? target.closest(OPENERS) : null;
      /** @type {HTMLElement | null} */
      const place = opener?.closest(PLACES);
      const before = place?.offsetHeight;
      if (!place) return;
      const sizes = new ResizeObserver(() => {
        if (place.offsetHeight > before + 4) reveal(place);
      });
      sizes.observe(place);
      setTimeout(() => sizes.disconnect(), PATIENCE);
    },
    true,
  ); // before what is pressed keeps the event to itself
}
