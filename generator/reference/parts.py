"""The parameters of a request as they stand in it, written by the functions that the client writes them with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import quote

from generator.ir.model import Argument, Operation, Place
from generator.reference.samples import Request
from generator.runtime.shapes import Style
from generator.runtime.styles import (
    LIST,
    SIMPLE,
    UnwritableError,
    cookie_texts,
    header_text,
    path_text,
    query_text,
    text_of,
)

_USUAL: Final[dict[Place, Style]] = {"path": SIMPLE, "query": LIST, "header": SIMPLE, "cookie": LIST}


def address(operation: Operation, request: Request) -> str:
    """Return the path and the query of a request; a parameter that the client refuses to write is not in it."""
    path, query = operation.path, []
    for argument, value, style in _given(operation, request, "path"):
        name = argument.wire_name
        try:
            written = path_text(name, value, style)
            if argument.keeps_slashes:
                written = quote(text_of(value), safe="/")
        except ValueError:
            continue
        path = path.replace(f"{{{name}}}", written)
    for argument, value, style in _given(operation, request, "query"):
        try:
            query.append(query_text(argument.wire_name, value, style))
        except ValueError:
            continue
    written = "&".join(filter(None, query))
    mark = "&" if "?" in path else "?"
    return f"{path}{written and mark}{written}"


def headers(operation: Operation, request: Request) -> Iterator[tuple[str, str]]:
    """Yield names and texts of the headers of a request that are parameters."""
    for argument, value, style in _given(operation, request, "header"):
        if value in ([], {}):
            continue
        try:
            text = header_text(value, style)
        except UnwritableError:
            continue
        if text.isascii() and text.isprintable() and text == text.strip():
            yield argument.wire_name, text


def cookies(operation: Operation, request: Request) -> list[str]:
    """Return the cookies of a request that are parameters, each as it stands in the header `Cookie`."""
    found: list[str] = []
    for argument, value, style in _given(operation, request, "cookie"):
        try:
            found += cookie_texts(argument.wire_name, value, style)
        except ValueError:
            continue
    return found


def _given(operation: Operation, request: Request, place: Place) -> Iterator[tuple[Argument, Any, Style]]:
    """Yield the parameters in a place that the request has a value for, and how each is written."""
    for argument in operation.arguments:
        value = request.parameters.get((place, argument.wire_name))
        if argument.place == place and value is not None:
            style = operation.styles.get(f"{place}:{argument.wire_name}", _USUAL[place])
            yield argument, value, style
