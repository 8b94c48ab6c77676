"""By which values an answer tells which alternative of a union it is."""

from __future__ import annotations

from typing import Any, Final

from generator.ir.flat import Flattener
from generator.ir.types import Named
from generator.source.nodes import MapNode

NULLS: Final = "x-null"
"""The key under which a property's schema tells that a null in it is meant."""
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
        claimed = self._claimed(discriminator, members) if isinstance(key, str) else {}
        for index, (schema, ref) in enumerate(members):
            if isinstance(key, str):
                values = claimed.get(index) or self._discriminating(schema, key, claimed)
                self._add(ref, key, values)
            else:
                for name, values in self._constants(schema):
                    self._add(ref, name, values)

    def of(self, ref: Named) -> dict[str, list[Any]]:
        """Return the tags of a model: values by property."""
        return self._values.get(ref.name, {})

    def _add(self, ref: Named, key: str, values: list[Any]) -> None:
        known = self._values.setdefault(ref.name, {}).setdefault(key, [])
        known += [value for value in values if value not in known]

    def _claimed(self, discriminator: Any, members: list[tuple[Any, Named]]) -> dict[int, list[Any]]:
        """Return the values that stand for one member alone: those of the mapping, or else the schema's name."""
        mapping = discriminator.get("mapping")
        targets = list(mapping.items()) if isinstance(mapping, MapNode) else []
        found: dict[int, list[Any]] = {}
        for index, (schema, _) in enumerate(members):
            reference = schema.get("$ref") if isinstance(schema, MapNode) else None
            if not isinstance(reference, str):
                continue
            names = (reference, _name(reference))
            mapped = [value for value, target in targets if target in names or _name(str(target)) in names]
            properties = (self._flattener.target(schema) or {}).get("properties") or {}
            known = self._values_of(properties.get(discriminator["propertyName"]))
            found[index] = mapped or [name for name in names[1:] if name in known]
        return found

    def _discriminating(self, schema: Any, key: str, claimed: dict[int, list[Any]]) -> list[Any]:
        reference = schema.get("$ref") if isinstance(schema, MapNode) else None
        target = self._flattener.target(schema)
        properties = target.get("properties") if isinstance(target, MapNode) else None
        others = {value for values in claimed.values() for value in values}
        values = [value for value in self._values_of((properties or {}).get(key)) if value not in others]
        return values or ([_name(reference)] if isinstance(reference, str) else [])

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
