"""The clock that asks the system; the core has none that does."""

from __future__ import annotations

import time


class RealClock:
    """A clock that runs by itself and is not disturbed when the system's time is set."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    def now(self) -> float:
        """Return the seconds since this clock was made."""
        return time.monotonic() - self._began
