"""Reading JSON Schemas as descriptions: which fields an object has, and what a value of it may look like.

Validation is not done here; that is jsonschema-rs's work.
"""

from __future__ import annotations

from typing import Any

from imgopen_mock.core.description.document import Document, JsonObject

_DEEPEST = 12
"""Where a schema that refers to itself stops being unrolled."""

_EMPTY_VALUES: dict[str, Any] = {"null": None, "boolean": False, "string": "string"}


def clone(value: Any) -> Any:
    """Copy a JSON value; several times as fast as `copy.deepcopy`, which allows for more than JSON has."""
    if isinstance(value, dict):
        return {key: clone(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [clone(inner) for inner in value]
    return value


def flatten(document: Document, schema: Any, depth: int = _DEEPEST) -> JsonObject:
    """Return the schema as one object: references followed, `allOf` merged, its own keywords winning."""
    if not isinstance(schema, dict) or depth == 0:
        return {}
    parts = [flatten(document, part, depth - 1) for part in schema.get("allOf", ())]
    if "$ref" in schema:
        parts.append(flatten(document, document.follow("", schema)[1], depth - 1))
    if not parts:
        return schema
    merged: JsonObject = {}
    for part in [*parts, {key: schema[key] for key in schema if key not in ("$ref", "allOf")}]:
        properties = {**merged.get("properties", {}), **part.get("properties", {})}
        required = [*merged.get("required", ()), *part.get("required", ())]
        merged = {**merged, **part, "properties": properties, "required": list(dict.fromkeys(required))}
    return merged


def sample(document: Document, schema: Any, depth: int = _DEEPEST) -> Any:
    """Make a small value of the schema: its own example or default, else the least that it allows."""
    if depth <= 0:
        return None
    schema = flatten(document, schema)
    for keyword in ("const", "example", "default"):
        if keyword in schema:
            return clone(schema[keyword])
    for keyword in ("examples", "enum"):
        if schema.get(keyword):
            return clone(schema[keyword][0])
    for keyword in ("oneOf", "anyOf"):
        if schema.get(keyword):
            return complete(document, schema, sample(document, schema[keyword][0], depth - 1), depth)
    kind = _kind(schema)
    if kind == "object":
        return complete(document, schema, {}, depth)
    if kind == "array":
        return [sample(document, schema.get("items"), depth - 1) for _ in range(schema.get("minItems", 0))]
    if kind in ("integer", "number"):
        return _least_number(schema, whole=kind == "integer")
    if kind == "string":
        return "string".ljust(schema.get("minLength", 0), "-")[: schema.get("maxLength")]
    return _EMPTY_VALUES.get(kind)


def complete(document: Document, schema: Any, value: Any, depth: int = _DEEPEST) -> Any:
    """Add to `value`, in place, every field that the schema requires and the value does not have."""
    if depth == 0 or not isinstance(value, (dict, list)):
        return value
    schema = flatten(document, schema)
    if isinstance(value, list):
        for item in value:
            complete(document, schema.get("items"), item, depth - 1)
        return value
    properties = schema.get("properties", {})
    for name in schema.get("required", ()):
        if name not in value:
            value[name] = sample(document, properties.get(name), depth - 1)
    for name, inner in value.items():
        complete(document, properties.get(name), inner, depth - 1)
    return value


def required_only(document: Document, schema: Any, value: Any) -> Any:
    """Return a copy of `value` without the fields that the schema does not require."""
    if not isinstance(value, dict):
        return value
    schema = flatten(document, schema)
    properties = schema.get("properties", {})
    return {
        name: required_only(document, properties.get(name), value[name])
        for name in value
        if name in schema.get("required", ())
    }


def _kind(schema: JsonObject) -> str:
    declared = schema.get("type")
    if isinstance(declared, list):
        declared = next((kind for kind in declared if kind != "null"), "null")
    if isinstance(declared, str):
        return declared
    return "object" if "properties" in schema else "null"


def _least_number(schema: JsonObject, *, whole: bool) -> float:
    step = schema.get("multipleOf", 1 if whole else 0)
    least = schema.get("minimum", schema.get("exclusiveMinimum", min(0, schema.get("maximum", 0))))
    number: float = -(-least // step) * step if step else least
    return number + (step or 1) if number == schema.get("exclusiveMinimum") else number
