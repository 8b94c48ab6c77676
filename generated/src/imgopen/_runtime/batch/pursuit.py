"""Decides what is to be done next for one job, without doing or waiting itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timezone
from random import random
from typing import Any, Final, Literal, TypeAlias

from ..errors import HTTPStatusError, RefusedError, TaskFailedError
from ..losses import may_pass
from ..product import BaseError
from ..retries import RetryPolicy, retry_after
from ..tasks.watch import Pace, Watch
from .desk import Job
from .records import JobState

_MOST_SUBMITS: Final = 8
"""How often a job is submitted under its id before it is given up."""

_PATIENCE: Final = 10
"""How many queries in a row may fail before nobody can say whether a task is there."""

_MOST_DENIALS: Final = 4
"""How many queries in a row may not know of a task that must be there, or that may be the one in the way."""

_NOT_FOUND: Final = 404

Stage: TypeAlias = Literal["new", "doubtful", "followed"]
"""Whether a task is to be submitted, may be there, or is there."""


@dataclass(frozen=True)
class End:
    """What came of a job."""

    result: Any = None
    error: BaseError | None = None


class Pursuit:
    """The way of one job from its submit to its end.

    Every method takes what came of a step, and returns the seconds until the next one, or the end.

    Args:
        job: the job.
        task: its task, followed by the id, whether or not it was submitted.
        timeout: seconds that the task may take from when it is known to be there; None for ever.
        policy: how long to wait before another submit.
        note: writes down how the job stands.
    """

    def __init__(
        self,
        job: Job,
        task: Any,
        *,
        timeout: float | None,
        policy: RetryPolicy,
        note: Callable[[JobState], None],
    ) -> None:
        self.job = job
        self.task = task
        self.stage: Stage = "new"
        self._timeout = timeout
        self._policy = policy
        self._note = note
        self._watch: Watch | None = None
        self._loss: BaseError | None = None
        self._refusal: BaseError | None = None
        self._submits = 0
        self._denials = 0
        self._failures = 0
        if job.known == "submitting":
            self.stage = "doubtful"
        elif job.known not in (None, "refused"):
            self._follow()

    @property
    def may_be_there(self) -> bool:
        """Whether the service may have a task under the id."""
        return self.stage != "new" or self._loss is not None

    def begin_submit(self) -> None:
        """Write down that a task may be there from now on."""
        self._submits += 1
        self._note("submitting")

    def after_submit(self, task: Any) -> float | End:
        """Go on after a submit that was accepted."""
        self.task = task
        self._note("submitted")
        self._follow()
        return Pace().pause(1, random())  # noqa: S311

    def after_lost_submit(self, error: BaseError) -> float | End:
        """Go on after a submit that was not: ask for the task, unless it is certain that it is not there."""
        error.task_id = self.job.task_id
        if may_pass(error):
            self._loss = error
        elif self._loss is not None or self.job.known == "submitting":
            self._refusal = error
        else:
            return self._refused(error)
        self.stage = "doubtful"
        self._denials = self._failures = 0
        return self._policy.delay(self._submits, luck=random(), asked=_asked(error))  # noqa: S311

    def after_result(self, result: Any) -> float | End:
        """Go on after a query that knew of the task."""
        self._denials = self._failures = 0
        if self.stage == "doubtful":
            self._note("submitted")
        watch = self._watch or self._follow()
        watch.progress(result)
        try:
            pause = watch.after_answer(result)
        except BaseError as error:
            if isinstance(error, TaskFailedError):
                self._note("failed")
            return End(error=error)
        if pause is not None:
            return pause
        self._note("succeeded")
        return End(result)

    def after_lost_query(self, error: BaseError) -> float | End:
        """Go on after a query that failed, or did not know of the task."""
        error.task_id = self.job.task_id
        if _denies(error):
            return self._after_denial(error)
        if self._watch is None:
            self._failures += 1
            if not may_pass(error) or self._failures >= _PATIENCE:
                return End(error=error)
            return Pace().pause(self._failures, random())  # noqa: S311
        try:
            return self._watch.after_failure(error)
        except BaseError as end:
            return End(error=end)

    def _after_denial(self, error: BaseError) -> float | End:
        self._denials += 1
        if self._watch is None and self._refusal is None:
            if self._loss is not None and self._submits >= _MOST_SUBMITS:
                return End(error=self._loss)
            self.stage = "new"
            return 0.0
        if self._denials < _MOST_DENIALS:
            return Pace().pause(self._denials, random())  # noqa: S311
        return End(error=error) if self._refusal is None else self._refused(self._refusal)

    def _refused(self, refusal: BaseError) -> End:
        self.stage, self._loss = "new", None
        self._note("refused")
        return End(error=refusal)

    def _follow(self) -> Watch:
        self.stage = "followed"
        self._watch = Watch(self.task, self._timeout, Pace())
        return self._watch


def _denies(error: BaseError) -> bool:
    """Say whether no query knew of the task."""
    return isinstance(error, RefusedError) or (
        isinstance(error, HTTPStatusError) and error.status_code == _NOT_FOUND
    )


def _asked(error: BaseError) -> float | None:
    """Return the seconds that the service asked to wait, if it did."""
    if not isinstance(error, HTTPStatusError) or error.response is None:
        return None
    return retry_after(error.response.headers, datetime.now(timezone.utc))
