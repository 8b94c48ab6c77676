"""Finds the rules of an operation, at any depth of its request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from imgopen_contract.document import Operation
from imgopen_contract.rules.constraint import BODY, Constraint, Way

VALUE_KEYWORDS = (
    "type",
    "enum",
    "const",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
    "uniqueItems",
)
"""The keywords that judge a value by itself."""

_DEEPEST = 12

Pointer = tuple[str, ...]


def constraints_of(operation: Operation) -> Iterator[Constraint]:
    """Find every rule of an operation's request: keys, parameters, then the body from the outside in."""
    yield from _credentials(operation)
    for parameter, pointer in _parameters(operation):
        schema = operation.document.resolve(parameter.schema)
        if parameter.required and parameter.place != "path":
            yield Constraint(
                operation,
                parameter.place,
                (parameter.name,),
                "required",
                True,
                schema,
                (*pointer, "required"),
            )
        yield from _of_schema(operation, parameter.place, (parameter.name,), (*pointer, "schema"), _DEEPEST)
    if operation.takes_body:
        body = ("paths", operation.path, operation.method.lower(), "requestBody")
        if operation.needs_body:
            schema = operation.document.resolve(operation.body_schema)
            yield Constraint(operation, BODY, (), "required", True, schema, (*body, "required"))
        yield from _of_schema(
            operation, BODY, (), (*body, "content", operation.media_type, "schema"), _DEEPEST
        )


def _credentials(operation: Operation) -> Iterator[Constraint]:
    owner: Pointer = ("paths", operation.path, operation.method.lower()) if operation.has_own_keys else ()
    for credential in operation.credentials:
        pointer = (*owner, "security", "0", credential.scheme)
        yield Constraint(
            operation,
            "header",
            (credential.header,),
            "security",
            credential.scheme,
            {"type": "string"},
            pointer,
        )


def _parameters(operation: Operation) -> Iterator[tuple[Any, Pointer]]:
    item = operation.document.data["paths"][operation.path]
    shared = len(item.get("parameters", ()))
    for index, parameter in enumerate(operation.parameters):
        owner: Pointer = ("paths", operation.path)
        if index >= shared:
            owner, index = (*owner, operation.method.lower()), index - shared
        yield parameter, (*owner, "parameters", str(index))


def _of_schema(
    operation: Operation, place: str, way: Way, pointer: Pointer, depth: int
) -> Iterator[Constraint]:
    schema, pointers = _flatten(operation.document.data, pointer)
    for keyword in VALUE_KEYWORDS:
        if keyword in schema:
            yield Constraint(
                operation, place, way, keyword, schema[keyword], schema, (*pointers[keyword], keyword)
            )
    if depth:
        yield from _of_object(operation, place, way, schema, pointers, depth - 1)
        if "items" in schema:
            yield from _of_schema(operation, place, (*way, 0), (*pointers["items"], "items"), depth - 1)


def _of_object(
    operation: Operation,
    place: str,
    way: Way,
    schema: Mapping[str, Any],
    pointers: Mapping[str, Pointer],
    depth: int,
) -> Iterator[Constraint]:
    for index, name in enumerate(schema.get("required", ())):
        pointer = (*pointers["required"], "required", str(index))
        yield Constraint(operation, place, (*way, name), "required", True, schema, pointer)
    if isinstance(schema.get("additionalProperties"), bool):
        limit = schema["additionalProperties"]
        pointer = (*pointers["additionalProperties"], "additionalProperties")
        yield Constraint(operation, place, way, "additionalProperties", limit, schema, pointer)
    for name in schema.get("properties", {}):
        inner = (*pointers["properties"], "properties", name)
        yield from _of_schema(operation, place, (*way, name), inner, depth)


def _flatten(data: Mapping[str, Any], pointer: Pointer) -> tuple[dict[str, Any], dict[str, Pointer]]:
    """Return the schema at a pointer with references followed, and for each keyword where it really stands."""
    node: Any = data
    for token in pointer:
        node = node[int(token)] if isinstance(node, list) else node[token]
    own = {key: value for key, value in node.items() if key != "$ref"}
    where = dict.fromkeys(own, pointer)
    if "$ref" not in node:
        return own, where
    tokens = node["$ref"].removeprefix("#/").split("/")
    target = tuple(token.replace("~1", "/").replace("~0", "~") for token in tokens)
    schema, pointers = _flatten(data, target)
    return {**schema, **own}, {**pointers, **where}
