"""Files are taken in every form, and sent again where that is possible."""

from __future__ import annotations

import gzip
import io
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final

import pytest
from imgopen import HTTPStatusError, InvalidRequestError, TransportError
from imgopen._runtime.models import RequestModel
from imgopen._runtime.operation import Operation
from imgopen._runtime.shapes import Content

from tests.client.foreign.stand import Stand
from tests.client.foreign.test_bodies import multipart, read_parts
from tests.support.http import httpx

CONTENT: Final = b"\x89PNG\r\n\x1a\n" * 10_000


class Raw(RequestModel):
    file: Any = None


BYTES: Final[Operation[Any]] = Operation(
    name="things.put",
    method="PUT",
    path="/things",
    body=Raw,
    body_field="file",
    content=Content("application/octet-stream", "bytes"),
)
FAILS_ONCE: Final = (httpx.Response(503), httpx.Response(204))


class Pipe(io.RawIOBase):
    """A stream that gives its bytes once."""

    def __init__(self, content: bytes = CONTENT) -> None:
        self._rest = io.BytesIO(content)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._rest.readinto(buffer)


class OnlyRead:
    """A stream that has nothing but what it must have."""

    def __init__(self, content: bytes = CONTENT) -> None:
        self.read = io.BytesIO(content).read


class WithoutEnd(io.BytesIO):
    """A file that can go back, and does not know how long it is."""

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        if whence == os.SEEK_END:
            raise ValueError("seeking from the end is not supported")
        return super().seek(offset, whence)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A picture in a file."""
    found = tmp_path / "a b ü.png"
    found.write_bytes(CONTENT)
    return found


@pytest.fixture
def system_pipe() -> Iterator[BinaryIO]:
    """A pipe of the operating system, whose size is not known though the system tells one."""
    reading, writing = os.pipe()

    def write() -> None:
        with os.fdopen(writing, "wb") as stream:
            stream.write(CONTENT)

    writer = threading.Thread(target=write)
    writer.start()
    with os.fdopen(reading, "rb") as stream:
        yield stream
    writer.join()


class PathLike:
    """A path of another library."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __fspath__(self) -> str:
        return str(self._path)


def compressed(path: Path) -> Any:
    """Return an open file that is shorter on disk than what is read from it."""
    packed = path.with_suffix(".gz")
    packed.write_bytes(gzip.compress(path.read_bytes()))
    return gzip.open(packed)


Form = Callable[[Path], Any]
REPEATABLE: Final[list[tuple[str, Form, str, str]]] = [
    ("bytes", lambda path: path.read_bytes(), "upload", "application/octet-stream"),
    ("bytearray", lambda path: bytearray(path.read_bytes()), "upload", "application/octet-stream"),
    ("path", lambda path: path, "a b ü.png", "image/png"),
    ("path-like", PathLike, "a b ü.png", "image/png"),
    ("open file", lambda path: path.open("rb"), "a b ü.png", "image/png"),
    ("memory", lambda path: io.BytesIO(path.read_bytes()), "upload", "application/octet-stream"),
    ("compressed", compressed, "a b ü.gz", "application/octet-stream"),
    ("named bytes", lambda path: ("x.jpg", path.read_bytes()), "x.jpg", "image/jpeg"),
    ("named file", lambda path: ("x.jpg", path.open("rb")), "x.jpg", "image/jpeg"),
    ("typed", lambda path: ("x.jpg", path.read_bytes(), "a/b"), "x.jpg", "a/b"),
    ("typed file", lambda path: ('q"\r\n.jpg', path.open("rb"), "a/b"), "q%22%0D%0A.jpg", "a/b"),
]
ALL: Final = pytest.mark.parametrize(
    ("form", "name", "kind"),
    [entry[1:] for entry in REPEATABLE],
    ids=[entry[0] for entry in REPEATABLE],
)


def closing(value: Any) -> None:
    """Close what a form opened."""
    for part in value if isinstance(value, tuple) else (value,):
        if hasattr(part, "close"):
            part.close()


@ALL
def test_every_form_is_sent_as_a_part_and_sent_again(
    stand: Stand, path: Path, form: Form, name: str, kind: str
) -> None:
    value = form(path)
    stand.answers(*FAILS_ONCE).call(multipart(), body={"photo": value, "count": 1})
    closing(value)
    assert len(stand.sent) == 2
    assert stand.sent[0].body == stand.sent[1].body
    found = read_parts(stand.last)[1]
    assert (found[1], found[3]) == (kind, CONTENT)
    assert f'filename="{name}"'.encode() in stand.last.body


@ALL
def test_every_form_is_sent_as_the_body_and_sent_again(
    stand: Stand, path: Path, form: Form, name: str, kind: str
) -> None:
    value = form(path)
    stand.answers(*FAILS_ONCE).call(BYTES, body={"file": value})
    closing(value)
    assert [sent.body for sent in stand.sent] == [CONTENT, CONTENT]
    assert stand.last.headers["Content-Type"] == (kind if kind == "a/b" else "application/octet-stream")
    assert stand.last.headers["Content-Length"] == str(len(CONTENT))
    assert "Transfer-Encoding" not in stand.last.headers


@pytest.mark.parametrize("operation", [multipart(), BYTES], ids=["part", "body"])
def test_a_file_without_an_end_is_sent_in_chunks_and_sent_again(
    stand: Stand, operation: Operation[Any]
) -> None:
    stand.answers(*FAILS_ONCE).call(operation, body={operation.body_field or "photo": WithoutEnd(CONTENT)})
    assert [CONTENT in sent.body for sent in stand.sent] == [True, True]
    assert stand.last.headers["Transfer-Encoding"] == "chunked"


@pytest.mark.parametrize("operation", [multipart(), BYTES], ids=["part", "body"])
def test_an_open_file_is_sent_from_its_start(stand: Stand, path: Path, operation: Operation[Any]) -> None:
    with path.open("rb") as file:
        file.seek(100)
        for _ in range(2):
            stand.call(operation, body={operation.body_field or "photo": file})
            assert CONTENT in stand.last.body


@pytest.mark.parametrize("operation", [multipart(), BYTES], ids=["part", "body"])
@pytest.mark.parametrize(
    ("replies", "error"),
    [((httpx.Response(503),), HTTPStatusError), ((httpx.ConnectError("no"),), TransportError)],
)
@pytest.mark.parametrize("stream", [Pipe, OnlyRead])
def test_what_cannot_be_read_twice_is_not_sent_twice(
    stand: Stand, operation: Operation[Any], replies: Any, error: type[Exception], stream: Callable[[], Any]
) -> None:
    with pytest.raises(error):
        stand.answers(*replies).call(operation, body={operation.body_field or "photo": stream()})
    assert len(stand.sent) == 1
    assert CONTENT in stand.last.body
    assert stand.last.headers["Transfer-Encoding"] == "chunked"
    assert "Content-Length" not in stand.last.headers


@pytest.mark.parametrize("operation", [multipart(), BYTES], ids=["part", "body"])
def test_a_pipe_of_the_system_is_sent_whole(
    stand: Stand, system_pipe: BinaryIO, operation: Operation[Any]
) -> None:
    stand.call(operation, body={operation.body_field or "photo": system_pipe})
    assert CONTENT in stand.last.body
    assert "Content-Length" not in stand.last.headers


def test_one_pipe_among_many_files_is_enough(stand: Stand) -> None:
    with pytest.raises(HTTPStatusError):
        stand.answers(httpx.Response(503)).call(multipart(), body={"photo": b"1", "more": [b"2", Pipe()]})
    assert len(stand.sent) == 1


WRONG: Final[list[tuple[Any, str]]] = [
    ("photo.png", "is text, which could be a path as well as the content"),
    (5, "is no file"),
    (None.__class__, "is no file"),
    ({"a": 1}, "is no file"),
    (("x.png",), "is no file"),
    (("x.png", "text"), "is text, which could be a path"),
    (("x.png", b"1", "a/b\r\nX: 1"), "has a media type that cannot stand in a header"),
    (("x.png", b"1", "a/b", {}), "is no file"),
    (io.StringIO("x"), "is a file open as text: open it in binary mode"),
    (Path("nowhere") / "x.png", "cannot be read: No such file or directory"),
    (Path("\0"), "cannot be read"),
    (Path(__file__).parent, "cannot be read: Is a directory"),
]


@pytest.mark.parametrize("operation", [multipart(), BYTES], ids=["part", "body"])
@pytest.mark.parametrize(("value", "rule"), WRONG)
def test_what_is_no_file_is_refused(stand: Stand, operation: Operation[Any], value: Any, rule: str) -> None:
    name = operation.body_field or "photo"
    with pytest.raises(InvalidRequestError) as caught:
        stand.call(operation, body={name: value})
    (error,) = caught.value.errors
    assert (error.field, error.value) == (name, value)
    assert error.rule.startswith(rule)
    assert str(caught.value).startswith(f"{operation.name}: {name}=")
    assert not stand.sent


@pytest.mark.parametrize("value", [[], [b"1"], ()])
def test_a_body_is_one_file(stand: Stand, value: Any) -> None:
    with pytest.raises(InvalidRequestError, match="is no file"):
        stand.call(BYTES, body={"file": value})


def test_a_closed_file_is_refused(stand: Stand) -> None:
    file = io.BytesIO(b"1")
    file.close()
    with pytest.raises(InvalidRequestError, match=r"photo=.* is a file that is closed"):
        stand.call(multipart(), body={"photo": file})


def test_every_wrong_file_of_a_list_is_named(stand: Stand) -> None:
    with pytest.raises(InvalidRequestError) as caught:
        stand.call(multipart(), body={"more": [b"1", "x", 5], "photo": "y"})
    assert [error.field for error in caught.value.errors] == ["photo", "more[1]", "more[2]"]


def test_a_tuple_of_files_is_as_good_as_a_list(stand: Stand) -> None:
    stand.call(multipart(), body={"more": (b"1", ("x.png", b"2"))})
    assert [part[3] for part in read_parts(stand.last)] == [b"1", b"2"]


def test_no_file_is_no_part(stand: Stand) -> None:
    stand.call(multipart(), body={"photo": None, "more": [], "count": 1})
    assert [part[0] for part in read_parts(stand.last)] == ["count"]


def test_a_file_that_breaks_while_it_is_read_ends_in_a_typed_error(stand: Stand) -> None:
    class Broken(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, _buffer: Any) -> int:
            raise OSError("the disk is gone")

    with pytest.raises(TransportError, match="the disk is gone"):
        stand.call(BYTES, body={"file": Broken()})
