"""The receiver of callbacks: it acknowledges each, and remembers when it came."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from benchmarks.servers import HOST

_HEAD_END: Final = b"\r\n\r\n"
_LENGTH: Final = b"\r\ncontent-length:"


class ReceiverError(Exception):
    """Callbacks do not come."""


class Receiver:
    """What has come so far; bodies tell one task's callback from another's."""

    def __init__(self, acknowledgement: bytes) -> None:
        head = (
            f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(acknowledgement)}\r\n"
        )
        self.answer = head.encode() + b"Connection: close\r\n\r\n" + acknowledgement
        self.times: list[float] = []
        """When each callback came for the first time, on the clock of `time.perf_counter`."""
        self.repeated = 0
        self._known: set[bytes] = set()

    def take(self, body: bytes) -> None:
        """Remember a callback."""
        if body in self._known:
            self.repeated += 1
        else:
            self._known.add(body)
            self.times.append(time.perf_counter())

    async def has_all(self, count: int, patience: float) -> None:
        """Wait until so many have come.

        Raises:
            ReceiverError: none has come for a while, given in seconds.
        """
        while len(self.times) < count:
            before = len(self.times)
            last = self.times[-1] if self.times else time.perf_counter()
            await asyncio.sleep(0.05)
            if len(self.times) == before and time.perf_counter() - last > patience:
                raise ReceiverError(f"{before} of {count} callbacks came, and no more for {patience:g} s")


@asynccontextmanager
async def receiving(acknowledgement: bytes) -> AsyncIterator[tuple[Receiver, str]]:
    """Listen for callbacks until the block ends; yield their receiver and its URL."""
    receiver = Receiver(acknowledgement)
    server = await asyncio.get_running_loop().create_server(
        lambda: _Connection(receiver), HOST, 0, backlog=1024
    )
    try:
        yield receiver, f"http://{HOST}:{server.sockets[0].getsockname()[1]}/"
    finally:
        server.close()


class _Connection(asyncio.Protocol):
    """A connection that is closed after one answer, as the sender wants it."""

    def __init__(self, receiver: Receiver) -> None:
        self._receiver = receiver
        self._received = b""
        self._transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, found, body = self._received.partition(_HEAD_END)
        length = head.lower().partition(_LENGTH)[2].partition(b"\r\n")[0]
        if found and len(body) >= int(length or 0):
            self._receiver.take(body)
            self._transport.write(self._receiver.answer)
            self._transport.close()
