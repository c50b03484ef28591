// Named mappings as small pictures, drawn by their scenes; a picture that is pointed at moves.
import { element } from "../controls/dom.js";
import { HOME } from "../marks/projection.js";
import { themeOf } from "../panes/theme.js";
import { stillsOf } from "../panes/thumbnail.js";
import { sceneOf } from "../registry.js";
import { stateOf } from "../state.js";

const MOVEMENT = 1400; // milliseconds
const TURN = 0.9; // radians that a picture of space turns by
const PLAIN = { show: { orientation: false, cell: false, singular: false }, lines: 10 };

const known = new WeakMap();

/** Mounts or updates the pictures of a Streamlit component. */
export function pictures({ data, parentElement, setTriggerValue }) {
  const parent = parentElement.querySelector(".jv-pictures-mount");
  const key = JSON.stringify(data.entries.map((entry) => entry.id));
  if (known.get(parent)?.key !== key) {
    const cards = data.entries.map((entry) => card(entry, (id) => known.get(parent).choose(id)));
    parent.replaceChildren(...groups(data.entries, cards));
    known.set(parent, { key, cards });
  }
  const state = known.get(parent);
  state.choose = (id) => setTriggerValue("chosen", id);
  const theme = themeOf(parent);
  parent.style.setProperty("--jv-ink", theme.ink);
  for (const { draw } of state.cards) draw(theme);
}

function groups(entries, cards) {
  const sections = new Map();
  entries.forEach((entry, k) => {
    if (!sections.has(entry.group)) sections.set(entry.group, []);
    sections.get(entry.group).push(cards[k].root);
  });
  return [...sections].map(([group, roots]) =>
    element(
      "section",
      { class: "jv-group" },
      element("h3", {}, group),
      element("div", { class: "jv-cards" }, ...roots),
    ),
  );
}

function card(entry, choose) {
  const canvas = element("canvas", { "aria-hidden": "true" });
  const root = element(
    "button",
    { type: "button", class: "jv-card", "data-id": entry.id, onclick: () => choose(entry.id) },
    canvas,
    element("strong", {}, entry.title),
    element("span", {}, entry.look),
  );
  const scene = sceneOf(entry.payload);
  let theme;
  let frame;
  const draw = (share) => picture(canvas, scene, theme, share);
  const play = () => {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const begun = performance.now();
    const step = (now) => {
      const share = Math.min(1, Math.max(0, now - begun) / MOVEMENT);
      draw(share * share * (3 - 2 * share));
      if (share < 1) frame = requestAnimationFrame(step);
    };
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(step);
  };
  const rest = () => {
    cancelAnimationFrame(frame);
    draw(1);
  };
  root.addEventListener("pointerenter", play);
  root.addEventListener("pointerleave", rest);
  return {
    root,
    draw: (inks) => {
      theme = inks;
      draw(1);
    },
  };
}

/**
 * The scene's picture at a share of its movement: the morph of a mapping that has one, a turn in
 * space.
 */
function picture(canvas, scene, theme, share) {
  if (!canvas.clientWidth) return;
  const panes = stillsOf(scene, canvas);
  const name = scene.picture ?? scene.panes.at(-1)?.name;
  if (!name) return write(canvas, theme, scene.payload);
  const state = {
    ...stateOf(scene, PLAIN),
    ...(scene.knobs.some(({ key }) => key === "morph") ? { morph: share } : {}),
  };
  const stage = { mapping: scene.mapping, state, theme, panes, focus: null };
  panes[name].camera = [HOME[0] + TURN * (1 - share), HOME[1], 0.82];
  panes[name].draw(scene.ground(stage)[name]);
}

/** A mapping without a picture: from how many dimensions to how many. */
function write(canvas, theme, { variables, labels }) {
  const pen = canvas.getContext("2d");
  const power = (n) => `ℝ${[...String(n)].map((c) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[c]).join("")}`;
  const size = 0.22 * canvas.clientHeight;
  Object.assign(pen, {
    fillStyle: theme.muted,
    font: `600 ${size}px ${theme.font}`,
    textAlign: "center",
    textBaseline: "middle",
  });
  pen.clearRect(0, 0, canvas.clientWidth, canvas.clientHeight);
  pen.fillText(
    `${power(variables.length)} → ${power(labels.length)}`,
    canvas.clientWidth / 2,
    canvas.clientHeight / 2,
  );
}
