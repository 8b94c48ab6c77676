"""The simulator behind HTTP: a FastAPI application with one route that takes everything."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from fastapi import FastAPI
from starlette.routing import BaseRoute, Match
from starlette.types import Receive, Scope, Send

from imgopen_mock.core.messages import Request, Response
from imgopen_mock.core.simulator import Simulator
from imgopen_mock.packaged import load_bundle
from imgopen_mock.realtime import RealClock

MAX_BODY = 32 * 1024 * 1024


class BodyTooLargeError(Exception):
    """The body is longer than the server takes."""


class DisconnectedError(Exception):
    """The client went away before the body was complete."""


class SimulatorRoute(BaseRoute):
    """Hands every HTTP request to the simulator, which knows by itself what is not there.

    A route of its own instead of a path pattern: no pattern has to be matched, and a path with a line break,
    which no pattern of the framework takes, gets the simulator's answer too.
    """

    def __init__(self, simulator: Simulator, max_body: int) -> None:
        self._simulator = simulator
        self._max_body = max_body

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Take any HTTP request."""
        return (Match.FULL if scope["type"] == "http" else Match.NONE), {}

    def url_path_for(self, name: str, /, **_path_params: Any) -> Any:
        """Say that no address can be made for this route."""
        raise LookupError(f"the simulator has no route named {name}")

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the request, let the simulator answer, and send the answer."""
        try:
            body = await read_body(receive, self._max_body)
        except DisconnectedError:
            return
        except BodyTooLargeError:
            refusal = self._simulator.refuse(413, f"body: is longer than {self._max_body} bytes")
            # The rest of the body is still on its way, so the connection is of no more use.
            response = Response(refusal.status, {**refusal.headers, "connection": "close"}, refusal.body)
        else:
            response = self._simulator.handle(request_from(scope, body))
        await send_response(response, send)


def create_app(simulator: Simulator | None = None, *, max_body: int = MAX_BODY) -> FastAPI:
    """Make an ASGI application of a simulator; without one, of the bundle that comes with the package.

    Args:
        simulator: What answers the requests.
        max_body: The longest body in bytes; a longer one is refused with HTTP 413.
    """
    simulator = simulator or Simulator(load_bundle(), RealClock())
    app = FastAPI(title=simulator.bundle.title, openapi_url=None)
    app.router.routes.append(SimulatorRoute(simulator, max_body))
    return app


def request_from(scope: Scope, body: bytes) -> Request:
    """Turn an ASGI scope into the simulator's request."""
    headers: dict[str, str] = {}
    for name, value in scope["headers"]:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        headers[key] = f"{headers[key]}, {text}" if key in headers else text
    raw_path = scope.get("raw_path")
    return Request(
        method=scope["method"],
        path=quote(scope["path"]) if raw_path is None else raw_path.decode("latin-1"),
        headers=headers,
        body=body,
        query=scope["query_string"].decode("latin-1"),
    )


async def read_body(receive: Receive, max_body: int) -> bytes:
    """Read the whole body, and not a byte more than allowed."""
    chunks: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            raise DisconnectedError
        chunk = message.get("body", b"")
        size += len(chunk)
        if size > max_body:
            raise BodyTooLargeError
        chunks.append(chunk)
        if not message.get("more_body", False):
            return chunks[0] if len(chunks) == 1 else b"".join(chunks)


async def send_response(response: Response, send: Send) -> None:
    """Send an answer in one piece."""
    headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in response.headers.items()]
    headers.append((b"content-length", str(len(response.body)).encode()))
    await send({"type": "http.response.start", "status": response.status, "headers": headers})
    await send({"type": "http.response.body", "body": response.body})
