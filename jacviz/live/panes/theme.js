// The colours of the picture, for a light and for a dark page.

const INKS = {
  light: {
    dark: false,
    ink: "#1a1f2b",
    plain: "#ccd2dc",
    faint: "rgba(26,31,43,0.16)",
    muted: "#565e6d",
    domain: "#1d4fd8",
    image: "#b80f4e",
    first: "#00756a",
    second: "#8a1a9b",
    third: "#9a5b00",
    singular: "#111111",
    kink: "#555b66",
  },
  dark: {
    dark: true,
    ink: "#eceff5",
    plain: "#566072",
    faint: "rgba(236,239,245,0.16)",
    muted: "#a4adbd",
    domain: "#7aa7ff",
    image: "#ff7fa5",
    first: "#4fd6c1",
    second: "#e59bf2",
    third: "#f0b95a",
    singular: "#ffffff",
    kink: "#b5bcc9",
  },
};

/**
 * The inks that suit the page around an element: the background behind it decides between light and
 * dark.
 */
export function themeOf(element) {
  const style = getComputedStyle(element);
  const paper = style.getPropertyValue("--st-background-color").trim() || backgroundBehind(element);
  const theme = INKS[luminance(paper) < 0.4 ? "dark" : "light"];
  return { ...theme, paper, font: style.fontFamily, size: parseFloat(style.fontSize) || 14 };
}

/** The inks of white paper, in the font and the size of a theme. */
export const onPaper = ({ font, size }) => ({ ...INKS.light, paper: "#ffffff", font, size });

function backgroundBehind(element) {
  for (let node = element; node; node = node.parentElement) {
    const colour = getComputedStyle(node).backgroundColor;
    if (colour && colour !== "rgba(0, 0, 0, 0)" && colour !== "transparent") return colour;
  }
  return "#ffffff";
}

function luminance(colour) {
  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 1, 1);
  const [r, g, b] = pen.getImageData(0, 0, 1, 1).data;
  return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
}
