"""How a batch stands, in few words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class BatchProgress:
    """How far a batch has come; its `str` is a line for people.

    Attributes:
        operation: the operation that submits the tasks, as `group.method`.
        submitted: how many tasks the service has accepted, those of earlier runs with the same journal included.
        running: how many of them have not ended yet, as far as is known.
        succeeded: how many jobs ended in a result.
        failed: how many jobs ended in an error of whatever kind.
        total: how many jobs there are; None as long as nobody knows.
    """

    operation: str
    submitted: int = 0
    running: int = 0
    succeeded: int = 0
    failed: int = 0
    total: int | None = None

    @property
    def done(self) -> int:
        """How many jobs have ended, well or not."""
        return self.succeeded + self.failed

    def __str__(self) -> str:
        among = "" if self.total is None else f" of {self.total}"
        failed = f" ({self.failed} failed)" if self.failed else ""
        return f"{self.operation}: {self.done}{among} done{failed}, {self.running} running"
