"""What came of one job."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from ..product import BaseError
from ..tasks.async_task import AsyncTask
from ..tasks.result import AsyncTaskResult, TaskResult
from ..tasks.task import Task

InfoT = TypeVar("InfoT")


@dataclass(frozen=True)
class Outcome(Generic[InfoT]):
    """What came of one job: either `result` or `error` is None.

    Attributes:
        index: the job's place among the jobs, counting from 0.
        job: the job as it was given.
        task_id: the id of its task; None where the job was too wrong to have one.
        result: the finished task, with its typed answer and its pictures.
        error: why there is no result.
        task: the task, to be asked about or waited for again; None where none can have been submitted.
    """

    index: int
    job: Mapping[str, object] = field(repr=False)
    task_id: str | None
    result: TaskResult[InfoT] | None
    error: BaseError | None
    task: Task[Any, InfoT] | None


@dataclass(frozen=True)
class AsyncOutcome(Generic[InfoT]):
    """What came of one job: either `result` or `error` is None.

    Attributes:
        index: the job's place among the jobs, counting from 0.
        job: the job as it was given.
        task_id: the id of its task; None where the job was too wrong to have one.
        result: the finished task, with its typed answer and its pictures.
        error: why there is no result.
        task: the task, to be asked about or awaited again; None where none can have been submitted.
    """

    index: int
    job: Mapping[str, object] = field(repr=False)
    task_id: str | None
    result: AsyncTaskResult[InfoT] | None
    error: BaseError | None
    task: AsyncTask[Any, InfoT] | None
