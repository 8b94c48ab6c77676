"""What a schema says for people: its description, its default, and how sure it is."""

from __future__ import annotations

from typing import Any

from generator.document.view import deref
from generator.ir.words import one_line
from generator.source.nodes import MapNode


def describe(schema: Any) -> str:
    """Return the description of a schema with the note of its provenance."""
    if not isinstance(schema, MapNode):
        return ""
    return " ".join(part for part in (one_line(schema.get("description")), note_of(schema)) if part)


def note_of(schema: MapNode) -> str:
    """Return what the schema's provenance says: empty where it simply is what its page says."""
    provenance = schema.get("x-provenance")
    if not isinstance(provenance, MapNode) or not provenance.get("note"):
        return ""
    word = "Inferred" if provenance.get("status") == "inferred" else "Contradicted"
    return f"({word}: {one_line(provenance['note']).rstrip('.')}.)"


def default_of(document: MapNode, schema: Any) -> Any:
    """Return the default that a schema, or the one it refers to, gives; None where there is none."""
    if isinstance(schema, MapNode) and schema.get("default") is not None:
        return schema["default"]
    target = deref(document, schema)
    return target.get("default") if isinstance(target, MapNode) else None
