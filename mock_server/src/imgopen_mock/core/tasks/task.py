"""A task: what was asked for, by whom, and how far it is at any time."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any

from imgopen_mock.core.description.operation import Operation
from imgopen_mock.core.tasks.work import Work

if TYPE_CHECKING:
    from imgopen_mock.core.tasks.deliveries import Delivery


class Phase(str, Enum):
    """Where a task is in its life; it only ever goes down this list."""

    PENDING = "pending"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"

    @property
    def finished(self) -> bool:
        """Whether nothing follows."""
        return self in (Phase.SUCCEEDED, Phase.FAILED)


@dataclass(slots=True, eq=False)
class Task:
    """A task of an account. Nothing has to happen for it to go on: its phase follows from the time.

    Attributes:
        serial: Number of the task, counted from 1 over all accounts.
        id: The caller's own id; the assigned one where the caller gave none.
        assigned: The id that the service made.
        keys: Under which the queries find it.
        submitted: When it was submitted, in seconds of the simulator's clock, like the next two.
        starts: When the work begins.
        ends: When it is finished.
        failure: Why it fails, empty if it succeeds.
        failed_state: The state that a failing task shows, if it is not the documented one.
        secret: Part of the addresses of its pictures, so that they cannot be guessed.
    """

    serial: int
    account: str = field(repr=False)
    operation: Operation = field(repr=False)
    id: Any
    assigned: Any
    keys: tuple[Any, ...] = field(repr=False)
    work: Work = field(repr=False)
    submitted: float
    starts: float
    ends: float
    failure: str
    failed_state: Any
    secret: str = field(repr=False)
    origin: str = field(repr=False)
    delivery: Delivery | None = field(default=None, repr=False)

    def phase(self, now: float) -> Phase:
        """Return where the task is at a time."""
        if now < self.starts:
            return Phase.PENDING
        if now < self.ends:
            return Phase.RUNNING
        return Phase.FAILED if self.failure else Phase.SUCCEEDED

    def percentage(self, now: float) -> int:
        """Return how far the work is, from 0 to 100; only finished work is at 100."""
        if now >= self.ends:
            return 100
        if now <= self.starts:
            return 0
        return min(99, int(100 * (now - self.starts) / (self.ends - self.starts)))
