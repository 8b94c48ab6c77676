"""Whatever comes over a real connection, and however it breaks, only errors of the package come out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import imgopen
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from imgopen._runtime.pictures import AsyncImages, Images
from imgopen._runtime.pictures.found import Found

from tests.client.robustness.answers import SPECIAL_HEADERS
from tests.client.robustness.sockets import ByteServer, byte_server
from tests.client.robustness.ways import USES, Side, failure_of

CALLS: Final = [use for use in USES if use.name in ("call", "submit", "post")]

_lines: Final = st.sampled_from(
    [
        b"HTTP/1.1 200 OK\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\n",
        b"HTTP/1.0 200\r\n",
        b"HTTP/9.9 999 \xff\r\n",
        b"HTTP/1.1 204 No Content\r\n",
        b"HTTP/1.1 304 Not Modified\r\n",
        b"Content-Length: 5\r\n",
        b"Content-Length: 5, 6\r\n",
        b"Content-Length: -1\r\n",
        b"Content-Length: " + b"9" * 5000 + b"\r\n",
        b"Transfer-Encoding: chunked\r\n",
        b"Transfer-Encoding: gzip, chunked\r\n",
        b"Content-Encoding: gzip\r\n",
        b"Connection: close\r\n",
        b"Upgrade: websocket\r\n",
        b" folded\r\n",
        b"No colon\r\n",
        b": no name\r\n",
        b"X: " + b"a" * 120_000 + b"\r\n",
        b"\0\r\n",
        b"\r\n",
        b"5\r\nhello\r\n",
        b"5;ext=1\r\nhel",
        b"0\r\n\r\n",
        b"FFFFFFFFFFFFFFFFFFFFFFFF\r\n",
        b"-1\r\n",
        b"0\r\nTrailer: x\r\n\r\n",
        b"{}",
        b"\x1f\x8b\x08",
        b"\xff\xd8\xff\xe0" * 5,
        b"\x16\x03\x01\x02\x00",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ]
)
_headers: Final = st.sampled_from(SPECIAL_HEADERS).map(
    lambda pair: pair[0].encode() + b": " + pair[1].encode("latin-1") + b"\r\n"
)
streams: Final = st.lists(_lines | _headers | st.binary(max_size=40), max_size=8).map(tuple) | st.lists(
    _lines | _headers, max_size=6
).map(lambda lines: (b"HTTP/1.1 200 OK\r\n", *lines))


@pytest.fixture
def server() -> Iterator[ByteServer]:
    """A server of bytes."""
    with byte_server() as running:
        yield running


def _close(side: Side, http: Any) -> None:
    side.done(http.aclose() if side.is_async else http.close())


@pytest.mark.parametrize("use", CALLS, ids=lambda use: use.name)
def test_a_call(use: Any, side: Side, server: ByteServer) -> None:
    http = side.connecting_http()
    client = side.client(http_client=http, base_url=server.url, max_retries=1, timeout=5.0)

    @settings(max_examples=20)
    @given(pieces=streams, is_reset=st.booleans(), takes_request=st.booleans())
    def check(pieces: tuple[bytes, ...], is_reset: bool, takes_request: bool) -> None:
        server.pieces, server.is_reset, server.takes_request = pieces, is_reset, takes_request
        before = server.connections
        error = failure_of(lambda: use.run(side, client))
        assert error is None or str(error)
        assert server.connections > before

    check()
    _close(side, http)


def test_a_picture(side: Side, server: ByteServer) -> None:
    http = side.connecting_http()
    client = side.client(http_client=http, max_retries=1, timeout=5.0)
    found = Found(number=1, url=f"{server.url}/1.jpg", seed=None, is_refused=False)
    (image,) = (AsyncImages if side.is_async else Images)([found], "fox-1", client._download_source())

    @settings(max_examples=20)
    @given(pieces=streams, is_reset=st.booleans())
    def check(pieces: tuple[bytes, ...], is_reset: bool) -> None:
        server.pieces, server.is_reset = pieces, is_reset
        error = failure_of(lambda: side.done(image.read()))
        assert error is None or isinstance(error, imgopen.DownloadError)

    check()
    _close(side, http)
