"""Ways to a receiver that need an event loop: an asynchronous client, or an application in this process."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as LateError
from contextlib import suppress
from typing import Any

import httpx

from imgopen_contract.receiver.carriers import Posting, described, failure_of, reply_of
from imgopen_contract.receiver.errors import ReceiverError
from imgopen_contract.receiver.lifespan import Lifespan
from imgopen_contract.receiver.parcel import Parcel
from imgopen_contract.receiver.reply import MOST_ANSWER, Outcome

_MOST_AT_ONCE = 64
_STARTING = 30.0
_PARTING = 2.0
"""Seconds that the end may take; an application that blocks the loop is left to itself then."""


class LoopCarrier:
    """Posts from an event loop in a thread of its own, so that it works with and without one around."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._pieces = ThreadPoolExecutor(_MOST_AT_ONCE)
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def post(self, posting: Posting) -> Future[Outcome]:
        """Begin to post."""
        return self._soon(self._run(posting))

    def close(self) -> None:
        """Cancel what is under way, and end the loop."""
        with suppress(LateError):
            self._soon(_cancel_all()).result(_PARTING)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_PARTING)
        if not self._thread.is_alive():
            self._loop.close()
        self._pieces.shutdown(wait=False)

    def _soon(self, work: Coroutine[Any, Any, Any]) -> Future[Any]:
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    async def _run(self, posting: Posting) -> Outcome:
        try:
            return await self._exchange(posting)
        except Exception as error:
            return failure_of(error, posting.limit)

    async def _exchange(self, posting: Posting) -> Outcome:
        raise NotImplementedError

    def _content(self, parcel: Parcel) -> bytes | AsyncIterator[bytes]:
        return self._stream(parcel.stream()) if parcel.streamed else parcel.body

    async def _stream(self, stream: Iterator[bytes]) -> AsyncIterator[bytes]:
        """Give a body piece by piece; waiting for a piece must not stop the loop."""
        while (piece := await self._loop.run_in_executor(self._pieces, next, stream, None)) is not None:
            yield piece


class AsyncCarrier(LoopCarrier):
    """Posts with an asynchronous client, which must not be in use in another event loop meanwhile.

    No connection is kept, because the client outlives the loop.
    """

    def __init__(self, client: httpx.AsyncClient) -> None:
        super().__init__()
        self._client = client

    async def _exchange(self, posting: Posting) -> Outcome:
        request = self._client.build_request(
            posting.parcel.method,
            posting.url,
            headers={**posting.all_headers, "connection": "close"},
            content=self._content(posting.parcel),
            timeout=posting.limit,
        )
        response = await self._client.send(request, stream=True, follow_redirects=False)
        try:
            body = bytearray()
            async for chunk in response.aiter_bytes():
                body += chunk
                if len(body) > MOST_ANSWER:
                    break
            return reply_of(response, bytes(body))
        finally:
            await response.aclose()


class AppCarrier(LoopCarrier):
    """Hands parcels to an ASGI application, which is started and ended as a server does it.

    Raises:
        ReceiverError: It does not start.
    """

    def __init__(self, app: Callable[..., Any]) -> None:
        super().__init__()
        self._app = app
        self._lifespan = Lifespan(app)
        try:
            failure = self._soon(self._lifespan.start()).result(_STARTING)
        except LateError:
            failure = f"not within {_STARTING:g} s"
        if failure is not None:
            super().close()
            raise ReceiverError(f"the application does not start: {failure}")

    def close(self) -> None:
        """End the application as well."""
        with suppress(LateError):
            self._soon(self._lifespan.end()).result(_PARTING)
        super().close()

    async def _exchange(self, posting: Posting) -> Outcome:
        raised: list[Exception] = []

        async def observed(scope: Any, receive: Any, send: Any) -> None:
            try:
                await self._app({**scope, "state": {**self._lifespan.state}}, receive, send)
            except Exception as error:
                raised.append(error)
                raise

        request = httpx.Request(
            posting.parcel.method,
            posting.url,
            headers=posting.all_headers,
            content=self._content(posting.parcel),
        )
        transport = httpx.ASGITransport(observed, raise_app_exceptions=False)
        response = await transport.handle_async_request(request)
        return reply_of(response, await response.aread(), described(raised[0]) if raised else "")


async def _cancel_all() -> None:
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
