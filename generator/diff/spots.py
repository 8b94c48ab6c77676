"""A place in one of two documents, and whether what stands in two places is the same."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from generator.document.pointer import follow, split_pointer
from generator.source.nodes import MapNode

Steps = tuple[str | int, ...]

_SHOWN: Final = 80


@dataclass(frozen=True)
class Spot:
    """What stands at a place of a document; None where nothing does."""

    document: MapNode
    steps: Steps
    value: Any
    places: Mapping[str | int, Spot] | None = field(default=None, compare=False, repr=False)
    """Where the children stand, if they were put together from several places."""

    def child(self, key: str | int) -> Spot:
        """Return what stands under a key or index."""
        if self.places is not None and key in self.places:
            return self.places[key]
        value = None
        if isinstance(self.value, dict):
            value = self.value.get(key)
        elif isinstance(self.value, list) and isinstance(key, int) and key < len(self.value):
            value = self.value[key]
        return Spot(self.document, (*self.steps, key), value)

    def entries(self) -> Iterator[tuple[str, Spot]]:
        """Yield what a mapping holds, by key; nothing for anything else."""
        for key in self.value if isinstance(self.value, dict) else ():
            yield key, self.child(key)

    def items(self) -> list[Spot]:
        """Return what a list holds; nothing for anything else."""
        return [self.child(index) for index in range(len(self.value))] if isinstance(self.value, list) else []

    def has(self, key: str) -> bool:
        """Say whether there is a mapping with a key."""
        return isinstance(self.value, dict) and key in self.value

    def keys(self) -> set[str]:
        """Return the keys of a mapping."""
        return set(self.value) if isinstance(self.value, dict) else set()

    @property
    def reference(self) -> str | None:
        """The `$ref` that stands here."""
        found = self.value.get("$ref") if isinstance(self.value, dict) else None
        return found if isinstance(found, str) else None

    def target(self) -> Spot:
        """Return what the `$ref` here finally names, or the spot itself where there is none."""
        spot = self
        seen: set[str] = set()
        while (reference := spot.reference) is not None and reference not in seen:
            seen.add(reference)
            try:
                steps = split_pointer(reference.partition("#")[2])
                spot = Spot(self.document, steps, follow(self.document, steps))
            except (LookupError, ValueError):
                return Spot(self.document, self.steps, None)
        return spot


def same(one: Any, other: Any) -> bool:
    """Say whether two values of documents are equal: `true` is not 1, but 1.0 is."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return (type(one) is type(other) and one == other) or (
        _is_number(one) and _is_number(other) and one == other
    )


def canonical(value: Any) -> str:
    """Return text that is the same for equal values."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def shown(value: Any) -> str:
    """Return a value as it can stand in a sentence."""
    text = "nothing" if value is None else value if isinstance(value, str) and value else canonical(value)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def shown_values(values: Sequence[Any]) -> str:
    """Return constants as they can stand in a sentence."""
    return shown(", ".join(canonical(value) for value in values))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float)
