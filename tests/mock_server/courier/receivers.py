"""Receivers of callbacks that do what they are told: a script for every connection."""

from __future__ import annotations

import asyncio
import socket
import ssl
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TypeAlias

Script: TypeAlias = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

OK = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"


@dataclass
class Receiver:
    """A receiver on loopback.

    Attributes:
        connections: How many there were.
        dropped: Set when the other side has closed a connection, and all that are left are closed.
        open: How many there are.
    """

    host: str
    port: int
    scheme: str = "http"
    connections: int = 0
    open: int = 0
    dropped: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def url(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}/bell"


@asynccontextmanager
async def listening(
    script: Script, *, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None
) -> AsyncIterator[Receiver]:
    """Listen, run the script for each connection, then wait until the other side closes it."""
    served: dict[asyncio.Task[None], asyncio.StreamWriter] = {}

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        receiver.connections += 1
        receiver.open += 1
        try:
            await script(reader, writer)
            while await reader.read(65536):
                pass
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            writer.transport.abort()
            receiver.open -= 1
            if not receiver.open:
                receiver.dropped.set()

    def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(serve(reader, writer))
        served[task] = writer
        task.add_done_callback(served.pop)

    server = await asyncio.start_server(accept, host, 0, ssl=tls)
    port = server.sockets[0].getsockname()[1]
    receiver = Receiver(host, port, "https" if tls else "http")
    try:
        yield receiver
    finally:
        server.close()
        tasks = dict(served)
        for task, writer in tasks.items():
            task.cancel()
            writer.transport.abort()
        await asyncio.gather(*tasks, return_exceptions=True)
        await server.wait_closed()


async def read_request(reader: asyncio.StreamReader) -> bytes:
    """Read a request up to the end of its body."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = next(
        int(line.partition(b":")[2])
        for line in head.split(b"\r\n")
        if line.lower().startswith(b"content-length:")
    )
    return head + await reader.readexactly(length)


def answering(*answers: bytes, seen: list[bytes] | None = None, close: bool = True) -> Script:
    """Read the request, write the answer in these pieces, and close."""

    async def script(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await read_request(reader)
        if seen is not None:
            seen.append(request)
        for answer in answers:
            writer.write(answer)
            await writer.drain()
        if close:
            writer.close()

    return script


def hanging(*answers: bytes) -> Script:
    """Read the request, write these pieces of an answer, and leave it at that."""
    return answering(*answers, close=False)


async def deaf(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Do not even read."""
    await asyncio.Event().wait()


async def resetting(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Reset the connection once the request has come."""
    await read_request(reader)
    connection: socket.socket = writer.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


def endless(start: bytes, piece: bytes, written: list[int]) -> Script:
    """Write pieces until the other side has had enough; `written` tells how many bytes the system took."""

    async def script(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        written.append(0)
        writer.write(start)
        while True:
            writer.write(piece)
            await writer.drain()
            written[-1] += len(piece)

    return script


def dripping(start: bytes) -> Script:
    """Write a byte every now and then, until the other side has gone."""

    async def script(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(start)
        while True:
            writer.write(b"x")
            try:
                await asyncio.wait_for(reader.read(1), 0.01)
            except asyncio.TimeoutError:
                continue
            return

    return script
