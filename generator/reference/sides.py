"""Which properties of a schema the client sends, and which ones it is answered with."""

from __future__ import annotations

from typing import Any, Final

from generator.ir.flat import Flattener
from generator.ir.model import Side
from generator.reference.shapes import ANY_KEY, Property, properties_of
from generator.source.nodes import MapNode

_DEEPEST: Final = 8
_LEFT_OUT: Final[dict[Side, str]] = {"request": "readOnly", "response": "writeOnly"}


class Sides:
    """Reads the properties of one document's schemas, as they are on one side of a call."""

    def __init__(self, document: MapNode) -> None:
        self._document = document
        self._flattener = Flattener(document)

    def properties(self, schema: Any, side: Side) -> list[Property]:
        """Return what `properties_of` does, without what is `readOnly` in a request or `writeOnly` in an answer."""
        own = self._own(schema)
        return [
            entry
            for entry in properties_of(self._document, schema)
            if entry.wire_name == ANY_KEY
            or not self._is_left_out(own.get(entry.wire_name, entry.schema), side)
        ]

    def sent(self, schema: Any, value: Any) -> Any:
        """Return a value of a schema without what is `readOnly` in it, at any depth."""
        if isinstance(value, list):
            target = self._flattener.target(schema)
            items = target.get("items") if isinstance(target, MapNode) else None
            return [self.sent(items, item) for item in value]
        if not isinstance(value, dict):
            return value
        known = {entry.wire_name: entry.schema for entry in properties_of(self._document, schema)}
        kept = {entry.wire_name: entry.schema for entry in self.properties(schema, "request")}
        return {
            name: self.sent(kept.get(name, kept.get(ANY_KEY)), entry)
            for name, entry in value.items()
            if name in kept or name not in known
        }

    def _own(self, schema: Any, depth: int = 0) -> dict[str, Any]:
        """Return the properties of an object, or of the objects in a list, with all that `allOf` says of each."""
        target = self._flattener.target(schema)
        if not isinstance(target, MapNode) or depth > _DEEPEST:
            return {}
        properties = target.get("properties")
        if isinstance(properties, MapNode) and properties:
            return properties
        return self._own(target.get("items"), depth + 1)

    def _is_left_out(self, entry: Any, side: Side) -> bool:
        target = self._flattener.target(entry)
        return isinstance(target, MapNode) and target.get(_LEFT_OUT[side]) is True
