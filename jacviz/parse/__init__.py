"""Text -> Mapping, by a grammar of our own: nothing typed is ever executed."""

from .alone import parse_expression, parse_inequalities
from .errors import ParseError
from .notes import Instead, Note
from .number import parse_number
from .reading import Reading, parse, read

__all__ = [
    "Instead",
    "Note",
    "ParseError",
    "Reading",
    "parse",
    "parse_expression",
    "parse_inequalities",
    "parse_number",
    "read",
]
