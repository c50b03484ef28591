// What goes on from frame to frame until it is done.

/**
 * Calls step(), which says whether there is more to do, once a frame; onChange(isRunning) is told
 * when that begins and ends.
 */
export class Running {
  #frame = null;

  constructor(step, onChange) {
    this.step = step;
    this.onChange = onChange;
  }

  get isRunning() {
    return this.#frame !== null;
  }

  start() {
    this.onChange(true);
    this.#frame = requestAnimationFrame(() => this.#tick());
  }

  stop() {
    cancelAnimationFrame(this.#frame);
    this.#frame = null;
    this.onChange(false);
  }

  toggle() {
    if (this.isRunning) this.stop();
    else this.start();
  }

  #tick() {
    if (this.step()) this.#frame = requestAnimationFrame(() => this.#tick());
    else this.stop();
  }
}
