"""Clocks: time is an argument. The clock that asks the system stands outside, in `imgopen_mock.realtime`."""

from __future__ import annotations

import math
from typing import Protocol


class Clock(Protocol):
    """Anything that knows how many seconds have passed since the simulator began."""

    def now(self) -> float:
        """Return the seconds since the beginning."""
        ...


class VirtualClock:
    """A clock that stands still until it is advanced, which makes a test of hours take no time."""

    def __init__(self) -> None:
        self._now = 0.0

    def now(self) -> float:
        """Return the seconds by which the clock was advanced so far."""
        return self._now

    def advance(self, seconds: float) -> None:
        """Let time pass; it never runs backwards."""
        if not (seconds >= 0 and math.isfinite(seconds)):
            raise ValueError(f"a clock cannot be advanced by {seconds} seconds")
        self._now += seconds
