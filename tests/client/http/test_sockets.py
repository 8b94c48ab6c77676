"""Real connections, which a library makes in ways of its own: what goes wrong on them, on this machine alone."""

from __future__ import annotations

import gzip
import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import imgopen
import pytest

from tests.client.conftest import success
from tests.client.http.conftest import Carrier, asking

CASE = asking()
Serve = Callable[[socket.socket], None]


@contextmanager
def _listening(serve: Serve) -> Iterator[str]:
    """Serve connections one after another; yield the base URL."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def work() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                with connection:
                    _read_request(connection)
                    serve(connection)

        thread = threading.Thread(target=work)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()


def _read_request(connection: socket.socket) -> None:
    received = b""
    while b"\r\n\r\n" not in received:
        received += connection.recv(65536)
    head, _, body = received.partition(b"\r\n\r\n")
    found = re.search(rb"(?i)content-length: *(\d+)", head)
    length = int(found[1]) if found else 0
    while len(body) < length:
        body += connection.recv(65536)


def _answer(body: bytes, *headers: str, length: int | None = None) -> Serve:
    lines = [
        "HTTP/1.1 200 OK",
        f"Content-Length: {length or len(body)}",
        "Connection: close",
        *headers,
        "",
        "",
    ]
    return lambda connection: connection.sendall("\r\n".join(lines).encode() + body)


def _call(carrier: Carrier, base_url: str, **changes: object) -> None:
    """Call once with a client of the user's that has sockets of its own."""
    http = carrier.http_class(trust_env=False)
    client = carrier.client(http, base_url=base_url, max_retries=1)
    carrier.done(CASE.call(client, **changes))


def test_an_answer(carrier: Carrier) -> None:
    body = gzip.compress(success([]).content)
    with (
        _listening(_answer(body, "Content-Encoding: gzip")) as url,
        pytest.raises(imgopen.InvalidResponseError, match="not what the spec promises"),
    ):
        _call(carrier, url)


def test_nobody_listens(carrier: Carrier) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(imgopen.TransportError, match="tried 2 times"):
        _call(carrier, f"http://127.0.0.1:{port}")


def test_the_connection_ends_before_an_answer(carrier: Carrier) -> None:
    with _listening(lambda _: None) as url, pytest.raises(imgopen.TransportError, match="tried 2 times"):
        _call(carrier, url)


def test_the_connection_ends_in_the_middle_of_an_answer(carrier: Carrier) -> None:
    with (
        _listening(_answer(b"{", length=9)) as url,
        pytest.raises(imgopen.TransportError, match="tried 2 times"),
    ):
        _call(carrier, url)


def test_no_answer_in_time(carrier: Carrier) -> None:
    is_over = threading.Event()

    def wait(_: socket.socket) -> None:
        is_over.wait(30)

    with _listening(wait) as url:
        with pytest.raises(imgopen.RequestTimeoutError):
            _call(carrier, url, timeout=0.05, max_retries=0)
        is_over.set()


def test_an_answer_that_is_not_compressed_as_it_says(carrier: Carrier) -> None:
    with (
        _listening(_answer(b"{}", "Content-Encoding: gzip")) as url,
        pytest.raises(imgopen.InvalidResponseError, match="decoded"),
    ):
        _call(carrier, url)


def test_what_is_no_http(carrier: Carrier) -> None:
    with (
        _listening(lambda connection: connection.sendall(b"NOT HTTP\r\n\r\n")) as url,
        pytest.raises(imgopen.TransportError),
    ):
        _call(carrier, url)
