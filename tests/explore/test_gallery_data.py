"""Bad gallery data is refused with the entry and the field that is wrong."""

from __future__ import annotations

import pytest

from jacviz.explore.gallery import GalleryError, entries

GOOD = {
    "id": "fold",
    "title": "Fold",
    "group": "Singular",
    "text": "x = u^2\ny = v",
    "domain": {"u": ["-1", "1"], "v": ["-1", "1"]},
    "look": "Look.",
}


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"look": None}, "look"),
        ({"colour": "red"}, "colour"),
        ({"id": "Not a slug"}, "id"),
        ({"title": 3}, "title"),
        ({"domain": ["-1", "1"]}, "domain"),
        ({"domain": {"u": ["-1"], "v": ["0", "1"]}}, "domain of u"),
        ({"domain": {"u": [-1, 1], "v": ["0", "1"]}}, "domain of u"),
        ({"parameters": {"a": {"value": "1"}}}, "parameter a"),
        ({"probe": "1"}, "probe"),
    ],
)
def test_bad_data_names_entry_and_field(change: dict[str, object], named: str) -> None:
    block = {key: value for key, value in (GOOD | change).items() if value is not None}
    with pytest.raises(GalleryError, match=f"entry 1 .*{named}:"):
        entries({"mapping": [block]})


@pytest.mark.parametrize(
    "change",
    [
        {"text": "x = u^2 +\ny = v"},
        {"domain": {"u": ["-1", "one"], "v": ["-1", "1"]}},
        {"domain": {"u": ["1", "-1"], "v": ["-1", "1"]}},
        {"probe": ["5", "0"]},
        {"probe": ["0"]},
        {"probe": ["oops(", "0"]},
    ],
)
def test_unreadable_texts_name_the_entry(change: dict[str, object]) -> None:
    (entry,) = entries({"mapping": [GOOD | change]})
    with pytest.raises(GalleryError, match="fold"):
        _ = entry.probe_point


def test_an_id_is_used_once() -> None:
    with pytest.raises(GalleryError, match="twice"):
        entries({"mapping": [GOOD, GOOD]})
