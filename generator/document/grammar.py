"""Which object stands where in an OpenAPI document.

The bundler and the lint rules walk a document by this table, so that a `$ref` in an example stays data and
a property that happens to be called `example` is still a schema.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

Kind = str
Shape = Literal["one", "map", "list"]

METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
EXTENSION_PREFIX: Final = "x-"
DATA: Final = "data"
EXTENSION: Final = "extension"

COMPONENT_SECTIONS: Final[dict[Kind, str]] = {
    "schema": "schemas",
    "response": "responses",
    "parameter": "parameters",
    "example": "examples",
    "requestBody": "requestBodies",
    "header": "headers",
    "securityScheme": "securitySchemes",
    "link": "links",
    "callback": "callbacks",
    "pathItem": "pathItems",
}
"""The section of `components` that holds each kind of object that a `$ref` can name."""


@dataclass(frozen=True)
class Child:
    """What stands under a key: one object of a kind, a map of them by name, or a list of them."""

    shape: Shape
    kind: Kind


def _one(kind: Kind) -> Child:
    return Child("one", kind)


def _map(kind: Kind) -> Child:
    return Child("map", kind)


def _list(kind: Kind) -> Child:
    return Child("list", kind)


_PARAMETER: Final = {
    "schema": _one("schema"),
    "content": _map("mediaType"),
    "example": _one(DATA),
    "examples": _map("example"),
}

_CHILDREN: Final[dict[Kind, dict[str, Child]]] = {
    "document": {
        "paths": _map("pathItem"),
        "webhooks": _map("pathItem"),
        "components": _one("components"),
    },
    "components": {section: _map(kind) for kind, section in COMPONENT_SECTIONS.items()},
    "pathItem": {method: _one("operation") for method in METHODS} | {"parameters": _list("parameter")},
    "operation": {
        "parameters": _list("parameter"),
        "requestBody": _one("requestBody"),
        "responses": _map("response"),
        "callbacks": _map("callback"),
    },
    "parameter": _PARAMETER,
    "header": _PARAMETER,
    "requestBody": {"content": _map("mediaType")},
    "mediaType": {"schema": _one("schema"), "example": _one(DATA), "examples": _map("example")},
    "response": {"headers": _map("header"), "content": _map("mediaType"), "links": _map("link")},
    "example": {"value": _one(DATA)},
    "link": {"parameters": _one(DATA), "requestBody": _one(DATA)},
    "schema": {
        **{key: _map("schema") for key in ("properties", "patternProperties", "$defs", "dependentSchemas")},
        **{key: _list("schema") for key in ("allOf", "anyOf", "oneOf", "prefixItems")},
        **{
            key: _one("schema")
            for key in (
                *("items", "contains", "additionalProperties", "propertyNames", "not", "if", "then", "else"),
                *("unevaluatedItems", "unevaluatedProperties", "contentSchema"),
            )
        },
        **{key: _one(DATA) for key in ("default", "const", "enum", "example", "examples")},
    },
}


def child_of(kind: Kind, key: str) -> Child:
    """Return what stands under `key` of an object of `kind`; plain data where the grammar is silent."""
    if key.startswith(EXTENSION_PREFIX) and kind != DATA:
        return Child("one", EXTENSION)
    if kind == "callback":
        return Child("one", "pathItem")
    return _CHILDREN.get(kind, {}).get(key, Child("one", DATA))


@dataclass(frozen=True)
class Visit:
    """One object of a document: its kind, its path from the root, and the object itself."""

    kind: Kind
    path: tuple[str | int, ...]
    node: Any


def walk(node: Any, kind: Kind = "document", path: tuple[str | int, ...] = ()) -> Iterator[Visit]:
    """Yield every OpenAPI object below `node`, parents first; example data and extensions are not entered."""
    if kind in (DATA, EXTENSION) or not isinstance(node, dict):
        return
    yield Visit(kind, path, node)
    for key, value in node.items():
        child = child_of(kind, key)
        if child.shape == "one":
            yield from walk(value, child.kind, (*path, key))
        elif child.shape == "map" and isinstance(value, dict):
            for name, entry in value.items():
                yield from walk(entry, child.kind, (*path, key, name))
        elif child.shape == "list" and isinstance(value, list):
            for index, entry in enumerate(value):
                yield from walk(entry, child.kind, (*path, key, index))
