"""The options of curl for the body of a form, with the fields as the client writes them."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import Any, Final

from generator.ir.media import essence, is_json, is_multipart
from generator.ir.model import Operation
from generator.reference.samples import Request
from generator.runtime.shapes import Content
from generator.runtime.styles import (
    DEEP,
    LIST,
    UnwritableError,
    encoded,
    json_of,
    part_texts,
    query_text,
    text_of,
)

_MULTIPART: Final = "multipart/form-data"
_FORM: Final = "application/x-www-form-urlencoded"
_JSON: Final = "application/json"
_READ_BY_CURL: Final = ('"', "@", "<", "(")
"""What means something to `curl -F` at the beginning of a text."""


def form_options(operation: Operation, request: Request) -> Iterator[str]:
    """Yield the options for the fields of a form, and for its content type where curl would say another one."""
    fields: dict[str, Any] = request.body if isinstance(request.body, dict) else {}
    given = {name: value for name, value in fields.items() if value is not None}
    content = operation.content or Content(request.content_type, "form")
    usual = _MULTIPART if is_multipart(request.content_type) else _FORM
    if essence(request.content_type) != usual or ";" in request.content_type:
        yield f"-H {shlex.quote(f'Content-Type: {request.content_type}')}"
    uploaded = {
        argument.wire_name
        for argument in operation.arguments
        if argument.place == "body" and argument.field in content.files
    }
    for name, value in given.items():
        try:
            if usual == _FORM:
                yield from _pairs(name, value, content)
            elif name in uploaded:
                yield from _files(name, value, content)
            else:
                yield from _parts(name, value, content)
        except UnwritableError:
            continue


def _pairs(name: str, value: Any, content: Content) -> Iterator[str]:
    """Yield the options for a field of a form without files; a text stands as it is, and curl encodes it."""
    if not isinstance(value, (list, dict)):
        yield f"--data-urlencode {shlex.quote(f'{encoded(name)}={text_of(value)}')}"
        return
    is_deep = isinstance(value, dict) or any(isinstance(item, (list, dict)) for item in value)
    style = content.styles.get(name) or (DEEP if is_deep else LIST)
    for pair in filter(None, query_text(name, value, style).split("&")):
        yield f"-d {shlex.quote(pair)}"


def _files(name: str, value: Any, content: Content) -> Iterator[str]:
    for _ in value if isinstance(value, list) else [value]:
        yield _part(name, "@FILE", content.parts.get(name))


def _parts(name: str, value: Any, content: Content) -> Iterator[str]:
    media_type = content.parts.get(name)
    style = content.styles.get(name)
    if style is not None:
        for key, text in part_texts(name, value, style):
            yield _part(key, _quoted(text), media_type)
        return
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, (list, dict)):
            yield _part(name, _quoted(json_of(item)), media_type or _JSON)
        elif item is not None:
            text = json_of(item) if media_type is not None and is_json(media_type) else text_of(item)
            yield _part(name, _quoted(text), media_type)


def _part(name: str, written: str, media_type: str | None) -> str:
    return f"-F {shlex.quote(f'{name}={written}' + (f';type={media_type}' if media_type else ''))}"


def _quoted(text: str) -> str:
    """Return a text as `curl -F` reads it: in quotes where some of it would mean something else."""
    if ";" not in text and text == text.strip() and not text.startswith(_READ_BY_CURL):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
