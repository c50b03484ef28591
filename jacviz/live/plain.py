"""What goes to the browser: data that JSON can hold."""

from __future__ import annotations

import json
import math
from typing import Any


def plain(data: Any) -> Any:
    """Data in which null stands for each number that is not finite: the JSON of browsers has no NaN and no infinity."""
    try:
        json.dumps(data, allow_nan=False)
    except ValueError:
        return _cleaned(data)
    return data


def _cleaned(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _cleaned(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_cleaned(value) for value in data]
    return None if isinstance(data, float) and not math.isfinite(data) else data
