"""One valid value for any schema, the smallest that has a meaning."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from imgopen_contract.cases.numbers import Numbers
from imgopen_contract.cases.texts import matching
from imgopen_contract.document import Document
from imgopen_contract.document.expressions import NOTHING, read
from imgopen_contract.rules.constraint import types_of

_WORD = "sample"


def sample(document: Document, schema: Mapping[str, Any], example: Any = NOTHING) -> Any:
    """Return a valid value: the example if it is one, else a documented value, else one that is made up.

    Of an object only what is required is given.
    """
    schema = document.resolve(schema)
    if "object" in types_of(schema) and "properties" in schema:
        names = schema.get("required", ())
        return {
            name: sample(document, schema["properties"].get(name, {}), read(example, (name,)))
            for name in names
        }
    for known in (example, *schema.get("examples", ()), schema.get("default", NOTHING)):
        if known is not NOTHING and document.keeps(known, schema):
            return known
    if "const" in schema:
        return schema["const"]
    return schema["enum"][0] if "enum" in schema else _made_up(document, schema)


def _made_up(document: Document, schema: Mapping[str, Any]) -> Any:
    kind = next((kind for kind in types_of(schema) if kind != "null"), "null")
    if len(types_of(schema)) > 1 and "type" not in schema:
        kind = "string"
    if kind in ("integer", "number"):
        return Numbers.of(schema, kind == "integer").first()
    if kind == "string":
        return text_of_length(schema)
    if kind == "array":
        least = max(schema.get("minItems", 0), 1)
        return elements(document, schema, least)
    return {"boolean": True, "object": {}, "null": None}[kind]


def text_of_length(schema: Mapping[str, Any]) -> str:
    """Return a text that keeps pattern and lengths."""
    if "pattern" in schema:
        fitting = [text for text in matching(schema["pattern"]) if _fits(schema, text)]
        if fitting:
            return fitting[0]
    text = _WORD.ljust(schema.get("minLength", 0), "x")
    return text[: schema.get("maxLength", len(text))]


def elements(document: Document, schema: Mapping[str, Any], count: int) -> list[Any]:
    """Return an array of so many valid elements, all different where they have to be and can be."""
    inner = document.resolve(schema.get("items", {}))
    one = sample(document, inner)
    if not schema.get("uniqueItems"):
        return [one] * count
    if "enum" in inner:
        return list(inner["enum"][:count])
    if isinstance(one, str):
        return [f"{one}{index}" for index in range(count)]
    return [one + index if isinstance(one, int) else {"": index} for index in range(count)]


def _fits(schema: Mapping[str, Any], text: str) -> bool:
    return bool(schema.get("minLength", 0) <= len(text) <= schema.get("maxLength", len(text)))
