// A field into which a person types: it reports while they type and shows an error below, with a
// caret.
import { element } from "../controls/dom.js";
import { Owned } from "./owned.js";

const PAUSE = 200; // milliseconds without a key until the text is reported
const DOUBT = 600; // and until an error is shown: half a word is no mistake
const MOMENT = 2000; // and within which a field that the page took out and put back again is the one in hand
const TALLEST = 260; // pixels
const fields = new Map(); // by name: a field that the page puts elsewhere is the same, with all that is in it

/** Mounts or updates the field of a Streamlit component. */
export function field({ data, parentElement, setStateValue }) {
  if (!fields.has(data.name)) fields.set(data.name, new Field(data));
  const known = fields.get(data.name);
  known.enter(parentElement.querySelector(".jv-field-mount"));
  known.take(data, (told) => setStateValue("typed", told));
  return () => known.leave();
}

/** A label, a field of one or several lines, what is wrong with it, and where. */
class Field {
  constructor({ label, caption, rows, placeholder, hint, longest, name }) {
    this.kept = `jacviz ${name}`;
    this.area = element(rows > 1 ? "textarea" : "input", {
      "aria-label": label,
      spellcheck: "false",
      autocapitalize: "off",
      autocomplete: "off",
      autocorrect: "off",
      rows: rows > 1 ? rows : null,
      maxlength: longest,
      placeholder,
      title: hint,
    });
    this.wrong = element("div");
    this.owned = new Owned({
      read: () => this.area.value,
      write: (text, isFirst) => this.#write(text, isFirst),
      report: (told) => this.report(told),
    });
    this.#listen();
    this.parts = [
      element("label", { class: "jv-field" }, element("span", {}, caption), this.area),
      this.wrong,
    ];
  }

  enter(parent) {
    if (this.area.parentElement?.parentElement === parent) return;
    parent.replaceChildren(...this.parts);
    if (performance.now() - this.left < MOMENT) this.area.focus({ preventScroll: true });
  }

  leave() {
    this.left = this.isInHand ? performance.now() : -Infinity;
    this.isInHand = false;
  }

  take(data, report) {
    this.report = report;
    // Only when it is another: to set it makes the browser forget which keys belong to one undo.
    if (this.area.placeholder !== data.placeholder) this.area.placeholder = data.placeholder;
    this.owned.offer(data);
    if (data.edit === this.owned.edit) this.#answered(data.error);
    requestAnimationFrame(() => this.#fit());
  }

  tell() {
    clearTimeout(this.timer);
    if (this.area.isConnected) this.owned.tell();
  }

  #listen() {
    const { area } = this;
    area.addEventListener("input", (event) => {
      this.owned.changed();
      this.#fit();
      clearTimeout(this.timer);
      clearTimeout(this.doubt);
      this.wrong.className = "jv-stale";
      // A text that an input method is still composing is none yet.
      if (!event.isComposing) this.timer = setTimeout(() => this.tell(), PAUSE);
    });
    area.addEventListener(
      "compositionend",
      () => (this.timer = setTimeout(() => this.tell(), PAUSE)),
    );
    area.addEventListener("focus", () => (this.isInHand = true));
    area.addEventListener("blur", () => {
      // An element that is taken out loses the focus too: then it is still in hand.
      requestAnimationFrame(
        () => (this.isInHand &&= !area.isConnected || document.activeElement === area),
      );
      this.tell();
    });
    area.addEventListener("keydown", (event) => {
      if (
        event.key === "Enter" &&
        !event.isComposing &&
        (area.tagName === "INPUT" || event.ctrlKey || event.metaKey)
      )
        this.tell();
    });
    window.addEventListener("popstate", () => this.tell(), true);
    window.addEventListener("pagehide", () => this.#keep());
  }

  /** What was typed just before a reload is found again after it. */
  #keep() {
    if (this.area.isConnected && this.owned.isWaiting)
      sessionStorage.setItem(this.kept, JSON.stringify([location.href, this.area.value]));
  }

  #write(text, isFirst) {
    this.area.value = text;
    const [address, kept] = isFirst ? JSON.parse(sessionStorage.getItem(this.kept) ?? "[]") : [];
    if (isFirst) sessionStorage.removeItem(this.kept);
    if (address !== location.href || kept === text) return;
    this.area.value = kept;
    this.owned.changed();
    this.timer = setTimeout(() => this.tell(), 0);
  }

  #answered(error) {
    clearTimeout(this.doubt);
    this.wrong.className = "";
    if (!error || this.wrong.firstChild || document.activeElement !== this.area)
      return this.#show(error);
    this.doubt = setTimeout(() => this.#show(error), DOUBT);
  }

  #show(error) {
    this.area.setAttribute("aria-invalid", String(!!error));
    this.wrong.replaceChildren(...(error ? wordsOf(error) : []));
  }

  #fit() {
    if (this.area.tagName !== "TEXTAREA") return;
    this.area.style.height = "auto";
    this.area.style.height = `${Math.min(this.area.scrollHeight + 2, TALLEST)}px`;
  }
}

/** What is wrong, and the line in which it stands with a caret below the place. */
function wordsOf({ message, line, column }) {
  const words = [element("div", { class: "jv-error", role: "alert" }, message)];
  if (line)
    words.push(
      element(
        "pre",
        { class: "jv-caret", "aria-hidden": "true" },
        `${line}\n${" ".repeat(column)}▲`,
      ),
    );
  return words;
}
