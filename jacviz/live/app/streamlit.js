// The live view inside a Streamlit page: one view an element, new data into the same view, the
// resting state back.
import { element } from "../controls/dom.js";
import { refused } from "../state.js";
import { LiveView } from "../view.js";
import { watchFormulas } from "./formulas.js";
import { watchOpenings } from "./openings.js";
import { Owned } from "./owned.js";

const MOMENT = 1000; // milliseconds within which a view that the page took out may be put back
const mounted = new Map(); // by name: a view that the page puts elsewhere is the same, with all that was moved in it

/** Mounts or updates the view of a component; returns what takes it down. */
export function liveView({ data, parentElement, setStateValue }) {
  watchFormulas();
  watchOpenings();
  const parent = parentElement.querySelector(".jv-streamlit-mount") ?? parentElement;
  if (!mounted.has(data.name)) mounted.set(data.name, new Mounted());
  const here = mounted.get(data.name);
  here.report = (told) => setStateValue("rest", told);
  here.enter(parent);
  here.take(data);
  return () => here.leave(() => mounted.delete(data.name));
}

/**
 * A view in the page, and the state in it, which is the person's as soon as they have moved
 * something.
 */
class Mounted {
  report = (_told) => {}; // until the page says how

  constructor() {
    this.state = {};
    this.owned = new Owned({
      read: () => this.state,
      write: (state) => (this.state = this.wish = state),
      report: (told) => this.report(told),
    });
  }

  enter(parent) {
    clearTimeout(this.leaving);
    this.parent = parent;
    if (this.view && this.view.root.parentElement !== parent)
      parent.replaceChildren(this.view.root);
  }

  take(data) {
    const { payload } = data;
    const isOurs = this.owned.offer(data);
    const key = JSON.stringify(payload);
    if (key === this.key && !isOurs) return this.view.retheme();
    // A new formula keeps what the person had set, unless the page sends a state of its own.
    this.#show(payload, isOurs || !this.view ? this.wish : carried(this.view, payload), isOurs);
    this.key = key;
  }

  #show(payload, state, isOurs) {
    const isFirst = !this.view;
    const view = (this.view = new LiveView(this.parent, {
      payload,
      state,
      home: isOurs ? state : {},
      panes: this.view?.release(),
      onRest: (rest) => {
        this.state = rest;
        this.owned.changed();
        this.owned.tell();
      },
    }));
    if (isOurs) view.root.append(...refused(view.scene, state).map(refusal));
    if (!isFirst) view.ready.then(() => view.invalidate(false)); // the link follows what was carried over
  }

  leave(forget) {
    this.leaving = setTimeout(() => {
      this.owned.forget();
      this.view?.remove();
      forget();
    }, MOMENT);
  }
}

/** What is said of a part of a link that the picture has no use for. */
function refusal(key) {
  const name = key === "frozen" ? "axes" : key;
  const said = `The link's “${name}” is nothing that this picture can show: it stays as by default.`;
  return element("p", { class: "jv-refused", role: "status" }, said);
}

/**
 * What stays of a state when the payload changes: the switches; over the same variables, in the
 * same scene or another of the same network, the point and the zoom too; of the same parameters the
 * values.
 */
function carried({ state, payload: old }, payload) {
  const { parameters, frozen, camera, ...kept } = state;
  const isSame = (key) => JSON.stringify(old[key]) === JSON.stringify(payload[key]);
  const stays = isSame("variables") && (isSame("scene") || (payload.network && isSame("network")));
  const { show, scale, lines } = kept;
  return {
    ...(stays ? { ...kept, camera } : { show, scale, lines }),
    ...(isSame("parameters") && { parameters }),
  };
}
