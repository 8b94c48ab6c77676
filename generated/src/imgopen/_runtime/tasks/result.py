"""A task as a query describes it: its state, its typed answer, its pictures."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

from ..roles import Report, State, at
from .progress import Progress

if TYPE_CHECKING:
    from ..pictures import AsyncDownloadSource, AsyncImages, DownloadSource, Images

InfoT = TypeVar("InfoT")


class ResultBase(Generic[InfoT]):
    """What the sync and the async result have in common.

    Attributes:
        task_id: the id under which the task was submitted.
        operation: the operation that submitted it, as `group.method`.
        info: the typed answer of the query.
    """

    def __init__(self, info: InfoT, report: Report, task_id: str, operation: str) -> None:
        self.task_id = task_id
        self.operation = operation
        self.info: InfoT = info
        self._report = report

    @property
    def state(self) -> State:
        """How the task stands: pending, running, succeeded or failed."""
        return self._report.states.meaning(at(self.info, self._report.state))

    @property
    def message(self) -> str | None:
        """The state in words of the service, where it says some."""
        message = at(self.info, self._report.message)
        return None if message is None else str(message)

    @property
    def progress(self) -> Progress:
        """How far the task has come."""
        return self._progress(0.0)

    def _progress(self, elapsed: float) -> Progress:
        percentage, preview = at(self.info, self._report.percentage), at(self.info, self._report.preview)
        return Progress(
            task_id=self.task_id,
            operation=self.operation,
            state=self.state,
            percentage=float(percentage) if isinstance(percentage, (int, float)) else None,
            preview=preview if isinstance(preview, str) else None,
            message=self.message,
            elapsed=elapsed,
        )

    def __repr__(self) -> str:
        return f"{type(self).__name__}(task_id={self.task_id!r}, state={self.state!r})"


class TaskResult(ResultBase[InfoT]):
    """A task as a query describes it."""

    def __init__(
        self, info: InfoT, report: Report, task_id: str, operation: str, source: Callable[[], DownloadSource]
    ) -> None:
        super().__init__(info, report, task_id, operation)
        self._source = source

    @cached_property
    def images(self) -> Images:
        """The task's pictures; none where it is not finished or makes none."""
        from ..pictures import Images, pictures_in

        return Images(pictures_in(self.info, self._report.pictures), self.task_id, self._source())


class AsyncTaskResult(ResultBase[InfoT]):
    """A task as a query describes it; its pictures are awaited."""

    def __init__(
        self,
        info: InfoT,
        report: Report,
        task_id: str,
        operation: str,
        source: Callable[[], AsyncDownloadSource],
    ) -> None:
        super().__init__(info, report, task_id, operation)
        self._source = source

    @cached_property
    def images(self) -> AsyncImages:
        """The task's pictures; none where it is not finished or makes none."""
        from ..pictures import AsyncImages, pictures_in

        return AsyncImages(pictures_in(self.info, self._report.pictures), self.task_id, self._source())
