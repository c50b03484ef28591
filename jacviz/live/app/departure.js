// On the way to another page, by a link or by going back: what is reported before that page has
// come would bring the old one back, since Streamlit names the page that it shows with every
// report.
const LONG = 10_000; // milliseconds after which it is taken for given up
const SENT = 150; // and within which Streamlit may not have sent a report yet: a link waits for it
let page; // the one that is shown
let path; // of its address
let left = null; // the page that the person is leaving
let patience;
let reported = -Infinity; // when something was reported last
const listeners = new Set();

/** Whether another page was asked for that has not come yet. */
export const isLeaving = () => left !== null;

/** Takes note of a report. */
export const noteReport = () => (reported = performance.now());

/** Takes note of the page that is shown now. */
export function arrive(shown) {
  if (left !== null && shown !== left) stay();
  page = shown;
  path = location.pathname;
}

/** Calls back when the page that was asked for does not come; returns what ends that. */
export function onStay(callback) {
  listeners.add(callback);
  return () => listeners.delete(callback);
}

function leave() {
  left = page;
  clearTimeout(patience);
  patience = setTimeout(() => {
    stay();
    for (const callback of listeners) callback();
  }, LONG);
}

function stay() {
  left = null;
  clearTimeout(patience);
}

/** The link to a page of ours that a click follows in this tab. */
function linkOf({ target, ctrlKey, metaKey, shiftKey }) {
  const link = target instanceof Element && target.closest("a[href]");
  if (!(link instanceof HTMLAnchorElement) || ctrlKey || metaKey || shiftKey) return null;
  const isOurs = link.origin === location.origin && !link.download && link.target !== "_blank";
  return isOurs ? link : null;
}

addEventListener(
  "click",
  (event) => {
    const link = linkOf(event);
    if (!link || link.pathname === location.pathname) return;
    if (performance.now() - reported > SENT) return leave();
    event.preventDefault();
    event.stopImmediatePropagation();
    setTimeout(() => link.click(), SENT);
  },
  true,
);

addEventListener("popstate", () => location.pathname !== path && leave(), true);
