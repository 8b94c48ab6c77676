"""Decides which job is served next, and when, without sending or waiting itself."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from heapq import heappop, heappush
from itertools import count
from typing import Any

from ..errors import ConfigurationError
from ..product import BaseError
from .clock import Clock
from .desk import Desk, Job
from .journal import Journal
from .order import Order
from .progress import BatchProgress
from .pursuit import End, Pursuit
from .spacing import Spacing


@dataclass(frozen=True)
class Step:
    """Something to be sent: a submit with its arguments, or a query for the task."""

    pursuit: Pursuit
    arguments: dict[str, object] | None

    @property
    def task(self) -> Any:
        """The task to ask for."""
        return self.pursuit.task


@dataclass(frozen=True)
class Answer:
    """What came of a step: the task, the result of a query, or an error."""

    step: Step
    value: Any = None
    error: Exception | None = None


@dataclass(frozen=True)
class Ending:
    """What came of a job, as both kinds of outcomes hold it."""

    index: int
    job: Mapping[str, object]
    task_id: str | None
    result: Any
    error: BaseError | None
    task: Any


class Schedule:
    """Serves the jobs of one batch; jobs are read as places become free, and a place is free once its end is told."""

    def __init__(self, order: Order, journal: Journal, clock: Clock) -> None:
        self.progress = BatchProgress(order.operation.name, total=order.count)
        self._order = order
        self._journal = journal
        self._clock = clock
        self._desk = Desk(order, journal)
        self._spacing = Spacing(order.rate)
        self._jobs = enumerate(order.jobs)
        self._read = 0
        self._is_read = False
        self._places = order.concurrency
        self._numbers = count()
        self._paused: list[tuple[float, int, Pursuit]] = []
        self._submits: deque[Pursuit] = deque()
        self._endings: deque[Ending] = deque()

    @property
    def is_over(self) -> bool:
        """Whether all jobs have ended, and all ends were told."""
        return self._is_read and self._places == self._order.concurrency

    def next_step(self) -> Step | None:
        """Return what is to be sent now; None where nothing is."""
        now = self._clock.now()
        while self._paused and self._paused[0][0] <= now:
            pursuit = heappop(self._paused)[2]
            if pursuit.stage != "new":
                return Step(pursuit, None)
            self._submits.append(pursuit)
        while not self._submits and self._places and not self._is_read:
            opened = self._open()
            if opened is not None and opened.stage != "new":
                return Step(opened, None)
            if opened is not None:
                self._submits.append(opened)
        if not self._submits or self._spacing.delay(now):
            return None
        self._spacing.took(now)
        pursuit = self._submits.popleft()
        pursuit.begin_submit()
        return Step(pursuit, pursuit.job.arguments)

    def pause(self) -> float | None:
        """Return the seconds until there may be another step; None where only an answer can lead to one."""
        now = self._clock.now()
        pauses = [max(self._paused[0][0] - now, 0.0)] if self._paused else []
        if self._submits:
            pauses.append(self._spacing.delay(now))
        return min(pauses, default=None)

    def take(self, answer: Answer) -> None:
        """Go on after a step.

        Raises:
            ConfigurationError: the client was closed, or the journal cannot be written.
            Exception: what no call should raise.
        """
        pursuit, error = answer.step.pursuit, answer.error
        was_followed = pursuit.stage == "followed"
        if error is None:
            go_on = pursuit.after_result if answer.step.arguments is None else pursuit.after_submit
            following = go_on(answer.value)
        elif not isinstance(error, BaseError) or self._is_hopeless(error):
            raise error
        elif answer.step.arguments is None:
            following = pursuit.after_lost_query(error)
        else:
            following = pursuit.after_lost_submit(error)
        if pursuit.stage == "followed" and not was_followed:
            self._count(submitted=1, running=1)
        if isinstance(following, End):
            self._end(pursuit, following)
        else:
            heappush(self._paused, (self._clock.now() + following, next(self._numbers), pursuit))

    def ending(self) -> Ending | None:
        """Return what came of a job that has ended, and free its place; None where none has."""
        if not self._endings:
            return None
        self._places += 1
        return self._endings.popleft()

    def _is_hopeless(self, error: BaseError) -> bool:
        return isinstance(error, ConfigurationError) and self._order.client._connections.is_closed

    def _open(self) -> Pursuit | None:
        """Read a job; None where there is none, or its arguments are wrong."""
        try:
            index, values = next(self._jobs)
        except StopIteration:
            self._is_read = True
            self.progress = replace(self.progress, total=self._read)
            return None
        self._read += 1
        self._places -= 1
        try:
            job = self._desk.job(index, values)
        except BaseError as error:
            self._count(failed=1)
            self._endings.append(Ending(index, values, None, None, error, None))
            return None
        return self._pursuit(job)

    def _pursuit(self, job: Job) -> Pursuit:
        order = self._order
        pursuit = Pursuit(
            job,
            order.client.resume(job.task_id, order.method),
            timeout=order.timeout,
            policy=order.client._configuration.policy,
            note=partial(self._journal.note, job.key, job.task_id),
        )
        if pursuit.stage == "followed":
            self._count(submitted=1, running=1)
        return pursuit

    def _end(self, pursuit: Pursuit, end: End) -> None:
        self._count(
            running=-1 if pursuit.stage == "followed" else 0,
            succeeded=1 if end.error is None else 0,
            failed=0 if end.error is None else 1,
        )
        job = pursuit.job
        task = pursuit.task if pursuit.may_be_there else None
        self._endings.append(Ending(job.index, job.values, job.task_id, end.result, end.error, task))

    def _count(self, *, submitted: int = 0, running: int = 0, succeeded: int = 0, failed: int = 0) -> None:
        old = self.progress
        self.progress = replace(
            old,
            submitted=old.submitted + submitted,
            running=old.running + running,
            succeeded=old.succeeded + succeeded,
            failed=old.failed + failed,
        )
