"""Shows people how long they still have to wait."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


@contextmanager
def shown_progress(console: Console, rate: float) -> Iterator[Callable[[int, int, str], None]]:
    """Show a bar with the time left until the block ends; where no person looks, one line and no more."""
    if not console.is_terminal:
        yield _Line(console, rate)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total, label: bar.update(task, completed=done, total=total, description=label)


class _Line:
    def __init__(self, console: Console, rate: float) -> None:
        self._console, self._rate, self._said = console, rate, False

    def __call__(self, done: int, total: int, label: str) -> None:  # noqa: ARG002 - of a bar, not of a line
        if not self._said:
            self._said = True
            self._console.print(f"{total} steps, at most {self._rate:g} a second", soft_wrap=True)
