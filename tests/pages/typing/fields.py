"""Every field of every page that a person can type into."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page

READY = '[data-jacviz="live"][data-ready="true"]'


@dataclass(frozen=True)
class Place:
    """Where a field stands: the page, the link that shows it, what must be opened, its label; name: in a link."""

    path: str
    label: str
    query: dict[str, str] = field(default_factory=dict)
    fold: str = ""
    name: str = ""

    def open(self, page: Page) -> Locator:
        """Opens what holds the field, once the page is there; the field itself."""
        page.wait_for_selector(READY, timeout=90_000)
        if self.fold:
            page.locator("summary", has_text=self.fold).click()
        found = page.get_by_label(self.label, exact=True)
        found.wait_for()
        return found

    def __str__(self) -> str:
        return f"{self.path or 'explore'}: {self.label}"


RANGES = "Variables, ranges and parameters"
SLIDERS = {"map": "x = a u + v\ny = v - a"}
REGION = {"integrand": "x y", "mapping": "x = u + v\ny = u - v", "region": "0 ≤ x + y ≤ 2\n0 ≤ x - y ≤ 2"}
INVERSE = {"integrand": "x y", "inverse": "u = x + y\nv = x - y", "limits": "u; 0; 1\nv; 0; 1"}
PLACES = (
    Place("", "Mapping", name="map"),
    Place("", "Variables, in the order of the columns of J", fold=RANGES, name="variables"),
    Place("", "r from", fold=RANGES),
    Place("", "θ to", fold=RANGES),
    Place("", "a starts at", SLIDERS, RANGES),
    Place("derivatives", "Mapping", {"part": "one"}, name="map"),
    Place("derivatives", "Mapping", {"part": "several"}, name="map"),
    Place("derivatives", "f: first", {"part": "composition"}, name="map"),
    Place("derivatives", "g: then, of what f gives", {"part": "composition"}, name="outer"),
    Place("shapes", "Mapping", name="map"),
    Place("networks", "Units in each layer", name="sizes"),
    Place("networks", "Seed of the weights", {"part": "warping"}, name="seed"),
    Place("integrals", "Integrand", name="integrand"),
    Place("integrals", "Mapping", name="mapping"),
    Place("integrals", "Variable 1"),
    Place("integrals", "from 2"),
    Place("integrals", "to 1"),
    Place("integrals", "Region", REGION, name="region"),
    Place("integrals", "New variables", INVERSE, name="inverse"),
    Place("integrals", "Letters", name="letters"),
    Place("integrals", "Your answer", fold="What went wrong?", name="answer"),
)
