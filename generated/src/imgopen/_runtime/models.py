"""The base classes of all models: strict in what is sent, lenient in what is received."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticKnownError, core_schema


class RequestModel(BaseModel):
    """A part of a request. Values are taken as they are, never converted; `None` means left out.

    Fields can be given by their Python name or by their name in the spec.
    """

    model_config = ConfigDict(
        strict=True,
        extra="forbid",
        allow_inf_nan=False,
        validate_by_name=True,
        validate_by_alias=True,
        defer_build=True,
        ser_json_inf_nan="constants",
        protected_namespaces=(),
    )

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[BaseModel], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Make pydantic's idea of a value the one of JSON Schema."""
        schema: CoreSchema = _exact(handler(source))
        return schema


class ResponseModel(BaseModel):
    """A part of an answer: unknown fields are kept, and a number is taken for text where text is due."""

    model_config = ConfigDict(
        extra="allow",
        coerce_numbers_to_str=True,
        validate_by_name=True,
        validate_by_alias=True,
        defer_build=True,
        protected_namespaces=(),
    )


_NESTED = ("schema", "fields", "items_schema", "choices", "values_schema", "keys_schema")


def _exact(schema: Any) -> Any:
    """Return a core schema in which `True` is no integer, 0.1 divides 0.3, and a tuple is a list."""
    if isinstance(schema, list):
        return [_exact(entry) for entry in schema]
    if isinstance(schema, tuple):
        return (_exact(schema[0]), *schema[1:])
    if not isinstance(schema, dict):
        return schema
    kind = schema.get("type")
    if kind == "literal" and any(type(value) is int for value in schema["expected"]):
        return core_schema.no_info_before_validator_function(_no_bool(schema["expected"]), schema)
    if kind == "float" and "multiple_of" in schema:
        step = schema["multiple_of"]
        loose = {key: value for key, value in schema.items() if key != "multiple_of"}
        return core_schema.no_info_after_validator_function(_multiple_of(step), loose)
    if kind in ("function-before", "function-after", "definition-ref"):
        return schema
    copy = dict(schema)
    if kind == "list":
        copy["strict"] = False
    for key in _NESTED:
        if key in copy:
            nested = copy[key]
            is_fields = key == "fields" and isinstance(nested, dict)
            copy[key] = (
                {name: _exact(entry) for name, entry in nested.items()} if is_fields else _exact(nested)
            )
    return copy


def _no_bool(expected: list[Any]) -> Any:
    shown = " or ".join(", ".join(repr(value) for value in expected).rsplit(", ", 1))

    def check(value: Any) -> Any:
        if type(value) in (bool, float) and not any(value is option for option in expected):
            raise PydanticKnownError("literal_error", {"expected": shown})
        return value

    return check


def _multiple_of(step: float) -> Any:
    exact = Fraction(repr(step))

    def check(value: float) -> float:
        if Fraction(repr(value)) % exact:
            raise PydanticKnownError("multiple_of", {"multiple_of": step})
        return value

    return check
