"""Which operation of the new document is which of the old one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from generator.diff.spots import Spot
from generator.document.view import OperationView, operations_of
from generator.naming import snake_case
from generator.source.nodes import MapNode

_TEMPLATE: Final = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True)
class OperationPair:
    """One operation in both documents, or in one of them."""

    label: str
    """What it is called in reports: its group and operationId in the old document, if it is there."""
    old: OperationView | None
    new: OperationView | None


def pair_operations(old: MapNode, new: MapNode) -> list[OperationPair]:
    """Return the operations of two documents in pairs: by operationId, else by path and method.

    Two paths that differ in nothing but the names of their parameters are one path.
    """
    before, after = list(operations_of(old)), list(operations_of(new))
    found: dict[int, OperationView] = {}
    taken: set[int] = set()
    for key in (_by_id_and_path, _by_id, _by_path, _by_template):
        free = {
            key(view): view for view in reversed(after) if id(view) not in taken and key(view) is not None
        }
        for view in before:
            other = free.pop(key(view), None) if id(view) not in found and key(view) is not None else None
            if other is not None:
                found[id(view)] = other
                taken.add(id(other))
    pairs = [OperationPair(label_of(view), view, found.get(id(view))) for view in before]
    return pairs + [OperationPair(label_of(view), None, view) for view in after if id(view) not in taken]


def label_of(view: OperationView) -> str:
    """Return what an operation is called in reports: `group.operationId`, or method and path."""
    if not isinstance(view.node.get("operationId"), str):
        return view.title
    tags = view.node.get("tags")
    tag = tags[0] if isinstance(tags, list) and tags else None
    return f"{snake_case(tag)}.{view.title}" if isinstance(tag, str) else view.title


def spot_of(document: MapNode, view: OperationView) -> Spot:
    """Return where an operation stands."""
    return Spot(document, ("paths", view.path, view.method), view.node)


def _by_id(view: OperationView) -> object:
    name = view.node.get("operationId")
    return name if isinstance(name, str) else None


def _by_id_and_path(view: OperationView) -> object:
    name = _by_id(view)
    return (name, view.path, view.method) if name is not None else None


def _by_path(view: OperationView) -> object:
    return view.path, view.method


def _by_template(view: OperationView) -> object:
    return template(view.path), view.method


def template(path: str) -> str:
    """Return a path without the names of its parameters."""
    return _TEMPLATE.sub("{}", path)
