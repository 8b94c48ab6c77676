"""How sure the spec is of each thing, and why it is not surer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from generator.document.view import deref
from generator.ir.words import one_line
from generator.reference.shapes import chain
from generator.source.nodes import MapNode

STATUSES: Final = ("documented", "partial", "inferred", "contradicted")
"""What a badge can say."""


@dataclass(frozen=True)
class Note:
    """Why a thing is not simply what its page says."""

    status: str
    note: str
    flag: str = ""
    """The page's own flag, where the spec does not follow it."""


def note_on(node: Any) -> Note | None:
    """Return the note of a node's own provenance, or None where it has none."""
    found = node.get("x-provenance") if isinstance(node, MapNode) else None
    if not isinstance(found, MapNode) or not found.get("note"):
        return None
    status = str(found.get("status"))
    return Note(
        status if status in STATUSES else "inferred", one_line(found["note"]), one_line(found.get("flag"))
    )


def notes_of(document: MapNode, schema: Any) -> tuple[Note, ...]:
    """Return the notes of a schema, of what it refers to, and of the items of a list."""
    target = deref(document, schema)
    items = target.get("items") if isinstance(target, MapNode) else None
    nodes = [*chain(document, schema), *chain(document, items)]
    return distinct(note for node in nodes if (note := note_on(node)) is not None)


def distinct(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Return notes without repeats, in their order."""
    return tuple(dict.fromkeys(notes))
