"""Receives callbacks: checks, calls a handler, and acknowledges what it has taken."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..errors import ConfigurationError
from .answer import Answer, acknowledging
from .callback import Callback
from .payload import MAX_BYTES, Payload
from .receiver_base import BUSY, FAILED, ReceiverBase
from .seen import Seen, SeenInMemory
from .urls import CallbackURLs
from .wsgi import WSGIEndpoint

if TYPE_CHECKING:
    from ..sync_client import SyncClient


class Receiver(ReceiverBase):
    """Hands callbacks to a function, each once, and acknowledges a callback when the function has returned.

    What the function raises is logged, and the service comes again. It may be called again for the same callback
    after a restart of the process, or from another process, unless `seen` is shared and lasts. Several threads
    may use a receiver at the same time.

    Args:
        handler: is called with each new callback, also with those of failed tasks.
        urls: what made the URLs. None takes callbacks at any URL: then anyone who finds the address can post.
        seen: remembers which callbacks were handled; in this process's memory if left out.
        client: what fetches the pictures of callbacks; a new connection for each of them if left out.
        max_bytes: how long a payload may be, 1 or more.

    Raises:
        ConfigurationError: the handler cannot be called, or has to be awaited.
    """

    def __init__(
        self,
        handler: Callable[[Callback[Any]], object],
        *,
        urls: CallbackURLs | None,
        seen: Seen | None = None,
        client: SyncClient | None = None,
        max_bytes: int = MAX_BYTES,
    ) -> None:
        super().__init__(handler, urls=urls, max_bytes=max_bytes)
        if inspect.iscoroutinefunction(handler):
            raise ConfigurationError("the handler has to be awaited: use AsyncReceiver")
        self._handler = handler
        self._seen: Seen = SeenInMemory() if seen is None else seen
        self._client = client

    def receive(self, url_or_query: str, body: bytes) -> Answer:
        """Handle what was posted, and return what to answer. Nothing is raised but what ends the process.

        Args:
            url_or_query: the URL to which was posted, whole or from its path on, or its query alone.
            body: the payload.
        """
        payload = self._open(url_or_query, body)
        if isinstance(payload, Answer):
            return payload
        try:
            standing = self._seen.begin(payload.key)
        except Exception:
            self._log_error(payload, "it could not be looked up whether it is new")
            return FAILED
        if standing == "new":
            return self._handle(payload)
        return acknowledging(payload.kind.acknowledgement) if standing == "done" else BUSY

    @cached_property
    def wsgi(self) -> WSGIEndpoint:
        """A WSGI application, to be mounted anywhere: of the URL only the query matters."""
        return WSGIEndpoint(self)

    def _handle(self, payload: Payload) -> Answer:
        try:
            _refuse_awaitable(self._handler(Callback(payload, self._client)))
        except BaseException as error:
            self._abandon(payload)
            if not isinstance(error, Exception):
                raise
            self._log_error(payload, "the handler raised an error")
            return FAILED
        try:
            self._seen.finish(payload.key)
        except Exception:
            # The handler has done its work, so that a repetition would be worse than a forgotten note.
            self._log_error(payload, "it could not be noted as handled")
        return acknowledging(payload.kind.acknowledgement)

    def _abandon(self, payload: Payload) -> None:
        try:
            self._seen.abandon(payload.key)
        except Exception:
            self._log_error(payload, "it could not be noted as not handled")


def _refuse_awaitable(result: object) -> None:
    """Refuse to take for done what was not even begun."""
    if inspect.isawaitable(result):
        if inspect.iscoroutine(result):
            result.close()
        raise ConfigurationError("what the handler returns has to be awaited: use AsyncReceiver")
