"""Sends calls and awaits their answers."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Mapping
from os import PathLike
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar, overload

import httpx

from .answers import read_answer, read_any
from .client_base import ClientBase, followed
from .connections import AsyncHTTPClient
from .errors import RefusedError
from .losses import is_repetition, is_worth_asking, lost_answer, read_submitted
from .product import BaseError
from .requests import Call, Options, Values
from .sleeping import rest
from .tasks.async_task import AsyncTask
from .tracing import note_answer, span_of

if TYPE_CHECKING:
    from typing_extensions import Self

    from .attempts import Attempts
    from .batch import AsyncOutcome, BatchProgress
    from .callbacks import CallbackURLs
    from .operation import Operation
    from .pictures import AsyncDownloadSource

ResultT = TypeVar("ResultT")
ReceiptT = TypeVar("ReceiptT")
InfoT = TypeVar("InfoT")


class AsyncClient(ClientBase[AsyncHTTPClient]):
    """What the package's async client is built on."""

    def __init__(
        self,
        *,
        credentials: Mapping[str, str | None],
        base_url: str | None,
        timeout: float | httpx.Timeout | None,
        max_retries: int | None,
        http_client: AsyncHTTPClient | None,
        task_id_prefix: str | None,
        callbacks: CallbackURLs | None,
        sleep: Callable[[float], Awaitable[object]] | None,
    ) -> None:
        super().__init__(
            credentials=credentials,
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            http_client=http_client,
            task_id_prefix=task_id_prefix,
            callbacks=callbacks,
            is_async=True,
        )
        self._sleep: Callable[[float], Awaitable[object]] = sleep or rest

    async def post(
        self,
        path: str,
        body: object,
        *,
        timeout: float | httpx.Timeout | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Any:
        """Send a POST that the spec does not have, and return the whole answer as decoded JSON.

        Nothing of the body is checked; keys, retries and typed errors are those of every call. A retry sends it
        again, whatever it does; where that may do harm, say `max_retries=0`.

        Args:
            path: behind the base URL, starting with a slash.
            body: anything that has a form in JSON.
            timeout: seconds, or an `httpx.Timeout`; the client's setting if left out.
            max_retries: how often to try again; the client's setting if left out.
            extra_headers: headers to add or replace.

        Raises:
            InvalidRequestError: the path or the body cannot be sent.
            TransportError: no answer came.
            HTTPStatusError: the HTTP status is not a success.
            RefusedError: the service refused the request.
            InvalidResponseError: the answer is not JSON.
        """
        options = Options(timeout, max_retries, extra_headers)
        call = self._builder.raw("POST", path, body, options)
        return read_any(call.operation, await self._send(call, self._start(call)))

    @overload
    def resume(
        self, task_id: str, method: Callable[..., Awaitable[AsyncTask[ReceiptT, InfoT]]]
    ) -> AsyncTask[ReceiptT, InfoT]: ...

    @overload
    def resume(self, task_id: str) -> AsyncTask[Any, Any]: ...

    def resume(self, task_id: str, method: Callable[..., Any] | None = None) -> AsyncTask[Any, Any]:
        """Return a task that was submitted before, in this process or in another one; nothing is sent.

        Args:
            task_id: the id under which it was submitted.
            method: the method of this client that submitted it. Without it, an id that the client made tells the
                method, and every query is asked for another one.

        Raises:
            ConfigurationError: the method submits no task, or the id is none.
        """
        operation, questions = followed(method, task_id)
        return AsyncTask(self, task_id, operation, questions)

    def run_many(
        self,
        method: Callable[..., Awaitable[AsyncTask[ReceiptT, InfoT]]],
        jobs: Iterable[Mapping[str, object]],
        *,
        concurrency: int = 16,
        rate: float | None = None,
        journal: str | PathLike[str] | None = None,
        timeout: float | None = 3600.0,
        on_progress: Callable[[BatchProgress], object] | None = None,
        retry_failed: bool = False,
    ) -> AsyncGenerator[AsyncOutcome[InfoT], None]:
        """Submit many tasks and yield what comes of each, in the order in which they end; a failure stops nothing.

        A submit whose answer is lost is not made again, up to eight times, before a query was asked whether the
        task is there; `max_retries` does not limit that. With a journal, the same program can be run again
        after whatever ended it: nothing is submitted twice, jobs that have ended are fetched by a query and
        yielded again, and jobs may be added or put in another order. To stop, leave the loop;
        `contextlib.aclosing` makes it stop at once.

        Args:
            method: the method of this client that submits one task.
            jobs: its arguments, one mapping a task; read as places become free.
            concurrency: how many tasks are submitted and unfinished at a time.
            rate: how many submits begin in a second, evenly spaced; None for no limit.
            journal: a file that notes the id of every task before it is submitted. It holds no arguments, only a hash
                of each job; a job whose arguments change, a new id among them, is another job.
            timeout: seconds that a task may take from its submit, or from where this run takes it up; None for ever.
            on_progress: called whenever the numbers have changed, and awaited if it can be; `print` will do.
            retry_failed: whether tasks that failed in an earlier run are submitted again, under new ids; one whose id
                is among its arguments is not.

        Raises:
            ConfigurationError: the method is none of this client that submits tasks, a setting cannot be used, or the
                journal is broken, in use, or one of another method.
        """
        from .batch.async_run import async_run
        from .batch.order import order_of

        return async_run(
            order_of(
                self,
                method,
                jobs,
                concurrency=concurrency,
                rate=rate,
                journal=journal,
                timeout=timeout,
                on_progress=on_progress,
                retry_failed=retry_failed,
            )
        )

    async def close(self) -> None:
        """Close the connections; a `http_client` of your own stays open."""
        http = self._connections.finish()
        if http is not None:
            await http.aclose()

    async def _call(
        self,
        operation: Operation[ResultT],
        *,
        body: Values | None = None,
        parameters: Values | None = None,
        options: Options,
    ) -> ResultT:
        call = self._builder.typed(operation, body, parameters, options)
        attempts = self._start(call)
        response = await self._send(call, attempts)
        if call.task_id is None:
            return read_answer(operation, response)
        try:
            return read_submitted(operation, call, response)
        except RefusedError as refusal:
            if is_repetition(refusal, attempts):
                raise lost_answer(refusal, call) from refusal
            raise

    async def _submit(
        self,
        operation: Operation[ReceiptT],
        *,
        body: Values | None = None,
        parameters: Values | None = None,
        options: Options,
    ) -> AsyncTask[ReceiptT, Any]:
        call = self._builder.typed(operation, body, parameters, options)
        attempts = self._start(call)
        try:
            receipt = read_submitted(operation, call, await self._send(call, attempts))
        except BaseError as error:
            task = self._task(operation, call)
            if is_worth_asking(error, call, attempts) and await self._is_there(task, options):
                return task
            raise
        return self._task(operation, call, receipt)

    def _task(
        self, operation: Operation[ReceiptT], call: Call, receipt: ReceiptT | None = None
    ) -> AsyncTask[ReceiptT, Any]:
        submission = operation.submission
        return AsyncTask(
            self, call.task_id or "", operation.name, submission.questions if submission else (), receipt
        )

    async def _is_there(self, task: AsyncTask[Any, Any], options: Options) -> bool:
        try:
            await task.poll(
                timeout=options.timeout, max_retries=options.max_retries, extra_headers=options.extra_headers
            )
        except BaseError:
            return False
        return True

    async def _send(self, call: Call, attempts: Attempts) -> httpx.Response:
        with span_of(call, attempts) as span:
            while True:
                try:
                    response: httpx.Response = await self._connections.current().send(
                        call.request, follow_redirects=False
                    )
                except attempts.status_error as raised:
                    response = attempts.answer_in(raised)
                except attempts.failures as failure:
                    await self._sleep(attempts.after_failure(failure))
                    continue
                except BaseException as stop:
                    attempts.after_stop(stop)
                wait = attempts.after_answer(response)
                if wait is None:
                    note_answer(span, response.status_code)
                    return response
                await self._sleep(wait)

    def _download_source(self) -> AsyncDownloadSource:
        from .pictures import AsyncDownloadSource

        configuration = self._configuration
        return AsyncDownloadSource(
            client=self._connections.current,
            family=self._family,
            timeout=configuration.timeout,
            max_retries=configuration.max_retries,
            policy=configuration.policy,
            sleep=self._sleep,
            user_agent=configuration.headers["User-Agent"],
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()
