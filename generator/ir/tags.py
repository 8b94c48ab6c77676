"""By which values an answer tells which alternative of a union it is."""

from __future__ import annotations

from typing import Any, Final

from generator.ir.flat import Flattener
from generator.ir.types import Named
from generator.source.nodes import MapNode

TAGS: Final = "x-tags"
"""The key under which a property's schema tells datamodel-code-generator of its tags."""


class Tags:
    """Collects what tells the members of unions apart: by model and property, the values."""

    def __init__(self, document: MapNode, flattener: Flattener) -> None:
        self._document = document
        self._flattener = flattener
        self._values: dict[str, dict[str, list[Any]]] = {}

    def note_union(self, union: MapNode, members: list[tuple[Any, Named]]) -> None:
        """Remember the models that are the members of a union: schema, and class."""
        if len(members) < 2:
            return
        discriminator = union.get("discriminator")
        key = discriminator.get("propertyName") if isinstance(discriminator, MapNode) else None
        for schema, ref in members:
            if isinstance(key, str):
                self._add(ref, key, self._discriminating(discriminator, schema, key))
            else:
                for name, values in self._constants(schema):
                    self._add(ref, name, values)

    def of(self, ref: Named) -> dict[str, list[Any]]:
        """Return the tags of a model: values by property."""
        return self._values.get(ref.name, {})

    def _add(self, ref: Named, key: str, values: list[Any]) -> None:
        known = self._values.setdefault(ref.name, {}).setdefault(key, [])
        known += [value for value in values if value not in known]

    def _discriminating(self, discriminator: Any, schema: Any, key: str) -> list[Any]:
        reference = schema.get("$ref") if isinstance(schema, MapNode) else None
        names = [reference, _name(reference)] if isinstance(reference, str) else []
        mapping = discriminator.get("mapping")
        mapped = [
            value
            for value, target in (mapping.items() if isinstance(mapping, MapNode) else ())
            if target in names or _name(str(target)) in names
        ]
        if mapped:
            return mapped
        target = self._flattener.target(schema)
        properties = target.get("properties") if isinstance(target, MapNode) else None
        values = self._values_of((properties or {}).get(key))
        return values or [name for name in names[1:] if name]

    def _constants(self, schema: Any) -> list[tuple[str, list[Any]]]:
        target = self._flattener.target(schema)
        properties = target.get("properties") if isinstance(target, MapNode) else None
        found = ((name, self._values_of(entry)) for name, entry in (properties or {}).items())
        return [(name, values) for name, values in found if len(values) == 1]

    def _values_of(self, schema: Any) -> list[Any]:
        target = self._flattener.target(schema)
        if not isinstance(target, MapNode):
            return []
        values = [target["const"]] if "const" in target else target.get("enum")
        if not isinstance(values, list):
            members: list[Any] = next(
                (target[key] for key in ("oneOf", "anyOf") if isinstance(target.get(key), list)), []
            )
            values = [value for member in members for value in self._values_of(member)]
        return [value for value in values if isinstance(value, (str, int)) and not isinstance(value, bool)]


def _name(reference: str) -> str:
    return reference.rpartition("/")[2]
