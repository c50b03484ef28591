// A live view on the blank page, and what is to be seen of it: `view` is the view, `seen` what its window shows whenever it is asked.
import { areApart, boxOf, covered, isInside } from "/geometry/labelPlaces.js";
import { LiveView } from "/view.js";

const make = (tag, given) => Object.assign(document.createElement(tag), given);

const added = (tag, given) =>
  new Promise((onload, onerror) => {
    document.head.append(make(tag, { ...given, onload, onerror }));
  });

async function readied() {
  if (!globalThis.Plotly) await added("script", { src: "/plotly.min.js" });
  if (!document.querySelector("link"))
    await added("link", { rel: "stylesheet", href: "/live.css" });
}

const main = () =>
  document.querySelector("main") ?? document.body.appendChild(document.createElement("main"));

/** Shows a payload in place of what was shown before; style is the page's own. */
export async function open({ payload, state = {}, style }) {
  await readied();
  if (style && !document.getElementById("page"))
    document.head.append(make("style", { id: "page", textContent: style }));
  globalThis.view?.remove();
  globalThis.view = new LiveView(main(), { payload, state });
  Object.defineProperty(globalThis, "seen", {
    configurable: true,
    get: () => globalThis.view.snapshot(),
  });
  await globalThis.view.ready;
}

/** What stands on the screen for some payloads and states, drawn one after the other. */
export async function drawn(views) {
  await readied();
  const parent = document.body.appendChild(document.createElement("main"));
  const found = [];
  for (const { view: payload, state } of views) {
    const view = new LiveView(parent, { payload, state });
    await view.ready;
    found.push(picture(view));
    view.remove();
  }
  parent.remove();
  return found;
}

const isInked = (canvas) => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return data.some((w, k) => k % 4 === 3 && w > 0);
};

const isCurve = ({ kind, stroke, closed }) => kind === "polyline" && stroke && !closed;

function picture(view) {
  const { state, here, panes, ground } = view.snapshot();
  const quantities = [...view.root.querySelectorAll("[data-quantity]")];
  return {
    ready: view.root.dataset.ready,
    state,
    at: { p: here.p, f: here.f },
    inked: Object.values(panes).flatMap(({ base, overlay }) => [isInked(base), isInked(overlay)]),
    numbers: Object.fromEntries(
      quantities.map(({ dataset }) => [dataset.quantity, Number(dataset.value)]),
    ),
    ranges: Object.values(panes).map(({ range }) => range),
    curves: Object.keys(panes).map((name) =>
      ground[name].filter(isCurve).map(({ xy, xyz }) => Array.from(xy ?? xyz)),
    ),
  };
}

/** The panes on which nothing is drawn. */
export const emptyPanes = () =>
  Object.entries(globalThis.seen.panes)
    .filter(([, { base, overlay }]) => !isInked(base) && !isInked(overlay))
    .map(([name]) => name);

/** The classes of elements that reach out of the window. */
export const tooWide = () =>
  [...document.querySelectorAll("main *")]
    .filter((node) => {
      const isSeen = node.checkVisibility({ visibilityProperty: true });
      const isText = isSeen && !node.closest(".jv-plot, .jv-spoken");
      return isText && node.getBoundingClientRect().right > innerWidth + 1;
    })
    .map((node) => node.className);

/** Makes the view so wide, and its letters so large, in pixels. */
export function size([width, letters]) {
  main().style.width = `${width}px`;
  document.getElementById("size")?.remove();
  const textContent = `.jv-live { font-size: ${letters}px !important; }`;
  document.body.append(make("style", { id: "size", textContent }));
}

const INTO_PIXELS = { X: (x) => x, Y: (y) => y };

/** What is wrong with the labels of some panes, the least of their sizes in letters of the page, and how many there are. */
export function labels(names) {
  const { panes, ground, fore, flat, theme } = globalThis.seen;
  const found = names.map((name) => {
    const isPlane = panes[name].kind === "plane";
    const marks = isPlane ? [...ground[name], ...fore[name]] : flat(name, "overlay");
    return faultsOf(marks, panes[name]);
  });
  const sizes = found.flatMap((one) => one.sizes);
  const faults = found.flatMap((one) => one.faults);
  return { faults, least: Math.min(...sizes) / theme.size, count: sizes.length };
}

const isLabel = ({ kind, text }) => kind === "label" && text;
const isLine = ({ kind, closed, fill }) => kind === "polyline" && !closed && !fill;

function faultsOf(marks, { kind, transform, width, height }) {
  const { X, Y } = transform ?? INTO_PIXELS;
  const texts = marks.filter(isLabel);
  const boxes = texts.map((mark) => boxOf({ X, Y }, mark));
  const lines = marks
    .filter(isLine)
    .map(({ xy }) => Float64Array.from(xy, (w, k) => (k % 2 ? Y(w) : X(w))));
  const faults = boxes.flatMap((box, i) => {
    const { text } = texts[i];
    const struck = lines.reduce((sum, line) => sum + covered(box, line), 0);
    const over = texts.slice(0, i).filter((_, j) => !areApart(box, boxes[j]));
    return [
      ...(isInside(box, [-1, -1, width + 1, height + 1]) ? [] : [`cut: ${text}`]),
      ...(struck > 3 && kind !== "plane" ? [`struck: ${text} by ${struck} pixels`] : []),
      ...over.map((other) => `${other.text} over ${text}`),
    ];
  });
  return { faults, sizes: texts.map((one) => one.size) };
}
