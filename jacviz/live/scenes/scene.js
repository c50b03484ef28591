// The contract of a scene: what there is to draw and to set for one kind of payload. All that is
// not said here is a scene's own.

/**
 * @typedef {import("../numeric/payload.js").Payload} Payload
 * @typedef {import("../marks/palette.js").Theme} Theme
 * @typedef {import("../numeric/scale.js").Scale} Scale
 */

/**
 * The state of a view, all that a link carries: the probe, the parameters by name, which switches
 * are on, and a value for the key of each knob and choice of the scene.
 * @typedef {{ probe: number[], parameters: Record<string, number>, show: Record<string, boolean>,
 *   frozen: number[] | null, camera: number[] | null } & Record<string, any>} State
 */

/**
 * What a scene draws from; focus is the part of the numbers or of the picture that is pointed at.
 * @typedef {object} Stage
 * @property {any} mapping the scene's own
 * @property {any} state a State
 * @property {Theme} theme
 * @property {any} panes by name
 * @property {any} focus
 */

/**
 * A pane; names of its axes are texts. A plane is drawn in a plane pane, at one scale for both axes
 * unless it isFree, isLog on logarithmic ones ("y": that one alone); templates are the widest texts
 * of a diagram.
 * @typedef {object} PaneDescription
 * @property {string} name
 * @property {string} title
 * @property {string} [x]
 * @property {string} [y]
 * @property {string} [z]
 * @property {string} [kind] "plane" where none is said, "space" or "diagram"
 * @property {string} [role] whose ink its axes have; its name where none is said
 * @property {boolean} [isFree]
 * @property {boolean | string} [isLog]
 * @property {object} [templates]
 */

/**
 * What is dragged in a pane; at(here) is where it stands, move(point, view) is told where the
 * person wants it, step(range) says how far an arrow key takes it. One that stands in one of many
 * cells has walk(way, view) instead of a step.
 * @typedef {object} Handle
 * @property {string} pane
 * @property {string} name
 * @property {string} description
 * @property {string} [role]
 * @property {(here: any) => number[]} at
 * @property {(point: number[], view: any) => void} move
 * @property {(range: number[]) => number[]} [step]
 * @property {(way: number[], view: any) => void} [walk]
 */

/**
 * A number of the state that a slider sets, logarithmic with log, from `from` to `to` when it is
 * played. ground says that what does not move with the probe changes too, unless it is false; one
 * that isHidden stays in the state all the same.
 * @typedef {object} Knob
 * @property {string} key
 * @property {string} name
 * @property {number} low
 * @property {number} high
 * @property {number} value
 * @property {boolean} [log]
 * @property {number} [step]
 * @property {(value: number) => string} [show]
 * @property {boolean} [ground]
 * @property {string} [play] the title of the button that plays it
 * @property {number} [from]
 * @property {number} [to]
 * @property {boolean} [isHidden]
 */

/**
 * A part of the state that is one of some values; one without a name has no menu.
 * @typedef {object} Choice
 * @property {string} key
 * @property {any[]} values
 * @property {any} value
 * @property {string} [name]
 * @property {string} [title]
 * @property {(value: any) => string} [label]
 */

/** @typedef {{ key: string, name: string, title: string, on: boolean }} Switch a part of the picture that is shown or not */

/**
 * A number beside the matrices; it stands there only where isShown, if there is one, says so.
 * @typedef {object} Row
 * @property {string} key
 * @property {string} label
 * @property {string} title
 * @property {(here: any) => number} value
 * @property {(here: any) => string} [text]
 * @property {(state: State) => boolean} [isShown]
 */

/**
 * A matrix of numbers; `before` stands between it and the one before, and what isDark lights
 * nothing up.
 * @typedef {object} Matrix
 * @property {string} key
 * @property {string} caption
 * @property {string[]} inputs
 * @property {string[]} outputs
 * @property {(here: any) => number[]} entries
 * @property {string | null} [before]
 * @property {boolean} [isDark]
 */

/**
 * The numbers at the probe: by default the Jacobian matrix alone. rowTitle says what a row of it
 * lights up.
 * @typedef {object} Numbers
 * @property {Row[]} [rows]
 * @property {(here: any, state: State) => string[]} [remarks]
 * @property {Matrix[]} [matrices]
 * @property {string} [caption]
 * @property {string} [rowTitle]
 */

/**
 * What does not move with the probe: marks by the name of each pane, the scale of their colours,
 * that of the legend if there is one, and sentences about what is not to be trusted.
 * @typedef {{ scale?: Scale | null, legend?: Scale | null, notes?: string[] } & Record<string, any>} Ground
 */

/**
 * What every scene has; one that needs nothing else than a default leaves it out.
 * @template {Payload} [P=Payload]
 */
export class Scene {
  /** As the payload calls it. */
  name = "";
  /** @type {PaneDescription[]} */
  panes = [];
  /** @type {Handle[]} */
  handles = [];
  /** @type {Knob[]} */
  knobs = [];
  /** @type {Choice[]} */
  choices = [];
  /** @type {Switch[]} */
  switches = [];
  /** @type {Numbers} */
  numbers = {};
  /** What the colours of the legend say. */
  legend = "";
  /** The pane whose axes can be kept as they are. @type {string | null} */
  freezes = null;
  /** The pane that a small picture shows; the last where none is said. @type {string | null} */
  picture = null;
  /** Whether the parameters have no sliders, but are set in the picture. */
  hidesParameters = false;
  /** Whether the probe has a slider for each variable. */
  hasProbeSliders = false;

  /**
   * @param {P} payload
   * @param {any} mapping has at least `parameters`, an array of numbers that the view sets
   */
  constructor(payload, mapping) {
    this.payload = payload;
    this.mapping = mapping;
  }

  /**
   * Whether a movement of the probe changes the ground too.
   * @param {State} _state
   * @returns {boolean}
   */
  followsProbe(_state) {
    return false;
  }

  /**
   * What does not move with the probe. It tells each pane first what to show.
   * @param {Stage} _stage
   * @returns {Ground}
   */
  ground(_stage) {
    return {};
  }

  /**
   * All that is known at the probe: at least the point p, its image f and the entries of J, row by
   * row; `said` is what is spoken of it if not the point and its image.
   * @param {Stage} stage
   * @returns {{ p: number[], f: number[], j: number[], said?: string } & Record<string, any>}
   */
  atProbe({ mapping, state }) {
    return mapping.point(state.probe);
  }

  /**
   * What moves with the probe: marks by the name of each pane; for a diagram what it shows.
   * @param {Stage} _stage
   * @param {any} _here what atProbe has told
   * @returns {Record<string, any>}
   */
  foreground(_stage, _here) {
    return {};
  }

  /** Forgets what it has kept of earlier pictures. */
  forget() {}

  /**
   * Makes numbers better now that there is time; whether any has changed.
   * @returns {boolean}
   */
  refine() {
    return false;
  }

  /**
   * Is told what is pointed at in a pane, null when nothing is any more.
   * @param {string} _pane
   * @param {number[] | null} _point
   * @param {any} _view
   */
  hover(_pane, _point, _view) {}

  /**
   * The panel { root, show(here, state), stop?(), isPlaying? } that stands in place of the numbers,
   * if there is one.
   * @param {any} _view
   * @returns {any}
   */
  makePanel(_view) {
    return null;
  }
}
