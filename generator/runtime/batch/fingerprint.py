"""What makes a job the same job in another run: all that it asks for, and nothing of how it is sent."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from enum import Enum
from hashlib import sha256
from typing import Final

from pydantic import BaseModel

_MANNER: Final = frozenset(("timeout", "max_retries", "extra_headers"))
"""Arguments of every method that say how a call is sent."""

_LENGTH: Final = 32


def fingerprint(values: Mapping[str, object]) -> str:
    """Return a hash of a job's arguments, the same for every order of them; it tells nothing of their values.

    Raises:
        ValueError: an argument has no form in JSON.
    """
    asked = {name: value for name, value in values.items() if name not in _MANNER and value is not None}
    text = json.dumps(_plain(asked), sort_keys=True, separators=(",", ":"), allow_nan=False)
    return sha256(text.encode("ascii")).hexdigest()[:_LENGTH]


class Numbering:
    """Tells equal jobs apart by counting them."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def key(self, values: Mapping[str, object]) -> str:
        """Return what a job is recognised by: its fingerprint, and how many equal ones have come, itself included.

        Raises:
            ValueError: an argument has no form in JSON.
        """
        mark = fingerprint(values)
        self._seen[mark] += 1
        return f"{mark}-{self._seen[mark]}"


def _plain(value: object) -> object:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True, exclude_unset=True)
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    if isinstance(value, Enum):
        return _plain(value.value)
    if value is None or isinstance(value, (str, int, float)):
        return value
    raise ValueError(f"a {type(value).__name__} has no form in JSON")
