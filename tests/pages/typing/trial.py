"""One trial: a person types into a field while the wire and the machine are slow, or the server goes away."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from random import Random
from urllib.parse import parse_qs, urlencode, urlsplit

from playwright.sync_api import BrowserContext, Error, Page, sync_playwright

from tests import chromium
from tests.pages.typing.fields import PLACES, Place
from tests.pages.typing.typist import Typist
from tests.pages.typing.wire import Wire

DELAYS = (0.0, 0.05, 0.15, 0.4)  # seconds each way
SLOWDOWNS = (1, 1, 4)
VIEWPORT = {"width": 1280, "height": 720}


@dataclass(frozen=True)
class Trial:
    """seed: what is typed and how; place: where; delay: of the wire, in seconds; slowdown: of the processor; acts: how
    many things are done."""

    seed: int
    place: Place
    delay: float
    slowdown: int
    acts: int = 14

    def run(self, wire: Wire, context: BrowserContext) -> str:
        """What was lost, "" if nothing: while it was typed, after it, and in the link."""
        wire.delay = 0.0
        page, twin = context.new_page(), context.new_page()
        try:
            page.set_default_timeout(60_000)
            page.bring_to_front()
            page.goto(f"{wire.url}/{self.place.path}?{urlencode(self.place.query)}", timeout=90_000)
            field = self.place.open(page)
            # Slow from here on: how long a page takes to come is another matter than what is typed into it.
            wire.delay = self.delay
            page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": self.slowdown})
            if lost := Typist(self.seed, self.acts).type(page, field, twin):
                return f"{self}: {lost}"
            text = field.input_value()
            page.wait_for_timeout(1500 + 4000 * self.delay)
            if field.input_value() != text:
                return f"{self}: at rest {text!r} became {field.input_value()!r}"
            return self._in_link(page, text)
        except Error as error:
            return f"{self}: {error.message.splitlines()[0]}"
        finally:
            page.close()
            twin.close()

    def _in_link(self, page: Page, text: str) -> str:
        """Until the address bar holds what was typed, so that field, picture and link speak of one text."""
        if not self.place.name:
            return ""
        holds = "([name, text]) => (new URLSearchParams(location.search).get(name) ?? '').trim() === text.trim()"
        try:
            page.wait_for_function(holds, arg=[self.place.name, text], timeout=30_000)
        except Error:
            query = parse_qs(urlsplit(page.url).query)
            return f"{self}: the link says {query.get(self.place.name)} where {text!r} was typed"
        return ""


def trial_of(seed: int, acts: int = 14) -> Trial:
    """The trial of a seed: every field in turn, the rest drawn."""
    random = Random(seed)
    return Trial(seed, PLACES[seed % len(PLACES)], random.choice(DELAYS), random.choice(SLOWDOWNS), acts)


@cache
def visitor(target: str) -> tuple[Wire, BrowserContext]:
    """The one of this process, with a wire and a warm cache of their own: they end with it."""
    playwright = sync_playwright().start()
    browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.FLAGS))
    return Wire(target), browser.new_context(viewport=VIEWPORT)


def lost_in(target: str, trial: Trial) -> str:
    """What a trial lost, with the visitor of this process."""
    return trial.run(*visitor(target))
