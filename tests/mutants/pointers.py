"""Places in a document, and copies that differ from it in one of them."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from typing import Any, TypeAlias

from imgopen_contract.document.expressions import NOTHING

Pointer: TypeAlias = tuple[str, ...]
"""The keys that lead to a place; an element of an array goes by its number."""

END = "-"
"""The place behind the last element of an array, as in RFC 6901."""


def value_at(document: Any, pointer: Pointer) -> Any:
    """Return what stands at a place; NOTHING if there is nothing."""
    for key in pointer:
        if isinstance(document, Mapping) and key in document:
            document = document[key]
        elif isinstance(document, list) and key.isdecimal() and int(key) < len(document):
            document = document[int(key)]
        else:
            return NOTHING
    return document


def settled(document: Any, pointer: Pointer) -> Pointer:
    """Return where a place really is: references on the way, and at its end, are followed."""
    real: Pointer = ()
    for key in pointer:
        real = _followed(document, (*real, key))
    return real


def _followed(document: Any, pointer: Pointer) -> Pointer:
    node = value_at(document, pointer)
    if not isinstance(node, Mapping) or not isinstance(node.get("$ref"), str):
        return pointer
    keys = node["$ref"].removeprefix("#/").split("/")
    return _followed(document, tuple(key.replace("~1", "/").replace("~0", "~") for key in keys))


def changed(document: Any, pointer: Pointer, value: Any) -> Any:
    """Return a copy of a document with something else at a place; NOTHING takes away what is there.

    Only the way to the place is copied, whatever kinds of dicts and lists stand on it.
    """
    if not pointer:
        return value
    key, *rest = pointer
    node = copy(document)
    place: Any = key
    if isinstance(node, list):
        place = len(node) if key == END else int(key)
    inner = changed(value_at(node, (key,)), tuple(rest), value) if rest else value
    if inner is NOTHING:
        del node[place]
    elif place == len(node) and isinstance(node, list):
        node.append(inner)
    else:
        node[place] = inner
    return node


def renamed(document: Any, pointer: Pointer, name: str) -> Any:
    """Return a copy of a document in which a key has another name, and the same place among its neighbours."""
    *way, old = pointer
    owner = copy(value_at(document, tuple(way)))
    entries = [(name if key == old else key, value) for key, value in owner.items()]
    owner.clear()
    owner.update(entries)
    return changed(document, tuple(way), owner)


def pointer_text(pointer: Pointer) -> str:
    """Write a place as JSON does: `#/components/schemas/Size/minimum`."""
    return "#" + "".join("/" + key.replace("~", "~0").replace("/", "~1") for key in pointer)
