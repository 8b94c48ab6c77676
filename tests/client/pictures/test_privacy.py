"""A picture's host learns nothing but what is asked for, and no log learns a signature: with real connections."""

from __future__ import annotations

import logging
import ssl
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import imgopen
import pytest

from tests.client.pictures.conftest import AGENT, JPEG, Gallery, family_named, files_in, picture
from tests.client.pictures.loopback import Loopback, content, listening, raw, redirect

SECRETS: dict[str, Any] = {
    "headers": {"X-Api-Key": "hunter2", "User-Agent": "hunter2", "Referer": "hunter2"},
    "cookies": {"session": "hunter2"},
    "auth": ("user", "hunter2"),
    "params": {"token": "hunter2"},
    "base_url": "https://hunter2.example",
}

NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # made once: each client would load the certificates anew


@pytest.fixture
def server() -> Iterator[Loopback]:
    """A host of pictures."""
    with listening() as loopback:
        yield loopback


@pytest.fixture(params=["httpx", "httpx2"])
def connect(request: pytest.FixtureRequest, gallery: Gallery) -> Any:
    """Makes pictures that are fetched over real connections, by each of the libraries."""
    family = family_named(request.param)

    def images(*urls: str, **settings: Any) -> Any:
        found = [picture(number, url=url) for number, url in enumerate(urls, 1)]
        http = {"transport": None, "verify": NO_TLS, **SECRETS}
        return gallery.images(lambda _: None, found, family=family, http=http, **settings)

    return images


def test_nothing_of_the_clients_own_goes_to_the_host(
    connect: Any, gallery: Gallery, server: Loopback
) -> None:
    server.replies = {"/1.jpg": content(JPEG)}
    assert gallery.run(connect(server.url("/1.jpg?sig=1"))[0].read) == JPEG
    assert server.targets == ["/1.jpg?sig=1"]
    assert server.headers[0] == {
        "host": f"127.0.0.1:{server.port}",
        "user-agent": AGENT,
        "accept": "image/*",
        "accept-encoding": "identity",
    }


@pytest.mark.parametrize("status", [302, 308])
def test_nor_does_it_where_the_host_redirects_to(
    status: int, connect: Any, gallery: Gallery, server: Loopback
) -> None:
    server.replies = {
        "/1.jpg": redirect("/a/2.jpg?sig=2", status, **{"Set-Cookie": "their=own"}),
        "/a/2.jpg": redirect("3.jpg?sig=3", status),
        "/a/3.jpg": redirect(server.url("/4.jpg?sig=4#part", "localhost"), status),
        "/4.jpg": content(JPEG),
    }
    assert gallery.run(connect(server.url("/1.jpg?sig=1"))[0].read) == JPEG
    assert server.targets == ["/1.jpg?sig=1", "/a/2.jpg?sig=2", "/a/3.jpg?sig=3", "/4.jpg?sig=4"]
    assert [set(headers) for headers in server.headers] == [
        {"host", "user-agent", "accept", "accept-encoding"}
    ] * 4
    assert [headers["host"].partition(":")[0] for headers in server.headers] == ["127.0.0.1"] * 3 + [
        "localhost"
    ]
    assert "hunter2" not in str(server.headers)


@pytest.mark.parametrize(
    ("location", "complaint"),
    [
        ("file:///etc/passwd", "not one of http or https"),
        ("ftp://127.0.0.1/1.jpg", "not one of http or https"),
        ("http://user:hunter2@127.0.0.1/1.jpg", "a user name or a password"),
        ("http://[", ""),
        ("http://127.0.0.1:99999999/", ""),
        ("/1.jpg?again", "redirected more than 20 times"),
    ],
)
def test_a_redirect_to_nowhere_is_an_error(
    location: str, complaint: str, connect: Any, gallery: Gallery, server: Loopback
) -> None:
    server.replies = {"/1.jpg": redirect(location)}
    with pytest.raises(imgopen.DownloadError) as caught:
        gallery.run(connect(server.url("/1.jpg"), max_retries=0)[0].read)
    assert complaint in str(caught.value)
    assert "hunter2" not in str(caught.value)
    assert len(server.targets) <= 21


def test_no_log_shows_a_signature(
    connect: Any, gallery: Gallery, server: Loopback, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    server.replies = {
        "/1.jpg": content(JPEG),
        "/2.jpg": redirect("/1.jpg?sig=hunter2"),
        "/3.jpg": raw(404, {"Content-Length": "0"}, b""),
    }
    urls = [server.url(f"/{number}.jpg?sig=hunter2#hunter2") for number in (1, 2, 3)]
    caplog.set_level(logging.DEBUG)
    with pytest.raises(imgopen.DownloadError) as caught:
        gallery.run(connect(*urls).save_all, tmp_path)
    lines = [record for record in caplog.records if record.name in ("httpx", "httpx2")]
    assert len(lines) == 4
    assert all(f"127.0.0.1:{server.port}/" in record.getMessage() for record in lines)
    assert all("jpg?***" in record.getMessage() for record in lines)
    shown = "".join(traceback.TracebackException.from_exception(caught.value).format())
    assert "hunter2" not in shown + "".join(record.getMessage() for record in lines)


def test_no_traceback_shows_a_signature(connect: Any, gallery: Gallery, server: Loopback) -> None:
    server.replies = {"/1.jpg": raw(200, {"Content-Length": "99"}, JPEG[:50])}
    images = connect(server.url("/1.jpg?sig=hunter2"))
    with pytest.raises(imgopen.DownloadError) as caught:
        gallery.run(images[0].read)
    shown = "".join(traceback.TracebackException.from_exception(caught.value, capture_locals=True).format())
    assert "RemoteProtocolError" in shown
    # The library's own client, which this test has given its secrets, shows none of them either.
    assert "hunter2" not in shown
    assert len(server.targets) == 3


@pytest.mark.parametrize(
    "reply",
    [
        raw(200, {"Content-Length": str(len(JPEG))}, JPEG),
        raw(200, {"Transfer-Encoding": "chunked"}, b"%x\r\n%b\r\n0\r\n\r\n" % (len(JPEG), JPEG)),
        raw(200, {}, JPEG),
    ],
    ids=["length", "chunked", "until it hangs up"],
)
def test_a_picture_comes_over_a_real_connection(
    reply: Any, connect: Any, gallery: Gallery, server: Loopback, tmp_path: Path
) -> None:
    server.replies = {"/1.jpg": reply}
    saved = gallery.run(connect(server.url("/1.jpg"))[0].save, tmp_path / "fox")
    assert saved.read_bytes() == JPEG
    assert files_in(tmp_path) == {"fox.jpg"}


@pytest.mark.parametrize(
    "reply",
    [
        raw(200, {"Content-Length": str(len(JPEG) + 1)}, JPEG),
        raw(200, {"Transfer-Encoding": "chunked"}, b"%x\r\n%b" % (len(JPEG), JPEG[:-1])),
        raw(200, {"Transfer-Encoding": "chunked"}, b"no chunk\r\n"),
        raw(200, {"Content-Length": "many"}, JPEG),
        raw(200, {"Bad Header\x01": "x"}, JPEG),
        lambda handler: handler.wfile.write(b"rubbish\r\n\r\n") and handler.connection.close(),
        lambda handler: handler.connection.shutdown(2),
    ],
    ids=["short", "short chunk", "no chunk", "odd length", "odd header", "rubbish", "nothing"],
)
def test_a_broken_connection_leaves_nothing(
    reply: Any, connect: Any, gallery: Gallery, server: Loopback, tmp_path: Path
) -> None:
    server.replies = {"/1.jpg": reply}
    with pytest.raises(imgopen.DownloadError, match="tried 3 times"):
        gallery.run(connect(server.url("/1.jpg"))[0].save, tmp_path / "fox")
    assert not files_in(tmp_path)
