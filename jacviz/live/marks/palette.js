// Colours: those of the signed scale of the area factor, a sequence for what is never negative, and
// light on them.
import { BINS } from "../numeric/scale.js";

/**
 * The inks of a picture, as CSS text, and the font of its labels.
 * @typedef {object} Theme
 * @property {boolean} dark
 * @property {string} ink
 * @property {string} plain
 * @property {string} faint
 * @property {string} muted
 * @property {string} domain
 * @property {string} image
 * @property {string} first
 * @property {string} second
 * @property {string} third
 * @property {string} singular
 * @property {string} kink
 * @property {string} paper
 * @property {string} font
 * @property {number} size in pixels
 */

// PuOr of ColorBrewer (Brewer 2013), from -1 to 1, with a neutral middle; it passed a simulation of
// colour-vision deficiencies.
const LIGHT = [
  "#3f1a6e",
  "#6a4ba0",
  "#9a8cc4",
  "#cdc9e3",
  "#f5f4f2",
  "#fddcb0",
  "#f7ad5a",
  "#d97a14",
  "#8f4a03",
];
const DARK = [
  "#c9b8f5",
  "#9f86d9",
  "#7159ac",
  "#453869",
  "#22242b",
  "#5c4023",
  "#9a6320",
  "#dd8f2b",
  "#ffc778",
];

// A sequence whose lightness falls (rises, on a dark page) all the way, so that it can be read in
// grey too.
const PALE = ["#fffdf2", "#eaf3d3", "#c4e2c6", "#92cabf", "#64abb8", "#4787ad", "#3b6297"];
const DEEP = ["#16181d", "#1f2a3f", "#244660", "#27667a", "#3b8a88", "#6db093", "#b4d3a3"];

// Towards the page, so that the lines above stay in front.
const softened = (channel, dark) => 0.84 * channel + 0.16 * (dark ? 16 : 255);

/** Red, green and blue of #rrggbb or rgb(r,g,b). */
export const channels = (colour) =>
  colour[0] === "#"
    ? [1, 3, 5].map((k) => parseInt(colour.slice(k, k + 2), 16))
    : colour.match(/\d+/g).map(Number);

const shades = new Map();
/** A colour under so much light as CSS text: darker below 1, towards white above. */
export function shaded(colour, light, alpha = 1) {
  const key = `${colour} ${light} ${alpha}`;
  const lit = (channel) =>
    Math.round(light <= 1 ? channel * light : channel + (light - 1) * (255 - channel));
  if (!shades.has(key))
    shades.set(key, `rgba(${channels(colour).slice(0, 3).map(lit).join(",")},${alpha})`);
  return shades.get(key);
}

/** The colours of the bins from -1 to 1 as CSS text. */
export const palette = (dark) => ramp(dark ? DARK : LIGHT, BINS, dark);

/** So many colours from low to high as CSS text, from near the page's own to strong. */
export const sequence = (dark, count) => ramp(dark ? DEEP : PALE, count, dark);

function ramp(colours, count, dark) {
  const stops = colours.map(channels);
  return Array.from({ length: count }, (_, k) => {
    const position = ((k + 0.5) / count) * (stops.length - 1);
    const left = Math.min(Math.floor(position), stops.length - 2);
    const mix = stops[left].map((c, i) =>
      Math.round(softened(c + (stops[left + 1][i] - c) * (position - left), dark)),
    );
    return `rgb(${mix.join(",")})`;
  });
}

/** The ink of the stripes over what reverses orientation. */
export const hatchOf = ({ faint }) => faint.replace("0.16", "0.42");
