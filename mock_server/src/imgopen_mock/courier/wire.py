"""HTTP exchanges with addresses: one connection each, and no more of the answer than is allowed."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cached_property
from typing import Any

import anyio
import httpx

from imgopen_mock.core.exchange.callbacks import CallbackRequest, NoReply, Outcome, Reply
from imgopen_mock.courier.hosts import Address
from imgopen_mock.courier.targets import Target

MOST_BODY = 64 * 1024
"""The longest answer in bytes."""

UNCONNECTED = (httpx.ConnectError, httpx.ConnectTimeout)
"""What says that nothing was sent, because there was no connection."""

ANY_FAILURE = (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError)
"""Whatever a receiver or a request can cause; TLS that breaks in the middle is an OSError."""

_TRUSTS_NOBODY = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
_ONE_CONNECTION = httpx.Limits(max_connections=1, max_keepalive_connections=0)


class Wire:
    """Makes HTTP exchanges; may be used for any number at once.

    A connection is closed after its exchange. If it were kept, the receiver could close it just when the next
    request is on its way, and nobody could tell whether that request was read and has to be sent again.

    Redirects are not followed, compressed answers are not unpacked, and there are neither proxies nor cookies.

    Args:
        tls: Which certificates are trusted; None for those that the system trusts.
    """

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self._tls = tls
        self._free: dict[str, list[httpx.AsyncHTTPTransport]] = {"http": [], "https": []}

    async def exchange(
        self, request: CallbackRequest, target: Target, address: Address, connect_within: float | None = None
    ) -> Outcome:
        """Send a request to an address, while its Host header and its TLS name the target's host.

        Args:
            request: What is sent; its URL is not looked at.
            target: The rest of the URL.
            address: What is connected to.
            connect_within: Seconds for the connection; None for as long as it takes.

        Raises:
            ANY_FAILURE: There was no answer; UNCONNECTED if there was not even a connection.
        """
        message = httpx.Request(
            request.method,
            httpx.URL(
                scheme=target.scheme,
                host=str(address),
                port=target.port,
                raw_path=target.path.encode("ascii"),
            ),
            headers={
                **request.headers,
                "host": target.authority,
                "content-length": str(len(request.body)),
                "accept-encoding": "identity",
                "connection": "close",
            },
            content=request.body,
            extensions={"sni_hostname": target.host, "timeout": {"connect": connect_within}},
        )
        async with self._transport(target.scheme) as transport, _closed_at_the_end(message):
            response = await transport.handle_async_request(message)
            return await _read(response)

    @asynccontextmanager
    async def _transport(self, scheme: str) -> AsyncIterator[httpx.AsyncHTTPTransport]:
        """Lend a transport that nobody else uses; one that failed is not lent again.

        A shared one would look through all its connections twice for every request. Those that are free have no
        connection.
        """
        free = self._free[scheme]
        transport = free.pop() if free else self._new_transport(scheme)
        try:
            yield transport
        except BaseException:
            with anyio.CancelScope(shield=True):
                await transport.aclose()
            raise
        free.append(transport)

    def _new_transport(self, scheme: str) -> httpx.AsyncHTTPTransport:
        trusted = self._trusted if scheme == "https" else _TRUSTS_NOBODY
        return httpx.AsyncHTTPTransport(verify=trusted, trust_env=False, limits=_ONE_CONNECTION)

    @cached_property
    def _trusted(self) -> ssl.SSLContext:
        """Made when first needed: reading what the system trusts takes a while."""
        return self._tls or ssl.create_default_context()


async def _read(response: httpx.Response) -> Outcome:
    """Read an answer as it comes, up to the limit."""
    body = bytearray()
    # Cancelled instead of left early: what reads is a chain of generators, which only an error closes in order.
    with anyio.CancelScope() as reading:
        async for chunk in response.aiter_raw():
            body += chunk
            if len(body) > MOST_BODY:
                reading.cancel()
    if len(body) > MOST_BODY:
        return NoReply(f"the answer is longer than {MOST_BODY} bytes")
    return Reply(response.status_code, bytes(body))


@asynccontextmanager
async def _closed_at_the_end(message: httpx.Request) -> AsyncIterator[None]:
    """Close the connection of a request even if it is cancelled while TLS is agreed, where httpcore forgets it."""
    if message.url.scheme != "https":
        yield
        return
    opened = []

    async def trace(event: str, info: dict[str, Any]) -> None:
        if event == "connection.connect_tcp.complete":
            opened.append(info["return_value"])

    message.extensions["trace"] = trace
    try:
        yield
    finally:
        with anyio.CancelScope(shield=True):
            for stream in opened:
                await stream.aclose()
