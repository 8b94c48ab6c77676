"""Defaults that their own schemas refuse, in documents whose defaults are left to the service."""

from __future__ import annotations

from typing import Any, Final

from generator.source.complaint import Complaint
from generator.source.nodes import MapNode

_CLASSES: Final[dict[str, tuple[type, ...]]] = {
    "string": (str,),
    "integer": (int, float),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
}


def wrong_default(schema: MapNode, name: str) -> list[Complaint]:
    """Return a complaint where the default of a schema is not of its type, or not among its constants.

    A null says in many documents that there is no default, and is passed over.
    """
    value = schema.get("default")
    if value is None:
        return []
    kinds = schema.get("type")
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if isinstance(kinds, list) and kinds and not any(_is_of(value, kind) for kind in kinds):
        what = f"the default {value!r} is not of the type {' or '.join(map(str, kinds))}"
        return [Complaint(schema.at("default"), name, what)]
    values = schema.get("enum")
    if isinstance(values, list) and values and value not in values:
        return [Complaint(schema.at("default"), name, f"the default {value!r} is not among the constants")]
    return []


def _is_of(value: Any, kind: Any) -> bool:
    classes = _CLASSES.get(str(kind), (object,))
    if isinstance(value, bool) and bool not in classes and kind in _CLASSES:
        return False
    if kind == "integer" and isinstance(value, float):
        return value.is_integer()
    return isinstance(value, classes)
