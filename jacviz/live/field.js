// The field into which a person types a mapping: it reports while they type and shows an error below, with a caret.
import { element } from "./dom.js";

const PAUSE = 200; // milliseconds without a key until the text is reported
const fields = new WeakMap();

/** Mounts or updates the field of a Streamlit component. */
export function mappingField({ data, parentElement, setStateValue }) {
  const parent = parentElement.querySelector(".jv-field-mount");
  let field = fields.get(parent);
  if (!field) fields.set(parent, (field = make(parent, data.label)));
  field.report = (text) => setStateValue("text", text);
  if (field.version !== data.version) {
    field.version = data.version;
    clearTimeout(field.timer);
    field.area.value = field.reported = data.text;
    requestAnimationFrame(field.fit);
  }
  field.show(data.error);
  return () => clearTimeout(field.timer);
}

function make(parent, label) {
  const field = {};
  const area = (field.area = element("textarea", {
    "aria-label": label, spellcheck: "false", autocapitalize: "off", autocomplete: "off", rows: 2, maxlength: 5000,
    placeholder: "x = r cos θ\ny = r sin θ",
  }));
  const message = element("div", { class: "jv-error", role: "alert", hidden: true });
  const place = element("pre", { class: "jv-caret", "aria-hidden": "true", hidden: true });
  const flush = () => {
    clearTimeout(field.timer);
    if (area.value !== field.reported) field.report((field.reported = area.value));
  };
  field.fit = () => {
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight + 2, 260)}px`;
  };
  area.addEventListener("input", () => {
    field.fit();
    clearTimeout(field.timer);
    field.timer = setTimeout(flush, PAUSE);
  });
  area.addEventListener("blur", flush);
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) flush();
  });
  field.show = (error) => {
    message.hidden = !error;
    place.hidden = !error?.line;
    area.setAttribute("aria-invalid", String(!!error));
    if (!error) return;
    message.textContent = error.message;
    place.textContent = error.line ? `${error.line}\n${" ".repeat(error.column)}▲` : "";
  };
  parent.replaceChildren(element("label", { class: "jv-field" }, element("span", {}, label), area), place, message);
  return field;
}
