// The controls of a view, made from what its scene says: sliders for parameters and knobs, switches, choices, saving.
import { element } from "./dom.js";
import { player } from "./player.js";
import { button, slider, toggle } from "./widgets.js";

/** The panel { root, adopt(state), stop(), isPlaying } of a view. */
export function controlPanel(view, ...others) {
  const { scene, payload } = view;
  const adopters = [];
  const players = [];
  const keep = (control, value) => {
    adopters.push((state) => control.set(value(state)));
    return control.root;
  };

  function knobSlider(knob) {
    const {
      key,
      name,
      low,
      high,
      log,
      step,
      show,
      ground = true,
      play,
      from = low,
      to = high,
    } = knob;
    const [into, out] = log ? [Math.log10, (w) => 10 ** w] : [(w) => w, (w) => w];
    const set = (w) => {
      view.state[key] = step ? Math.round(w / step) * step : w;
      view.invalidate(ground || scene.followsProbe(view.state));
    };
    let playing = null;
    if (play) {
      playing = player({
        name: `Play ${name.toLowerCase()}`,
        title: play,
        get: () => (into(view.state[key]) - into(from)) / (into(to) - into(from)),
        set: (share) => {
          set(out(into(from) + share * (into(to) - into(from))));
          control.set(into(view.state[key]));
        },
      });
      players.push(playing);
    }
    const control = slider({
      name,
      low: into(low),
      high: into(high),
      value: into(view.state[key]),
      step,
      extra: playing?.root,
      show: show && ((w) => show(out(w))),
      onInput: (w) => {
        playing?.stop();
        set(out(w));
      },
    });
    return keep(control, (state) => into(state[key]));
  }

  const parameterSlider = ({ name, label, low, high }) =>
    keep(
      slider({
        name: label,
        low,
        high,
        value: view.state.parameters[name],
        onInput: (w) => view.moveParameter(name, w),
      }),
      (state) => state.parameters[name],
    );

  const probeSlider = ({ label, low, high }, k) =>
    keep(
      slider({
        name: `Probe ${label}`,
        low,
        high,
        value: view.state.probe[k],
        onInput: (w) => view.moveProbe(view.state.probe.map((p, i) => (i === k ? w : p))),
      }),
      (state) => state.probe[k],
    );

  const sceneSwitch = ({ key, name, title }) =>
    keep(
      toggle({
        name,
        title,
        value: view.state.show[key],
        onChange: (on) => {
          view.state.show[key] = on;
          view.invalidate();
        },
      }),
      (state) => state.show[key],
    );

  const choice = ({ key, name, values, label, title }) => {
    const root = element(
      "select",
      {
        "aria-label": name,
        title,
        onchange: () => {
          view.state[key] = values[root.selectedIndex];
          view.invalidate();
        },
      },
      ...values.map((value) =>
        element(
          "option",
          { value: String(value), selected: value === view.state[key] },
          label(value),
        ),
      ),
    );
    return keep(
      {
        root,
        set: (value) => {
          root.selectedIndex = values.indexOf(value);
        },
      },
      (state) => state[key],
    );
  };

  const symlog = toggle({
    name: "Log scale",
    title: "a logarithmic scale of the area factor, chosen by itself until you choose",
    value: false,
    onChange: (on) => {
      view.state.scale = on ? "symlog" : "linear";
      view.invalidate();
    },
  });
  const hasScale = scene.choices.some(({ key }) => key === "scale");
  const frozen =
    scene.freezes &&
    keep(
      toggle({
        name: "Freeze image axes",
        title: "keep the image axes as they are now",
        value: !!view.state.frozen,
        onChange: (on) => {
          view.state.frozen = on ? view.panes[scene.freezes].wanted : null;
          view.invalidate();
        },
      }),
      (state) => !!state.frozen,
    );

  const root = element(
    "section",
    { class: "jv-controls", "aria-label": "Controls" },
    element(
      "div",
      { class: "jv-sliders" },
      ...(scene.hidesParameters ? [] : payload.parameters.map(parameterSlider)),
      ...(scene.hasProbeSliders ? payload.variables.map(probeSlider) : []),
      ...scene.knobs.filter(({ isHidden }) => !isHidden).map(knobSlider),
    ),
    element(
      "div",
      { class: "jv-chips" },
      ...scene.switches.map(sceneSwitch),
      hasScale ? symlog.root : null,
      frozen || null,
      ...scene.choices.filter(({ name }) => name).map(choice),
      button("Reset view", "back to the picture as it opened", () => view.reset()),
      ...others,
    ),
  );

  return {
    root,
    adopt: (state) => adopters.forEach((adopt) => adopt(state)),
    showScale: (scale) => symlog.set(scale?.kind === "symlog"),
    stop: () => players.forEach((p) => p.stop()),
    get isPlaying() {
      return players.some((p) => p.isPlaying);
    },
  };
}
