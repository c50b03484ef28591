// Formulas of the page in the room they have: smaller down to a floor, then broken after signs of
// relation and sums, then scrolled.

const STEPS = [
  { isBroken: false, least: 0.75 },
  { isBroken: true, least: 0.75 },
]; // tried in turn, each with the largest letters, as a share of the usual ones, that fit
const FORMULA = ".katex-display";
const PLACE = "[data-testid='stVerticalBlock']"; // what is as wide as the page lets it be; a formula's own box may hug it

/** The pixels that a formula may fill. */
const roomOf = (display) => (display.closest(PLACE) ?? display.parentElement).clientWidth;

/** Makes a formula fit its place; what cannot be made to fit scrolls, and shows that it does. */
function fitFormula(display, room = roomOf(display)) {
  const set = (isBroken, share, scrolls = false) => {
    display.classList.toggle("jv-broken", isBroken);
    display.classList.toggle("jv-scrolls", scrolls);
    display.style.setProperty("--jv-fit", share);
    return widthOf(display) <= room + 1;
  };
  if (set(false, 1)) return unmark(display);
  for (const { isBroken, least } of STEPS) {
    set(isBroken, 1);
    const share = Math.min(1, Math.floor((100 * room) / widthOf(display)) / 100);
    if (set(isBroken, Math.max(least, share))) return unmark(display);
  }
  set(true, STEPS.at(-1).least, true);
  display.tabIndex = 0; // so that the arrow keys scroll it
}

/** How wide a formula is, however narrow its place. */
function widthOf(display) {
  const parts = [...display.querySelectorAll(".katex-html > *")].map((part) =>
    part.getBoundingClientRect(),
  );
  return (
    Math.max(0, ...parts.map(({ right }) => right)) -
    Math.min(...parts.map(({ left }) => left), 1e6)
  );
}

const unmark = (display) => display.removeAttribute("tabindex");

let isWatching = false;
/** Fits the formulas of the page, now and whenever one comes, changes or gets another place. */
export function watchFormulas() {
  if (isWatching) return;
  isWatching = true;
  const known = new WeakMap();
  const sizes = new ResizeObserver(() => ask());
  let asked = null;
  const look = () => {
    asked = null;
    for (const display of document.querySelectorAll(FORMULA)) {
      const room = roomOf(display);
      const key = `${room} ${display.textContent}`;
      if (!display.clientWidth || known.get(display) === key) continue;
      fitFormula(display, room);
      known.set(display, key);
      sizes.observe(display.closest(PLACE) ?? display.parentElement);
    }
  };
  const ask = () => {
    asked ??= requestAnimationFrame(look);
  };
  const isOfPage = ({ target }) => !target.closest?.(".jv-live"); // a moving picture changes its numbers all the time
  new MutationObserver((records) => {
    if (records.some(isOfPage)) ask();
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
  ask();
}
