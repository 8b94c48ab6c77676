"""What an object needs, what it has, and what is in an array: all that is about a schema and no rule of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from imgopen_contract.cases.samples import sample
from imgopen_contract.document import Document
from imgopen_contract.document.expressions import NOTHING
from imgopen_contract.rules import Constraint
from imgopen_contract.rules.constraint import types_of

from tests.mutants.mutant import Change
from tests.mutants.mutators.values import near_miss
from tests.mutants.pointers import END, Pointer, settled, value_at


def of_key(rule: Constraint) -> Iterator[Change]:
    """Ask for one key less."""
    yield Change(rule.pointer, NOTHING, "removed")


def of_required(rule: Constraint) -> Iterator[Change]:
    """Let something be left out that must be there."""
    flag = value_at(rule.operation.document.data, rule.pointer)
    if flag is True:
        yield Change(rule.pointer, False, "true -> false")
    else:
        yield Change(rule.pointer, NOTHING, f"{flag} removed")


def needs(schema: Mapping[str, Any], home: Pointer) -> Iterator[tuple[str, Change]]:
    """Require each property of an object that may be left out."""
    for name in schema.get("properties", {}):
        if name not in schema.get("required", ()):
            pointer = (*home, "required", END) if "required" in schema else (*home, "required")
            yield name, Change(pointer, name if "required" in schema else [name], f"{name} added")


def absences(schema: Mapping[str, Any], home: Pointer) -> Iterator[tuple[str, Change]]:
    """Forget each property of an object."""
    for name in schema.get("properties", {}):
        yield name, Change((*home, "properties", name), NOTHING, "removed")


def defaults(document: Document, schema: Mapping[str, Any], home: Pointer) -> Iterator[tuple[str, Change]]:
    """Change and remove the default of each property, or give it one."""
    for name in schema.get("properties", {}):
        pointer = (*home, "properties", name)
        known = document.resolve(value_at(document.data, pointer))
        if "default" in known:
            owner = (
                pointer if "default" in value_at(document.data, pointer) else settled(document.data, pointer)
            )
            other = _other(document, known)
            yield name, Change((*owner, "default"), other, f"{_text(known['default'])} -> {_text(other)}")
            yield name, Change((*owner, "default"), NOTHING, "removed")
        else:
            value = sample(document, known)
            yield name, Change((*pointer, "default"), value, f"{_text(value)} added")


def elements(schema: Mapping[str, Any], home: Pointer) -> Iterator[Change]:
    """Let an array hold anything."""
    if "items" in schema:
        yield Change((*home, "items"), NOTHING, "dropped")


def repetitions(schema: Mapping[str, Any], home: Pointer) -> Iterator[Change]:
    """Forbid an array to hold something twice, which it may."""
    if "array" in types_of(schema) and "items" in schema and not schema.get("uniqueItems"):
        yield Change((*home, "uniqueItems"), True, "added")


def _other(document: Document, schema: Mapping[str, Any]) -> Any:
    """Return another valid value than the default, if one is found nearby."""
    default = schema["default"]
    if isinstance(default, bool):
        return not default
    candidates: list[Any] = [*schema.get("enum", ())]
    if isinstance(default, (int, float)):
        step = schema.get("multipleOf", 1)
        candidates += [default + step, default - step, default / 2]
    for value in candidates:
        if value != default and document.keeps(value, schema):
            return value
    return near_miss([default])


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
