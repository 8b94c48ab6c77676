"""What a schema becomes: the caller's type, and the schema that datamodel-code-generator gets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from generator.ir.types import ANY, NONE, Type, admits_none, one_of


@dataclass(frozen=True)
class Read:
    """A schema as read: the caller's type, and what datamodel-code-generator gets."""

    type: Type
    schema: dict[str, Any] = field(hash=False)


ANYTHING: Final = Read(ANY, {})


def or_none(read: Read) -> Read:
    """Return what may be None too."""
    if admits_none(read.type):
        return read
    return union_of([read, Read(NONE, {"type": "null"})])


def union_of(reads: list[Read]) -> Read:
    """Return the union; anything at all, where one of them is."""
    kind = one_of([read.type for read in reads])
    if kind == ANY:
        return ANYTHING
    schemas: list[dict[str, Any]] = []
    for read in reads:
        if read.schema not in schemas:
            schemas.append(read.schema)
    if len(schemas) == 1:
        return Read(kind, schemas[0])
    null = {"type": "null"}
    others = [schema for schema in schemas if schema != null]
    if len(others) == 1 and isinstance(others[0].get("type"), str) and len(schemas) == 2:
        return Read(kind, _nullable(others[0]))
    return Read(kind, {"anyOf": schemas})


def size_of(schema: Any) -> int:
    """Return how many schemas a schema consists of, each counted wherever it is written."""
    if isinstance(schema, dict):
        return 1 + sum(size_of(value) for value in schema.values() if isinstance(value, (dict, list)))
    return sum(size_of(value) for value in schema if isinstance(value, dict))


def _nullable(schema: dict[str, Any]) -> dict[str, Any]:
    values = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
    return {**schema, **values, "type": [schema["type"], "null"]}


def property_schema(schema: dict[str, Any], description: str, default: Any) -> dict[str, Any]:
    """Return the schema of a property with its description and its default."""
    own = dict(schema)
    if description:
        own["description"] = description
    if default is not None:
        own["default"] = default
    return own


def types_of_values(values: list[Any]) -> list[str]:
    """Return the types of constants, in the words of JSON Schema."""
    return list(dict.fromkeys(_type_of_value(value) for value in values))


def _type_of_value(value: Any) -> str:
    if isinstance(value, bool):
        return "boolean"
    if value is None:
        return "null"
    if isinstance(value, int):
        return "integer"
    return "number" if isinstance(value, float) else "string"


def single(kinds: list[str]) -> str | list[str]:
    """Return the only one of several types, or all of them."""
    return kinds[0] if len(kinds) == 1 else kinds
