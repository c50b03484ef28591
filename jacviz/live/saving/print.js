// A view on paper: while the page is printed, its panes stand there as pictures on white.
import { element } from "../controls/dom.js";
import { onPaper } from "../panes/theme.js";
import { onWhite, pictureOf } from "./save.js";

/** Lets a view be printed; the function that is returned ends that. */
export function printable(view) {
  let put = null; // the pictures on the page, and the theme that it has on the screen
  const show = () => {
    hide();
    if (!view.fore) return; // nothing has been drawn yet
    const {
      theme,
      scene: { panes },
    } = view;
    const style = `--jv-rows: ${Math.ceil(panes.length / 2)}`;
    const drawn = onWhite(view, () => panes.map(({ name }) => parsed(pictureOf(view, name))));
    put = { theme, pictures: element("div", { class: "jv-print", style }, ...drawn) };
    view.root.prepend(put.pictures);
    view.wear(onPaper(theme));
  };
  const hide = () => {
    if (!put) return;
    put.pictures.remove();
    view.wear(put.theme);
    view.invalidate();
    put = null;
  };
  window.addEventListener("beforeprint", show);
  window.addEventListener("afterprint", hide);
  return () => {
    hide();
    window.removeEventListener("beforeprint", show);
    window.removeEventListener("afterprint", hide);
  };
}

const parsed = (svg) =>
  document.adoptNode(new DOMParser().parseFromString(svg, "image/svg+xml").documentElement);
