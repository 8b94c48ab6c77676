"""Dicts and lists that remember where each of their entries stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.source.complaint import Location


class MapNode(dict[str, Any]):
    """A mapping of the document; `lines[key]` is the location of the key."""

    __slots__ = ("lines", "location")

    def __init__(self, location: Location) -> None:
        super().__init__()
        self.location = location
        self.lines: dict[str, Location] = {}

    def put(self, key: str, value: Any, location: Location) -> None:
        """Set `key` and remember where it stands."""
        self[key] = value
        self.lines[key] = location

    def without(self, *keys: str) -> MapNode:
        """Return a copy that still knows its lines, less some keys."""
        copy = MapNode(self.location)
        for key, value in self.items():
            if key not in keys:
                copy.put(key, value, self.at(key))
        return copy

    def at(self, key: str) -> Location:
        """Return the location of `key`, or of the mapping where the key is missing."""
        return self.lines.get(key, self.location)


class SeqNode(list[Any]):
    """A sequence of the document; `lines[index]` is the location of the entry."""

    __slots__ = ("lines", "location")

    def __init__(self, location: Location) -> None:
        super().__init__()
        self.location = location
        self.lines: list[Location] = []

    def push(self, value: Any, location: Location) -> None:
        """Append `value` and remember where it stands."""
        self.append(value)
        self.lines.append(location)

    def at(self, index: int) -> Location:
        """Return the location of the entry, or of the sequence where there is none."""
        return self.lines[index] if index < len(self.lines) else self.location


def locate(root: MapNode, path: Sequence[str | int]) -> Location:
    """Return the location of the deepest existing entry along `path`."""
    node: Any = root
    location = root.location
    for step in path:
        if isinstance(node, MapNode) and isinstance(step, str) and step in node:
            location = node.at(step)
            node = node[step]
        elif isinstance(node, SeqNode) and isinstance(step, int) and step < len(node):
            location = node.at(step)
            node = node[step]
        else:
            break
    return location
