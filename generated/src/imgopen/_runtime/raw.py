"""Answers as they came, to be read later."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeVar, cast

from .answers import read_answer
from .losses import read_submitted

if TYPE_CHECKING:
    import httpx

    from .async_client import AsyncClient
    from .operation import Operation
    from .requests import Options, Values
    from .sync_client import SyncClient

ResultT = TypeVar("ResultT")
P = ParamSpec("P")


class RawResponse(Generic[ResultT]):
    """An HTTP answer with everything that a typed result leaves out. Refusals and errors are answers, too.

    Attributes:
        http_response: the answer as the HTTP client gave it; its request holds the keys, its `repr` does not.
        task_id: the id under which a task was submitted; None for a call that submits none.
    """

    def __init__(
        self, http_response: httpx.Response, read: Callable[[], ResultT], task_id: str | None = None
    ) -> None:
        self.http_response = http_response
        self.task_id = task_id
        self._read = read

    @property
    def status_code(self) -> int:
        """The HTTP status."""
        return self.http_response.status_code

    @property
    def headers(self) -> httpx.Headers:
        """The headers of the answer."""
        return self.http_response.headers

    @property
    def content(self) -> bytes:
        """The body, decompressed."""
        return self.http_response.content

    def parse(self) -> ResultT:
        """Return what the method itself would have returned, but for one thing: nothing is asked of the service.

        Where the method would find out by a query that a refused or garbled submit has come through, this raises an
        error with the task's id.

        Raises:
            HTTPStatusError: the HTTP status is not a success.
            RefusedError: the service refused the request.
            InvalidResponseError: the answer is not what the spec promises.
        """
        return self._read()

    def __repr__(self) -> str:
        return f"RawResponse(status_code={self.status_code})"


class RawCalls:
    """Stands in for a client: its calls give the answers as they came."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def _call(
        self,
        operation: Operation[Any],
        *,
        body: Values | None = None,
        parameters: Values | None = None,
        options: Options,
    ) -> RawResponse[Any]:
        client = self._client
        call = client._builder.typed(operation, body, parameters, options)
        response = client._send(call, client._start(call))
        return RawResponse(response, lambda: read_answer(operation, response))

    def _submit(
        self,
        operation: Operation[Any],
        *,
        body: Values | None = None,
        parameters: Values | None = None,
        options: Options,
    ) -> RawResponse[Any]:
        client = self._client
        call = client._builder.typed(operation, body, parameters, options)
        response = client._send(call, client._start(call))
        return RawResponse(
            response,
            lambda: client._task(operation, call, read_submitted(operation, call, response)),
            call.task_id,
        )


class AsyncRawCalls:
    """Stands in for an async client: its calls give the answers as they came."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def _call(
        self,
        operation: Operation[Any],
        *,
        body: Values | None = None,
        parameters: Values | None = None,
        options: Options,
    ) -> RawResponse[Any]:
        client = self._client
        call = client._builder.typed(operation, body, parameters, options)
        response = await client._send(call, client._start(call))
        return RawResponse(response, lambda: read_answer(operation, response))

    async def _submit(
        self,
        operation: Operation[Any],
        *,
        body: Values | None = None,
        parameters: Values | None = None,
        options: Options,
    ) -> RawResponse[Any]:
        client = self._client
        call = client._builder.typed(operation, body, parameters, options)
        response = await client._send(call, client._start(call))
        return RawResponse(
            response,
            lambda: client._task(operation, call, read_submitted(operation, call, response)),
            call.task_id,
        )


def raw(method: Callable[P, ResultT]) -> Callable[P, RawResponse[ResultT]]:
    """Return a method that was made for `RawCalls`, with the type that it then has."""
    return cast("Callable[P, RawResponse[ResultT]]", method)


def async_raw(
    method: Callable[P, Coroutine[Any, Any, ResultT]],
) -> Callable[P, Coroutine[Any, Any, RawResponse[ResultT]]]:
    """Return a method that was made for `AsyncRawCalls`, with the type that it then has."""
    return cast("Callable[P, Coroutine[Any, Any, RawResponse[ResultT]]]", method)
