// Holds a scene against its contract, scenes/scene.js, and what it draws against that of the marks.
import { sceneOf } from "/registry.js";
import { Scene } from "/scenes/scene.js";

// For each list of a scene what each of its parts has: a type, with "?" of what may be missing, or a list of values.
const PARTS = {
  panes: {
    name: "string",
    title: "string",
    x: "string?",
    y: "string?",
    z: "string?",
    kind: ["plane", "space", "diagram", undefined],
    role: "string?",
    isFree: "boolean?",
    isLog: [true, false, "y", undefined],
    templates: "object?",
  },
  handles: {
    pane: "string",
    name: "string",
    description: "string",
    role: "string?",
    at: "function",
    move: "function",
    step: "function?",
    walk: "function?",
  },
  knobs: {
    key: "string",
    name: "string",
    low: "number",
    high: "number",
    value: "number",
    log: "boolean?",
    step: "number?",
    show: "function?",
    ground: "boolean?",
    play: "string?",
    from: "number?",
    to: "number?",
    isHidden: "boolean?",
  },
  choices: {
    key: "string",
    values: "object",
    value: "any",
    name: "string?",
    title: "string?",
    label: "function?",
  },
  switches: { key: "string", name: "string", title: "string", on: "boolean" },
};
const NUMBERS = {
  rows: {
    key: "string",
    label: "string",
    title: "string",
    value: "function",
    text: "function?",
    isShown: "function?",
  },
  matrices: {
    key: "string",
    caption: "string",
    inputs: "object",
    outputs: "object",
    entries: "function",
    before: [undefined, null, "·", "="],
    isDark: "boolean?",
  },
};
const OTHER_NUMBERS = ["remarks", "caption", "rowTitle"];

function isOf(value, type) {
  if (Array.isArray(type)) return type.includes(value);
  if (type === "any") return true;
  return typeof value === type.replace("?", "") || (type.endsWith("?") && value === undefined);
}

/** What of some parts is not as their shape says. */
const misshapen = (list, parts, shape) =>
  parts.flatMap((part, k) => [
    ...Object.keys(part)
      .filter((key) => !(key in shape))
      .map((key) => `${list}[${k}] has ${key}, of which the contract knows nothing`),
    ...Object.entries(shape)
      .filter(([key, type]) => !isOf(part[key], type))
      .map(([key, type]) => `${list}[${k}].${key} is ${part[key]}, not ${type}`),
  ]);

const repeated = (list, names) =>
  names.filter((name, k) => names.indexOf(name) < k).map((name) => `${list} has ${name} twice`);

/** What the members of a scene have another type than those of its base. */
const misfitting = (scene, base) =>
  Object.keys(base)
    .filter((key) => base[key] !== null && typeof scene[key] !== typeof base[key])
    .map((key) => `${key} is ${scene[key]}`);

function wrongIn(scene) {
  const panes = [null, ...scene.panes.map(({ name }) => name)];
  const named = [scene.freezes, scene.picture, ...scene.handles.map(({ pane }) => pane)];
  const ranges = scene.knobs.filter(({ low, high, value }) => !(low <= value && value <= high));
  return [
    ...named.filter((name) => !panes.includes(name)).map((name) => `there is no pane ${name}`),
    ...ranges.map(({ key }) => `the knob ${key} does not hold its own value`),
    ...scene.choices
      .filter(({ values, value }) => !values.includes(value))
      .map(({ key }) => `the choice ${key} does not offer its own value`),
  ];
}

/** All in which the scene of a payload departs from the contract, as sentences. */
export function complaintsAbout(payload) {
  const scene = sceneOf(payload);
  const { numbers } = scene;
  const settings = [...scene.knobs, ...scene.choices].map(({ key }) => key);
  const switches = scene.switches.map(({ key }) => key);
  return [
    ...(scene instanceof Scene ? [] : ["it is no Scene"]),
    ...(scene.name === payload.scene ? [] : [`it is called ${scene.name}`]),
    ...misfitting(scene, new Scene(payload, null)),
    ...Object.entries(PARTS).flatMap(([list, shape]) => misshapen(list, scene[list], shape)),
    ...Object.keys(numbers)
      .filter((key) => !(key in NUMBERS) && !OTHER_NUMBERS.includes(key))
      .map((key) => `numbers has ${key}`),
    ...Object.entries(NUMBERS).flatMap(([list, shape]) =>
      misshapen(list, numbers[list] ?? [], shape),
    ),
    ...repeated("the state", settings),
    ...repeated("show", switches),
    ...wrongIn(scene),
  ];
}
