"""Schemas whose `allOf` has parts written in place, as the one schema that they are together."""

from __future__ import annotations

from typing import Any

from generator.diff.compare.leaves import TEXTS
from generator.diff.spots import Spot, same

Places = dict[str | int, Spot]


def with_parts(spot: Spot) -> Spot:
    """Return a schema with the parts of its `allOf` that are written in place put into it.

    Fields and other keywords keep their own places in the document, and references stay parts. Where two parts say
    different things under one keyword, the schema is returned as it is.
    """
    members = spot.child("allOf").items()
    inner = [with_parts(member) for member in members if _is_inline(member)]
    if not inner:
        return spot
    places: Places = {key: child for key, child in spot.entries() if key != "allOf"}
    references = [member for member in members if not _is_inline(member)]
    if references:
        places["allOf"] = _list(spot.child("allOf"), references)
    for part in inner:
        for key, child in part.entries():
            if not _put(places, key, child):
                return spot
    return _of(spot, places)


def _is_inline(member: Spot) -> bool:
    return isinstance(member.value, dict) and member.reference is None


def _put(places: Places, key: str, child: Spot) -> bool:
    """Put what a part says under a keyword beside what is there; false where both cannot be one."""
    known = places.get(key)
    if known is None:
        places[key] = child
    elif key == "properties":
        fields: Places = dict(known.entries())
        for name, field in child.entries():
            if not same(fields.setdefault(name, field).value, field.value):
                return False
        places[key] = _of(known, fields)
    elif key in ("required", "allOf"):
        values = known.items()
        more = [each for each in child.items() if all(not same(each.value, one.value) for one in values)]
        places[key] = _list(known, [*values, *more])
    elif not same(known.value, child.value):
        return key in TEXTS
    return True


def _of(spot: Spot, places: Places) -> Spot:
    value: dict[Any, Any] = {key: child.value for key, child in places.items()}
    return Spot(spot.document, spot.steps, value, places)


def _list(spot: Spot, items: list[Spot]) -> Spot:
    return Spot(spot.document, spot.steps, [item.value for item in items], dict(enumerate(items)))
