"""What a waiting person sees on standard error: how many are done, what became of them, and the time left."""

from __future__ import annotations

import sys
import time
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from tests.mutants.score import FATES

_LINES = 20
"""How many lines there are where nothing can move."""


class Progress:
    """A bar on a terminal; elsewhere a line now and then.

    Args:
        total: How many mutants are tried.
    """

    def __init__(self, total: int) -> None:
        self._total = total
        self._counts = dict.fromkeys(FATES, 0)
        self._start = time.monotonic()
        columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"), TimeRemainingColumn())
        # It is drawn by hand: a thread of its own would be forked along with new processes.
        console = Console(stderr=True, highlight=False)
        self._bar = Bar(*columns, console=console, auto_refresh=False) if sys.stderr.isatty() else None
        self._task = None if self._bar is None else self._bar.add_task(self.text, total=total)
        self._next = 0.0

    @property
    def done(self) -> int:
        """How many have been tried."""
        return sum(self._counts.values())

    @property
    def text(self) -> str:
        """What became of them so far."""
        return ", ".join(f"{count:,} {fate}" for fate, count in self._counts.items())

    @property
    def seconds_left(self) -> float:
        """How long the rest takes, if it goes on as it did."""
        return (time.monotonic() - self._start) / max(self.done, 1) * (self._total - self.done)

    def add(self, fate: str) -> None:
        """Count what became of one more."""
        self._counts[fate] += 1
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, advance=1, description=self.text)
            if time.monotonic() >= self._next:
                self._next = time.monotonic() + 0.2
                self._bar.refresh()
        elif self.done * _LINES // self._total > (self.done - 1) * _LINES // self._total:
            line = f"{self.done:,} of {self._total:,}: {self.text}; {self.seconds_left:.0f} s left"
            print(line, file=sys.stderr, flush=True)

    def __enter__(self) -> Progress:
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.refresh()
            self._bar.stop()
