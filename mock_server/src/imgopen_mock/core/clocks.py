"""Clocks: time is an argument. The clocks that ask the system stand outside, in `imgopen_mock.realtime`."""

from __future__ import annotations

import math
from typing import Protocol


class Clock(Protocol):
    """Anything that knows how many seconds have passed since the simulator began."""

    @property
    def rate(self) -> float:
        """How many of its seconds pass in a second; 0 for a clock that stands still by itself."""
        ...

    def now(self) -> float:
        """Return the seconds since the beginning; never less than before."""
        ...


class VirtualClock:
    """A clock that stands still until it is advanced, which makes a test of hours take no time."""

    rate = 0.0

    def __init__(self) -> None:
        self._now = 0.0

    def now(self) -> float:
        """Return the seconds by which the clock was advanced so far."""
        return self._now

    def advance(self, seconds: float) -> None:
        """Let time pass; it never runs backwards."""
        self.check(seconds)
        self._now += seconds

    def advance_to(self, time: float) -> None:
        """Let time pass until the clock shows `time`; a time in the past changes nothing."""
        if not math.isfinite(time):
            raise ValueError(f"a clock cannot be advanced to {time}")
        self._now = max(self._now, time)

    def check(self, seconds: float) -> None:
        """Raise ValueError if the clock cannot be advanced by so many seconds."""
        if not (seconds >= 0 and math.isfinite(self._now + seconds)):
            raise ValueError(f"a clock cannot be advanced by {seconds} seconds")
