"""Decides while a task is waited for when it is asked about again, without asking or waiting itself."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from datetime import datetime, timezone
from random import random
from typing import TYPE_CHECKING, Any, Final

from ..errors import (
    ConfigurationError,
    HTTPStatusError,
    TaskFailedError,
    TaskTimeoutError,
)
from ..losses import may_pass
from ..product import BaseError
from ..retries import RetryPolicy, retry_after
from .progress import Progress

if TYPE_CHECKING:
    from .result import ResultBase

_SHORTEST_QUERY: Final = 1.0
_PATIENCE: Final = 10
"""How many queries in a row may fail before the waiting is given up."""


@dataclass(frozen=True)
class Pace:
    """How often a task is asked about.

    Attributes:
        first: seconds before the second query.
        longest: seconds that no pause exceeds; each is half as long again as the one before.
    """

    first: float = 1.0
    longest: float = 10.0

    def pause(self, number: int, luck: float) -> float:
        """Return the seconds to wait after query `number`, which counts from 1; luck takes up to a quarter off."""
        return min(self.first * 1.5 ** min(number - 1, 60), self.longest) * (1 - 0.25 * luck)


class Watch:
    """The waiting for one task."""

    def __init__(self, task: Any, timeout: float | None, pace: Pace) -> None:
        for name, seconds in (
            ("timeout", timeout),
            ("first_pause", pace.first),
            ("longest_pause", pace.longest),
        ):
            if seconds is not None and not _is_duration(seconds):
                raise ConfigurationError(f"{name} must be a number of seconds, 0 or more, not {seconds!r}")
        self._task = task
        self._timeout = math.inf if timeout is None else timeout
        self._pace = pace
        self._start = time.monotonic()
        self._slept = 0.0
        self._queries = 0
        self._failures = 0
        self._progress: Progress | None = None

    @property
    def elapsed(self) -> float:
        """The seconds since the beginning, by the clock or by the pauses, whichever are more."""
        return max(time.monotonic() - self._start, self._slept)

    @property
    def seconds_for_a_query(self) -> float | None:
        """How long a query may take: what is left of the time, and at least a second; None for no limit."""
        left = self._timeout - self.elapsed
        return None if math.isinf(left) else max(left, _SHORTEST_QUERY)

    def progress(self, result: ResultBase[Any]) -> Progress:
        """Return how the task stands, and remember it."""
        self._progress = result._progress(self.elapsed)
        return self._progress

    def after_answer(self, result: ResultBase[Any]) -> float | None:
        """Return the seconds to wait before the next query, or None where the task has succeeded.

        Raises:
            TaskFailedError: it has failed.
            TaskTimeoutError: the time is over.
        """
        self._failures = 0
        if result.state == "succeeded":
            return None
        if result.state == "failed":
            raise task_failed(result, self._task)
        return self._next(None)

    def after_failure(self, failure: BaseError) -> float:
        """Return the seconds to wait before the next query.

        Raises:
            BaseError: the failure, where another query would meet it again, or too many have met it.
            TaskTimeoutError: the time is over.
        """
        self._failures += 1
        failure.task_id = self._task.id
        if not may_pass(failure) or self._failures >= _PATIENCE:
            raise failure
        return self._next(failure)

    def _next(self, failure: BaseError | None) -> float:
        self._queries += 1
        left = self._timeout - self.elapsed
        if left <= 0:
            raise TaskTimeoutError(
                self._timed_out(failure),
                operation=self._task.operation,
                task_id=self._task.id,
                task=self._task,
                progress=self._progress,
            ) from failure
        pause = max(self._pace.pause(self._queries, random()), _asked_for(failure))  # noqa: S311
        pause = min(pause, left)
        self._slept += pause
        return pause

    def _timed_out(self, failure: BaseError | None) -> str:
        again = f"wait again, or later with resume({self._task.id!r})"
        if self._progress is None:
            return (
                f"nothing was heard of the task {self._task.id} for {self._timeout:g} s ({failure}); {again}"
            )
        stands = f"is not finished after {self._timeout:g} s; it was {self._progress.state}"
        return f"the task {self._task.id} {stands}. It goes on: {again}"


def _asked_for(failure: BaseError | None) -> float:
    """Return the seconds that the service asked to be left alone for; 0 where it did not."""
    response = failure.response if isinstance(failure, HTTPStatusError) else None
    asked = None if response is None else retry_after(response.headers, datetime.now(timezone.utc))
    return 0.0 if asked is None else RetryPolicy().delay(1, luck=0.0, asked=asked)


def task_failed(result: ResultBase[Any], task: Any) -> TaskFailedError:
    """Return the error for a task that the service could not do."""
    said = result.message or "the service gave no reason"
    return TaskFailedError(
        f"the task {result.task_id} failed: {said}",
        operation=result.operation,
        msg=result.message,
        task_id=result.task_id,
        task=task,
        info=result.info,
    )


def _is_duration(seconds: object) -> bool:
    return isinstance(seconds, (int, float)) and not isinstance(seconds, bool) and seconds >= 0
