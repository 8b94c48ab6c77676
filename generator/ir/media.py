"""Media types, as far as it matters how their text is made and read."""

from __future__ import annotations

import re
from typing import Final

_TOKEN: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_MEDIA_TYPE: Final = re.compile(rf"{_TOKEN.pattern}/{_TOKEN.pattern}(;[\t\x20-\x7e]*)?")
_TEXTS: Final = frozenset(
    ("application/xml", "application/yaml", "application/x-yaml", "application/graphql", "application/sql")
)
_LINES: Final = frozenset(
    ("application/x-ndjson", "application/jsonl", "application/json-seq", "application/stream+json")
)


def is_token(text: str) -> bool:
    """Say whether a text can be the name of a header or of a cookie."""
    return _TOKEN.fullmatch(text) is not None


def is_media_type(text: str) -> bool:
    """Say whether a text can be the value of `Content-Type`."""
    return _MEDIA_TYPE.fullmatch(text) is not None


def essence(media_type: str) -> str:
    """Return a media type in lower case, without its parameters."""
    return media_type.partition(";")[0].strip().lower()


def is_json(media_type: str) -> bool:
    """Say whether a media type is one JSON value."""
    name = essence(media_type)
    return name not in _LINES and (name.endswith(("/json", "+json")) or name in ("text/json", "*/json"))


def is_multipart(media_type: str) -> bool:
    """Say whether a media type has parts."""
    return essence(media_type).startswith("multipart/")


def is_form(media_type: str) -> bool:
    """Say whether a media type is a form without files."""
    return essence(media_type) == "application/x-www-form-urlencoded"


def is_text(media_type: str) -> bool:
    """Say whether a media type is text for people or for another parser."""
    name = essence(media_type)
    return name.startswith("text/") or name.endswith("+xml") or name in _TEXTS or name in _LINES
