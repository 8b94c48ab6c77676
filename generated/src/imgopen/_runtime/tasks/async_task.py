"""A submitted task, to be asked about and awaited."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from ..errors import HTTPStatusError, RefusedError
from ..product import BaseError
from ..requests import Options
from .progress import Progress
from .result import AsyncTaskResult
from .task import DEFAULT_WAIT, TaskBase
from .watch import Pace, Watch

if TYPE_CHECKING:
    import httpx

    from ..async_client import AsyncClient
    from ..roles import Question

ReceiptT = TypeVar("ReceiptT")
InfoT = TypeVar("InfoT")


class AsyncTask(TaskBase[ReceiptT, InfoT]):
    """A submitted task; the service works on it whether or not anyone waits."""

    def __init__(
        self,
        client: AsyncClient,
        task_id: str,
        operation: str,
        questions: tuple[Question, ...],
        receipt: ReceiptT | None = None,
    ) -> None:
        super().__init__(task_id, operation, questions, receipt)
        self._client = client

    async def poll(
        self,
        *,
        timeout: float | httpx.Timeout | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> AsyncTaskResult[InfoT]:
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
                info = await self._client._call(
                    asked.operation, body=asked.body, parameters=asked.parameters, options=options
                )
            except (RefusedError, HTTPStatusError) as refusal:
                self._questions.refused(refusal)
                continue
            self._questions.answered(asked)
            report: Any = asked.operation.report
            return AsyncTaskResult(info, report, self.id, self.operation, self._client._download_source)
        raise self._questions.unknown(self.id)

    async def wait(
        self,
        *,
        timeout: float | None = DEFAULT_WAIT,
        on_progress: Callable[[Progress], object] | None = None,
        first_pause: float = Pace.first,
        longest_pause: float = Pace.longest,
    ) -> AsyncTaskResult[InfoT]:
        """Ask until the task is finished, with growing pauses; a query that fails is made again.

        Args:
            timeout: seconds after which the waiting ends; the task goes on. None waits for ever.
            on_progress: called after every query, and awaited if it can be; `print` will do.
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
                result = await self.poll(timeout=limit, max_retries=0)
            except BaseError as failure:
                pause: float | None = watch.after_failure(failure)
            else:
                progress = watch.progress(result)
                if on_progress is not None:
                    outcome = on_progress(progress)
                    if isinstance(outcome, Awaitable):
                        await outcome
                pause = watch.after_answer(result)
                if pause is None:
                    return result
            await self._client._sleep(pause or 0.0)
