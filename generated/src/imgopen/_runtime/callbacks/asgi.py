"""A receiver as an ASGI application, for FastAPI, Starlette and every ASGI server."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeAlias

from ..errors import ConfigurationError, shorten
from .answer import Answer, not_posted

if TYPE_CHECKING:
    from .async_receiver import AsyncReceiver

Scope: TypeAlias = MutableMapping[str, Any]
Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]


class ASGIEndpoint:
    """An ASGI application that receives callbacks; of the URL only the query matters."""

    def __init__(self, receiver: AsyncReceiver) -> None:
        self._receiver = receiver

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request.

        Raises:
            ConfigurationError: it is no request, but something that later versions of ASGI have.
        """
        kind = scope["type"]
        if kind == "http":
            await self._serve(scope, receive, send)
        elif kind == "lifespan":
            await _live(receive, send)
        elif kind == "websocket":
            await send({"type": "websocket.close"})
        else:
            raise ConfigurationError(f"callbacks do not come by {shorten(kind)}")

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        method = scope["method"]
        if method != "POST":
            await _send(not_posted(), send, has_body=method != "HEAD")
            return
        try:
            body = await self._body(receive)
        except _Disconnected:
            return
        query = scope.get("query_string", b"").decode("latin-1")
        answer = (
            self._receiver.too_long() if body is None else await self._receiver.receive(f"?{query}", body)
        )
        await _send(answer, send)

    async def _body(self, receive: Receive) -> bytes | None:
        """Return the payload, or None for one that is too long, of which the rest is not read."""
        pieces: list[bytes] = []
        size = 0
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise _Disconnected
            piece = message.get("body", b"")
            size += len(piece)
            if size > self._receiver.max_bytes:
                return None
            pieces.append(piece)
            if not message.get("more_body", False):
                return b"".join(pieces)


class _Disconnected(Exception):  # noqa: N818
    """The sender went away before the payload was there."""


async def _send(answer: Answer, send: Send, *, has_body: bool = True) -> None:
    headers = [(name.lower().encode(), value.encode()) for name, value in answer.headers]
    # A sender that went away comes again, and is then told what it missed.
    with suppress(OSError):
        await send({"type": "http.response.start", "status": answer.status, "headers": headers})
        await send({"type": "http.response.body", "body": answer.body if has_body else b""})


async def _live(receive: Receive, send: Send) -> None:
    """Tell a server that there is nothing to start or to end."""
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
