"""Shows on standard error how a task comes along: a bar in a terminal, else a line a state."""

from __future__ import annotations

from contextlib import AbstractContextManager
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol

from .plain import one_line
from .screens import stderr, tell

if TYPE_CHECKING:
    from ..tasks.progress import Progress


class Display(Protocol):
    """What shows progress."""

    def show(self, progress: Progress) -> None:
        """Show how the task stands now."""
        ...


def display() -> AbstractContextManager[Display]:
    """Return what fits standard error."""
    console = stderr()
    return Bar(console) if console.is_terminal and not console.is_dumb_terminal else Lines()


class Lines:
    """Writes a line when the state changes."""

    def __init__(self) -> None:
        self._state = ""

    def show(self, progress: Progress) -> None:
        """Show how the task stands now."""
        if progress.state != self._state:
            self._state = progress.state
            tell(one_line(progress))

    def __enter__(self) -> Display:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass


class Bar:
    """Draws a bar that moves while nothing is heard, and goes away at the end."""

    def __init__(self, console: Any) -> None:
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            TextColumn("{task.fields[state]}", style="bold", markup=False),
            BarColumn(bar_width=30),
            TextColumn("{task.fields[share]}", markup=False),
            TimeElapsedColumn(),
            console=console,
            transient=True,
        )
        self._task = self._bar.add_task("", total=None, state="submitted", share="    ")

    def show(self, progress: Progress) -> None:
        """Show how the task stands now."""
        share = progress.percentage
        self._bar.update(
            self._task,
            description=one_line(f"{progress.operation} {progress.task_id}"),
            state=progress.state,
            total=None if share is None else 100.0,
            completed=0.0 if share is None else min(max(share, 0.0), 100.0),
            share="    " if share is None else f"{share:3.0f}%",
        )

    def __enter__(self) -> Display:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()
