"""Which schemas extend a base that has a discriminator: what is said to be the base may be any of them."""

from __future__ import annotations

from typing import Final

from generator.document.pointer import local_reference, split_pointer
from generator.ir.flat import UNIONS
from generator.source.nodes import MapNode, SeqNode

_SECTION: Final = ("components", "schemas")
_MOST: Final = 40
"""More alternatives than that help nobody who reads a type."""


class Heirs:
    """Knows the schemas that are based on others by `allOf`."""

    def __init__(self, document: MapNode) -> None:
        components = document.get("components")
        schemas = components.get("schemas") if isinstance(components, MapNode) else None
        self._schemas = schemas if isinstance(schemas, MapNode) else MapNode(document.location)
        self._children: dict[str, list[str]] = {}
        for name, schema in self._schemas.items():
            for base in _bases(schema):
                self._children.setdefault(base, []).append(local_reference((*_SECTION, name)))

    def _named(self, reference: str) -> object:
        *section, name = split_pointer(reference.removeprefix("#")) or ("",)
        return self._schemas.get(name) if tuple(section) == _SECTION else None

    def of(self, reference: str) -> tuple[str, ...]:
        """Return the references of all that extends a base with a discriminator of its own; nothing for others."""
        schema = self._named(reference)
        if not isinstance(schema, MapNode) or not isinstance(schema.get("discriminator"), MapNode):
            return ()
        if any(key in schema for key in UNIONS):
            return ()
        found: dict[str, None] = {}
        waiting = list(self._children.get(reference, ()))
        while waiting and len(found) <= _MOST:
            child = waiting.pop(0)
            if child not in found and child != reference:
                found[child] = None
                waiting.extend(self._children.get(child, ()))
        return tuple(found) if len(found) <= _MOST else ()


def _bases(schema: object) -> list[str]:
    members = schema.get("allOf") if isinstance(schema, MapNode) else None
    found = []
    for member in members if isinstance(members, SeqNode) else ():
        reference = member.get("$ref") if isinstance(member, MapNode) else None
        if isinstance(reference, str):
            found.append(reference)
    return found
