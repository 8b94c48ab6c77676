"""What the vendor leaves unsaid about the parts of an operation: every note below it, references followed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from generator.document.view import OperationView, callback_operations_of, deref, parameters_of
from generator.ir.words import one_line
from generator.reference.notes import Note, note_on
from generator.source.nodes import MapNode

PROVENANCE: Final = "x-provenance"
_MAPS: Final = ("content", "headers")
_SAME_PLACE: Final = ("schema", "items", "additionalProperties", "not")
_ALTERNATIVES: Final = ("oneOf", "anyOf", "allOf")


@dataclass(frozen=True)
class Unsaid:
    """A note, and the part of an operation that it is about."""

    where: str
    note: Note


def has_provenance(node: Any) -> bool:
    """Say whether a document tells anywhere how sure it is."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            if PROVENANCE in node:
                return True
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node
    return False


def unsaid_about(document: MapNode, view: OperationView) -> Iterator[Unsaid]:
    """Yield all that is left unsaid about the parts of an operation."""
    for node in parameters_of(document, view):
        name = one_line(node.get("name"))
        yield from _Walk(document, f"parameter: {name}").below(node, "")
    yield from _Walk(document, "request").below(view.node.get("requestBody"), "")
    yield from _responses(document, view, "answer")
    for callback in callback_operations_of(document, view):
        yield from _Walk(document, "callback").below(callback.node.get("requestBody"), "")
        yield from _responses(document, callback, "answer to the callback")


def unsaid_about_keys(document: MapNode) -> Iterator[Unsaid]:
    """Yield all that is left unsaid about the keys that go with a request."""
    schemes = (document.get("components") or {}).get("securitySchemes") or {}
    for name, entry in schemes.items():
        note = note_on(deref(document, entry))
        if note is not None:
            yield Unsaid(one_line(name), note)


def _responses(document: MapNode, view: OperationView, side: str) -> Iterator[Unsaid]:
    responses = view.node.get("responses")
    for response in responses.values() if isinstance(responses, MapNode) else ():
        yield from _Walk(document, side).below(response, "")


class _Walk:
    """Goes through one message; a part that two ways lead to is told of once."""

    def __init__(self, document: MapNode, side: str) -> None:
        self._document = document
        self._side = side
        self._seen: set[int] = set()

    def below(self, node: Any, way: str) -> Iterator[Unsaid]:
        if not isinstance(node, MapNode) or id(node) in self._seen:
            return
        self._seen.add(id(node))
        note = note_on(node)
        if note is not None:
            yield Unsaid(f"{self._side}: {way}" if way else self._side, note)
        if isinstance(node.get("$ref"), str):
            yield from self.below(deref(self._document, node), way)
        for key in _MAPS:
            for entry in _values(node.get(key)):
                yield from self.below(entry, way)
        for name, entry in _items(node.get("properties")):
            yield from self.below(entry, f"{way}.{name}" if way else name)
        for key in _SAME_PLACE:
            yield from self.below(node.get(key), way)
        for key in _ALTERNATIVES:
            members = node.get(key)
            for member in members if isinstance(members, list) else ():
                yield from self.below(member, way)


def _values(node: Any) -> Iterator[Any]:
    yield from node.values() if isinstance(node, MapNode) else ()


def _items(node: Any) -> Iterator[tuple[str, Any]]:
    yield from node.items() if isinstance(node, MapNode) else ()
