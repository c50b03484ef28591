"""Text -> Mapping, by a grammar of our own: nothing typed is ever executed."""

from .errors import ParseError
from .number import parse_number
from .reading import Reading, parse, read

__all__ = ["ParseError", "Reading", "parse", "parse_number", "read"]
