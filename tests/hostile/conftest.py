"""The blank page on the modules' own server, shared by the tests of a file."""

from tests.live.conftest import blank_page, module_page

__all__ = ["blank_page", "module_page"]
