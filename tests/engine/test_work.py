"""The engine behind the real server: what happens to a person who types on."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

from tests.benchmarks.formulas import monsters
from tests.benchmarks.visitor import of_app
from tests.servers import App


def complete(visit: Coroutine[None, None, None]) -> None:
    """Runs a visit in a thread of its own: the browser of other tests has an event loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, visit).result()


def test_who_types_on_does_not_wait_for_the_monster(app: App) -> None:
    """The run of the script that waits for the monster is given up, and its job with it."""

    async def visit() -> None:
        visitor = of_app(app.url)
        await visitor.enter()
        for text in (next(monsters(1)), next(monsters(2))):
            await visitor.send(text)
            await asyncio.sleep(0.3)
        await visitor.type("u*v, u^2")
        assert visitor.is_shown and not visitor.has_complaint
        assert visitor.runs == 2, "of the runs with monsters none came to its end"
        await visitor.leave()

    complete(visit())
    assert "Traceback" not in app.new_log()


def test_a_monster_ends_in_a_message_and_the_last_picture_stays(app: App) -> None:
    async def visit() -> None:
        visitor = of_app(app.url)
        await visitor.enter()
        await visitor.type("u*v, u^2")
        endless = "((x+y)/(x-y)+(x-y)/(x+y))^20/((x y+1)^20+(x-1)^20), 1/((x+y)^30+(x-y)^30+1/(x+y)"
        for text in (endless, *islice(monsters(3), 5)):
            await visitor.type(text)
            if visitor.has_complaint:
                break
        assert visitor.is_shown and visitor.has_complaint
        await visitor.leave()

    complete(visit())
