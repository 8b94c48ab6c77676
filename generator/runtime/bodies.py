"""The body of a request, in whatever encoding the operation takes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from json import loads
from typing import TYPE_CHECKING, Any, Final, TypeVar

from .errors import FieldError, InvalidRequestError
from .shapes import Content, Style
from .styles import DEEP, LIST, UnwritableError, json_of, part_texts, query_text, text_of
from .uploads import (
    AsyncChunks,
    Chunks,
    NoFileError,
    Reading,
    Upload,
    looks_like_file,
    upload_of,
    uploads_of,
)
from .validation import encode, encode_any, is_mapping, validate

if TYPE_CHECKING:
    from .models import RequestModel
    from .operation import Operation

WrittenT = TypeVar("WrittenT")

_JSON: Final = Content("application/json", "json")
MULTIPART: Final = "multipart/form-data"
_EMPTY_BOUNDARY: Final = "empty"

Part = tuple[str, tuple[str | None, bytes | Reading, str | None]]


@dataclass(frozen=True)
class Body:
    """A body that is ready to be sent.

    Attributes:
        headers: what it needs beside the usual headers.
        content: the bytes, or what yields them.
        parts: the parts of a multipart body, as the HTTP libraries take them.
        multipart_type: what the parts together are, where it is not `multipart/form-data`.
        is_repeatable: whether it can be sent a second time.
    """

    headers: dict[str, str]
    content: bytes | Chunks | AsyncChunks | None = None
    parts: list[Part] = field(default_factory=list)
    multipart_type: str | None = None
    is_repeatable: bool = True


def write_body(
    operation: Operation[Any],
    values: Mapping[str, object],
    extra: Mapping[str, object] | None,
    *,
    is_async: bool,
) -> Body | None:
    """Return the body of a call; None where nothing is sent.

    Args:
        operation: says how the body is written.
        values: the caller's, by the Python names of the fields.
        extra: what is put on top of it by its names in the API.
        is_async: whether an async HTTP client is to send it.

    Raises:
        InvalidRequestError: a value breaks a rule of the spec, or has no form in the encoding.
    """
    if extra is not None and not is_mapping(extra):
        raise InvalidRequestError("extra_body is not a mapping", operation=operation.name)
    is_given = any(value is not None for value in values.values())
    if operation.body is None or (operation.is_body_optional and not is_given and not extra):
        return None
    model = validate(operation.name, operation.body, values, operation.nulls)
    content = operation.content or _JSON
    if operation.body_field is not None:
        return _whole(operation, model, content, operation.body_field, extra, is_async=is_async)
    if _is_multipart(content, model):
        return _multipart(operation, model, content, extra or {})
    if content.encoding == "form":
        return _form(operation, _wire(operation, model, extra), content, _names(model))
    return _sent(_json_type(content), encode(operation.name, model, extra))


def _is_multipart(content: Content, model: RequestModel) -> bool:
    if content.encoding == "json-or-multipart":
        return any(getattr(model, name, None) is not None for name in content.files)
    return content.encoding == "multipart"


def _json_type(content: Content) -> str:
    return _JSON.media_type if content.encoding == "json-or-multipart" else content.media_type


def _sent(media_type: str, content: bytes) -> Body:
    return Body({"Content-Type": media_type}, content)


def _whole(
    operation: Operation[Any],
    model: RequestModel,
    content: Content,
    name: str,
    extra: Mapping[str, object] | None,
    *,
    is_async: bool,
) -> Body | None:
    """Return a body that is the value of one field."""
    value = getattr(model, name)
    if value is None and name not in operation.nulls and not extra:
        return None
    whole: Any = (
        None if content.encoding == "bytes" else _wire(operation, model, None).get(wire_name(model, name))
    )
    if isinstance(whole, dict):
        whole = {**whole, **loads(encode_any(operation.name, extra or {}))}
    elif extra:
        raise InvalidRequestError(
            "extra_body has nothing to be put on: the body is no object", operation=operation.name
        )
    elif content.encoding in ("form", "multipart"):
        _refuse(operation, [FieldError(name, value, "is not a mapping")])
    if content.encoding == "bytes":
        return _bytes(operation, name, value, content, is_async=is_async)
    if content.encoding == "text":
        return _sent(_with_charset(content.media_type), text_of(whole).encode())
    if content.encoding == "form":
        return _form(operation, whole, content, {})
    if content.encoding == "multipart":
        return _parts(content, _texts(operation, whole, content, {}), [])
    return _sent(_json_type(content), encode_any(operation.name, whole))


def _bytes(operation: Operation[Any], name: str, value: object, content: Content, *, is_async: bool) -> Body:
    try:
        upload = upload_of(value)
    except NoFileError as error:
        failure = FieldError(name, value, str(error))
    else:
        return _streamed(upload, content, is_async=is_async)
    raise InvalidRequestError(str(failure), operation=operation.name, errors=(failure,))


def _streamed(upload: Upload, content: Content, *, is_async: bool) -> Body:
    headers = {"Content-Type": upload.media_type_among(content.media_type)}
    if isinstance(upload.content, bytes):
        return Body(headers, upload.content)
    length = upload.content.length
    if length is not None:
        headers["Content-Length"] = str(length)
    chunks = AsyncChunks(upload.content) if is_async else Chunks(upload.content)
    return Body(headers, chunks, is_repeatable=upload.is_repeatable)


def _with_charset(media_type: str) -> str:
    if media_type.startswith("text/") and "charset" not in media_type.lower():
        return f"{media_type}; charset=utf-8"
    return media_type


def _wire(
    operation: Operation[Any], model: RequestModel, extra: Mapping[str, object] | None
) -> dict[str, Any]:
    """Return what would stand in JSON, without files."""
    files = operation.content.files if operation.content is not None else ()
    values: dict[str, Any] = loads(encode(operation.name, model, extra, exclude=set(files) or None))
    return values


def wire_name(model: RequestModel, name: str) -> str:
    """Return the name in the API of a field."""
    return type(model).model_fields[name].alias or name


def _names(model: RequestModel) -> dict[str, str]:
    """Return the Python names of the fields, by their names in the API."""
    return {field.alias or name: name for name, field in type(model).model_fields.items()}


def _form(operation: Operation[Any], values: dict[str, Any], content: Content, names: dict[str, str]) -> Body:
    def write(name: str, value: Any) -> str:
        return query_text(name, value, content.styles.get(name) or _usual(value))

    texts = _each(operation, values, write, names)
    return _sent(content.media_type, "&".join(text for text in texts if text).encode("ascii"))


def _each(
    operation: Operation[Any],
    values: dict[str, Any],
    write: Callable[[str, Any], WrittenT],
    names: dict[str, str],
) -> list[WrittenT]:
    """Return every value as it is written; an error has the Python names.

    Raises:
        InvalidRequestError: some could be read as something else.
    """
    written: list[WrittenT] = []
    failures: list[FieldError] = []
    for name, value in values.items():
        try:
            if value is not None:
                written.append(write(name, value))
        except UnwritableError as error:
            failures.append(FieldError(names.get(name, name), value, str(error)))
    _refuse(operation, failures)
    return written


def _refuse(operation: Operation[Any], failures: list[FieldError]) -> None:
    if failures:
        raise InvalidRequestError(
            "; ".join(map(str, failures)), operation=operation.name, errors=tuple(failures)
        )


def _usual(value: Any) -> Style:
    is_deep = isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(item, (list, dict)) for item in value)
    )
    return DEEP if is_deep else LIST


def _multipart(
    operation: Operation[Any], model: RequestModel, content: Content, extra: Mapping[str, object]
) -> Body:
    names = _names(model)
    added = {name: value for name, value in extra.items() if looks_like_file(value)}
    given = {
        wire: getattr(model, name)
        for wire, name in names.items()
        if name in content.files and wire not in extra and getattr(model, name) is not None
    }
    uploads = _uploads(operation, {**given, **added}, names)
    others = {name: value for name, value in extra.items() if name not in added}
    values = _wire(operation, model, others)
    texts = _texts(operation, {name: values[name] for name in values if name not in added}, content, names)
    return _parts(content, texts, uploads)


def _texts(
    operation: Operation[Any], values: dict[str, Any], content: Content, names: dict[str, str]
) -> list[Part]:
    parts = _each(operation, values, lambda name, value: _text_parts(name, value, content), names)
    return [part for some in parts for part in some]


def _text_parts(name: str, value: Any, content: Content) -> list[Part]:
    style = content.styles.get(name)
    media_type = content.parts.get(name)
    if style is not None:
        return [(key, (None, text.encode(), media_type)) for key, text in part_texts(name, value, style)]
    items = value if isinstance(value, list) else [value]
    return [(name, _text_part(item, media_type)) for item in items if item is not None]


def _text_part(item: Any, media_type: str | None) -> tuple[None, bytes, str | None]:
    if isinstance(item, (list, dict)):
        return None, json_of(item).encode(), media_type or _JSON.media_type
    is_json = media_type is not None and media_type.partition(";")[0].strip().endswith(("/json", "+json"))
    return None, (json_of(item) if is_json else text_of(item)).encode(), media_type


def _parts(content: Content, texts: list[Part], uploads: list[tuple[str, Upload]]) -> Body:
    files: list[Part] = [
        (name, (upload.name, upload.content, upload.media_type_among(content.parts.get(name, ""))))
        for name, upload in uploads
    ]
    media_type = content.media_type if content.media_type.startswith("multipart/") else MULTIPART
    if not texts and not files:
        return _sent(f"{media_type}; boundary={_EMPTY_BOUNDARY}", f"--{_EMPTY_BOUNDARY}--\r\n".encode())
    return Body(
        {},
        parts=[*texts, *files],
        multipart_type=None if media_type == MULTIPART else media_type,
        is_repeatable=all(upload.is_repeatable for _, upload in uploads),
    )


def _uploads(
    operation: Operation[Any], fields: dict[str, object], names: dict[str, str]
) -> list[tuple[str, Upload]]:
    """Return the files of fields; an error has the Python names.

    Raises:
        InvalidRequestError: a field holds something that is no file, or cannot be read.
    """
    found: list[tuple[str, Upload]] = []
    failures: list[FieldError] = []
    for name, value in fields.items():
        for place, one in uploads_of(value):
            try:
                found.append((name, upload_of(one)))
            except NoFileError as error:
                failures.append(FieldError(f"{names.get(name, name)}{place}", one, str(error)))
    _refuse(operation, failures)
    return found
