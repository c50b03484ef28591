"""Nothing that a person types or a link carries becomes markup, a request, a dialog or code."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from playwright.sync_api import Page, expect

from tests.pages.conftest import Opener
from tests.pages.numbers import READY, expect_formula, field, number, type_mapping

HOSTILE = (
    '<img src="http://evil.example/a" onerror="window.hurt=1">',
    "</script><script>window.hurt=1</script>",
    "<svg onload=window.hurt=1>",
    r"$\href{javascript:window.hurt=1}{x}$",
    r"\href{javascript:window.hurt=1}{x}",
    r"\includegraphics{http://evil.example/b}",
    r"\rule{19000px}{19000px}",
    "![](http://evil.example/c.png)",
    "[x](javascript:window.hurt=1)",
    '__import__("os").system("touch /tmp/hurt")',
    "x = u.__class__.__mro__\ny = v",
    "x = {u!r}\ny = %s {{7*7}} ${7*7}",
    "x = u\x00\u202e\ny = v",
    "x = sin(\"__import__('os')\")\ny = v",
)
MAP = {"map": "x = a r cos θ\ny = r sin θ"}
MARKUP = "img[src*=evil], .stApp svg[onload], a[href^=javascript], iframe, object, embed, script:not([src])"
WIDEST = """() => Math.max(0, ...[...document.querySelectorAll(".katex *")].map(
  (node) => node.getBoundingClientRect().width))"""


class Guard:
    """Watches a page: what it asks for outside, its dialogs, and the scripts and images that stand in it."""

    def __init__(self, page: Page, app_url: str) -> None:
        self.page, self.host = page, urlsplit(app_url).netloc
        self.outside: list[str] = []
        self.dialogs: list[str] = []
        page.on("request", self._request)
        page.on("dialog", self._dialog)
        self.markup = page.locator(MARKUP).count()

    def _request(self, request: object) -> None:
        url = request.url  # type: ignore[attr-defined]
        if urlsplit(url).netloc != self.host and not url.startswith(("data:", "blob:")):
            self.outside.append(url)

    def _dialog(self, dialog: object) -> None:
        self.dialogs.append(dialog.message)  # type: ignore[attr-defined]
        dialog.dismiss()  # type: ignore[attr-defined]

    def check(self, text: str) -> None:
        assert self.page.evaluate("() => window.hurt") is None, text
        assert self.outside == [] and self.dialogs == [], text
        assert self.page.locator(MARKUP).count() == self.markup, text
        assert self.page.evaluate(WIDEST) < 3000, text


def test_in_the_field(explore: Opener, app_url: str) -> None:
    page = explore()
    guard, before = Guard(page, app_url), number(page, "determinant")
    message = page.locator(".jv-error")
    for text in HOSTILE:
        field(page).fill("x = r cos θ\ny = r sin θ")
        expect(message).to_be_hidden()
        field(page).fill(text)
        expect(message).to_be_visible()
        expect(page.locator(READY)).to_be_visible()
        guard.check(text)
        assert number(page, "determinant") == before, "the last good picture stands"
    field(page).fill("x = 3 r cos θ\ny = r sin θ")
    expect_formula(page, r"\det J = 3 r")


def test_in_the_mapping_of_a_link(explore: Opener, app_url: str) -> None:
    page = explore()
    guard = Guard(page, app_url)
    for text in (HOSTILE[0], HOSTILE[1], HOSTILE[3], HOSTILE[6]):
        page.goto(f"{app_url}/?{urlencode({'map': text})}")
        expect(page.locator(".jv-error")).to_be_visible()
        page.wait_for_selector(READY)
        guard.check(text)


def test_in_the_other_parts_of_a_link(explore: Opener, app_url: str) -> None:
    page = explore()
    guard = Guard(page, app_url)
    for text in (HOSTILE[0], HOSTILE[5], HOSTILE[7]):
        numbers = {"range.r": f"{text},2", "parameter.a": f"{text},0,1", "probe": text, "show": text, "size": text}
        for query in (numbers, {"variables": text}):
            page.goto(f"{app_url}/?{urlencode(MAP | query)}")
            page.wait_for_selector(READY)
            expect(page.get_by_text("▲").or_(page.get_by_text("Part of this link")).first).to_be_visible()
            guard.check(text)


def test_in_the_names_of_link_parameters(explore: Opener, app_url: str) -> None:
    query = {"map": "x = u\ny = v"} | {
        f"{kind}{text}": "1" for text in HOSTILE[:8] for kind in ("", "range.", "parameter.")
    }
    page = explore(query)
    guard = Guard(page, app_url)
    expect(page.get_by_text("Part of this link could not be used.").first).to_be_visible()
    guard.check("names")


def test_in_the_number_fields(explore: Opener, app_url: str) -> None:
    page = explore()
    guard = Guard(page, app_url)
    page.get_by_text("Variables, ranges and parameters").click()
    for label in ("Variables, in the order of the columns of J", "r from"):
        box = page.get_by_role("textbox", name=label)
        for text in (HOSTILE[0][:58], HOSTILE[7], HOSTILE[4]):
            box.fill(text)
            box.press("Enter")
            expect(page.get_by_text("▲")).to_be_visible()
            guard.check(text)
        box.fill("")
        box.press("Enter")
        expect(page.get_by_text("▲")).to_be_hidden()


def test_long_texts_are_cut_or_refused(explore: Opener) -> None:
    page = explore()
    field(page).fill("x = " + "(" * 4000)
    expect(page.locator(".jv-error")).to_be_visible()
    caret = page.locator(".jv-caret").inner_text()
    assert max(map(len, caret.split("\n"))) < 80
    type_mapping(page, "x = u\ny = 2v")
    expect_formula(page, r"\det J = 2")


def test_typed_names_stay_names(explore: Opener, app_url: str) -> None:
    """Names with subscripts and words reach labels, formulas and the legend as they are."""
    page = explore({"map": "x = a_max u_1\ny = u_2^2", "variables": "u_1, u_2"})
    guard = Guard(page, app_url)
    assert page.locator(READY).get_by_label("a_max", exact=True).is_visible() or page.get_by_label("aₘₐₓ").is_visible()
    guard.check("names")
