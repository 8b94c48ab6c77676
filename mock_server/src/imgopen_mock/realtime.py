"""The clock that asks the system; the core has none that does."""

from __future__ import annotations

import math
import time


class RealClock:
    """A clock that runs by itself and is not disturbed when the system's time is set.

    Args:
        rate: How many of its seconds pass in a second of the system; 100 makes an hour pass in 36 s.
    """

    def __init__(self, rate: float = 1.0) -> None:
        if not (rate > 0 and math.isfinite(rate)):
            raise ValueError(f"a clock cannot run {rate} times as fast as time")
        self.rate = rate
        self._began = time.monotonic()

    def now(self) -> float:
        """Return the seconds since this clock was made."""
        return (time.monotonic() - self._began) * self.rate
