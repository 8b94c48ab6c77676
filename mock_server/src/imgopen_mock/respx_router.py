"""A simulator without a socket: httpx asks it instead of the network.

    with mock_router(load_simulator()):
        httpx.post("https://.../...", json={...})  # whatever uses httpx, sync or async

Clients with a transport of their own, such as `httpx.ASGITransport` or `httpx.MockTransport`, are left alone.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from threading import Lock
from typing import NoReturn, TypeAlias
from weakref import WeakSet

import httpx
import respx
from respx.mocks import HTTPCoreMocker, Mocker
from respx.models import AllMockedAssertionError

from imgopen_mock.core.exchange.messages import Breakage, Request, Response
from imgopen_mock.core.simulator import Simulator

_OURS: WeakSet[respx.MockRouter] = WeakSet()

Origin: TypeAlias = tuple[str, str, int | None]
"""Scheme, host and port; None for the usual port of the scheme."""


def mock_router(
    simulator: Simulator,
    *base_urls: str,
    lock: AbstractContextManager[object] | None = None,
    mocker: type[Mocker] = HTTPCoreMocker,
) -> respx.MockRouter:
    """Make a respx router that answers the API's requests, and lets all others pass.

    It is active as a context manager, as a decorator, or from `start()` to `stop()`. Other respx routers may be
    active too; they are asked about the requests that are not the API's.

    Nobody waits: an answer that is to come later than the client is ready to wait is a timeout at once, and any
    other answer comes at once.

    Args:
        simulator: What answers.
        base_urls: Further servers to stand in for, such as `https://staging.example.com`. The first server of the
            simulator's bundle always belongs to them.
        lock: Held while the simulator works, for whoever else works with it; by default one of its own.
        mocker: Where requests are caught: on their way to a socket, so that a transport without sockets keeps its
            own. By default that of httpx; `imgopen_mock.httpx2_mocker` has that of httpx2.

    Raises:
        ValueError: A base URL is more, or less, than scheme, host and port.
    """
    origins = {_origin(url) for url in (simulator.bundle.origin, *base_urls)}
    held = lock or Lock()
    router = respx.MockRouter(assert_all_called=False, using=mocker.name)

    def answer(request: httpx.Request) -> httpx.Request | httpx.Response:
        if _origin_of(request.url) not in origins:
            return _leave(request, router, mocker)
        asked = simulator_request(request)
        with held:
            response = simulator.handle(asked)
        return httpx_response(_painted(response, simulator), request)

    router.route().mock(side_effect=answer)
    _OURS.add(router)
    return router


def simulator_request(request: httpx.Request) -> Request:
    """Turn a request of httpx, whose body was read, into one of the simulator."""
    path, _, query = request.url.raw_path.decode("ascii").partition("?")
    origin = f"{request.url.scheme}://{request.url.netloc.decode('ascii')}"
    return Request(request.method, path, dict(request.headers), request.content, query, origin)


def httpx_response(response: Response, request: httpx.Request) -> httpx.Response:
    """Turn an answer of the simulator, painted if it is a picture, into what httpx would make of it.

    Raises:
        httpx.ReadTimeout: The answer comes too late for this request.
        httpx.RemoteProtocolError: No answer comes.
    """
    patience = request.extensions.get("timeout", {}).get("read")
    if patience is not None and response.delay >= patience:
        raise httpx.ReadTimeout("The read operation timed out", request=request)
    if response.breakage is Breakage.DROPPED:
        raise httpx.RemoteProtocolError("Server disconnected without sending a response.", request=request)
    if request.method == "HEAD":
        return httpx.Response(response.status, headers=response.headers, request=request)
    if response.breakage is Breakage.TRUNCATED:
        headers = {**response.headers, "content-length": str(len(response.body))}
        return httpx.Response(response.status, headers=headers, stream=_Half(response.body), request=request)
    return httpx.Response(response.status, headers=response.headers, content=response.body, request=request)


class _Half(httpx.SyncByteStream, httpx.AsyncByteStream):
    """The first half of a body, and then the end of the connection."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def __iter__(self) -> Iterator[bytes]:
        yield self._sent
        self._break_off()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self._sent
        self._break_off()

    @property
    def _sent(self) -> bytes:
        return self._body[: len(self._body) // 2]

    def _break_off(self) -> NoReturn:
        raise httpx.RemoteProtocolError(
            "peer closed connection without sending complete message body "
            f"(received {len(self._sent)} bytes, expected {len(self._body)})"
        )


def _painted(response: Response, simulator: Simulator) -> Response:
    """Return an answer with its picture; one that cannot be painted is not there."""
    if response.drawing is None:
        return response
    try:
        return replace(response, body=response.drawing.paint(), drawing=None)
    except ValueError as error:
        return simulator.refuse(404, str(error))


def _origin(url: str) -> Origin:
    """Read a base URL that is an origin and nothing more."""
    parsed = httpx.URL(url)
    if not (parsed.scheme and parsed.host) or parsed.raw_path != b"/" or parsed.userinfo or parsed.fragment:
        raise ValueError(f"base URL {url}: scheme, host and port are wanted, such as https://api.example.com")
    return _origin_of(parsed)


def _origin_of(url: httpx.URL) -> Origin:
    return url.scheme, url.host, url.port


def _leave(request: httpx.Request, router: respx.MockRouter, mocker: type[Mocker]) -> httpx.Request:
    """Let a request pass to the network; an error sends it on to the next router, if it is for others to say.

    respx asks its routers in turn until one answers; to let a request pass is an answer too.
    """
    active = mocker.routers
    if all(other in _OURS for other in active) and router is active[-1]:
        return request
    raise AllMockedAssertionError(f"RESPX: {request!r} not mocked!")
