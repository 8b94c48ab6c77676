"""What a schema is, in a few words and for a few questions."""

from __future__ import annotations

from typing import Any, Final

from generator.diff.spots import Spot, shown

_COMPONENT: Final = "#/components/schemas/"
_PARTS: Final = 4


def schema_name(spot: Spot) -> str | None:
    """Return the name of the component schema that a `$ref` names; None where none stands there."""
    reference = spot.reference
    if reference is None or not reference.startswith(_COMPONENT):
        return None
    return reference.removeprefix(_COMPONENT).replace("~1", "/").replace("~0", "~")


def types_of(spot: Spot) -> frozenset[str]:
    """Return the types that a schema names, null left out; none where it names no type."""
    kinds = spot.child("type").value
    listed = [kinds] if isinstance(kinds, str) else kinds if isinstance(kinds, list) else []
    return frozenset(kind for kind in listed if isinstance(kind, str) and kind != "null")


def is_nullable(spot: Spot) -> bool:
    """Say whether a schema allows null by `nullable`, by its type, or by an alternative."""
    schema = spot.target()
    kinds = schema.child("type").value
    if (
        schema.child("nullable").value is True
        or kinds == "null"
        or (isinstance(kinds, list) and "null" in kinds)
    ):
        return True
    return any(is_null(member.value) for key in ("oneOf", "anyOf") for member in schema.child(key).items())


def is_null(schema: Any) -> bool:
    """Say whether a schema is that of null alone."""
    return isinstance(schema, dict) and schema.get("type") == "null"


def makes_class(spot: Spot) -> bool:
    """Say whether a schema becomes a class of its own: an object with fields, or a set of constants."""
    schema = spot.target()
    return bool(schema.keys() & {"properties", "enum", "allOf"})


def in_words(spot: Spot, depth: int = 0) -> str:
    """Return what a schema is: `integer`, `list of TaskReceipt`, `string or null`."""
    name = schema_name(spot)
    if name is not None:
        return shown(name)
    for key in ("oneOf", "anyOf", "allOf"):
        members = spot.child(key).items()
        if members and depth < _PARTS:
            joint = " and " if key == "allOf" else " or "
            return shown(
                joint.join(dict.fromkeys(in_words(member, depth + 1) for member in members[:_PARTS]))
            )
    kinds = sorted(types_of(spot)) or (["object"] if spot.has("properties") else [])
    words = [_list_of(spot, depth) if kind == "array" else kind for kind in kinds]
    if is_nullable(spot):
        words.append("null")
    return " or ".join(words) or "anything"


def type_words(kinds: frozenset[str]) -> str:
    """Return types as text."""
    return " or ".join(sorted(kinds)) or "anything"


def _list_of(spot: Spot, depth: int) -> str:
    items = spot.child("items")
    return f"array of {in_words(items, depth + 1)}" if items.value and depth < _PARTS else "array"
