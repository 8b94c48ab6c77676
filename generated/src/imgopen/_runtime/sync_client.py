"""Sends calls and waits for their answers."""

from __future__ import annotations

import time
from collections.abc import Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

import httpx

from .answers import read_answer, read_any
from .client_base import ClientBase
from .requests import Call, Options, Values

if TYPE_CHECKING:
    from typing_extensions import Self

    from .operation import Operation

ResultT = TypeVar("ResultT")


class SyncClient(ClientBase[httpx.Client]):
    """What the package's client is built on."""

    def __init__(
        self,
        *,
        credentials: Mapping[str, str | None],
        base_url: str | None,
        timeout: float | httpx.Timeout | None,
        max_retries: int | None,
        http_client: httpx.Client | None,
    ) -> None:
        super().__init__(
            httpx.Client,
            credentials=credentials,
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            http_client=http_client,
        )
        self._sleep = time.sleep

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

        Nothing of the body is checked; keys, retries and typed errors are those of every call.

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
        return read_any(call.operation, self._send(call))

    def close(self) -> None:
        """Close the connections; a `http_client` of your own stays open."""
        if self._owns_http:
            self._http.close()

    def _call(
        self,
        operation: Operation[ResultT],
        *,
        body: Values | None = None,
        parameters: Values | None = None,
        options: Options,
    ) -> ResultT:
        call = self._builder.typed(operation, body, parameters, options)
        return read_answer(operation, self._send(call))

    def _send(self, call: Call) -> httpx.Response:
        attempts = self._start(call)
        while True:
            try:
                response = self._http.send(call.request)
            except httpx.RequestError as failure:
                wait: float | None = attempts.after_failure(failure)
            else:
                wait = attempts.after_answer(response)
                if wait is None:
                    return response
            self._sleep(wait or 0.0)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
