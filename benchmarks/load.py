"""Load on an HTTP server: a few connections that stay open, each sending its next request when it is answered.

Requests are ready bytes, and of an answer no more is read than is needed to see that it is a good one, so that the
server is the one that is busy.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

CONNECTIONS: Final = 16
_PATIENCE: Final = 30.0
"""Seconds without any answer after which a server counts as stuck."""
_HEAD_END: Final = b"\r\n\r\n"
_SUCCESS: Final = b"HTTP/1.1 200 "

Judge = Callable[[bytes], bool]
"""Says whether the body of an answer is one of a success."""


class LoadError(Exception):
    """The server does not answer as it should."""


@dataclass(frozen=True)
class Load:
    """What came of it."""

    answers: int
    seconds: float
    """From the first request to the last answer."""
    cpu: float
    """CPU seconds of this process meanwhile."""

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.answers / self.seconds


async def put_load(host: str, port: int, messages: Iterator[bytes], judge: Judge) -> Load:
    """Send requests until there are no more, and wait for the last answer.

    Raises:
        LoadError: an answer is not a success, or does not come.
    """
    return await _Run(messages, judge).go(host, port)


def lasting(seconds: float, messages: Iterator[bytes]) -> Iterator[bytes]:
    """Yield messages for a while, from the first one on."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        yield next(messages)


class _Run:
    def __init__(self, messages: Iterator[bytes], judge: Judge) -> None:
        self.messages = messages
        self.judge = judge
        self.answers = 0
        self._busy = 0
        self._end: asyncio.Future[None]

    async def go(self, host: str, port: int) -> Load:
        loop = asyncio.get_running_loop()
        self._end = loop.create_future()
        opened = [
            await loop.create_connection(lambda: _Connection(self), host, port) for _ in range(CONNECTIONS)
        ]
        start, cpu = time.perf_counter(), time.process_time()
        self._busy = len(opened)
        try:
            for _, connection in opened:
                connection.send()
            await self._ended()
        finally:
            for transport, _ in opened:
                transport.close()
        return Load(self.answers, time.perf_counter() - start, time.process_time() - cpu)

    def rest(self) -> None:
        """Count a connection that has nothing more to send."""
        self._busy -= 1
        if not self._busy and not self._end.done():
            self._end.set_result(None)

    def fail(self, problem: str) -> None:
        """End with an error."""
        if not self._end.done():
            self._end.set_exception(LoadError(problem))

    async def _ended(self) -> None:
        before = -1
        while not self._end.done():
            if self.answers == before:
                raise LoadError(f"no answer within {_PATIENCE:g} s")
            before = self.answers
            await asyncio.wait([self._end], timeout=_PATIENCE)
        await self._end


class _Connection(asyncio.Protocol):
    def __init__(self, run: _Run) -> None:
        self._run = run
        self._received = b""
        self._transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def send(self) -> None:
        """Send the next request, if there is one."""
        message = next(self._run.messages, None)
        if message is None:
            self._run.rest()
        else:
            self._transport.write(message)

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, found, rest = self._received.partition(_HEAD_END)
        body = body_of(head.lower(), rest) if found else None
        if body is None:
            return
        if not head.startswith(_SUCCESS) or not self._run.judge(body):
            self._run.fail(f"the answer is no success: {self._received[-300:]!r}")
            return
        self._received = b""
        self._run.answers += 1
        self.send()

    def connection_lost(self, exc: Exception | None) -> None:
        self._run.fail(f"the server closed a connection: {exc or 'without an error'}")


def body_of(head: bytes, rest: bytes) -> bytes | None:
    """Return the body of an answer, None while it is not all there; `head` is in lower case."""
    _, found, length = head.partition(b"\r\ncontent-length:")
    if found:
        return rest if len(rest) >= int(length.partition(b"\r\n")[0]) else None
    if b"\r\ntransfer-encoding: chunked" not in head or not rest.endswith(b"0\r\n\r\n"):
        return None
    body = b""
    while True:
        size, _, rest = rest.partition(b"\r\n")
        length_of_chunk = int(size.partition(b";")[0], 16)
        if not length_of_chunk:
            return body
        body, rest = body + rest[:length_of_chunk], rest[length_of_chunk + 2 :]
