// The panel of a run of gradient descent: starting, stopping, single steps, and how far it has
// come.
import { element } from "../controls/dom.js";
import { Running } from "../controls/running.js";
import { button } from "../controls/widgets.js";

const SLICE = 8; // milliseconds a frame for descent: the rest is for drawing
const SECONDS = 3; // a run takes at least that long, so that one can watch it

/** The panel in place of the numbers, which stand in it too. */
export class TrainingPanel {
  #run = new Running(
    () => this.#goOn(),
    (isRunning) => (this.start.textContent = isRunning ? "Stop" : "Start"),
  );

  constructor(view, scene, numbers) {
    this.view = view;
    this.scene = scene;
    this.numbers = numbers;
    const title = "train, a few steps a frame, until the run's steps are taken";
    this.start = button("Start", title, () => this.#toggle());
    this.progress = element("progress", { "aria-label": "Progress of the run" });
    this.reached = element("span");
    this.root = element(
      "div",
      { class: "jv-training" },
      element("div", { class: "jv-chips" }, ...this.#buttons()),
      element("div", { class: "jv-progress" }, this.progress, this.reached),
      numbers.root,
    );
  }

  get isPlaying() {
    return this.#run.isRunning;
  }

  stop() {
    this.#run.stop();
  }

  show(here, state) {
    const { progress, scene } = this;
    progress.max = state.steps;
    progress.value = scene.descent.steps - scene.begun;
    this.reached.textContent = `${progress.value} of ${state.steps}`;
    this.numbers.show(here, state);
  }

  #buttons() {
    return [
      this.start,
      button("One step", "take one step of descent", () => this.#take(1)),
      button("Reset", "back to the weights of the fields, at step 0", () => this.#reset()),
    ];
  }

  #toggle() {
    const { scene, view } = this;
    if (!this.isPlaying && scene.descent.steps >= scene.goal(view.state))
      scene.begun = scene.descent.steps;
    this.#run.toggle();
  }

  /** The steps of a frame; whether there are more to take. */
  #goOn() {
    const { view, scene } = this;
    const { descent } = scene;
    const goal = scene.goal(view.state);
    const count = Math.ceil(view.state.steps / (60 * SECONDS));
    this.#take(Math.min(count, goal - descent.steps), performance.now() + SLICE);
    return descent.diverged === null && descent.steps < goal;
  }

  #take(count, until = Infinity) {
    const { descent } = this.scene;
    for (let k = 0; k < count && performance.now() < until; k++) {
      descent.step(this.view.state.rate);
      if (descent.diverged !== null) break;
    }
    this.#publish();
  }

  #reset() {
    this.stop();
    this.scene.descent.restart(this.view.payload.parameters.map(({ value }) => value));
    this.scene.begun = 0;
    this.#publish();
  }

  /** Lets the whole view show the weights that the descent stands at. */
  #publish() {
    const { view, scene } = this;
    view.payload.parameters.forEach(({ name }, k) => {
      view.state.parameters[name] = scene.descent.network.values[k];
    });
    view.invalidate();
  }
}
