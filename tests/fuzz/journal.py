"""What a fuzzing process leaves behind even when it is killed: counts, the input it was busy with, what it found."""

from __future__ import annotations

import json
import mmap
import struct
import traceback
from pathlib import Path
from typing import Any

SIZE = 1 << 20
HEAD = struct.Struct("<QQdI")  # inputs tried, inputs read, seconds of the slowest, bytes of the current


class Journal:
    """A folder with a page of memory that outlives its process, the slowest text and a line for each finding."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.findings = folder / "findings.jsonl"
        self.slowest = folder / "slowest.txt"
        page = folder / "now"
        if not page.exists():
            page.write_bytes(bytes(SIZE))
        with page.open("r+b") as file:
            self.page = mmap.mmap(file.fileno(), SIZE)
        self.known = {json.loads(line)["place"] for line in self.lines()}

    @property
    def head(self) -> tuple[int, int, float, int]:
        return HEAD.unpack_from(self.page)

    @property
    def now(self) -> str:
        """The text that was being tried last."""
        return self.page[HEAD.size : HEAD.size + self.head[3]].decode("utf-8", "surrogatepass")

    def begin(self, text: str) -> None:
        data = text.encode("utf-8", "surrogatepass")[: SIZE - HEAD.size]
        tried, accepted, slowest, _ = self.head
        HEAD.pack_into(self.page, 0, tried + 1, accepted, slowest, len(data))
        self.page[HEAD.size : HEAD.size + len(data)] = data

    def end(self, text: str, accepted: bool, seconds: float) -> None:
        tried, read, slowest, length = self.head
        if seconds > slowest:
            self.slowest.write_text(text, "utf-8", "backslashreplace")
        HEAD.pack_into(self.page, 0, tried, read + accepted, max(slowest, seconds), length)

    def found(self, text: str, error: BaseException) -> None:
        """Writes a finding down, once for each place in the code."""
        frames = traceback.extract_tb(error.__traceback__)
        own = [f for f in frames if "jacviz" in f.filename or "tests" in f.filename] or list(frames)
        frame = own[-1]
        self.note(text, f"{type(error).__name__} {Path(frame.filename).name}:{frame.lineno}", str(error)[:500])

    def note(self, text: str, place: str, message: str) -> None:
        if place not in self.known:
            self.known.add(place)
            with self.findings.open("a") as file:
                file.write(json.dumps({"place": place, "message": message, "text": text}) + "\n")

    def lines(self) -> list[str]:
        return self.findings.read_text().splitlines() if self.findings.exists() else []

    def all(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.lines()]
