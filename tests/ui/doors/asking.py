"""Requests that are sent as they stand."""

from __future__ import annotations

from http.client import HTTPConnection, HTTPMessage
from typing import NamedTuple
from urllib.parse import urlsplit


class Answer(NamedTuple):
    """What a server answers."""

    status: int
    headers: HTTPMessage
    text: str


def ask(url: str, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
    """The answer for a path below an address that has no slash at the end."""
    connection = HTTPConnection(urlsplit(url).netloc, timeout=30)
    try:
        connection.request(method, f"/{path}", body, headers)
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read().decode(errors="replace"))
    finally:
        connection.close()
