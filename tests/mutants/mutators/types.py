"""Types of values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from imgopen_contract.document.expressions import NOTHING
from imgopen_contract.rules import Constraint
from imgopen_contract.rules.constraint import JSON_TYPES

from tests.mutants.mutant import Change

NEAREST = {
    "null": "boolean",
    "boolean": "integer",
    "integer": "string",
    "number": "string",
    "string": "integer",
    "array": "object",
    "object": "array",
}
"""What a type is most easily confused with."""

_NEEDS = {
    ("integer", "number"): ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
    ("string",): ("minLength", "maxLength", "pattern"),
    ("array",): ("items", "minItems", "maxItems", "uniqueItems"),
    ("object",): ("properties", "required", "additionalProperties"),
}
"""The keywords that mean nothing without one of these types."""


def of_type(rule: Constraint) -> Iterator[Change]:
    """Drop a type; widen it by each other one; narrow it; put the nearest in its place."""
    present = rule.types
    yield Change(rule.pointer, NOTHING, "dropped")
    for types in (*_wider(present), *_narrower(present), *_others(present)):
        if _is_consistent(rule, types):
            value = types[0] if len(types) == 1 else list(types)
            yield Change(rule.pointer, value, f"{'|'.join(present)} -> {'|'.join(types)}")


def _wider(present: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for kind in JSON_TYPES:
        if kind == "number" and "integer" in present and "number" not in present:
            yield tuple("number" if each == "integer" else each for each in present)
        elif kind not in present and not (kind == "integer" and "number" in present):
            yield (*present, kind)


def _narrower(present: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if len(present) > 1:
        yield from (tuple(other for other in present if other != kind) for kind in present)
    if "number" in present and "integer" not in present:
        yield tuple("integer" if kind == "number" else kind for kind in present)


def _others(present: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if len(present) == 1:
        yield (NEAREST[present[0]],)


def _is_consistent(rule: Constraint, types: tuple[str, ...]) -> bool:
    """Tell whether a schema of these types would still mean what it says."""
    schema: Mapping[str, Any] = {**rule.schema, "type": list(types)}
    if "enum" in schema or "const" in schema:
        known = schema.get("enum", [schema.get("const")])
        return any(rule.operation.document.keeps(value, schema) for value in known)
    return all(set(kinds) & set(types) for kinds in kinds_needed(schema))


def kinds_needed(schema: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """Return the groups of types without which a keyword of a schema means nothing."""
    return [kinds for kinds, keywords in _NEEDS.items() if any(keyword in schema for keyword in keywords)]
