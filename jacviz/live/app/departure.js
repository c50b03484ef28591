// On the way to another page, by a link or by going back: what is reported before that page has come would bring the old one back,
// since Streamlit names the page that it shows with every report.
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

addEventListener(
  "click",
  (event) => {
    const link = event.target instanceof Element && event.target.closest("a[href]");
    const isElsewhere =
      event.ctrlKey || event.metaKey || event.shiftKey || link?.target === "_blank";
    if (!link || isElsewhere || link.origin !== location.origin || link.download) return;
    if (link.pathname === location.pathname) return;
    if (performance.now() - reported > SENT) return leave();
    event.preventDefault();
    event.stopImmediatePropagation();
    setTimeout(() => link.click(), SENT);
  },
  true,
);

addEventListener("popstate", () => location.pathname !== path && leave(), true);
