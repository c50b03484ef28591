"""Texts that hurt where they are taken for markup or code, and a watch over a page on which they are shown."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import Dialog, Page, Request

PAYLOADS = (
    '<img src="http://evil.example/a" onerror="window.hurt=1">',
    "</script><script>window.hurt=1</script>",
    "</title></style></textarea><svg onload=window.hurt=1>",
    '<a href="javascript:window.hurt=1">x</a>',
    '<iframe src="http://evil.example/b"></iframe>',
    "<!--",
    "]]><x>",
    "&lt;img src=x onerror=window.hurt=1&gt;",
    '" autofocus onfocus="window.hurt=1" x="',
    "' onmouseover='window.hurt=1",
    "![](http://evil.example/c.png)",
    "[x](javascript:window.hurt=1)",
    "**x** :red[x] :material/home: :smile: `x` ~~x~~",
    r"$\href{http://evil.example}{x}$",
    r"\href{javascript:window.hurt=1}{x}",
    r"} \rule{19000px}{1px} {",
    r"\def\a{\a}\a \input{/etc/passwd}",
    "${window.hurt=1}",
    "`${window.hurt=1}`",
    "{{constructor.constructor('window.hurt=1')()}}",
    "{title} {0.__class__} %s %(x)s",
    '");window.hurt=1;("',
    '"); __import__("os").system("id"); ("',
    "x\n__import__('os')",
    "\r\nSet-Cookie: hurt=1",
    "../../etc/passwd",
    "x\u202e\u2028\u2029y",
    "=HYPERLINK(0)",
    "constructor",
    "__proto__",
)
GROUPS = tuple(PAYLOADS[k : k + 6] for k in range(0, len(PAYLOADS), 6))
"""As many at once as a mapping of the plane has names: two variables, a parameter, two components, its title."""
HURT = ", ".join(f"[on{event}]" for event in ("error", "load", "focus", "mouseover", "click"))
HURT += ", [src*=evil], [href*=evil], [href^=javascript], iframe"
WIDEST = "() => Math.max(0, ...[...document.querySelectorAll('.katex *')].map((n) => n.getBoundingClientRect().width))"
SHOWN = """(texts) => {
  const said = [document.title, document.body.innerText];
  for (const node of document.querySelectorAll("*")) {
    for (const name of ["title", "aria-label", "placeholder"]) said.push(node.getAttribute(name) ?? "");
    said.push(node.value ?? "", node.children.length ? "" : node.textContent);
  }
  const all = said.join("\\n");
  return texts.filter((text) => !all.includes(text));
}"""


class Guard:
    """Counts what a page must not do: ask another host, open a dialog, grow an element that acts, run what it shows."""

    def __init__(self, page: Page, home: str = "") -> None:
        self.page, self.home = page, urlsplit(home).netloc
        self.asked: list[str] = []
        self.dialogs: list[str] = []
        page.on("request", self._request)
        page.on("dialog", self._dialog)

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob", "file") and address.netloc != self.home:
            self.asked.append(request.url)

    def _dialog(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def check(self) -> None:
        assert self.asked == [] and self.dialogs == []
        assert self.page.evaluate("() => window.hurt") is None
        assert self.page.locator(HURT).count() == 0
        assert self.page.evaluate("() => ({}).hurt === undefined && Object.keys(Object.prototype).length === 0")
        assert self.page.evaluate(WIDEST) < 5000

    def missing(self, texts: list[str]) -> list[str]:
        """The texts that cannot be read on the page as they are."""
        return self.page.evaluate(SHOWN, texts)
