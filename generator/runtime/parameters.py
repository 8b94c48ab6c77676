"""Parameters as they stand in a request: in its path, query, headers and cookies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from json import loads
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from .bodies import wire_name
from .configuration import is_header_text
from .errors import FieldError, InvalidRequestError
from .shapes import Style
from .styles import LIST, SIMPLE, UnwritableError, cookie_texts, header_text, path_text, query_text, text_of
from .validation import encode, validate

if TYPE_CHECKING:
    from .models import RequestModel
    from .operation import Operation

_DOTS: Final = ("", ".", "..")


@dataclass(frozen=True)
class Written:
    """The parameters of a call.

    Attributes:
        path: the path, filled.
        query: the parts of the query, to be joined by `&`.
        headers: the headers.
        cookies: the cookies, to be joined by `; `.
    """

    path: str
    query: list[str] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    cookies: list[str] = field(default_factory=list)


def write_parameters(operation: Operation[Any], values: Mapping[str, object]) -> Written:
    """Return the parameters as they stand in a request.

    Raises:
        InvalidRequestError: a value breaks a rule of the spec, or cannot be written as the spec wants it.
    """
    if operation.parameters is None:
        return Written(operation.path)
    model = validate(operation.name, operation.parameters, values)
    wire: dict[str, Any] = loads(encode(operation.name, model)) if operation.styles else {}
    failures: list[FieldError] = []
    written = Written(_fill_path(operation, model, wire, failures))
    for place, fields, write in (
        ("query", operation.query_fields, _into_query),
        ("header", operation.header_fields, _into_headers),
        ("cookie", operation.cookie_fields, _into_cookies),
    ):
        for name, attribute in fields:
            value, style = _styled(operation, model, wire, f"{place}:{name}", attribute)
            if value is None:
                continue
            try:
                write(written, name, value, style)
            except ValueError as error:
                failures.append(FieldError(attribute, value, _rule(error)))
    if failures:
        raise InvalidRequestError(
            "; ".join(map(str, failures)), operation=operation.name, errors=tuple(failures)
        )
    return written


def _rule(error: ValueError) -> str:
    return str(error) if isinstance(error, UnwritableError) else "is not text that can be sent"


def _styled(
    operation: Operation[Any], model: RequestModel, wire: Mapping[str, Any], place: str, attribute: str
) -> tuple[Any, Style]:
    """Return the value of a parameter and how it is written; a list or an object with its names in the API."""
    value = getattr(model, attribute)
    style = operation.styles.get(place)
    if value is None or style is None:
        return value, SIMPLE if place.startswith(("path", "header")) else LIST
    return wire.get(wire_name(model, attribute)), style


def _into_query(written: Written, name: str, value: Any, style: Style) -> None:
    text = query_text(name, value, style)
    if text:
        written.query.append(text)


def _into_headers(written: Written, name: str, value: Any, style: Style) -> None:
    if value not in ([], {}):
        text = header_text(value, style)
        if not is_header_text(text):
            raise UnwritableError("cannot stand in a header")
        written.headers[name] = text


def _into_cookies(written: Written, name: str, value: Any, style: Style) -> None:
    written.cookies.extend(cookie_texts(name, value, style))


def _fill_path(
    operation: Operation[Any], model: RequestModel, wire: Mapping[str, Any], failures: list[FieldError]
) -> str:
    path = operation.path
    for name, attribute, is_reserved_allowed in operation.path_fields:
        value, style = _styled(operation, model, wire, f"path:{name}", attribute)
        try:
            written = path_text(name, value, style)
        except ValueError as error:
            failures.append(FieldError(attribute, value, _rule(error)))
            continue
        if is_reserved_allowed:
            written = quote(text_of(value), safe="/")
        if value in ([], {}) or any(part in _DOTS for part in written.split("/")):
            failures.append(FieldError(attribute, value, "cannot stand in a path"))
        path = path.replace(f"{{{name}}}", written)
    return path
