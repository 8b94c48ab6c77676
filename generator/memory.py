"""What steps remember of one run for the next, so that a run after a small edit is short."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Hashable, Mapping
from typing import Any, Final, TypeVar

_T = TypeVar("_T")
_Results = dict[tuple[str, Hashable], Any]
_RUNS: Final = 2
"""How many runs that came to their end are remembered."""


class Memory:
    """Remembers nothing: each step does its work anew, as a single run needs it."""

    def recall(self, step: str, key: Hashable, make: Callable[[], _T]) -> _T:
        """Return what `make` gives.

        Args:
            step: the name of the step that asks.
            key: all that the result depends on; equal keys of a step mean equal results.
            make: does the work. What it returns may be handed out again and must not be changed.
        """
        return self.recall_each(step, {"": key}, lambda _: {"": make()})[""]

    def recall_each(
        self, step: str, keys: Mapping[str, Hashable], make: Callable[[Collection[str]], Mapping[str, _T]]
    ) -> dict[str, _T]:
        """Return a result for each of the names, in their order.

        Args:
            step: the name of the step that asks.
            keys: by name, all that its result depends on, the name included where it matters.
            make: does the work for some of the names, all in one go.
        """
        del step
        made = make(list(keys))
        return {name: made[name] for name in keys}


class WarmMemory(Memory):
    """Remembers the results of the last runs, by what went into them.

    A run that succeeds ends with `turn`. What neither it nor the run before it asked for is forgotten then, so memory
    does not grow with the number of runs, and an edit that is taken back at once is still known.
    """

    def __init__(self) -> None:
        self._now: _Results = {}
        self._before: deque[_Results] = deque(maxlen=_RUNS)

    def recall_each(
        self, step: str, keys: Mapping[str, Hashable], make: Callable[[Collection[str]], Mapping[str, _T]]
    ) -> dict[str, _T]:
        """Return what `make` gave for the same keys before; it is called for the others only."""
        unknown = [name for name, key in keys.items() if not self._knows((step, key))]
        made = make(unknown) if unknown else {}
        self._now.update({(step, keys[name]): made[name] for name in unknown})
        return {name: self._now[step, key] for name, key in keys.items()}

    def turn(self) -> None:
        """End a run that succeeded."""
        self._before.append(self._now)
        self._now = {}

    def _knows(self, place: tuple[str, Hashable]) -> bool:
        """Return whether there is a result, and take it over into this run."""
        for results in (self._now, *self._before):
            if place in results:
                self._now[place] = results[place]
                return True
        return False


FORGETFUL: Final = Memory()
"""For a single run."""
