"""What stands beside a formula and is no part of it: comments, dollar signs, a full stop."""

from __future__ import annotations

import re

from .notes import Note

COMMENTS = (
    re.compile(r"#(.*)"),
    re.compile(r"//(?!\s*[\d(])(.*)"),
    re.compile(r"(?<![^\s;,])%(?!\s*[\d(]|\s*(?:π|pi)\b)(.*)"),
    re.compile(r"\(\*(.*?)\*\)", re.DOTALL),
    re.compile(r"/\*(.*?)\*/", re.DOTALL),
)
"""A number or a bracket behind % or // makes it an operator of Python."""
SILENT = (
    re.compile(
        r"(?<!\\right)(?<!\\left)\.(?=\s*(?:$|%|#|//|\$|\\(?:\\|tag|end|label|quad|qquad|nonumber|\]|\))))",
        re.MULTILINE,
    ),
    re.compile(r"\.\.\.[ \t]*\n"),
    re.compile(r"\$(?=\s*$)", re.MULTILINE),
)
"""The full stop of a sentence, a continued line of MATLAB, the $ that ends a line of Maxima."""


ASIDES = frozenset("$.#/%(")
"""The characters that can begin something to leave out."""


def skip(text: str, start: int, notes: list[str] | None) -> int:
    """The end of what is to be left out at a place of a text; the place itself when nothing is."""
    if text[start] == "$" and text.count("$") % 2 == 0:
        return start + 1
    for pattern in SILENT if text[start] in ".$" else ():
        if (found := pattern.match(text, start)) and not (text[start] == "." and text[start - 1 : start] == "."):
            return found.end()
    for pattern in COMMENTS if text[start] in "#/%(" else ():
        if found := pattern.match(text, start):
            said = " ".join("".join(c for c in found.group(1) if c.isprintable()).split())
            if said and notes is not None:
                notes.append(Note(f"left out as a comment: {said[:120]}"))
            return found.end()
    return start
