"""A person at a keyboard, drawn by a seed: types, moves the cursor, replaces, pastes, takes back, composes.

The same keys go to a bare field of a blank page. What stands in it, and where its cursor is, is what the page's field
must hold: the browser itself is the oracle. Only what belongs to one undo is not told by it, since that depends on what
else changes in a page: there the field must hold a text that it has held before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from playwright.sync_api import Locator, Page

# What is typed need not make sense: bad texts are typed as well as good ones.
CHARACTERS = "xyuvrθφ0123456789+-*/^()= ,.²√π’“”–—−′"
PIECES = ("u^2 - v^2", "r cos θ", "2uv", "e^u sin v", "1/2", "-π/4", "a u + b v", "sqrt(x)", "“u” — v", "0,5")
COMPOSED = ("θ", "é", "φ", "日本", "ñ")
HOLDS = "(node) => [node.value, node.selectionStart, node.selectionEnd]"
REMEMBERS = """(node) => {
  const held = (window.held = [node.value]);
  node.addEventListener("input", () => held.push(node.value));
}"""
ALIGNS = "(node, [value, start, end]) => { node.value = value; node.setSelectionRange(start, end); }"
# Long pauses are rare, as with people; between keys of one word they are short.
PAUSES = (0.02, 0.04, 0.08, 0.12, 0.15, 0.21, 0.25, 0.3, 0.4, 0.6, 0.9, 1.5)


@dataclass
class Typist:
    """seed: draws what is done and how long it takes; acts: how many things are done."""

    seed: int
    acts: int = 14

    def type(self, page: Page, field: Locator, twin: Page) -> str:
        """Types into a field, and says what is wrong with it after each act; "" when nothing is."""
        random = Random(self.seed)
        rows = 2 if field.evaluate("(node) => node.tagName") == "TEXTAREA" else 1
        bare = make_bare(twin, field, rows)
        field.click()
        field.evaluate(REMEMBERS)
        bare.click()
        for name, act in self._acts(random, rows):
            held = page.evaluate("[...held]")
            act(page)
            act(twin)
            page.wait_for_timeout(1000 * random.choice(PAUSES))
            seen, wanted = field.evaluate(HOLDS), bare.evaluate(HOLDS)
            if name == "undo" and seen[0] in held:
                bare.evaluate(ALIGNS, seen)
            elif seen != wanted:
                return f"seed {self.seed}: after {name} the field holds {seen} where {wanted} was typed"
        return ""

    def _acts(self, random: Random, rows: int) -> Iterator[tuple[str, Callable[[Page], None]]]:
        yield "select all", lambda page: page.keyboard.press("Control+A")
        for _ in range(self.acts):
            kind = random.choice(("word",) * 6 + ("middle", "replace", "paste", "undo", "compose", "delete"))
            yield kind, act_of(kind, random, rows)


def act_of(kind: str, random: Random, rows: int) -> Callable[[Page], None]:
    """One thing that a person does, drawn now and done as often as it is called."""
    if kind == "word":
        word = "".join(random.choice(CHARACTERS + "\n" * (rows > 1)) for _ in range(random.randint(1, 5)))
        pauses = [1000 * random.choice(PAUSES[:8]) for _ in word]
        return lambda page: type_word(page, word, pauses)
    steps = random.randint(1, 9)
    if kind == "middle":
        return lambda page: press(page, "ArrowLeft", steps)
    if kind == "delete":
        return lambda page: press(page, random_key(steps), steps % 3 + 1)
    if kind == "undo":
        return lambda page: press(page, "Control+z", steps % 2 + 1)
    if kind == "replace":
        text = random.choice(CHARACTERS)
        return lambda page: (press(page, "Shift+ArrowLeft", steps), page.keyboard.type(text))[0]
    if kind == "paste":
        text = random.choice(PIECES)
        return lambda page: paste(page, text)
    text = random.choice(COMPOSED)
    return lambda page: compose(page, text)


def random_key(steps: int) -> str:
    """Backspace or Delete."""
    return ("Backspace", "Delete")[steps % 2]


def make_bare(twin: Page, field: Locator, rows: int) -> Locator:
    """A field without any script, that holds what the other holds."""
    tag = "textarea" if rows > 1 else "input"
    twin.set_content(f"<{tag} id='bare' maxlength='5000' spellcheck='false' rows='2' style='width: 40em'></{tag}>")
    bare = twin.locator("#bare")
    bare.evaluate("(node, text) => { node.value = text; }", field.input_value())
    return bare


def type_word(page: Page, word: str, pauses: list[float]) -> None:
    """Key by key, with a pause after each."""
    for character, pause in zip(word, pauses, strict=True):
        page.keyboard.press("Enter") if character == "\n" else page.keyboard.type(character)
        if page.url != "about:blank":
            page.wait_for_timeout(pause)


def press(page: Page, key: str, times: int) -> None:
    for _ in range(times):
        page.keyboard.press(key)


def paste(page: Page, text: str) -> None:
    """Through the clipboard's event, as Ctrl+V gives it."""
    page.evaluate("(text) => document.execCommand('insertText', false, text)", text)


def compose(page: Page, text: str) -> None:
    """An input method shows what it would write, and then writes it."""
    session = page.context.new_cdp_session(page)
    for end in range(1, len(text) + 1):
        session.send("Input.imeSetComposition", {"text": text[:end], "selectionStart": end, "selectionEnd": end})
    session.send("Input.insertText", {"text": text})
    session.detach()
