"""From the caller's values to bytes that keep every rule of the spec."""

from __future__ import annotations

from collections.abc import Mapping
from json import loads
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, PydanticSerializationError, to_json

from .errors import FieldError, InvalidRequestError
from .models import RequestModel

_RULES: dict[str, str] = {
    "missing": "is required",
    "extra_forbidden": "is not a known field",
    "multiple_of": "is not a multiple of {multiple_of}",
    "greater_than_equal": "is less than the minimum of {ge}",
    "greater_than": "is not greater than {gt}",
    "less_than_equal": "is greater than the maximum of {le}",
    "less_than": "is not less than {lt}",
    "literal_error": "is not one of {expected}",
    "string_pattern_mismatch": "does not match the pattern {pattern}",
    "string_too_short": "is shorter than {min_length} characters",
    "string_too_long": "is longer than {max_length} characters",
    "too_short": "has {actual_length} items, fewer than the minimum of {min_length}",
    "too_long": "has {actual_length} items, more than the maximum of {max_length}",
    "int_type": "is not an integer",
    "int_from_float": "is not an integer",
    "float_type": "is not a number",
    "finite_number": "is not a finite number",
    "string_type": "is not text",
    "string_unicode": "is not text that can be sent (it holds half of a character)",
    "bool_type": "is neither True nor False",
    "list_type": "is not a list",
    "dict_type": "is not a mapping",
    "model_type": "is neither a dict nor of the class {class_name}",
}


def validate(
    operation: str,
    model: type[RequestModel],
    values: Mapping[str, object],
    nulls: frozenset[str] = frozenset(),
) -> RequestModel:
    """Return the values as a model; those that are None count as not given, but for `nulls`, where None is a value.

    Raises:
        InvalidRequestError: a rule is broken.
    """
    given = {name: value for name, value in values.items() if value is not None}
    if nulls:
        given.update(dict.fromkeys(nulls.intersection(values).difference(given)))
    try:
        return model.__pydantic_validator__.validate_python(given)  # type: ignore[no-any-return]
    except ValidationError as error:
        failures = _field_errors(error, given)
    raise InvalidRequestError("; ".join(map(str, failures)), operation=operation, errors=failures)


def encode(
    operation: str,
    model: RequestModel,
    extra: Mapping[str, object] | None = None,
    *,
    exclude: set[str] | None = None,
) -> bytes:
    """Return the JSON of a validated request without some fields; `extra` is put on top of it as it is.

    Raises:
        InvalidRequestError: a free-form value has no form in JSON.
    """
    if extra is not None and not is_mapping(extra):
        raise InvalidRequestError("extra_body is not a mapping", operation=operation)
    try:
        content: bytes = model.__pydantic_serializer__.to_json(
            model, exclude_none=True, by_alias=True, exclude=exclude
        )
        if extra:
            content = to_json({**loads(content), **extra}, inf_nan_mode="constants")
    except (PydanticSerializationError, ValueError) as error:
        raise InvalidRequestError(f"has no form in JSON: {error}", operation=operation) from None
    _refuse_non_json(operation, content)
    return content


def is_mapping(value: object) -> bool:
    """Say whether a value maps names to values."""
    return isinstance(value, Mapping)


def encode_any(operation: str, body: object) -> bytes:
    """Return the JSON of any value.

    Raises:
        InvalidRequestError: it has no form in JSON.
    """
    try:
        content = to_json(body, inf_nan_mode="constants", by_alias=True)
    except (PydanticSerializationError, ValueError) as error:
        raise InvalidRequestError(f"has no form in JSON: {error}", operation=operation) from None
    _refuse_non_json(operation, content)
    return content


def _refuse_non_json(operation: str, content: bytes) -> None:
    if b"NaN" not in content and b"Infinity" not in content:
        return

    def refuse(constant: str) -> None:
        raise InvalidRequestError(f"{constant} has no form in JSON", operation=operation)

    loads(content, parse_constant=refuse)


def _field_errors(error: ValidationError, given: Mapping[str, object]) -> tuple[FieldError, ...]:
    found: dict[str, FieldError] = {}
    for detail in error.errors(include_url=False):
        missing = detail["type"] == "missing"
        field = _path(detail["loc"], given, missing) or "body"
        value = None if missing else detail["input"]
        rule = _rule(detail)
        known = found.get(field)
        if known is not None:
            rule = known.rule if rule in known.rule else f"{known.rule}, and {rule}"
        found[field] = FieldError(field, value, rule, missing)
    return tuple(found.values())


def _rule(detail: ErrorDetails) -> str:
    template = _RULES.get(detail["type"])
    if template is None:
        return f"is refused: {detail['msg']}"
    return template.format_map({name: _plain(value) for name, value in detail.get("ctx", {}).items()})


def _plain(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _path(loc: tuple[int | str, ...], given: object, missing: bool) -> str:
    """Return the place as the caller knows it: without the names that pydantic gives to the members of a union."""
    path = ""
    current: Any = given
    for index, step in enumerate(loc):
        is_last = index == len(loc) - 1
        if isinstance(current, BaseModel):
            current = current.__dict__
        if isinstance(step, int) and isinstance(current, (list, tuple)):
            path += f"[{step}]"
            current = current[step] if step < len(current) else None
        elif isinstance(current, Mapping) and (step in current or (is_last and missing)):
            path += f".{step}" if path else str(step)
            current = current.get(step)
    return path
