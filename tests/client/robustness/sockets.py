"""A server of bytes: it takes a request, sends what it was given, and hangs up, gently or not."""

from __future__ import annotations

import re
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


@dataclass
class ByteServer:
    """What a server sends on each connection, piece by piece, and how many connections there were.

    Attributes:
        is_reset: whether it breaks the connection instead of ending it.
        takes_request: whether it waits for the whole request before it sends.
    """

    port: int
    pieces: tuple[bytes, ...] = ()
    is_reset: bool = False
    takes_request: bool = True
    connections: int = field(default=0)

    @property
    def url(self) -> str:
        """Its base URL."""
        return f"http://127.0.0.1:{self.port}"

    def serve(self, connection: socket.socket) -> None:
        """Serve one connection."""
        self.connections += 1
        if self.takes_request:
            read_request(connection)
        for piece in self.pieces:
            connection.sendall(piece)
        if self.is_reset:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        else:
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(65536):
                pass


@contextmanager
def byte_server() -> Iterator[ByteServer]:
    """Run a server of bytes."""
    with listening(lambda connection: server.serve(connection)) as port:
        server = ByteServer(port)
        yield server


@contextmanager
def listening(serve: Callable[[socket.socket], None], *, threads: int = 2) -> Iterator[int]:
    """Serve connections, a few at a time; yield the port."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listener:

        def work() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                with connection, suppress(OSError):
                    connection.settimeout(10)
                    serve(connection)

        workers = [threading.Thread(target=work) for _ in range(threads)]
        for worker in workers:
            worker.start()
        try:
            yield listener.getsockname()[1]
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            for worker in workers:
                worker.join()


def read_request(connection: socket.socket) -> bytes:
    """Return the next request of a connection; nothing where the other side has hung up."""
    received = b""
    while b"\r\n\r\n" not in received:
        piece = connection.recv(65536)
        if not piece:
            return b""
        received += piece
    head, _, body = received.partition(b"\r\n\r\n")
    found = re.search(rb"(?i)content-length: *(\d+)", head)
    left = (int(found[1]) if found else 0) - len(body)
    while left > 0:
        piece = connection.recv(65536)
        if not piece:
            return b""
        received += piece
        left -= len(piece)
    return received
