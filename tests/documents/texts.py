"""Texts that schemas of strings admit."""

from __future__ import annotations

import functools
import re
import warnings
from typing import Any, Final

from hypothesis import HealthCheck, find, settings
from hypothesis import strategies as st
from hypothesis.errors import HypothesisException

_BY_FORMAT: Final = {
    "date-time": "2024-05-06T07:08:09Z",
    "date": "2024-05-06",
    "time": "07:08:09Z",
    "duration": "P1D",
    "email": "someone@example.com",
    "hostname": "host.example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "uri": "https://example.com/a",
    "url": "https://example.com/a",
    "uri-reference": "/a",
    "uuid": "8b1c7a52-6a3f-4c39-9d38-2f1f6f0f7a11",
    "byte": "aGVsbG8=",
    "base64": "aGVsbG8=",
    "binary": "content of a file",
}
_WORDS: Final = ("2024-05-06", "https://example.com/a", "A1", "en-US", "a@example.com")
_QUICK: Final = settings(
    max_examples=300, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
)


def text_for(schema: dict[str, Any], number: int = 0) -> str:
    """Return a text that the schema of a string admits; another number, another text where there is a choice."""
    low, high = int(schema.get("minLength") or 0), schema.get("maxLength")
    pattern = schema.get("pattern")
    if isinstance(pattern, str):
        found = _matching(pattern, low, int(high) if high is not None else None, number)
        if found is not None:
            return found
    text = _BY_FORMAT.get(str(schema.get("format")), f"text{number or ''}")
    text = text + "x" * (low - len(text))
    return text if high is None else text[: int(high)]


@functools.lru_cache(maxsize=2048)
def _matching(pattern: str, low: int, high: int | None, number: int) -> str | None:
    """Return a text that a pattern finds itself in, as plain as there is; None where none is found."""
    words = (
        f"text{number or ''}",
        _letter(number),
        str(number + 1),
        *_WORDS,
        _letter(number) * low,
        str(number + 1) * low,
    )
    for plain in words:
        if low <= len(plain) <= (len(plain) if high is None else high) and _finds(pattern, plain):
            return plain
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            strategy = st.from_regex(pattern, alphabet=st.characters(codec="ascii", min_codepoint=32))
            return find(
                strategy,
                lambda text: low <= len(text) <= (len(text) if high is None else high),
                settings=_QUICK,
            )
    except (re.error, HypothesisException, ValueError, RecursionError, OverflowError):
        return None


def _letter(number: int) -> str:
    return chr(ord("a") + number % 26)


def _finds(pattern: str, text: str) -> bool:
    try:
        return re.search(pattern, text) is not None
    except (re.error, RecursionError, OverflowError):
        return False
