"""One person in front of a page, without a browser: Streamlit's own messages over its websocket, on this machine."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

LARGEST = 32 << 20  # bytes of a message
PATIENCE = 60.0  # seconds for one run of the script

# What the live view reports, as the browser sends it 300 ms after a new picture.
REST = {
    "probe": [0.2, -0.6], "size": 0.4, "parameters": {}, "morph": 1, "zoom": 0, "lines": 20, "scale": "auto",
    "show": {"cells": True, "lines": True, "orientation": True, "cell": True, "ellipse": False, "singular": True},
    "frozen": None,
}  # fmt: skip


class Visitor:
    """A session. `field` and `view` find the ids of the two widgets in a message of the server, or None."""

    def __init__(self, url: str, field: Callable[[Any], str | None], view: Callable[[Any], str | None]) -> None:
        self.url = url
        self.find = {"field": field, "view": view}
        self.ids: dict[str, str] = {}
        self.versions: dict[str, str] = {}  # of what the page last put into them, see live/app/owned.js
        self.edits = 0
        self.values: dict[str, Any] = {}
        self.page = self.query = ""
        self.name = ""  # of the page to enter, in the address; "" is the first
        self.runs = 0
        self.failed = 0  # runs that did not show a determinant, or showed a complaint
        self.is_shown = self.has_complaint = False

    async def enter(self) -> None:
        """Opens the page and waits until it has been written once."""
        address = self.url.replace("http://", "ws://") + "/_stcore/stream"
        # pings would count the event loop's own delays as lost connections
        self.socket = await websockets.connect(
            address, subprotocols=["streamlit"], origin=self.url, max_size=LARGEST, ping_interval=None
        )
        await self.run()

    async def leave(self) -> None:
        await self.socket.close()

    async def type(self, text: str) -> None:
        """Puts a text into the field; the script runs once."""
        await self.send(text)
        await self.finished()

    async def send(self, text: str) -> None:
        """Puts a text into the field and waits for nothing."""
        is_component = "view" in self.ids
        self.values["field"] = self.edited("field", "typed", text) if is_component else text
        await self.ask()

    def edited(self, name: str, state: str, value: Any) -> str:
        """What the browser tells of a value that the person has changed."""
        self.edits += 1
        return json.dumps({state: {"value": value, "edit": self.edits, "version": self.versions[name]}})

    async def rest(self) -> None:
        """Reports the resting state of the live view where there is one; the script runs once more."""
        if "view" in self.ids:
            self.values["view"] = self.edited("view", "rest", REST)
            await self.run()

    async def run(self) -> None:
        await self.ask()
        await self.finished()

    async def ask(self) -> None:
        """Asks for a run of the script with the widgets as they stand."""
        message = BackMsg()
        rerun = message.rerun_script
        rerun.query_string, rerun.page_script_hash, rerun.page_name = self.query, self.page, self.name
        rerun.widget_states.SetInParent()
        for name, value in self.values.items():
            state = rerun.widget_states.widgets.add(id=self.ids[name])
            is_json = "view" in self.ids and name in ("field", "view")
            setattr(state, "json_value" if is_json else "string_value", value)
        await self.socket.send(message.SerializeToString())

    async def finished(self) -> None:
        """Reads until the newest run of the script has ended."""
        async with asyncio.timeout(PATIENCE):
            while not self.read(await self.socket.recv()):
                pass

    def read(self, payload: bytes | str) -> bool:
        """Takes note of a message; True when it says that a run of the script has come to its end."""
        message = ForwardMsg()
        message.ParseFromString(payload if isinstance(payload, bytes) else payload.encode())
        kind = message.WhichOneof("type")
        if kind == "navigation":
            self.page = message.navigation.page_script_hash
        elif kind == "new_session":
            self.is_shown = self.has_complaint = False
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "delta":
            self.note(message.delta.new_element)
        elif kind == "script_finished" and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
            self.runs += 1
            self.failed += self.has_complaint or not self.is_shown
            return True
        return False

    def note(self, element: Any) -> None:
        kind = element.WhichOneof("type")
        self.is_shown |= kind == "markdown" and r"\det J = " in element.markdown.body
        self.has_complaint |= kind in ("exception", "alert") or '"error": {' in element.bidi_component.json
        for name, find in self.find.items():
            if found := find(element):
                self.ids[name] = found
                if kind == "bidi_component":
                    self.versions[name] = json.loads(element.bidi_component.json)["version"]

    async def drain(self, seconds: float) -> None:
        """Reads whatever comes for so long."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while True:
                    self.read(await self.socket.recv())


def component(key: str) -> Callable[[Any], str | None]:
    """Finds the id of the component with a key."""
    return lambda e: e.bidi_component.id if e.bidi_component.id.endswith(f"-{key}") else None


def of_app(url: str) -> Visitor:
    """A visitor of the Explore page."""
    return Visitor(url, component("explore.mapping"), component("explore.view"))


def of_plain_page(url: str) -> Visitor:
    """A visitor of a page with one st.text_area."""
    return Visitor(url, lambda e: e.text_area.id or None, lambda e: None)
