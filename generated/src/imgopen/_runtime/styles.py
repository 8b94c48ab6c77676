"""Values as the styles of OpenAPI write them into paths, queries, headers, cookies and forms.

The styles say nothing of what stands inside of an inner list or object; it is written as JSON, or, where the style is
`deepObject`, with a bracket for each step: `a[b][c]=1`, `a[list][]=1` for a list of texts and numbers, and
`a[list][0][b]=1` for a list of objects. Entries that are null are left out, and so are empty lists and objects.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from .plain_text import plain_text
from .shapes import Style

LIST: Final = Style("form", explode=True)
"""How a list stands in a query or a form where nothing else is said."""
SIMPLE: Final = Style("simple", explode=False)
"""How lists and objects stand in a path or a header where nothing else is said."""
DEEP: Final = Style("deepObject", explode=True)
"""How an object stands in a form where nothing else is said."""

_COOKIE: Final = "!#$&'()*+-./:<=>?@[]^_`{|}~"


class UnwritableError(ValueError):
    """A value that could not be told from another one by whoever reads it."""


@dataclass(frozen=True)
class _Delimiter:
    """What stands between the items of a list: as it is written, and as it is read."""

    written: str
    read: str
    is_encodable: bool
    """Whether one that stands in an item can be told from one that stands between two."""


_COMMA: Final = _Delimiter(",", ",", is_encodable=True)
_PLAIN_COMMA: Final = _Delimiter(",", ",", is_encodable=False)
_ENCODED: Final = {
    "spaceDelimited": _Delimiter("%20", " ", is_encodable=False),
    "pipeDelimited": _Delimiter("%7C", "|", is_encodable=False),
}
_PLAIN: Final = {
    "spaceDelimited": _Delimiter(" ", " ", is_encodable=False),
    "pipeDelimited": _Delimiter("|", "|", is_encodable=False),
}


def text_of(value: Any) -> str:
    """Return a single value as text."""
    return json_of(value) if value is None or isinstance(value, (list, dict)) else plain_text(value)


def json_of(value: Any) -> str:
    """Return a value as JSON in ASCII, without spaces."""
    return json.dumps(value, separators=(",", ":"))


def encoded(text: str) -> str:
    """Return a text as it stands in a URL, whatever it holds."""
    return quote(text, safe="")


def query_text(name: str, value: Any, style: Style) -> str:
    """Return the part of a query, or of a form in the body, that holds a value; empty where nothing is to be said.

    Raises:
        UnwritableError: an item holds what separates items.
    """
    pairs = _pairs(name, value, style, encoded, _ENCODED.get(style.name, _COMMA))
    return "&".join(f"{encoded(key)}={text}" for key, text in pairs)


def part_texts(name: str, value: Any, style: Style) -> list[tuple[str, str]]:
    """Return the parts of a multipart body that hold a value.

    Raises:
        UnwritableError: an item holds what separates items.
    """
    return list(_pairs(name, value, style, str, _PLAIN.get(style.name, _PLAIN_COMMA)))


def cookie_texts(name: str, value: Any, style: Style) -> list[str]:
    """Return the cookies that hold a value, each as it stands in the header `Cookie`.

    A list that is exploded gives several cookies of one name: the `&` that the style has in a query separates no
    cookies.
    """
    return [
        f"{_in_cookie(key).replace('=', '%3D')}={text}"
        for key, text in _pairs(name, value, style, _in_cookie, _COMMA)
    ]


def header_text(value: Any, style: Style) -> str:
    """Return the header that holds a value; nothing in it is encoded.

    Raises:
        UnwritableError: an item holds a comma.
    """
    if style.name == "json":
        return json_of(value)
    if not isinstance(value, (list, dict)):
        return text_of(value)
    return ",".join(_items(value, style.explode, str, _PLAIN_COMMA))


def path_text(name: str, value: Any, style: Style) -> str:
    """Return what stands in a path for a value.

    Raises:
        UnwritableError: an item holds what separates items.
    """
    if style.name == "json":
        return encoded(json_of(value))
    if style.name == "matrix":
        return _matrix(encoded(name), value, explode=style.explode)
    if style.name == "label":
        separator = "." if style.explode else ","
        delimiter = _Delimiter(separator, separator, is_encodable=separator == ",")
        return f".{_simple(value, style.explode, delimiter)}"
    return _simple(value, style.explode, _COMMA)


def _simple(value: Any, explode: bool, delimiter: _Delimiter) -> str:
    if not isinstance(value, (list, dict)):
        return encoded(text_of(value))
    return delimiter.written.join(_items(value, explode, encoded, delimiter))


def _matrix(name: str, value: Any, *, explode: bool) -> str:
    if explode and isinstance(value, dict):
        return "".join(_matrix(encoded(str(key)), inner, explode=False) for key, inner in _entries(value))
    if explode and isinstance(value, list):
        return "".join(f";{name}={encoded(text_of(item))}" for item in value if item is not None)
    text = _simple(value, explode=False, delimiter=_COMMA)
    return f";{name}={text}" if text else f";{name}"


def _pairs(
    name: str, value: Any, style: Style, encode: Callable[[str], str], delimiter: _Delimiter
) -> Iterator[tuple[str, str]]:
    """Yield the pairs of name and text that hold a value; the texts are encoded, the names are not."""
    if style.name == "json":
        yield name, encode(json_of(value))
    elif style.name == "deepObject":
        yield from ((key, encode(text)) for key, text in _deep(name, value))
    elif not isinstance(value, (list, dict)):
        yield name, encode(text_of(value))
    elif not style.explode:
        items = _items(value, style.explode, encode, delimiter)
        if items:
            yield name, delimiter.written.join(items)
    else:
        for key, inner in _entries(value) if isinstance(value, dict) else [(name, value)]:
            for item in inner if isinstance(inner, list) else [inner]:
                if item is not None:
                    yield str(key), encode(text_of(item))


def _items(
    value: list[Any] | dict[str, Any], explode: bool, encode: Callable[[str], str], delimiter: _Delimiter
) -> list[str]:
    """Return the items of a list, or names and values of an object in turn; exploded, an item has both."""

    def written(item: Any) -> str:
        text = text_of(item)
        if delimiter.read in text and not delimiter.is_encodable:
            raise UnwritableError(f"holds {delimiter.read!r} in an item, which separates items there")
        return encode(text)

    if isinstance(value, list):
        return [written(item) for item in value if item is not None]
    if explode:
        return [f"{written(key)}={written(inner)}" for key, inner in _entries(value)]
    return [written(part) for entry in _entries(value) for part in entry]


def _deep(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in _entries(value):
            yield from _deep(f"{name}[{key}]", inner)
    elif isinstance(value, list):
        is_numbered = any(isinstance(item, (list, dict)) for item in value)
        for index, item in enumerate(value):
            yield from _deep(f"{name}[{index if is_numbered else ''}]", item)
    elif value is not None:
        yield name, text_of(value)


def _entries(value: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(key, inner) for key, inner in value.items() if inner is not None]


def _in_cookie(text: str) -> str:
    return quote(text, safe=_COOKIE)
