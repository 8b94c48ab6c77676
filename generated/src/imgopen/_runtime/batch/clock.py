"""The time of a batch: the system's, or what the pauses of a test add up to."""

from __future__ import annotations

import time


class Clock:
    """Counts seconds.

    Args:
        is_real: whether pauses take time. Where `sleep` was replaced, only pauses count, so that all of a batch
            happens in the time of whoever replaced it.
    """

    def __init__(self, *, is_real: bool) -> None:
        self.is_real = is_real
        self._slept = 0.0

    def now(self) -> float:
        """Return the seconds since some moment."""
        return time.monotonic() if self.is_real else self._slept

    def passed(self, seconds: float) -> None:
        """Note a pause."""
        self._slept += seconds
