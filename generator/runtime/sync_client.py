"""Sends calls and waits for their answers."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable, Mapping
from os import PathLike
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar, overload

import httpx

from .answers import read_answer, read_any
from .client_base import ClientBase, followed
from .connections import HTTPClient
from .errors import RefusedError
from .losses import is_repetition, is_worth_asking, lost_answer, read_submitted
from .product import BaseError
from .requests import Call, Options, Values
from .tasks.task import Task
from .tracing import note_answer, span_of

if TYPE_CHECKING:
    from typing_extensions import Self

    from .attempts import Attempts
    from .batch import BatchProgress, Outcome
    from .callbacks import CallbackURLs
    from .operation import Operation
    from .pictures import DownloadSource

ResultT = TypeVar("ResultT")
ReceiptT = TypeVar("ReceiptT")
InfoT = TypeVar("InfoT")


class SyncClient(ClientBase[HTTPClient]):
    """What the package's client is built on."""

    def __init__(
        self,
        *,
        credentials: Mapping[str, str | None],
        base_url: str | None,
        timeout: float | httpx.Timeout | None,
        max_retries: int | None,
        http_client: HTTPClient | None,
        task_id_prefix: str | None,
        callbacks: CallbackURLs | None,
        sleep: Callable[[float], object] | None,
    ) -> None:
        super().__init__(
            credentials=credentials,
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            http_client=http_client,
            task_id_prefix=task_id_prefix,
            callbacks=callbacks,
            is_async=False,
        )
        self._sleep: Callable[[float], object] = sleep or time.sleep

    def post(
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
        return read_any(call.operation, self._send(call, self._start(call)))

    @overload
    def resume(self, task_id: str, method: Callable[..., Task[ReceiptT, InfoT]]) -> Task[ReceiptT, InfoT]: ...

    @overload
    def resume(self, task_id: str) -> Task[Any, Any]: ...

    def resume(self, task_id: str, method: Callable[..., Any] | None = None) -> Task[Any, Any]:
        """Return a task that was submitted before, in this process or in another one; nothing is sent.

        Args:
            task_id: the id under which it was submitted.
            method: the method of this client that submitted it. Without it, an id that the client made tells the
                method, and every query is asked for another one.

        Raises:
            ConfigurationError: the method submits no task, or the id is none.
        """
        operation, questions = followed(method, task_id)
        return Task(self, task_id, operation, questions)

    def run_many(
        self,
        method: Callable[..., Task[ReceiptT, InfoT]],
        jobs: Iterable[Mapping[str, object]],
        *,
        concurrency: int = 16,
        rate: float | None = None,
        journal: str | PathLike[str] | None = None,
        timeout: float | None = 3600.0,
        on_progress: Callable[[BatchProgress], object] | None = None,
        retry_failed: bool = False,
    ) -> Generator[Outcome[InfoT], None, None]:
        """Submit many tasks and yield what comes of each, in the order in which they end; a failure stops nothing.

        A submit whose answer is lost is not made again, up to eight times, before a query was asked whether the
        task is there; `max_retries` does not limit that. With a journal, the same program can be run again
        after whatever ended it: nothing is submitted twice, jobs that have ended are fetched by a query and
        yielded again, and jobs may be added or put in another order. To stop, leave the loop, or close the
        generator.

        Args:
            method: the method of this client that submits one task.
            jobs: its arguments, one mapping a task; read as places become free.
            concurrency: how many tasks are submitted and unfinished at a time.
            rate: how many submits begin in a second, evenly spaced; None for no limit.
            journal: a file that notes the id of every task before it is submitted. It holds no arguments, only a hash
                of each job; a job whose arguments change, a new id among them, is another job.
            timeout: seconds that a task may take from its submit, or from where this run takes it up; None for ever.
            on_progress: called whenever the numbers have changed; `print` will do.
            retry_failed: whether tasks that failed in an earlier run are submitted again, under new ids; one whose id
                is among its arguments is not.

        Raises:
            ConfigurationError: the method is none of this client that submits tasks, a setting cannot be used, or the
                journal is broken, in use, or one of another method.
        """
        from .batch.order import order_of
        from .batch.run import run

        return run(
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

    def close(self) -> None:
        """Close the connections; a `http_client` of your own stays open."""
        http = self._connections.finish()
        if http is not None:
            http.close()

    def _call(
        self,
        operation: Operation[ResultT],
        *,
        body: Values | None = None,
        parameters: Values | None = None,
        options: Options,
    ) -> ResultT:
        call = self._builder.typed(operation, body, parameters, options)
        attempts = self._start(call)
        response = self._send(call, attempts)
        if call.task_id is None:
            return read_answer(operation, response)
        try:
            return read_submitted(operation, call, response)
        except RefusedError as refusal:
            if is_repetition(refusal, attempts):
                raise lost_answer(refusal, call) from refusal
            raise

    def _submit(
        self,
        operation: Operation[ReceiptT],
        *,
        body: Values | None = None,
        parameters: Values | None = None,
        options: Options,
    ) -> Task[ReceiptT, Any]:
        call = self._builder.typed(operation, body, parameters, options)
        attempts = self._start(call)
        try:
            receipt = read_submitted(operation, call, self._send(call, attempts))
        except BaseError as error:
            task = self._task(operation, call)
            if is_worth_asking(error, call, attempts) and self._is_there(task, options):
                return task
            raise
        return self._task(operation, call, receipt)

    def _task(
        self, operation: Operation[ReceiptT], call: Call, receipt: ReceiptT | None = None
    ) -> Task[ReceiptT, Any]:
        submission = operation.submission
        return Task(
            self, call.task_id or "", operation.name, submission.questions if submission else (), receipt
        )

    def _is_there(self, task: Task[Any, Any], options: Options) -> bool:
        try:
            task.poll(
                timeout=options.timeout, max_retries=options.max_retries, extra_headers=options.extra_headers
            )
        except BaseError:
            return False
        return True

    def _send(self, call: Call, attempts: Attempts) -> httpx.Response:
        with span_of(call, attempts) as span:
            while True:
                try:
                    response: httpx.Response = self._connections.current().send(
                        call.request, follow_redirects=False
                    )
                except attempts.status_error as raised:
                    response = attempts.answer_in(raised)
                except attempts.failures as failure:
                    self._sleep(attempts.after_failure(failure))
                    continue
                except BaseException as stop:
                    attempts.after_stop(stop)
                wait = attempts.after_answer(response)
                if wait is None:
                    note_answer(span, response.status_code)
                    return response
                self._sleep(wait)

    def _download_source(self) -> DownloadSource:
        from .pictures import DownloadSource

        configuration = self._configuration
        return DownloadSource(
            client=self._connections.current,
            family=self._family,
            timeout=configuration.timeout,
            max_retries=configuration.max_retries,
            policy=configuration.policy,
            sleep=self._sleep,
            user_agent=configuration.headers["User-Agent"],
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
