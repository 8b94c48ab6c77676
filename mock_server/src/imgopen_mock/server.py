"""The simulator behind HTTP: a FastAPI application with one route for the API, and one for the control of it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

from fastapi import FastAPI
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send

from imgopen_mock.asgi import BodyTooLargeError, DisconnectedError, read_request, send_response
from imgopen_mock.breakage import send_broken
from imgopen_mock.control import ControlRoute, is_control
from imgopen_mock.core.exchange.messages import Request, Response
from imgopen_mock.core.pictures import Drawing
from imgopen_mock.core.simulator import Simulator
from imgopen_mock.courier import AddressPolicy
from imgopen_mock.delays import Delays
from imgopen_mock.outbox import Outbox
from imgopen_mock.packaged import load_simulator
from imgopen_mock.realtime import RealClock
from imgopen_mock.studio import Studio, tag_of

MAX_BODY = 8 * 1024 * 1024
"""The longest body in bytes, if nothing else is said."""

CALLBACK_TIMEOUT = 10.0
"""Seconds for a callback, if nothing else is said."""


class SimulatorRoute(BaseRoute):
    """Hands every HTTP request to the simulator, which knows by itself what is not there.

    A route of its own instead of a path pattern: no pattern has to be matched, and a path with a line break,
    which no pattern of the framework takes, gets the simulator's answer too.
    """

    def __init__(self, simulator: Simulator, outbox: Outbox, delays: Delays, max_body: int) -> None:
        self._simulator = simulator
        self._outbox = outbox
        self._delays = delays
        self._studio = Studio()
        self._max_body = max_body

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Take any HTTP request that is not for the control."""
        mine = scope["type"] == "http" and not is_control(scope["path"])
        return (Match.FULL if mine else Match.NONE), {}

    def url_path_for(self, name: str, /, **_path_params: Any) -> Any:
        """Say that no address can be made for this route."""
        raise LookupError(f"the simulator has no route named {name}")

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the request, let the simulator answer, and send the answer."""
        try:
            request = await read_request(scope, receive, self._max_body)
        except DisconnectedError:
            return
        except BodyTooLargeError:
            refusal = self._simulator.refuse(413, f"body: is longer than {self._max_body} bytes")
            # The rest of the body is still on its way, so the connection is of no more use.
            await send_response(replace(refusal, headers={**refusal.headers, "connection": "close"}), send)
            return
        response = self._simulator.handle(request)
        self._outbox.notice()
        if response.delay and not await self._delays.wait(response.delay, receive):
            return
        if response.drawing is not None:
            response = await self._painted(response, response.drawing, request)
        if response.breakage:
            await send_broken(response, scope, send)
        else:
            await send_response(response, send)

    async def _painted(self, response: Response, drawing: Drawing, request: Request) -> Response:
        """Return an answer with its picture, unless the client has that already."""
        # A client asks each time: with the same seed, the next run has other pictures at the same addresses.
        tag = tag_of(drawing)
        headers = {**response.headers, "etag": tag, "cache-control": "no-cache"}
        known = {
            entry.strip().removeprefix("W/") for entry in request.headers.get("if-none-match", "").split(",")
        }
        if known & {tag, "*"}:
            return Response(304, headers, b"")
        try:
            return Response(response.status, headers, await self._studio.paint(drawing))
        except ValueError as error:
            return self._simulator.refuse(404, str(error))


def create_app(
    simulator: Simulator | None = None,
    *,
    max_body: int = MAX_BODY,
    callback_allow: Iterable[str] = (),
    callback_timeout: float = CALLBACK_TIMEOUT,
) -> FastAPI:
    """Make an ASGI application of a simulator; without one, of the bundle that comes with the package.

    It needs no lifespan, so it works with `httpx.ASGITransport` too. Its routes, and the simulator, belong to one
    event loop at a time.

    Args:
        simulator: What answers the requests.
        max_body: The longest body in bytes; a longer one is refused with HTTP 413.
        callback_allow: Where callbacks may go besides loopback: host names, IP addresses, networks such as
            `10.0.0.0/8`.
        callback_timeout: Seconds, of real time, after which a callback counts as unanswered.

    Raises:
        ValueError: Where callbacks may go is none of these, or their timeout is not above 0.
    """
    if not callback_timeout > 0:
        raise ValueError(f"a callback cannot take {callback_timeout} seconds")
    simulator = simulator or load_simulator(clock=RealClock())
    delays = Delays(simulator.clock)
    outbox = Outbox(simulator, AddressPolicy(callback_allow), callback_timeout, delays)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        outbox.notice()
        try:
            yield
        finally:
            await outbox.stop()

    app = FastAPI(title=simulator.bundle.title, openapi_url=None, lifespan=lifespan)
    app.state.delays = delays
    app.state.api = SimulatorRoute(simulator, outbox, delays, max_body)
    app.router.routes += [app.state.api, ControlRoute(simulator, outbox, max_body)]
    return app


def shortened(app: FastAPI) -> ASGIApp:
    """Let requests to the API go straight to the simulator: the framework's layers have nothing to add to them."""
    api: SimulatorRoute = app.state.api

    async def run(scope: Scope, receive: Receive, send: Send) -> None:
        if api.matches(scope)[0] is Match.FULL:
            await api.handle(scope, receive, send)
        else:
            await app(scope, receive, send)

    return run
