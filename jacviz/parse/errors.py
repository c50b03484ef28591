"""What a person is told when a text cannot be read."""

from __future__ import annotations


class ParseError(ValueError):
    """A text that is no mapping: `message` says what to do, `position` is the 0-based index into `text`."""

    def __init__(self, message: str, position: int = 0, text: str | None = None) -> None:
        super().__init__(message, position, text)
        self.message = message
        self.position = position
        self.text = text or ""
        self.placed = text is not None

    def __str__(self) -> str:
        start = self.text.rfind("\n", 0, self.position) + 1
        end = self.text.find("\n", self.position)
        line = self.text[start : end if end >= 0 else len(self.text)]
        if not line.strip():
            return self.message
        column = self.position - start
        if len(line) > 100:
            first = max(0, column - 50)
            line, column = line[first : first + 100], column - first
        shown = "".join(c if c.isprintable() else "·" for c in line)
        return f"{self.message}\n{shown}\n{' ' * column}^"

    def within(self, text: str) -> ParseError:
        """This error, told about the text it was found in."""
        return ParseError(self.message, self.position, text)
