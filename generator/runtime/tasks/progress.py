"""How a task stands, in few words."""

from __future__ import annotations

from dataclasses import dataclass

from ..roles import DONE, State


@dataclass(frozen=True)
class Progress:
    """How far a task has come; its `str` is a line for people.

    Attributes:
        task_id: the id under which the task was submitted.
        operation: the operation that submitted it, as `group.method`.
        state: pending, running, succeeded or failed.
        percentage: how much of the work is done, from 0 to 100, where the service tells.
        preview: the URL of an intermediate picture, where the service gives one.
        message: the state in words of the service.
        elapsed: the seconds since the waiting began; 0 where nobody waits.
    """

    task_id: str
    operation: str
    state: State
    percentage: float | None = None
    preview: str | None = None
    message: str | None = None
    elapsed: float = 0.0

    @property
    def is_done(self) -> bool:
        """Whether the task has ended, well or not."""
        return self.state in DONE

    def __str__(self) -> str:
        share = f", {self.percentage:.0f} %" if self.percentage is not None and not self.is_done else ""
        return f"{self.operation} {self.task_id}: {self.state}{share}"
