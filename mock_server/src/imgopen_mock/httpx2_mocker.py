"""Lets respx, which is written for httpx, catch what httpx2 sends: it has a library of connections of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any

import httpcore2
import httpx
from respx.mocks import HTTPCoreMocker


class HTTPCore2Mocker(HTTPCoreMocker):
    """Answers in the place of httpcore2; whoever answers sees requests of httpx, and answers with its responses."""

    name = "httpcore2"
    targets = [target.replace("httpcore", "httpcore2", 1) for target in HTTPCoreMocker.targets]  # noqa: RUF012

    @classmethod
    def _send_sync_request(cls, httpx_request: httpx.Request, **given: Any) -> Any:
        with _errors_of_httpx2():
            return super()._send_sync_request(httpx_request, **given)  # type: ignore[no-untyped-call]

    @classmethod
    async def _send_async_request(cls, httpx_request: httpx.Request, **given: Any) -> Any:
        with _errors_of_httpx2():
            return await super()._send_async_request(httpx_request, **given)  # type: ignore[no-untyped-call]

    @classmethod
    def from_sync_httpx_response(cls, httpx_response: httpx.Response, target: Any, **_: Any) -> Any:  # noqa: ARG003
        """Turn a response of httpx into one of httpcore2."""
        return httpcore2.Response(
            status=httpx_response.status_code,
            headers=httpx_response.headers.raw,
            content=_Body(httpx_response.stream),
            extensions=httpx_response.extensions,
        )


class _Body:
    """The body of a response of httpx, which may break off."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        with _errors_of_httpx2():
            yield from self._stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with _errors_of_httpx2():
            async for chunk in self._stream:
                yield chunk

    def close(self) -> None:
        self._stream.close()

    async def aclose(self) -> None:
        await self._stream.aclose()


@contextmanager
def _errors_of_httpx2() -> Iterator[None]:
    """Raise the error of the same name where an answer is an error of httpx."""
    try:
        yield
    except httpx.RequestError as error:
        import httpx2

        raise getattr(httpx2, type(error).__name__, httpx2.TransportError)(str(error)) from None
