"""Hosts of pictures that really listen, on this machine alone."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeAlias

Reply: TypeAlias = "Callable[[BaseHTTPRequestHandler], None]"


@dataclass
class Loopback:
    """A server, and what it was asked."""

    port: int
    replies: dict[str, Reply]
    targets: list[str] = field(default_factory=list, repr=False)
    headers: list[dict[str, str]] = field(default_factory=list)

    def url(self, target: str, name: str = "127.0.0.1") -> str:
        """Return the URL of something on the server, under one of this machine's names."""
        return f"http://{name}:{self.port}{target}"


@contextmanager
def listening() -> Iterator[Loopback]:
    """Run a server; the test fills in what it replies, by path."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            server.targets.append(self.path)
            server.headers.append({name.lower(): value for name, value in self.headers.items()})
            server.replies[self.path.partition("?")[0]](self)

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        server = Loopback(http.server_address[1], {})
        thread = threading.Thread(target=http.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            http.shutdown()
            thread.join()


def content(body: bytes, **headers: str) -> Reply:
    """Reply with some content."""
    return raw(200, {"Content-Length": str(len(body)), **headers}, body)


def redirect(location: str, status: int = 302, **headers: str) -> Reply:
    """Reply that it is elsewhere."""
    return raw(status, {"Location": location, "Content-Length": "0", **headers}, b"")


def raw(status: int, headers: dict[str, str], body: bytes) -> Reply:
    """Reply with exactly this, and hang up."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("Connection", "close")
        handler.end_headers()
        handler.wfile.write(body)
        handler.close_connection = True

    return reply
