"""Texts that may be shown: secrets are masked, URLs lose what may be a signature."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit, urlunsplit

MASK: Final = "***"

_SHORTEST_KEY: Final = 8
_QUERY: Final = re.compile(r"(?i)(https?://[^\s?#\"'<>\\]*)[?#][^\s\"'<>\\]*")


class Secret(str):
    """A text that can be used and not be seen: its `repr`, as in a traceback with variables, is a mask."""

    __slots__ = ()

    def __repr__(self) -> str:
        return repr(MASK)


def shown_url(url: object) -> str:
    """Return a URL for a log or a message: without user, password and fragment, and its query masked."""
    try:
        parts = urlsplit(str(url))
        host = parts.netloc.rpartition("@")[2]
    except ValueError:
        return MASK
    return urlunsplit((parts.scheme, host, parts.path, MASK if parts.query else "", ""))


def without_queries(text: str) -> str:
    """Return a text whose URLs have lost what may be a signature."""
    return _QUERY.sub(rf"\1?{MASK}", text) if "://" in text else text


def without_keys(text: str, keys: Iterable[str]) -> str:
    """Return a text in which keys are masked, also as a `repr` writes them; one as short as a word is no secret."""
    for key in keys:
        if len(key) >= _SHORTEST_KEY:
            text = text.replace(key, MASK).replace(str.__repr__(key)[1:-1], MASK)
    return text
