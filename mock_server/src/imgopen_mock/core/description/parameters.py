"""Parameters outside the body: texts in path, query and headers, turned into what their schemas ask for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from jsonschema_rs import Draft202012Validator

from imgopen_mock.core.description.document import Node
from imgopen_mock.core.description.pointers import MISSING
from imgopen_mock.core.description.schemas import flatten, sample

RawValues: TypeAlias = Mapping[str, Mapping[str, str]]
"""The texts that came with a request: `{"path": {...}, "query": {...}, "header": {...}}`."""

_PLACES = ("path", "query", "header")


@dataclass(frozen=True)
class Parameter:
    """One parameter of an operation."""

    name: str
    place: str
    required: bool
    spans_segments: bool
    textual: bool
    example: Any
    default: Any
    validator: Draft202012Validator | None = field(repr=False, compare=False)

    @classmethod
    def read(cls, node: Node) -> Parameter:
        """Read an OpenAPI parameter object."""
        place = node.need("in").text()
        if place not in _PLACES:
            raise node.error(f"parameters in {place} are not supported")
        schema = node.get("schema")
        validator = None if schema is None else schema.validator()
        flat = {} if schema is None else flatten(node.document, schema.value)
        types = flat.get("type", "string")
        example = next(examples(node), MISSING)
        return cls(
            name=node.need("name").text(),
            place=place,
            required=node.object().get("required") is True,
            spans_segments=node.object().get("x-allow-reserved") is True,
            textual="string" in types,
            example=sample(node.document, flat) if example is MISSING else example,
            default=flat.get("default", MISSING),
            validator=validator,
        )

    @property
    def key(self) -> str:
        """The name under which `RawValues` has this parameter; header names are in lower case there."""
        return self.name.lower() if self.place == "header" else self.name

    def value(self, text: str) -> Any:
        """Turn the text into a number or boolean where the schema asks for one and the text is one."""
        if self.textual:
            return text
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            return text
        return value if isinstance(value, (bool, int, float)) else text


def examples(node: Node) -> Iterator[Any]:
    """Walk through the examples of a parameter or media type, in either of the ways to write them."""
    if "example" in node.object():
        yield node.object()["example"]
    named = node.get("examples")
    for _, example in named.items() if named else ():
        if "value" in example.object():
            yield example.object()["value"]
