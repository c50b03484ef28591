// The controls of a view, made from what its scene says: sliders for parameters and knobs,
// switches, choices, saving.
import { element } from "./dom.js";
import { player } from "./player.js";
import { button, select, slider, toggle } from "./widgets.js";

const LOGARITHMIC = [Math.log10, (w) => 10 ** w]; // into a slider's own numbers and out of them
const LINEAR = [(w) => w, (w) => w];

/**
 * The controls of a view, with others at their end: adopt(state) sets them all, stop() whatever
 * plays.
 */
export class ControlPanel {
  #adopters = [];
  #players = [];
  #symlog;

  constructor(view, ...others) {
    this.view = view;
    this.#symlog = this.#scaleSwitch();
    this.root = element(
      "section",
      { class: "jv-controls", "aria-label": "Controls" },
      element("div", { class: "jv-sliders" }, ...this.#sliders()),
      element("div", { class: "jv-chips" }, ...this.#chips(), ...others),
    );
  }

  adopt(state) {
    for (const adopt of this.#adopters) adopt(state);
  }

  showScale(scale) {
    this.#symlog.set(scale?.kind === "symlog");
  }

  stop() {
    for (const one of this.#players) one.stop();
  }

  get isPlaying() {
    return this.#players.some((one) => one.isPlaying);
  }

  #sliders() {
    const { scene, payload } = this.view;
    return [
      ...(scene.hidesParameters ? [] : payload.parameters.map((one) => this.#parameterSlider(one))),
      ...(scene.hasProbeSliders
        ? payload.variables.map((one, k) => this.#probeSlider(one, k))
        : []),
      ...scene.knobs.filter(({ isHidden }) => !isHidden).map((knob) => this.#knobSlider(knob)),
    ];
  }

  #chips() {
    const { view } = this;
    const { switches, choices, freezes } = view.scene;
    return [
      ...switches.map((one) => this.#switch(one)),
      choices.some(({ key }) => key === "scale") ? this.#symlog.root : null,
      freezes ? this.#freezer(freezes) : null,
      ...choices.filter(({ name }) => name).map((choice) => this.#choice(choice)),
      button("Reset view", "back to the picture as it opened", () => view.reset()),
    ];
  }

  /** The element of a control that follows a value of the state. */
  #keep(control, value) {
    this.#adopters.push((state) => control.set(value(state)));
    return control.root;
  }

  #knobSlider(knob) {
    const { key, name, low, high, log, step, show } = knob;
    const [into, out] = log ? LOGARITHMIC : LINEAR;
    const playing = knob.play ? this.#player(knob, [into, out], (w) => control.set(w)) : null;
    const control = slider({
      name,
      low: into(low),
      high: into(high),
      value: into(this.view.state[key]),
      step,
      extra: playing?.root,
      show: show && ((w) => show(out(w))),
      onInput: (w) => {
        playing?.stop();
        this.#turn(knob, out(w));
      },
    });
    return this.#keep(control, (state) => into(state[key]));
  }

  /** Puts a value of a knob into the state. */
  #turn({ key, step, ground = true }, value) {
    const { view } = this;
    view.state[key] = step ? Math.round(value / step) * step : value;
    view.invalidate(ground || view.scene.followsProbe(view.state));
  }

  #player(knob, [into, out], follow) {
    const { key, name, play, low, high, from = low, to = high } = knob;
    const width = into(to) - into(from);
    const now = () => into(this.view.state[key]);
    const playing = player({
      name: `Play ${name.toLowerCase()}`,
      title: play,
      get: () => (now() - into(from)) / width,
      set: (share) => {
        this.#turn(knob, out(into(from) + share * width));
        follow(now());
      },
    });
    this.#players.push(playing);
    return playing;
  }

  #parameterSlider({ name, label, low, high }) {
    const { view } = this;
    const value = view.state.parameters[name];
    const onInput = (w) => view.moveParameter(name, w);
    return this.#keep(
      slider({ name: label, low, high, value, onInput }),
      (state) => state.parameters[name],
    );
  }

  #probeSlider({ label, low, high }, k) {
    const { view } = this;
    const value = view.state.probe[k];
    const onInput = (w) => view.moveProbe(view.state.probe.map((p, i) => (i === k ? w : p)));
    return this.#keep(
      slider({ name: `Probe ${label}`, low, high, value, onInput }),
      (state) => state.probe[k],
    );
  }

  #switch({ key, name, title }) {
    const { view } = this;
    const onChange = (on) => {
      view.state.show[key] = on;
      view.invalidate();
    };
    const control = toggle({ name, title, value: view.state.show[key], onChange });
    return this.#keep(control, (state) => state.show[key]);
  }

  #choice({ key, name, title, values, label }) {
    const { view } = this;
    const onChange = (value) => {
      view.state[key] = value;
      view.invalidate();
    };
    const control = select({ name, title, values, label, value: view.state[key], onChange });
    return this.#keep(control, (state) => state[key]);
  }

  #scaleSwitch() {
    const { view } = this;
    return toggle({
      name: "Log scale",
      title: "a logarithmic scale of the area factor, chosen by itself until you choose",
      value: false,
      onChange: (on) => {
        view.state.scale = on ? "symlog" : "linear";
        view.invalidate();
      },
    });
  }

  #freezer(pane) {
    const { view } = this;
    const control = toggle({
      name: "Freeze image axes",
      title: "keep the image axes as they are now",
      value: !!view.state.frozen,
      onChange: (on) => {
        view.state.frozen = on ? view.panes[pane].wanted : null;
        view.invalidate();
      },
    });
    return this.#keep(control, (state) => !!state.frozen);
  }
}
