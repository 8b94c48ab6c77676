"""What a batch is to do, checked before anything is sent."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any

from ..catalogue import find
from ..client_base import followed
from ..errors import ConfigurationError
from ..operation import Operation
from .progress import BatchProgress


@dataclass(frozen=True)
class Order:
    """What a batch is to do.

    Attributes:
        client: whose method submits the tasks.
        method: submits one task.
        operation: what the method calls.
        jobs: the arguments of one submit each, read as they are needed.
        count: how many jobs there are, where that is known.
        concurrency: how many tasks are unfinished at a time.
        rate: how many submits begin in a second; None for no limit.
        journal: the file that tells a later run what this one has done.
        timeout: seconds that a task may take; None for ever.
        on_progress: told how the batch stands.
        retry_failed: whether tasks that failed in an earlier run are submitted again.
    """

    client: Any
    method: Callable[..., Any]
    operation: Operation[Any]
    jobs: Iterator[Mapping[str, object]]
    count: int | None
    concurrency: int
    rate: float | None
    journal: Path | None
    timeout: float | None
    on_progress: Callable[[BatchProgress], object] | None
    retry_failed: bool


def order_of(
    client: Any,
    method: Callable[..., Any],
    jobs: Iterable[Mapping[str, object]],
    *,
    concurrency: int,
    rate: float | None,
    journal: str | PathLike[str] | None,
    timeout: float | None,
    on_progress: Callable[[BatchProgress], object] | None,
    retry_failed: bool,
) -> Order:
    """Return what is to be done.

    Raises:
        ConfigurationError: the method is not one of this client that submits tasks, or a setting cannot be used.
    """
    operation = find(followed(method, "any")[0])
    if getattr(getattr(method, "__self__", None), "_client", None) is not client:
        raise ConfigurationError(f"{operation.name} is a method of another client, or one for raw answers")
    if not _is_number(concurrency) or concurrency < 1 or concurrency % 1:
        raise ConfigurationError(f"concurrency must be a whole number, 1 or more, not {concurrency!r}")
    if rate is not None and not (_is_number(rate) and 0 < rate < math.inf):
        raise ConfigurationError(f"rate must be a number of submits a second, more than 0, not {rate!r}")
    if timeout is not None and not (_is_number(timeout) and timeout >= 0):
        raise ConfigurationError(f"timeout must be a number of seconds, 0 or more, not {timeout!r}")
    if not _are_many(jobs):
        raise ConfigurationError("jobs must be many mappings, each with the arguments of one submit")
    return Order(
        client=client,
        method=method,
        operation=operation,
        jobs=iter(jobs),
        count=len(jobs) if isinstance(jobs, Sized) else None,
        concurrency=int(concurrency),
        rate=rate,
        journal=None if journal is None else Path(journal),
        timeout=timeout,
        on_progress=on_progress,
        retry_failed=retry_failed,
    )


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _are_many(jobs: object) -> bool:
    return isinstance(jobs, Iterable) and not isinstance(jobs, (str, bytes, Mapping))
