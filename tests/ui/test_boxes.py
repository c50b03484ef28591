"""Streamlit's own boxes: what a browser tells of one that the page has replaced is not taken for a choice."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.apart import apart
from tests.benchmarks.visitor import Visitor, component

FIELDS = {"shapes": "shapes.mapping", "integrals": "integrals.integrand"}  # of each page


class Late(Visitor):
    """A visitor whose wire is slow: whatever the page shows, the first box of examples is told of with each change."""

    @classmethod
    def on(cls, url: str, page: str) -> Late:
        room = FIELDS[page].partition(".")[0]
        late = cls(url, component(FIELDS[page]), component(f"{room}.view"))
        late.name, late.held = page, ""
        return late

    def note(self, element: Any) -> None:
        super().note(element)
        box = element.selectbox
        if box.label == "Examples" and "box" not in self.values:
            self.ids["box"], self.values["box"] = box.id, box.options[box.default]
            self.options = list(box.options)
        if self.find["field"](element):
            self.held = json.loads(element.bidi_component.json)["value"]

    async def types(self, text: str) -> str:
        """What the page has in the field, once the text was typed."""
        await self.type(text)
        return self.held

    async def chooses(self, title: str) -> str:
        self.values["box"] = title
        await self.run()
        return self.held


@pytest.mark.parametrize("page", FIELDS)
def test_a_box_that_is_gone_is_not_heard(app_url: str, page: str) -> None:
    async def work() -> None:
        late = Late.on(app_url, page)
        await late.enter()
        for text in ("u", "u^", "u^2"):
            assert await late.types(text) == text
            await late.rest()
            assert late.held == text
        await late.leave()

    apart(work())


@pytest.mark.parametrize("page", FIELDS)
def test_what_was_chosen_in_it_is_taken_once(app_url: str, page: str) -> None:
    async def work() -> None:
        late = Late.on(app_url, page)
        await late.enter()
        first = late.held
        chosen = await late.chooses(next(t for t in late.options if t != late.values["box"]))
        assert chosen != first
        for text in ("u", "u^2"):
            assert await late.types(text) == text
            await late.rest()
            assert late.held == text
        await late.leave()

    apart(work())
