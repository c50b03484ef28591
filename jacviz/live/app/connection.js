// The connection to the server: whether there is one, and a quiet line while there is none.
import { element } from "../controls/dom.js";
import { arrive } from "./departure.js";

const PATIENCE = 1500; // milliseconds without a connection until the person is told
const SAID =
  "The server does not answer just now. The picture goes on working; what you type is kept, and is read when the server is back.";
const STATE = "data-test-connection-state";
const listeners = new Set();
let state = "CONNECTED";
let observer;
let dialogs;

const appRoot = () => document.querySelector(`[${STATE}]`);

/** Whether the page has its server; outside a Streamlit page there is none to lose. */
export const isConnected = () => (appRoot()?.getAttribute(STATE) ?? "CONNECTED") === "CONNECTED";

/** Calls back whenever a lost connection is there again; returns what ends that. */
export function onReconnect(callback) {
  watch();
  listeners.add(callback);
  return () => listeners.delete(callback);
}

function watch() {
  if (observer || !appRoot()) return;
  observer = new MutationObserver(follow);
  observer.observe(document.body, { subtree: true, attributeFilter: [STATE] });
  follow();
}

function follow() {
  const before = state;
  state = appRoot()?.getAttribute(STATE) ?? "CONNECTED";
  if (state === before) return;
  if (state !== "CONNECTED") return void setTimeout(tell, PATIENCE);
  tell();
  for (const callback of listeners) callback();
}

const line = element("div", { class: "jv-connection", role: "status" });
const tell = () => (line.textContent = isConnected() ? "" : SAID);

/**
 * Streamlit's own message for developers would lie over the picture and make it deaf: it is closed
 * as soon as it comes.
 */
function closeDialog() {
  /** @type {HTMLElement | null} */
  const dialog = document.querySelector('[data-testid="stDialog"]');
  if (isConnected() || !dialog?.textContent.includes("Connection error")) return;
  dialog.style.visibility = "hidden";
  /** @type {HTMLElement | null} */
  const button = dialog.querySelector("button[aria-label]");
  button?.click();
}

/**
 * The component that every page has: it says when the server is away, and learns which page is
 * shown.
 */
export function connection({ data, parentElement }) {
  arrive(data.page);
  parentElement.append(line);
  watch();
  dialogs ??= new MutationObserver(closeDialog);
  dialogs.observe(document.body, { childList: true });
}
