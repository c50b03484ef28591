// The address bar: the page says what it should hold, the browser writes it. Small steps change the
// entry of the history, what a person would go back from makes a new one. Going back and forward is
// Streamlit's: it runs the page with the entry's query. What was asked before that is answered
// after it, and is not written over the entry that the person went to.

let session;
let entry;
let path;
let isWaiting = false; // for a server that lost the session to know what the address holds
let wanted = null; // the query that the person went back or forward to, until the page has read it
let held; // what was last seen or written here

addEventListener("popstate", () => {
  if (location.search === held) return;
  held = location.search;
  wanted = searchOf(Object.fromEntries(new URLSearchParams(held)));
});

/**
 * Writes the query; a server that lost the visitor's session is told what the address holds, and is
 * heard after that.
 */
export function address({ data, setStateValue }) {
  const isLost = session !== undefined && session !== data.session;
  const isNew = entry !== undefined && entry !== data.entry && path === location.pathname;
  session = data.session;
  entry = data.entry;
  path = location.pathname;
  if (isLost) setStateValue("found", { search: location.search, session });
  isWaiting = isLost || (isWaiting && !data.isTold);
  if (isNew || wanted === searchOf(data.read)) wanted = null;
  if (isWaiting || wanted !== null) return;
  const search = searchOf(data.query);
  if (search !== location.search)
    history[isNew ? "pushState" : "replaceState"](history.state, "", path + search + location.hash);
  held = search;
}

/** The query with what Streamlit itself keeps in the address. */
function searchOf(query) {
  const isStreamlits = (name) => name.startsWith("embed");
  const own = Object.entries(query).filter(([name]) => !isStreamlits(name));
  const kept = [...new URLSearchParams(location.search)].filter(([name]) => isStreamlits(name));
  const text = new URLSearchParams([...own, ...kept]).toString();
  return text && `?${text}`;
}
