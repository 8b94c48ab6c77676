"""Names that are given once."""

from __future__ import annotations

from collections.abc import Iterable


class Scope:
    """Gives each thing a name of its own: a second one gets a number, from 2 on."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)

    def __contains__(self, name: str) -> bool:
        return name in self._taken

    def give(self, name: str, *others: str) -> str:
        """Return the first of the names that is free, or the first one with a number, and keep it."""
        for candidate in (name, *others):
            if candidate not in self._taken:
                self._taken.add(candidate)
                return candidate
        number = 2
        while f"{name}{'_' if name.islower() else ''}{number}" in self._taken:
            number += 1
        free = f"{name}{'_' if name.islower() else ''}{number}"
        self._taken.add(free)
        return free
