// The live view inside a Streamlit page: one view an element, new data into the same view, the resting state back.
import { watchFormulas } from "./formulas.js";
import { watchOpenings } from "./opening.js";
import { LiveView } from "./view.js";

const views = new WeakMap();

/** Mounts or updates the view of a component; returns what takes it down. */
export function liveView({ data, parentElement, setStateValue }) {
  watchFormulas();
  watchOpenings();
  const parent = parentElement.querySelector(".jv-streamlit-mount") ?? parentElement;
  const { payload, state, version } = data;
  const known = views.get(parent);
  const key = JSON.stringify(payload);
  if (known && known.key === key && known.version === version) known.view.retheme();
  else {
    // A new formula keeps what the person had set, unless the page sends a state of its own.
    const isNewFormula = known && known.version === version;
    const wish = isNewFormula ? carried(known.view, payload) : state;
    const view = new LiveView(parent, {
      payload,
      state: wish,
      home: isNewFormula ? {} : state,
      panes: known?.view.release(),
      onRest: (rest) => setStateValue("rest", { ...rest, version }),
    });
    if (known) view.ready.then(() => view.invalidate(false)); // the link follows what was carried over
    views.set(parent, { view, key, version });
  }
  return () => {
    views.get(parent)?.view.remove();
    views.delete(parent);
  };
}

/**
 * What stays of a state when the payload changes: the switches; over the same variables, in the same scene or another of the same
 * network, the point and the zoom too; of the same parameters the values.
 */
function carried({ state, payload: old }, payload) {
  const { parameters, frozen, camera, ...kept } = state;
  const isSame = (key) => JSON.stringify(old[key]) === JSON.stringify(payload[key]);
  const stays = isSame("variables") && (isSame("scene") || (payload.network && isSame("network")));
  return { ...(stays ? { ...kept, camera } : { show: kept.show, scale: kept.scale, lines: kept.lines }), ...(isSame("parameters") && { parameters }) };
}
