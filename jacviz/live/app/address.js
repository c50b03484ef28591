// The address bar: the page says what it should hold, the browser writes it. Small steps change the entry of the history, what a
// person would go back from makes a new one. Going back and forward is Streamlit's: it runs the page with the entry's query.

let session;
let entry;
let path;
let isWaiting = false; // for a server that lost the session to know what the address holds

/** Writes the query; a server that lost the visitor's session is told what the address holds, and is heard after that. */
export function address({ data, setStateValue }) {
  const isLost = session !== undefined && session !== data.session;
  const isNew = entry !== undefined && entry !== data.entry && path === location.pathname;
  session = data.session;
  entry = data.entry;
  path = location.pathname;
  if (isLost) setStateValue("found", { search: location.search, session });
  isWaiting = isLost || (isWaiting && !data.isTold);
  if (isWaiting) return;
  const search = searchOf(data.query);
  if (search !== location.search)
    history[isNew ? "pushState" : "replaceState"](history.state, "", path + search + location.hash);
}

/** The query with what Streamlit itself keeps in the address. */
function searchOf(query) {
  const kept = [...new URLSearchParams(location.search)].filter(([name]) =>
    name.startsWith("embed"),
  );
  const text = new URLSearchParams([...Object.entries(query), ...kept]).toString();
  return text && `?${text}`;
}
