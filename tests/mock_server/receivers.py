"""A receiver of callbacks on loopback, in a thread of its own so that it works with every kind of server."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PATIENCE = 30


@dataclass(frozen=True)
class Receiver:
    """Where callbacks come in.

    Attributes:
        url: Its address.
        bodies: What came, in order.
    """

    url: str
    bodies: queue.Queue[bytes]

    def next(self) -> bytes:
        """Wait for the next callback, and return its body."""
        return self.bodies.get(timeout=PATIENCE)


@contextmanager
def receiving(answer: Callable[[int], bytes]) -> Iterator[Receiver]:
    """Receive callbacks.

    Args:
        answer: Returns what the callback of this number, counted from 1, is answered with.
    """
    bodies: queue.Queue[bytes] = queue.Queue()
    count = 0

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            nonlocal count
            body = self.rfile.read(int(self.headers["content-length"]))
            count += 1
            content = answer(count)
            bodies.put(body)  # before the answer, which may let the test go on
            self.send_response(200)
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield Receiver(f"http://127.0.0.1:{server.server_port}/bell", bodies)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
