"""The classes of the package: which schema has which name, in which module."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from typing import Any, Final

from generator.document.pointer import split_pointer
from generator.document.view import deref
from generator.ir.heirs import Heirs
from generator.ir.model import Model, NamedChoice, Side
from generator.ir.scope import Scope
from generator.ir.types import Named
from generator.naming import class_name
from generator.source.nodes import MapNode

SHARED: Final = "shared"
"""The module of what several modules use."""
_INPUT_SUFFIX: Final = "Input"
_LONGEST: Final = 120


class Registry:
    """Knows the users of each component, and gives each class its name."""

    def __init__(self, document: MapNode, reserved: Collection[str] = ()) -> None:
        self.heirs = Heirs(document)
        self._document = document
        self._users: dict[tuple[str, Side], set[str]] = {}
        self._names = Scope(reserved)
        self._given: dict[tuple[int, Side], tuple[MapNode, str]] = {}
        self._entries: dict[str, Model | NamedChoice | None] = {}
        self._owners: dict[str, MapNode] = {}

    def note_use(self, schema: Any, side: Side, module: str) -> None:
        """Remember that `module` uses the schema and all that it refers to."""
        waiting = [schema]
        while waiting:
            node = waiting.pop()
            if isinstance(node, dict):
                reference = node.get("$ref")
                if isinstance(reference, str):
                    users = self._users.setdefault((reference, side), set())
                    if module in users:
                        continue
                    users.add(module)
                    waiting.append(deref(self._document, node))
                    waiting.extend({"$ref": heir} for heir in self.heirs.of(reference))
                waiting.extend(node.values())
            elif isinstance(node, list):
                waiting.extend(node)

    def place_of(self, reference: str, side: Side) -> tuple[str, str]:
        """Return the module and the name that a component wishes for."""
        users = self._users.get((reference, side), set())
        base = class_name(_last_step(reference))
        is_both = side == "request" and (reference, "response") in self._users
        module = next(iter(users)) if len(users) == 1 else SHARED
        return module, f"{base}{_INPUT_SUFFIX}" if is_both else base

    def name_for(self, node: MapNode, side: Side, wish: str) -> tuple[str, MapNode | None]:
        """Return the class for a schema, and the schema whose class took that name first, where there is one."""
        known = self._given.get((id(node), side))
        if known is not None:
            return known[1], None
        name = self._names.give(_short(wish))
        self._given[id(node), side] = (node, name)
        first = self._owners.get(_short(wish)) if name != _short(wish) else None
        self._owners[name] = node
        return name, first

    def has(self, name: str) -> bool:
        """Say whether a class is known, or being read."""
        return name in self._entries

    def put(self, name: str, entry: Model | NamedChoice | None) -> None:
        """Keep a class; None while it is being read."""
        self._entries[name] = entry

    def model(self, ref: Named) -> Model | None:
        """Return a model that has been read."""
        entry = self._entries.get(ref.name)
        return entry if isinstance(entry, Model) else None

    @property
    def models(self) -> tuple[Model, ...]:
        """The models read so far, by name."""
        return tuple(entry for _, entry in sorted(self._entries.items()) if isinstance(entry, Model))

    @property
    def choices(self) -> tuple[NamedChoice, ...]:
        """The named choices read so far, by name."""
        return tuple(entry for _, entry in sorted(self._entries.items()) if isinstance(entry, NamedChoice))


def _last_step(reference: str) -> str:
    try:
        return split_pointer(reference.partition("#")[2])[-1]
    except (ValueError, IndexError):
        return reference


def _short(name: str) -> str:
    """Return a name that a person can still read: what nests deeply would have one of hundreds of letters."""
    if len(name) <= _LONGEST:
        return name
    return f"{name[: _LONGEST - 8]}{hashlib.sha256(name.encode()).hexdigest()[:8].upper()}"
