"""One rule of the document for one value of a request."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from imgopen_contract.document import Operation
from imgopen_contract.document.exactness import exact

Way: TypeAlias = tuple[str | int, ...]
"""The names and numbers that lead to a value; a number stands for every element of an array."""

BODY = "body"

_LONGEST_LIMIT = 40


@dataclass(frozen=True, eq=False)
class Constraint:
    """A rule.

    Attributes:
        place: Which part of the request it is for: `body`, `path`, `query` or `header`.
        way: Where the value stands in that part; of `required`, the field that has to be there.
        keyword: The rule's name in JSON Schema.
        limit: What the keyword says.
        schema: The whole schema of the value, references followed; of `required` and `additionalProperties`, that of
            the object.
        pointer: Where the keyword stands in the document, as the keys that lead there.
    """

    operation: Operation = field(repr=False)
    place: str
    way: Way
    keyword: str
    limit: Any
    schema: Mapping[str, Any] = field(repr=False)
    pointer: tuple[str, ...] = field(repr=False)

    @property
    def field(self) -> str:
        """Where the value stands, as people write it: `settings.steps[0].name`."""
        return way_text(self.way) or self.place

    @property
    def name(self) -> str:
        """The rule and what it says: `multipleOf 8`."""
        if self.keyword == "required":
            return "required"
        if self.keyword == "type":
            return f"type {'|'.join(self.types)}"
        limit = self.limit if isinstance(self.limit, str) else json.dumps(self.limit, ensure_ascii=False)
        return f"{self.keyword} {limit if len(limit) <= _LONGEST_LIMIT else f'{limit[:_LONGEST_LIMIT]}...'}"

    @property
    def label(self) -> str:
        """What a report calls it: `group.operation / field / rule`."""
        return f"{self.operation.label} / {self.field} / {self.name}"

    @property
    def types(self) -> tuple[str, ...]:
        """The types that the schema allows, all of them if it does not say."""
        return types_of(self.schema)

    @property
    def is_permission(self) -> bool:
        """Whether nothing can break it: an object is open, a parameter that is any text, a length of at least 0."""
        if self.keyword == "type":
            return self.place != BODY and "string" in self.types
        if self.keyword in ("minLength", "minItems"):
            return bool(self.limit == 0)
        if self.keyword == "multipleOf":
            return "number" not in self.types and exact(self.limit).numerator == 1
        return (self.keyword, self.limit) in (("additionalProperties", True), ("uniqueItems", False))

    @property
    def is_about_the_call(self) -> bool:
        """Whether it is about a part that every call of a client has: the body as a whole, and the keys."""
        return not self.way or self.keyword == "security"


JSON_TYPES = ("null", "boolean", "integer", "number", "string", "array", "object")


def types_of(schema: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the types that a schema allows."""
    types = schema.get("type", JSON_TYPES)
    return (types,) if isinstance(types, str) else tuple(types)


def way_text(way: Way) -> str:
    """Write a way as people do: `settings.steps[0].name`."""
    text = ""
    for step in way:
        text += f"[{step}]" if isinstance(step, int) else (f".{step}" if text else step)
    return text
