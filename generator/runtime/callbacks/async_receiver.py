"""Receives callbacks and awaits their handler."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from .answer import Answer, acknowledging
from .asgi import ASGIEndpoint
from .callback import AsyncCallback
from .payload import MAX_BYTES, Payload
from .receiver_base import BUSY, FAILED, ReceiverBase
from .seen import AsyncSeen, AsyncSeenInMemory
from .urls import CallbackURLs

if TYPE_CHECKING:
    from ..async_client import AsyncClient


class AsyncReceiver(ReceiverBase):
    """Hands callbacks to an async function, each once, and acknowledges a callback when it has returned.

    What the function raises is logged, and the service comes again. It may be called again for the same callback
    after a restart of the process, or from another process, unless `seen` is shared and lasts. Any number of
    callbacks may be under way at the same time.

    Args:
        handler: is called with each new callback, also with those of failed tasks, and awaited.
        urls: what made the URLs. None takes callbacks at any URL: then anyone who finds the address can post.
        seen: remembers which callbacks were handled; in this process's memory if left out.
        client: what fetches the pictures of callbacks; a new connection for each of them if left out.
        max_bytes: how long a payload may be, 1 or more.

    Raises:
        ConfigurationError: the handler cannot be called.
    """

    def __init__(
        self,
        handler: Callable[[AsyncCallback[Any]], Awaitable[object]],
        *,
        urls: CallbackURLs | None,
        seen: AsyncSeen | None = None,
        client: AsyncClient | None = None,
        max_bytes: int = MAX_BYTES,
    ) -> None:
        super().__init__(handler, urls=urls, max_bytes=max_bytes)
        self._handler = handler
        self._seen: AsyncSeen = AsyncSeenInMemory() if seen is None else seen
        self._client = client

    async def receive(self, url_or_query: str, body: bytes) -> Answer:
        """Handle what was posted, and return what to answer. Nothing is raised but a cancellation.

        Args:
            url_or_query: the URL to which was posted, whole or from its path on, or its query alone.
            body: the payload.
        """
        payload = self._open(url_or_query, body)
        if isinstance(payload, Answer):
            return payload
        try:
            standing = await self._seen.begin(payload.key)
        except Exception:
            self._log_error(payload, "it could not be looked up whether it is new")
            return FAILED
        if standing == "new":
            return await self._handle(payload)
        return acknowledging(payload.kind.acknowledgement) if standing == "done" else BUSY

    @cached_property
    def asgi(self) -> ASGIEndpoint:
        """An ASGI application, to be mounted anywhere: of the URL only the query matters.

        Starlette and FastAPI serve what is mounted at `/path` below `/path/` alone, and answer `/path` itself with a
        redirect that the service need not follow; `Route("/path", receiver.asgi)` serves that.
        """
        return ASGIEndpoint(self)

    async def _handle(self, payload: Payload) -> Answer:
        try:
            await self._handler(AsyncCallback(payload, self._client))
        except BaseException as error:
            await self._abandon(payload)
            if not isinstance(error, Exception):
                raise
            self._log_error(payload, "the handler raised an error")
            return FAILED
        try:
            await self._seen.finish(payload.key)
        except Exception:
            # The handler has done its work, so that a repetition would be worse than a forgotten note.
            self._log_error(payload, "it could not be noted as handled")
        return acknowledging(payload.kind.acknowledgement)

    async def _abandon(self, payload: Payload) -> None:
        try:
            await self._seen.abandon(payload.key)
        except Exception:
            self._log_error(payload, "it could not be noted as not handled")
