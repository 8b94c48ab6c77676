"""Documents that are small, or simple, and great deals of work for whoever is careless."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

from tests.generator.hostile.documents import document

_Schemas = dict[str, Any]


def _openapi(
    schemas: _Schemas | None = None, body: Any = None, paths: dict[str, Any] | None = None
) -> dict[str, Any]:
    content = {"application/json": {"schema": body or {"type": "object"}}}
    operation = {
        "operationId": "fire",
        "requestBody": {"content": content},
        "responses": {"200": {"description": "x", "content": content}},
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Clay", "version": "1"},
        "servers": [{"url": "https://clay.example"}],
        "paths": paths or {"/fire": {"post": operation}},
        "components": {"schemas": schemas or {}},
    }


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _doubled(
    keyword: str, levels: int, last: dict[str, Any], wrap: Callable[[Any], Any] = lambda entry: entry
) -> Any:
    """Return schemas each of which names the one before it twice."""
    schemas: _Schemas = {"S0": last}
    for level in range(1, levels):
        schemas[f"S{level}"] = wrap({keyword: [_ref(f"S{level - 1}"), _ref(f"S{level - 1}")]})
    return _openapi(schemas, _ref(f"S{levels - 1}"))


_OBJECT: Final = {"type": "object", "properties": {"a": {"type": "string"}}}


def _products(count: int, width: int) -> dict[str, Any]:
    """Return an object that is each of several unions at once."""
    unions = [
        {
            "oneOf": [
                {"type": "object", "properties": {f"u{union}m{member}": {"type": "string"}}}
                for member in range(width)
            ]
        }
        for union in range(count)
    ]
    return _openapi({"All": {"allOf": unions}}, _ref("All"))


def _nested_unions(levels: int) -> dict[str, Any]:
    schemas: _Schemas = {"S0": _OBJECT}
    for level in range(1, levels):
        own = {"type": "object", "properties": {f"p{level}": {"type": "string"}}}
        schemas[f"S{level}"] = {
            **own,
            "oneOf": [_ref(f"S{level - 1}"), {**own, "allOf": [_ref(f"S{level - 1}")]}],
        }
    return _openapi(schemas, _ref(f"S{levels - 1}"))


def _lists_of_unions(levels: int) -> dict[str, Any]:
    """Return unions whose members are not the same, and hold the union before both."""
    schemas: _Schemas = {"S0": _OBJECT}
    for level in range(1, levels):
        lists = [{"type": "array", "items": _ref(f"S{level - 1}"), "minItems": least} for least in (1, 2)]
        schemas[f"S{level}"] = {"oneOf": lists}
    return _openapi(schemas, {"type": "object", "properties": {"a": _ref(f"S{levels - 1}")}})


def _chain(length: int) -> dict[str, Any]:
    schemas: _Schemas = {f"S{index}": _ref(f"S{index + 1}") for index in range(length)}
    return _openapi(schemas | {f"S{length}": _OBJECT}, _ref("S0"))


def _chain_of_objects(length: int) -> dict[str, Any]:
    schemas: _Schemas = {
        f"S{index}": {"type": "object", "properties": {"next": _ref(f"S{index + 1}")}}
        for index in range(length)
    }
    return _openapi(schemas | {f"S{length}": _OBJECT}, _ref("S0"))


def _chain_of(keyword: str, length: int) -> dict[str, Any]:
    def wrapped(name: str) -> Any:
        return {keyword: _ref(name)} if keyword == "items" else {keyword: [_ref(name), {"type": "null"}]}

    schemas: _Schemas = {f"S{index}": wrapped(f"S{index + 1}") for index in range(length)}
    return _openapi(schemas | {f"S{length}": _OBJECT}, _ref("S0"))


def _mutual(count: int) -> dict[str, Any]:
    every = {f"p{index}": _ref(f"S{index}") for index in range(count)}
    return _openapi(
        {f"S{index}": {"type": "object", "properties": every} for index in range(count)}, _ref("S0")
    )


def _inline(levels: int) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    for level in range(levels):
        schema = {"type": "object", "properties": {f"p{level}": schema}}
    return _openapi(body=schema)


def _paths(count: int) -> dict[str, Any]:
    paths = {
        f"/p{index}": {
            "get": {"operationId": f"op{index}", "tags": ["all"], "responses": {"200": {"description": "x"}}}
        }
        for index in range(count)
    }
    return _openapi(paths=paths)


def _field(**schema: Any) -> dict[str, Any]:
    return _openapi(
        {"Body": {"type": "object", "properties": {"a": {"type": "string", **schema}}}}, _ref("Body")
    )


_LONG_A: Final = "a" * 40 + "!"

BOMBS: Final[dict[str, Callable[[], dict[str, Any]]]] = {
    "allOf twice, 40 levels": lambda: _doubled("allOf", 40, _OBJECT),
    "allOf twice, 40 levels, with properties": lambda: _doubled(
        "allOf", 40, _OBJECT, lambda entry: {**entry, "properties": {"b": {"type": "string"}}}
    ),
    "oneOf twice, 40 levels": lambda: _doubled("oneOf", 40, _OBJECT),
    "oneOf twice, 40 levels, of texts": lambda: _doubled("oneOf", 40, {"type": "string"}),
    "anyOf twice, 40 levels": lambda: _doubled("anyOf", 40, {"type": "string", "enum": ["a"]}),
    "anyOf twice, 40 levels, with properties": lambda: _doubled(
        "anyOf", 40, _OBJECT, lambda entry: {**entry, "properties": {"b": {"type": "string"}}}
    ),
    "properties of allOf, 40 levels": lambda: _doubled(
        "allOf", 40, _OBJECT, lambda entry: {"type": "object", "properties": {"a": entry}}
    ),
    "items of oneOf, 40 levels": lambda: _doubled(
        "oneOf", 40, _OBJECT, lambda entry: {"type": "array", "items": entry}
    ),
    "a product of 12 unions of 8": lambda: _products(12, 8),
    "a union of 100": lambda: _products(1, 100),
    "unions beside properties, 30 levels": lambda: _nested_unions(30),
    "2,000 references in a row": lambda: _chain(2_000),
    "100 objects in a row": lambda: _chain_of_objects(100),
    "2,000 lists in a row": lambda: _chain_of("items", 2_000),
    "2,000 allOf in a row": lambda: _chain_of("allOf", 2_000),
    "2,000 oneOf in a row": lambda: _chain_of("oneOf", 2_000),
    "25 objects that name one another": lambda: _mutual(25),
    "40 objects inside one another": lambda: _inline(40),
    "200 paths of one tag": lambda: _paths(200),
    "500 properties": lambda: _openapi(
        {
            "Body": {
                "type": "object",
                "properties": {f"p{index}": {"type": "string"} for index in range(500)},
            }
        },
        _ref("Body"),
    ),
    "5,000 values of an enum": lambda: _field(enum=[f"v{index}" for index in range(5_000)]),
    "a description of a megabyte": lambda: _field(description="words " * 200_000),
    "a default of a megabyte": lambda: _field(default="x" * 1_000_000),
    "a word of a megabyte": lambda: _field(description="w" * 1_000_000),
    "a megabyte of quotes": lambda: _field(description='"""' * 350_000),
    "a pattern of another dialect that never ends": lambda: _field(
        type="object",
        default={"a": _LONG_A},
        properties={"a": {"$schema": "http://json-schema.org/draft-07/schema#", "pattern": "(a+)+$"}},
    ),
    "a pattern of a property's name that never ends": lambda: _field(
        type="object", propertyNames={"pattern": "(a+)+$"}, default={_LONG_A: "x"}
    ),
    "a union of lists of unions": lambda: _lists_of_unions(40),
    "a pattern that never ends": lambda: _field(
        pattern="(a+)+$", default=_LONG_A, example=_LONG_A, examples=[_LONG_A]
    ),
    "a pattern with a look-around that never ends": lambda: _field(
        pattern="(?=x|)(a|a)*$", default=_LONG_A, examples=[_LONG_A]
    ),
    "a pattern with a back reference that never ends": lambda: _field(
        pattern=r"^(a+)+\1$", default=_LONG_A, examples=[_LONG_A]
    ),
    "a pattern of a megabyte": lambda: _field(pattern="(ab|cd)?" * 125_000, default="ab"),
    "a pattern of a million repetitions": lambda: _field(pattern="a{1000000}", default="a"),
    "a pattern of repeated repetitions": lambda: _field(pattern="((a{1000}){1000}){1000}", default="a"),
    "a pattern of Unicode repetitions": lambda: _field(pattern=r"\w{5000}", default="a"),
    "a pattern of nested groups": lambda: _field(pattern="(" * 5_000 + ")" * 5_000, default="a"),
    "patterns of properties that never end": lambda: _field(
        type="object", patternProperties={"(a+)+$": {"type": "string"}}, default={_LONG_A: "x"}
    ),
}
TEXTS: Final[dict[str, Callable[[], str]]] = {
    "10,000 brackets": lambda: '{"openapi": "3.1.0", "x": ' + "[" * 10_000 + "]" * 10_000 + "}",
    "10,000 braces": lambda: '{"a":' * 10_000 + "1" + "}" * 10_000,
    "100,000 open brackets": lambda: "[" * 100_000,
    "a number of a million digits": lambda: json.dumps(_field(default="N")).replace('"N"', "9" * 1_000_000),
    "a float of a million digits": lambda: json.dumps(_field(default="N")).replace(
        '"N"', "0." + "9" * 1_000_000
    ),
    "a float beyond all bounds": lambda: json.dumps(_field(type="number", maximum="N")).replace(
        '"N"', "1e999999"
    ),
    "a float of many zeros": lambda: json.dumps(_field(type="integer", minimum="N")).replace('"N"', "1e308"),
    "a hexadecimal number of a million digits": lambda: json.dumps(_field(default="N")).replace(
        '"N"', "0x" + "f" * 1_000_000
    ),
    "not a number": lambda: json.dumps(_field(type="number", default="N")).replace('"N"', "NaN"),
    "infinity": lambda: json.dumps(_field(type="number", minimum="N")).replace('"N"', "-Infinity"),
    "lone surrogates": lambda: json.dumps(document(prose=lambda _: "\ud800 and \udfff")),
    "lone surrogates in names": lambda: json.dumps(document(name=lambda position: f"\ud800{position}\udfff")),
}
"""Files in JSON that no writer of JSON would give, or that only text can be."""
