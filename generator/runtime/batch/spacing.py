"""How close submits may follow each other, without waiting itself."""

from __future__ import annotations

from typing import Final

_ROUNDING: Final = 1e-6
"""Seconds too small to be waited for: a clock that adds up its pauses may never get there."""


class Spacing:
    """Lets submits through evenly: after each one, none for a while, however many are waiting or were missed."""

    def __init__(self, rate: float | None) -> None:
        self._interval = 0.0 if rate is None else 1 / rate
        self._free = float("-inf")

    def delay(self, now: float) -> float:
        """Return the seconds until the next submit may begin; 0 where it may at once."""
        left = self._free - now
        return left if left > _ROUNDING else 0.0

    def took(self, now: float) -> None:
        """Note that a submit begins."""
        self._free = now + self._interval
