"""Answers that break off on their way, as in a bad network.

ASGI has no word for closing a connection. So `breakable` puts a way to do it into the scope, for uvicorn alone;
without it, an answer breaks off with an error, which a transport without a network, such as `httpx.ASGITransport`,
lets through to the caller.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

from imgopen_mock.asgi import send_start
from imgopen_mock.core.exchange.messages import Breakage, Response

EXTENSION = "imgopen_mock.close"
"""The name under which a scope's extensions have a function that closes the connection."""


class AnswerBrokenOffError(ConnectionError):
    """The answer broke off because a fault asks for that."""


async def send_broken(response: Response, scope: Scope, send: Send) -> None:
    """Send as much of an answer as its breakage lets through, then close the connection.

    Raises:
        AnswerBrokenOffError: The server has no way to close the connection.
    """
    if response.breakage is Breakage.TRUNCATED:
        await send_start(response, send)
        half = response.body[: len(response.body) // 2]
        await send({"type": "http.response.body", "body": half, "more_body": True})
    close = scope.get("extensions", {}).get(EXTENSION)
    if close is None:
        raise AnswerBrokenOffError(f"the answer was {response.breakage.value}: a fault is set")
    close()


def breakable(app: ASGIApp) -> ASGIApp:
    """Let an application that runs on uvicorn close connections."""

    async def run(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            # What uvicorn passes to its application are methods of the exchange, which has the connection.
            close = _closing(getattr(send, "__self__", None))
            if close is not None:
                scope.setdefault("extensions", {})[EXTENSION] = close
        await app(scope, receive, send)

    return run


def _closing(exchange: Any) -> Callable[[], None] | None:
    """Return a function that closes the connection of uvicorn's exchange; None if it is not as expected."""
    close_transport = getattr(getattr(exchange, "transport", None), "close", None)
    if close_transport is None or not hasattr(exchange, "disconnected"):
        return None

    def close() -> None:
        # As if the client had gone away: uvicorn then neither sends anything more nor misses it.
        exchange.disconnected = True
        close_transport()

    return close
