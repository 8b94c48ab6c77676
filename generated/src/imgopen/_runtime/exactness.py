"""Makes pydantic judge values as JSON Schema does, where the two differ."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, cast

from pydantic_core import CoreSchema, PydanticKnownError, core_schema

if TYPE_CHECKING:
    from pydantic import SerializationInfo, SerializerFunctionWrapHandler

_PARTS: Final = ("schema", "items_schema", "choices", "values_schema", "keys_schema")
_AROUND: Final = frozenset({"function-before", "function-after", "function-wrap"})
_DONE: Final = frozenset({"function-before", "function-after", "definition-ref"})


def as_json_schema_means(schema: CoreSchema, nulls: frozenset[str] = frozenset()) -> CoreSchema:
    """Return a schema in which `True` is no integer, 0.1 divides 0.3, and a tuple is as good as a list.

    `nulls` are fields of the model that may be left out, and in which a None that is given is sent as null.
    """
    return cast("CoreSchema", _exact(cast("dict[str, Any]", schema), nulls))


def _exact(schema: dict[str, Any], nulls: frozenset[str] = frozenset()) -> dict[str, Any]:
    kind = schema.get("type")
    if kind in _DONE:
        return schema
    if kind == "literal" and any(type(value) is int for value in schema["expected"]):
        return _before(schema, _no_other_number(schema["expected"]))
    if kind == "float" and "multiple_of" in schema:
        loose = {key: value for key, value in schema.items() if key != "multiple_of"}
        return _after(loose, _multiple_of(schema["multiple_of"]))
    copy = dict(schema)
    if kind == "list":
        copy["strict"] = False
    if kind == "model-fields":
        copy["fields"] = {name: _exact(field) for name, field in schema["fields"].items()}
    if kind == "model" and "serialization" not in schema:
        _keep_nulls(copy, nulls)
    for key in _PARTS:
        if key in copy:
            copy[key] = _exact_part(copy[key])
    return copy


def _keep_nulls(model: dict[str, Any], nulls: frozenset[str]) -> None:
    """Let None be sent as null in fields that are required, and in those of `nulls` where it was given."""
    fields = model["schema"].get("fields", {})
    if not isinstance(fields, dict):
        return
    names = {
        name: field.get("serialization_alias", name)
        for name, field in fields.items()
        if field["type"] == "model-field" and (name in nulls or _takes_none(field["schema"]))
    }
    if not names:
        return

    def with_nulls(value: Any, handler: SerializerFunctionWrapHandler, info: SerializationInfo) -> Any:
        written = handler(value)
        for name, alias in names.items() if info.exclude_none else ():
            is_given = name not in nulls or name in value.__pydantic_fields_set__
            if is_given and getattr(value, name, "") is None:
                written[alias if info.by_alias else name] = None
        return written

    model["serialization"] = core_schema.wrap_serializer_function_ser_schema(with_nulls, info_arg=True)


def _takes_none(schema: dict[str, Any]) -> bool:
    """Say whether None may be a value; a field that can be left out has a default, and is none of these."""
    kind = schema.get("type")
    if kind in ("nullable", "any", "none"):
        return True
    if kind == "literal":
        return None in schema["expected"]
    if kind == "union":
        return any(
            _takes_none(choice[0] if isinstance(choice, tuple) else choice) for choice in schema["choices"]
        )
    return kind in _AROUND and _takes_none(schema["schema"])


def _exact_part(part: Any) -> Any:
    if isinstance(part, list):
        entries: list[Any] = part
        return [_exact_part(entry) for entry in entries]
    if isinstance(part, tuple):
        labelled: tuple[Any, ...] = part
        return (_exact_part(labelled[0]), *labelled[1:])
    return _exact(cast("dict[str, Any]", part)) if isinstance(part, dict) else part


def _before(schema: dict[str, Any], check: Callable[[Any], Any]) -> dict[str, Any]:
    inner = cast("CoreSchema", schema)
    return cast("dict[str, Any]", core_schema.no_info_before_validator_function(check, inner))


def _after(schema: dict[str, Any], check: Callable[[Any], Any]) -> dict[str, Any]:
    inner = cast("CoreSchema", schema)
    return cast("dict[str, Any]", core_schema.no_info_after_validator_function(check, inner))


def _no_other_number(expected: list[Any]) -> Callable[[Any], Any]:
    shown = " or ".join(", ".join(repr(value) for value in expected).rsplit(", ", 1))

    def check(value: Any) -> Any:
        if type(value) in (bool, float) and not any(value is option for option in expected):
            raise PydanticKnownError("literal_error", {"expected": shown})
        return value

    return check


def _multiple_of(step: float) -> Callable[[float], float]:
    exact = Fraction(repr(step))

    def check(value: float) -> float:
        if Fraction(repr(value)) % exact:
            raise PydanticKnownError("multiple_of", {"multiple_of": step})
        return value

    return check
