// The menu of what can be saved: a picture of each pane, as pixels or as vectors, as the screen
// shows it or for white paper.
import { element } from "../controls/dom.js";
import { button, toggle } from "../controls/widgets.js";
import { savePane } from "./save.js";

const WIDTHS = [null, 1200, 2400, 4800]; // pixels of a PNG; null is twice those of the screen

/** The menu of a view, which it unfolds. */
export function saveMenu(view) {
  let isWhite = false;
  const paper = toggle({
    name: "White paper",
    title: "dark ink on white, whatever the page is like",
    value: false,
    onChange: (on) => {
      isWhite = on;
    },
  });
  const width = element(
    "select",
    { "aria-label": "Width of a PNG", title: "how wide a PNG is" },
    ...WIDTHS.map((pixels) =>
      element(
        "option",
        {},
        pixels ? `PNG ${pixels} pixels wide` : "PNG twice as fine as the screen",
      ),
    ),
  );
  const saver = (name, title, type) =>
    button(
      `${title} ${type.toUpperCase()}`,
      `save the ${title.toLowerCase()} pane as ${type.toUpperCase()}`,
      () => savePane(view, name, type, { isWhite, width: WIDTHS[width.selectedIndex] }),
    );
  const savers = view.scene.panes.flatMap(({ name, title }) =>
    ["png", "svg"].map((type) => saver(name, title, type)),
  );
  return element(
    "details",
    { class: "jv-save" },
    element("summary", { class: "jv-button" }, "Save picture"),
    element("div", {}, paper.root, width, ...savers),
  );
}
