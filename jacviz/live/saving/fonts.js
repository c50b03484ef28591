// Fonts for pictures: what a page loads from a file other programs do not have, and a picture
// inside a page cannot fetch.

const unquoted = (family) => family.trim().replace(/^["']|["']$/g, "");

/**
 * The rule of a sheet of this page that loads the first family of a list, if one does.
 * @returns {CSSFontFaceRule | undefined}
 */
function ruleOf(font) {
  const family = unquoted(font.split(",")[0]);
  const says = (rule, name) => unquoted(rule.style.getPropertyValue(name));
  const isOf = (rule) =>
    says(rule, "font-family") === family && says(rule, "font-style") !== "italic";
  const isOurs = ({ href }) => !href || new URL(href).origin === location.origin; // others' rules are closed
  return [...document.styleSheets]
    .filter(isOurs)
    .flatMap(({ cssRules }) => [...cssRules])
    .filter((rule) => rule instanceof CSSFontFaceRule)
    .find(isOf);
}

const known = new Map();

/** A style that holds the first family of a list, or nothing where the page has no file of it. */
export function embedded(font) {
  if (!known.has(font))
    known.set(
      font,
      embed(font).catch(() => ""),
    );
  return known.get(font);
}

async function embed(font) {
  const rule = ruleOf(font);
  const source = rule?.style.getPropertyValue("src").match(/url\(["']?([^"')]+)/)?.[1];
  if (!source) return "";
  const file = await (
    await fetch(new URL(source, rule.parentStyleSheet.href ?? document.baseURI))
  ).blob();
  const address = await new Promise((done, fail) => {
    const reader = Object.assign(new FileReader(), {
      onload: () => done(reader.result),
      onerror: fail,
    });
    reader.readAsDataURL(file);
  });
  const weight = rule.style.getPropertyValue("font-weight") || "400";
  return `@font-face{font-family:"${unquoted(font.split(",")[0])}";font-weight:${weight};src:url(${address})}`;
}
