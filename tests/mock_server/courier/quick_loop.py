"""An event loop whose clock jumps to the next timer, so that waiting takes no time."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable
from typing import Any


class _JumpingSelector(selectors.DefaultSelector):
    def __init__(self) -> None:
        super().__init__()
        self.passed = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            raise RuntimeError("nothing would ever happen again")
        self.passed += timeout
        return super().select(0)


class QuickLoop(asyncio.SelectorEventLoop):
    """Runs coroutines that do no I/O; its time begins at 0."""

    def __init__(self) -> None:
        self._jumping = _JumpingSelector()
        self._timers: list[asyncio.TimerHandle] = []
        super().__init__(self._jumping)

    def time(self) -> float:
        return self._jumping.passed

    def call_at(  # type: ignore[override]
        self, when: float, callback: Callable[..., object], *args: Any, **options: Any
    ) -> asyncio.TimerHandle:
        timer = super().call_at(when, callback, *args, **options)
        self._timers.append(timer)
        return timer

    @property
    def timers(self) -> int:
        """How many timers are still to go off."""
        return sum(not timer.cancelled() and timer.when() > self.time() for timer in self._timers)
