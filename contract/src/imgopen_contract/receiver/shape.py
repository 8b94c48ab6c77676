"""Values by their schema: a whole one, and what a given one lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from imgopen_contract.document import Document

_DEEPEST = 8
_BRANCHES = ("allOf", "anyOf", "oneOf")


def sample(document: Document, schema: Mapping[str, Any], depth: int = 0) -> Any:
    """Return a value with every field that a schema names; documented values where there are any but null."""
    schema = document.resolve(schema)
    documented = (*schema.get("examples", ()), *schema.get("enum", ()), schema.get("default"))
    for known in (schema.get("const"), *documented):
        if known is not None:
            return known
    branches = [*map(document.resolve, (*schema.get("anyOf", ()), *schema.get("oneOf", ())))]
    branch = next((found for found in branches if _type(found) != "null"), None)
    if branch is not None and "properties" not in schema:
        return sample(document, branch, depth + 1) if depth < _DEEPEST else None
    return _made_up(document, schema, depth)


def completed(document: Document, schema: Mapping[str, Any], value: Any) -> Any:
    """Return a value with every field added that the schema names and the value lacks, at every depth."""
    if isinstance(value, list):
        items = items_of(document, schema)
        return [completed(document, items, item) for item in value]
    if not isinstance(value, Mapping):
        return value
    known = properties_of(document, schema)
    added = {name: sample(document, inner) for name, inner in known.items() if name not in value}
    return {name: completed(document, known.get(name, {}), inner) for name, inner in value.items()} | added


def properties_of(document: Document, schema: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Return the schemas of all properties that a schema names, in whichever of its branches."""
    named: dict[str, Mapping[str, Any]] = {}
    for part in parts_of(document, schema):
        named |= part.get("properties", {})
    return named


def items_of(document: Document, schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the schema of the elements of an array; one that admits everything if there is none."""
    none: Mapping[str, Any] = {}
    return next((part["items"] for part in parts_of(document, schema) if "items" in part), none)


def parts_of(document: Document, schema: Mapping[str, Any], depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """Walk through a schema and all its branches."""
    schema = document.resolve(schema)
    yield schema
    if depth < _DEEPEST:
        for keyword in _BRANCHES:
            for branch in schema.get(keyword, ()):
                yield from parts_of(document, branch, depth + 1)


def ways_of(value: Any, way: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Walk through the ways to everything in a value, the outer before the inner; the empty one leads to itself."""
    yield way
    inner: Any = ()
    if isinstance(value, Mapping):
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value)
    for step, item in inner:
        yield from ways_of(item, (*way, step))


def _made_up(document: Document, schema: Mapping[str, Any], depth: int) -> Any:
    kind = _type(schema)
    properties = properties_of(document, schema)
    if kind == "object" or properties:
        if depth >= _DEEPEST:
            return {}
        return {name: sample(document, inner, depth + 1) for name, inner in properties.items()}
    if kind == "array":
        return (
            [sample(document, schema["items"], depth + 1)] if "items" in schema and depth < _DEEPEST else []
        )
    if kind in ("integer", "number"):
        return schema.get("minimum", 1)
    return {"boolean": True, "null": None}.get(kind, "text")


def _type(schema: Mapping[str, Any]) -> str:
    """Return the type of a schema, the first one that is not null if it has several; text if it has none."""
    kinds = schema.get("type", "string")
    kinds = [kinds] if isinstance(kinds, str) else kinds
    return next((str(kind) for kind in kinds if kind != "null"), "null")
