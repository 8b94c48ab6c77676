"""What answers hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from imgopen_contract.document import Document, Operation
from imgopen_contract.document.expressions import NOTHING
from imgopen_contract.rules import Way, way_text
from imgopen_contract.rules.constraint import types_of

from tests.mutants.mutant import Change
from tests.mutants.mutators.types import NEAREST
from tests.mutants.pointers import Pointer, settled, value_at


@dataclass(frozen=True)
class Place:
    """A value of an answer: the way to it, and where its schema stands."""

    way: Way
    home: Pointer

    @property
    def field(self) -> str:
        """Where it is, as people write it."""
        return way_text(self.way)


def of_answer(operation: Operation) -> Iterator[tuple[str, Change]]:
    """Change the type of each field of the data of an answer, and forget it.

    Null is no type of a field by itself: every client bears it where something may be missing.
    """
    document = operation.document
    data = document.envelope.data
    for place in _places(document, (), _home(operation)):
        if place.way[:1] == (data,):
            yield from _changes(document, place)


def _changes(document: Document, place: Place) -> Iterator[tuple[str, Change]]:
    schema = value_at(document.data, place.home)
    kind = schema.get("type")
    if isinstance(kind, str) and kind != "null":
        yield place.field, Change((*place.home, "type"), NEAREST[kind], f"{kind} -> {NEAREST[kind]}")
    for name in schema.get("properties", {}):
        field = way_text((*place.way, name))
        yield field, Change((*place.home, "properties", name), NOTHING, "removed")


def _home(operation: Operation) -> Pointer:
    status, response = next(iter(operation.node["responses"].items()))
    media = next(iter(operation.document.resolve(response)["content"]))
    start = (
        "paths",
        operation.path,
        operation.method.lower(),
        "responses",
        status,
        "content",
        media,
        "schema",
    )
    return settled(operation.document.data, start)


def _places(document: Document, way: Way, home: Pointer, depth: int = 12) -> Iterator[Place]:
    schema: Any = value_at(document.data, home)
    yield Place(way, home)
    steps: list[tuple[Way, Pointer]] = [
        (way, (*home, keyword, str(index)))
        for keyword in ("oneOf", "anyOf")
        for index in range(len(schema.get(keyword, ())))
    ]
    steps += [((*way, name), (*home, "properties", name)) for name in schema.get("properties", {})]
    if "items" in schema and "array" in types_of(schema):
        steps.append(((*way, 0), (*home, "items")))
    for further, pointer in steps if depth else ():
        yield from _places(document, further, settled(document.data, pointer), depth - 1)
