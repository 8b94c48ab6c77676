"""Finds the unions of models in which tags choose the member that an answer becomes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeAlias, cast

from pydantic_core import CoreSchema

Schema: TypeAlias = dict[str, Any]
Resolve: TypeAlias = Callable[[Any], Any]

_PARTS: Final = ("schema", "items_schema", "choices", "values_schema", "keys_schema")
_LEAVES: Final = frozenset(
    ("model", "definition-ref", "str", "int", "float", "bool", "any", "literal", "none")
)
_SCALARS: Final = _LEAVES - {"model", "definition-ref"}


def chosen_by_tags(schema: CoreSchema, resolve: Callable[[CoreSchema], CoreSchema]) -> CoreSchema:
    """Return a schema whose unions of models look at the tags of their members first.

    The member is taken whose tags all fit the data; of several, pydantic chooses as it does without tags. Data that
    fits no member is tried with all of them, so that a value that is unknown yet does not break an answer.

    Args:
        schema: a schema as pydantic makes it of a type, or of the fields of one model.
        resolve: gives the schema that a reference stands for.
    """
    kind = schema["type"]
    if kind == "model":
        model = cast("Schema", schema)
        return cast("CoreSchema", _replaced(model, "schema", _within(model["schema"], resolve)))
    return cast("CoreSchema", _within(schema, resolve))


def _within(schema: Any, resolve: Resolve) -> Any:
    """Return a schema with such unions in it; the same object where it has none."""
    kind = schema.get("type")
    if kind in _LEAVES:
        return schema
    if kind == "model-fields":
        fields = {name: _within(field, resolve) for name, field in schema["fields"].items()}
        is_same = all(fields[name] is field for name, field in schema["fields"].items())
        return schema if is_same else {**schema, "fields": fields}
    for key in _PARTS:
        part = schema.get(key)
        if part is not None:
            schema = _replaced(schema, key, _part(part, resolve))
    return _by_tags(schema, resolve) if kind == "union" else schema


def _part(part: Any, resolve: Resolve) -> Any:
    if isinstance(part, dict):
        return _within(part, resolve)
    if isinstance(part, tuple):
        labelled: tuple[Any, ...] = part
        first = _within(labelled[0], resolve)
        return part if first is labelled[0] else (first, *labelled[1:])
    if isinstance(part, list):
        entries: list[Any] = part
        new = [_part(entry, resolve) for entry in entries]
        return part if all(old is entry for old, entry in zip(entries, new, strict=True)) else new
    return part


def _replaced(schema: Schema, key: str, part: Any) -> Schema:
    return schema if schema[key] is part else {**schema, key: part}


def _by_tags(union: Schema, resolve: Resolve) -> Schema:
    choices = [choice[0] if isinstance(choice, tuple) else choice for choice in union["choices"]]
    if all(choice.get("type") in _SCALARS for choice in choices):
        return union
    # What few packages need takes its time to be imported.
    from .tags import tagged

    return tagged(union, resolve)
