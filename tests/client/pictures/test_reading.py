"""A picture is fetched as it is, or there is a `DownloadError`; what may pass is tried again."""

from __future__ import annotations

import contextlib
import gzip
import itertools
import pickle
import ssl
import traceback
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import imgopen
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.client.pictures.conftest import (
    AGENT,
    HOST,
    JPEG,
    PNG,
    Body,
    Gallery,
    PictureHost,
    files_in,
    picture,
    streamed,
)
from tests.support.http import httpx


def test_a_picture_is_read_as_it_is(gallery: Gallery, host: PictureHost) -> None:
    host.answers = [streamed(JPEG[:3], JPEG[3:90], b"", JPEG[90:], content_length=str(len(JPEG)))]
    (image,) = gallery.images(host, [picture(3, seed=5)])
    assert gallery.run(image.read) == JPEG
    assert (image.number, image.seed, image.task_id, image.url) == (3, 5, "fox-1", f"{HOST}/3.jpg")
    assert not gallery.waits


def test_a_mock_that_has_its_content_ready_is_as_good(gallery: Gallery, host: PictureHost) -> None:
    squeezed = gzip.compress(PNG)
    host.answers = [lambda _: httpx.Response(200, content=squeezed, headers={"content-encoding": "gzip"})]
    assert gallery.run(gallery.images(host)[0].read) == PNG


@settings(max_examples=60)
@given(
    parts=st.lists(st.binary(max_size=70) | st.just(JPEG) | st.just(PNG), max_size=4),
    status=st.integers(200, 599),
    headers=st.dictionaries(
        st.sampled_from(["content-length", "content-encoding", "content-type", "location", "retry-after"]),
        st.text(st.characters(codec="latin-1", exclude_characters="\r\n\0"), max_size=12)
        | st.sampled_from(
            ["gzip", "identity", "0", "768", "512", "//", "/other", "9" * 5000, "http://[", "%00"]
        ),
    ),
)
def test_whatever_the_host_says_there_is_a_picture_or_an_error(
    parts: list[bytes], status: int, headers: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("any")
    gallery = Gallery("sync")

    def answer(request: httpx.Request) -> httpx.Response:
        return streamed(*parts, status=status, **{name.replace("-", "_"): v for name, v in headers.items()})

    image = gallery.images(answer)[0]
    try:
        saved = image.save(folder / "any")
    except imgopen.DownloadError:
        assert not files_in(folder)
    else:
        content = b"".join(parts)
        expected = gzip.decompress(content) if headers.get("content-encoding") == "gzip" else content
        assert saved.read_bytes() == expected
        assert files_in(folder) == {saved.name}


MAY_PASS: list[Any] = [
    *(httpx.Response(status) for status in (408, 429, 500, 502, 503, 599)),
    httpx.ConnectError("refused"),
    httpx.ReadTimeout("slow"),
    httpx.RemoteProtocolError("half an answer"),
    ssl.SSLError("broken"),
    ConnectionResetError("reset"),
]


@pytest.mark.parametrize("failure", MAY_PASS, ids=lambda f: str(getattr(f, "status_code", type(f).__name__)))
def test_what_may_pass_is_tried_again(failure: Any, gallery: Gallery, host: PictureHost) -> None:
    host.answers = [failure, failure, streamed(JPEG)]
    assert gallery.run(gallery.images(host)[0].read) == JPEG
    assert len(host.requests) == 3
    assert gallery.waits == sorted(gallery.waits)
    assert gallery.waits[0] > 0


TRUNCATED: list[Callable[[], httpx.Response]] = [
    lambda: streamed(JPEG[:-1], content_length=str(len(JPEG))),
    lambda: streamed(JPEG, b"!", content_length=str(len(JPEG))),
    lambda: streamed(content_length=str(len(JPEG))),
    lambda: streamed(JPEG[:99], httpx.ReadError("broken")),
    lambda: streamed(gzip.compress(JPEG)[:-9], content_encoding="gzip"),
    lambda: httpx.Response(200, content=JPEG[:-1], headers={"content-length": str(len(JPEG))}),
]


@pytest.mark.parametrize("half", TRUNCATED)
def test_half_a_picture_is_none_and_is_fetched_again(
    half: Callable[[], httpx.Response], gallery: Gallery, host: PictureHost, tmp_path: Path
) -> None:
    host.answers = [half(), streamed(PNG)]
    saved = gallery.run(gallery.images(host)[0].save, tmp_path / "fox")
    assert saved.read_bytes() == PNG
    assert files_in(tmp_path) == {"fox.png"}
    host.answers = [lambda _: half()]
    with pytest.raises(imgopen.DownloadError, match="tried 3 times"):
        gallery.run(gallery.images(host)[0].save, tmp_path / "cat")
    assert files_in(tmp_path) == {"fox.png"}


HOPELESS: list[tuple[Any, str]] = [
    (httpx.Response(404), "HTTP status 404"),
    (httpx.Response(403), "HTTP status 403"),
    (httpx.Response(204), "HTTP status 204"),
    (httpx.Response(206, content=JPEG), "HTTP status 206"),
    (httpx.Response(304), "HTTP status 304"),
    (httpx.Response(302), "HTTP status 302"),
    (httpx.Response(200), "it is empty"),
    (httpx.Response(200, html="<!DOCTYPE html><p>Sorry"), "it begins with b'<!DOCTYPE html>"),
    (httpx.Response(200, json={"code": 404}), "is no picture"),
    (httpx.Response(200, headers={"content-length": "99999999999"}), "more than the allowed"),
    (lambda _: streamed(JPEG, content_encoding="br"), "not asked for"),
    (lambda _: streamed(JPEG, content_encoding="gzip, gzip"), "not asked for"),
    (lambda _: streamed(JPEG, content_encoding="gzip"), "incorrect header"),
    (lambda _: streamed(gzip.compress(JPEG), b"!", content_encoding="gzip"), "more bytes came"),
    (httpx.LocalProtocolError("odd"), "odd"),
    (httpx.InvalidURL("odd"), "odd"),
    (httpx.StreamClosed(), "closed"),
    (httpx.DecodingError("odd"), "odd"),
    (UnicodeError("odd"), "odd"),
    (RuntimeError("odd"), "odd"),
    (EOFError(), "EOFError"),
]


@pytest.mark.parametrize(("failure", "complaint"), HOPELESS)
def test_what_will_not_change_is_an_error_at_once(
    failure: Any, complaint: str, gallery: Gallery, host: PictureHost, tmp_path: Path
) -> None:
    host.answers = [failure]
    with pytest.raises(imgopen.DownloadError) as caught:
        gallery.run(gallery.images(host)[0].save, tmp_path / "fox")
    assert complaint in str(caught.value)
    assert str(caught.value).startswith("picture 1 of task fox-1: ")
    assert (caught.value.task_id, caught.value.number, caught.value.url) == ("fox-1", 1, f"{HOST}/1.jpg")
    assert len(host.requests) == 1
    assert not files_in(tmp_path)


def test_the_number_of_retries_is_the_clients(gallery: Gallery, host: PictureHost) -> None:
    host.answers = [httpx.Response(503)]
    for retries in (0, 1, 4):
        host.requests.clear()
        with pytest.raises(imgopen.DownloadError, match="HTTP status 503"):
            gallery.run(gallery.images(host, max_retries=retries)[0].read)
        assert len(host.requests) == 1 + retries


def test_a_host_that_asks_to_wait_is_heeded(gallery: Gallery, host: PictureHost) -> None:
    host.answers = [httpx.Response(429, headers={"retry-after": "7"}), streamed(JPEG)]
    assert gallery.run(gallery.images(host)[0].read) == JPEG
    assert gallery.waits == [7]


def endless(piece: bytes, taken: list[int]) -> Iterator[bytes]:
    """Give a picture that has no end, and count what was taken of it."""
    yield JPEG
    for number in itertools.count(1):
        taken.append(number)
        assert number < 9999
        yield piece


@pytest.mark.parametrize("method", ["read", "save"])
def test_a_picture_without_end_is_cut_off(
    method: str, gallery: Gallery, host: PictureHost, tmp_path: Path
) -> None:
    taken: list[int] = []
    host.answers = [lambda _: httpx.Response(200, stream=Body(endless(bytes(1000), taken)))]
    arguments = [tmp_path / "fox"] if method == "save" else []
    with pytest.raises(imgopen.DownloadError, match=r"more than the allowed 50000 bytes \(max_bytes\)"):
        gallery.run(getattr(gallery.images(host)[0], method), *arguments, max_bytes=50_000)
    assert len(taken) == 50
    assert not files_in(tmp_path)
    assert len(host.requests) == 1


def test_what_is_more_than_was_promised_is_not_waited_for(gallery: Gallery, host: PictureHost) -> None:
    taken: list[int] = []
    promised = {"content-length": str(len(JPEG) + 1500)}
    host.answers = [lambda _: httpx.Response(200, headers=promised, stream=Body(endless(bytes(1000), taken)))]
    with pytest.raises(imgopen.DownloadError, match=f"more than the promised {len(JPEG) + 1500} bytes came"):
        gallery.run(gallery.images(host, max_retries=0)[0].read)
    assert len(taken) == 2


@pytest.mark.parametrize("squeeze", [gzip.compress, zlib.compress])
@pytest.mark.parametrize("extra", [0, 1])
def test_what_counts_is_the_size_when_decoded(
    squeeze: Callable[[bytes], bytes], extra: int, gallery: Gallery, host: PictureHost
) -> None:
    picture_bytes = JPEG + bytes(200_000)
    coding = "gzip" if squeeze is gzip.compress else "deflate"
    host.answers = [streamed(squeeze(picture_bytes), content_encoding=coding)]
    image = gallery.images(host)[0]
    limit = len(picture_bytes) - extra
    if extra:
        with pytest.raises(imgopen.DownloadError, match="more than the allowed"):
            gallery.run(image.read, max_bytes=limit)
    else:
        assert gallery.run(image.read, max_bytes=limit) == picture_bytes


@pytest.mark.parametrize("extra", [0, 1])
@pytest.mark.parametrize("is_promised", [True, False])
def test_a_picture_may_have_exactly_so_many_bytes(
    extra: int, is_promised: bool, gallery: Gallery, host: PictureHost
) -> None:
    promised = {"content-length": str(len(JPEG))} if is_promised else {}
    host.answers = [httpx.Response(200, headers=promised, stream=Body([JPEG]))]
    image = gallery.images(host)[0]
    if extra:
        with pytest.raises(imgopen.DownloadError, match="more than the allowed"):
            gallery.run(image.read, max_bytes=len(JPEG) - 1)
    else:
        assert gallery.run(image.read, max_bytes=len(JPEG)) == JPEG


@pytest.mark.parametrize("max_bytes", [0, -1, True, 1.5, None])
def test_a_limit_that_is_none_is_refused(max_bytes: Any, gallery: Gallery, host: PictureHost) -> None:
    with pytest.raises(imgopen.ConfigurationError, match="max_bytes must be 1 or more"):
        gallery.run(gallery.images(host)[0].read, max_bytes=max_bytes)
    assert not host.requests


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        (None, "the service gave no URL for it"),
        ("ftp://host/1.jpg", "not one of http or https"),
        ("file:///etc/passwd", "not one of http or https"),
        ("data:image/png;base64,AAAA", "not one of http or https"),
        ("/1.jpg", "not one of http or https"),
        ("//host/1.jpg", "not one of http or https"),
        ("https:///1.jpg", "not one of http or https"),
        ("https://host:port/1.jpg", "not one of http or https"),
        ("https://\x00/1.jpg", "not one of http or https"),
        ("https://xn--a.example/1\udc00", "not one of http or https"),
        ("https://user@host/1.jpg", "a user name or a password"),
        ("https://user:hunter2@host/1.jpg?sig=hunter2", "a user name or a password"),
    ],
)
def test_a_url_that_cannot_be_fetched_is_refused(
    url: str | None, complaint: str, gallery: Gallery, host: PictureHost
) -> None:
    with pytest.raises(imgopen.DownloadError) as caught:
        gallery.run(gallery.images(host, [picture(url=url)])[0].read)
    assert complaint in str(caught.value)
    assert "hunter2" not in str(caught.value)
    assert not host.requests


@settings(max_examples=100)
@given(url=st.text() | st.text(":/?#@[]%.h1\udc80").map("http://".__add__))
def test_no_url_breaks_anything(url: str) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=JPEG)

    try:
        assert Gallery("sync").images(answer, [picture(url=url)])[0].read() == JPEG
    except imgopen.DownloadError as error:
        assert "URL" in str(error)  # noqa: PT017


def test_a_refused_picture_can_be_fetched(gallery: Gallery, host: PictureHost) -> None:
    host.answers = [streamed(JPEG)]
    assert gallery.run(gallery.images(host, [picture(is_refused=True)])[0].read) == JPEG


def test_a_mock_that_was_not_told_of_the_request_is_heard(gallery: Gallery, host: PictureHost) -> None:
    host.answers = [AssertionError("not mocked")]
    with pytest.raises(AssertionError, match="not mocked"):
        gallery.run(gallery.images(host)[0].read)


def test_the_answer_is_closed_whatever_happens(gallery: Gallery, host: PictureHost) -> None:
    answers = [
        streamed(JPEG),
        streamed(JPEG, httpx.ReadError("broken")),
        streamed(JPEG, status=404),
        streamed(JPEG, status=302, location="/other"),
    ]
    bodies = [answer.stream for answer in answers]
    for answer in answers:
        host.answers = [answer, httpx.Response(404)]
        host.requests.clear()
        with contextlib.suppress(imgopen.DownloadError):
            gallery.run(gallery.images(host, max_retries=0)[0].read)
    assert all(body.is_closed for body in bodies)  # type: ignore[union-attr]


def test_an_error_shows_nothing_of_a_signature_and_can_be_pickled(
    gallery: Gallery, host: PictureHost
) -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        target = request.url.raw_path.decode()
        try:
            raise OSError(len(target))
        except OSError as error:
            raise httpx.ConnectError("refused") from error

    image = gallery.images(fail, [picture(url=f"{HOST}/1.jpg?sig=hunter2")])[0]
    with pytest.raises(imgopen.DownloadError) as caught:
        gallery.run(image.read)
    shown = "".join(traceback.TracebackException.from_exception(caught.value, capture_locals=True).format())
    assert "ConnectError" in shown
    assert "hunter2" not in shown
    assert "hunter2" not in repr(image)
    copy = pickle.loads(pickle.dumps(caught.value))
    assert (str(copy), copy.url, copy.number) == (str(caught.value), f"{HOST}/1.jpg?***", 1)


def test_no_more_is_said_than_has_to_be(gallery: Gallery, host: PictureHost) -> None:
    host.answers = [streamed(JPEG)]
    gallery.run(gallery.images(host)[0].read)
    assert {name: value for name, value in host.requests[0].headers.items() if name != "host"} == {
        "user-agent": AGENT,
        "accept": "image/*",
        "accept-encoding": "identity",
    }
