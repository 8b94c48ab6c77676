"""A submitted task, to be asked about and waited for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ..errors import HTTPStatusError, RefusedError
from ..product import BaseError
from ..requests import Options
from .progress import Progress
from .questions import Questions
from .result import TaskResult
from .watch import Pace, Watch

if TYPE_CHECKING:
    import httpx

    from ..roles import Question
    from ..sync_client import SyncClient

ReceiptT = TypeVar("ReceiptT")
InfoT = TypeVar("InfoT")
DEFAULT_WAIT = 900.0


class TaskBase(Generic[ReceiptT, InfoT]):
    """What the sync and the async task have in common.

    Attributes:
        id: the id under which it was submitted.
        operation: the operation that submitted it, as `group.method`.
        receipt: the typed answer to the submit; None where the task was resumed by its id, or where that answer was
            lost on its way and a query proved that the task is there.
    """

    def __init__(
        self, task_id: str, operation: str, questions: tuple[Question, ...], receipt: ReceiptT | None = None
    ) -> None:
        self.id = task_id
        self.operation = operation
        self.receipt: ReceiptT | None = receipt
        self._asked = questions

    @cached_property
    def _questions(self) -> Questions:
        return Questions(self._asked)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(id={self.id!r}, operation={self.operation!r})"


class Task(TaskBase[ReceiptT, InfoT]):
    """A submitted task; the service works on it whether or not anyone waits."""

    def __init__(
        self,
        client: SyncClient,
        task_id: str,
        operation: str,
        questions: tuple[Question, ...],
        receipt: ReceiptT | None = None,
    ) -> None:
        super().__init__(task_id, operation, questions, receipt)
        self._client = client

    def poll(
        self,
        *,
        timeout: float | httpx.Timeout | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> TaskResult[InfoT]:
        """Ask once how the task stands.

        Args:
            timeout: seconds, or an `httpx.Timeout`, for this query alone.
            max_retries: how often the query is tried again after a failure that may pass.
            extra_headers: headers to add or replace.

        Raises:
            RefusedError: no query knows of the task.
            TransportError: no answer came.
            HTTPStatusError: the HTTP status is not a success.
            InvalidResponseError: the answer is not what the spec promises.
        """
        options = Options(timeout, max_retries, extra_headers, is_quiet=True)
        for asked in self._questions.about(self.id):
            try:
                info = self._client._call(
                    asked.operation, body=asked.body, parameters=asked.parameters, options=options
                )
            except (RefusedError, HTTPStatusError) as refusal:
                self._questions.refused(refusal)
                continue
            self._questions.answered(asked)
            report: Any = asked.operation.report
            return TaskResult(info, report, self.id, self.operation, self._client._download_source)
        raise self._questions.unknown(self.id)

    def wait(
        self,
        *,
        timeout: float | None = DEFAULT_WAIT,
        on_progress: Callable[[Progress], object] | None = None,
        first_pause: float = Pace.first,
        longest_pause: float = Pace.longest,
    ) -> TaskResult[InfoT]:
        """Ask until the task is finished, with growing pauses; a query that fails is made again.

        Args:
            timeout: seconds after which the waiting ends; the task goes on. None waits for ever.
            on_progress: called after every query; `print` will do.
            first_pause: seconds after the first query; each pause is half as long again as the one before.
            longest_pause: seconds that no pause exceeds.

        Raises:
            TaskFailedError: the service could not do the task; `msg` says why.
            TaskTimeoutError: it took too long; `task` is this task, to be waited for again.
            RefusedError: no query knows of the task.
            TransportError: ten queries in a row got no answer; other errors that may pass likewise.
            HTTPStatusError: the HTTP status is not a success.
        """
        watch = Watch(self, timeout, Pace(first_pause, longest_pause))
        while True:
            try:
                limit = self._client._shorter_timeout(watch.seconds_for_a_query)
                result = self.poll(timeout=limit, max_retries=0)
            except BaseError as failure:
                pause: float | None = watch.after_failure(failure)
            else:
                progress = watch.progress(result)
                if on_progress is not None:
                    on_progress(progress)
                pause = watch.after_answer(result)
                if pause is None:
                    return result
            self._client._sleep(pause or 0.0)
