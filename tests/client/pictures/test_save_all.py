"""All pictures are saved, so many at once, and one that fails does not cost the others."""

from __future__ import annotations

import pickle
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import anyio
import imgopen
import pytest
from imgopen._runtime.pictures import AsyncImage, Found, Image

from tests.client.pictures.conftest import (
    JPEG,
    LOOPS,
    PNG,
    Gallery,
    PictureHost,
    files_in,
    picture,
    streamed,
)
from tests.support.http import httpx


def numbered(request: httpx.Request) -> httpx.Response:
    """Answer with a picture that tells its number."""
    return streamed(JPEG, request.url.path.encode())


def several(count: int, **changes: Any) -> list[Found]:
    """Return some pictures."""
    return [picture(number, **changes) for number in range(1, count + 1)]


@pytest.mark.parametrize("at_once", [1, 3, 50])
def test_all_pictures_are_saved_in_their_order(at_once: int, gallery: Gallery, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    saved = gallery.run(gallery.images(numbered, several(9)).save_all, folder, at_once=at_once)
    assert saved == [folder / f"fox-1-{number}.jpg" for number in range(1, 10)]
    assert [path.read_bytes() for path in saved] == [JPEG + f"/{n}.jpg".encode() for n in range(1, 10)]
    assert files_in(folder) == {path.name for path in saved}


def test_no_pictures_are_no_error(gallery: Gallery, tmp_path: Path) -> None:
    images = gallery.images(numbered, [picture(is_refused=True)])
    assert gallery.run(images.save_all, tmp_path / "empty") == []
    assert files_in(tmp_path / "empty") == set()


def test_a_sequence_of_pictures_is_one(gallery: Gallery) -> None:
    images = gallery.images(numbered, [picture(1), picture(2, is_refused=True), picture(3, url=None)])
    assert isinstance(images[0], Image if gallery.mode == "sync" else AsyncImage)
    assert [image.number for image in images] == [1, 2, 3]
    assert [image.number for image in images[1:]] == [2, 3]
    assert [image.number for image in images.refused] == [2]
    assert [image.number for image in images.passed] == [1, 3]
    assert (len(images), images[-1].number, bool(images[3:])) == (3, 3, False)
    assert type(images.passed) is type(images[:1]) is type(images)
    with pytest.raises(IndexError):
        images[3]


@pytest.mark.parametrize("include_refused", [False, True])
def test_refused_pictures_are_left_out_unless_asked_for(
    include_refused: bool, gallery: Gallery, tmp_path: Path
) -> None:
    images = gallery.images(numbered, [picture(1), picture(2, is_refused=True), picture(3)])
    saved = gallery.run(images.save_all, tmp_path, name="{number}", include_refused=include_refused)
    assert [path.stem for path in saved] == (["1", "2", "3"] if include_refused else ["1", "3"])
    if not include_refused:
        assert [
            path.stem for path in gallery.run(images.refused.save_all, tmp_path, include_refused=True)
        ] == ["fox-1-2"]


def test_one_that_fails_does_not_cost_the_others(gallery: Gallery, tmp_path: Path) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(404) if request.url.path == "/2.jpg" else numbered(request)

    (tmp_path / "3.jpg").write_bytes(b"mine")
    pictures = [picture(1), picture(2), picture(3), picture(4, url=None), picture(5)]
    with pytest.raises(imgopen.DownloadError) as caught:
        gallery.run(gallery.images(answer, pictures).save_all, tmp_path, name="{number}")
    error = caught.value
    assert error.saved == (tmp_path / "1.jpg", tmp_path / "5.jpg")
    assert [failure.number for failure in error.failures] == [2, 3, 4]
    assert str(error).startswith(
        "3 of 5 pictures of task fox-1 were not saved: picture 2 of task fox-1: HTTP"
    )
    assert all(str(failure) in str(error) for failure in error.failures)
    assert files_in(tmp_path) == {"1.jpg", "3.jpg", "5.jpg"}
    assert (tmp_path / "3.jpg").read_bytes() == b"mine"
    copy = pickle.loads(pickle.dumps(error))
    assert (copy.saved, [failure.number for failure in copy.failures]) == (error.saved, [2, 3, 4])


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ({"name": "{task_id}"}, "the same file for pictures 1 and 2"),
        ({"name": "{nonsense}"}, "unknown placeholder"),
        ({"at_once": 0}, "at_once must be 1 or more"),
        ({"max_bytes": 0}, "max_bytes must be 1 or more"),
    ],
)
def test_an_argument_that_cannot_be_used_is_refused_before_anything_is_done(
    arguments: dict[str, Any], complaint: str, gallery: Gallery, host: PictureHost, tmp_path: Path
) -> None:
    with pytest.raises(imgopen.ConfigurationError, match=complaint):
        gallery.run(gallery.images(host, several(2)).save_all, tmp_path / "new", **arguments)
    assert not host.requests
    assert not files_in(tmp_path)


def test_a_folder_that_cannot_be_made_is_an_error(
    gallery: Gallery, host: PictureHost, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    for folder in (tmp_path / "file", tmp_path / "file" / "below", tmp_path / "\0"):
        with pytest.raises(imgopen.DownloadError, match="cannot make the folder"):
            gallery.run(gallery.images(host).save_all, folder)
    assert not host.requests


class Meter:
    """Counts how many requests are under way, and answers none before as many are there as there can be."""

    def __init__(self, expected: int) -> None:
        self.most = 0
        self._now = 0
        self._expected = expected
        self._lock = threading.Lock()
        self._barrier = threading.Barrier(expected)

    def _count(self, change: int) -> None:
        with self._lock:
            self._now += change
            self.most = max(self.most, self._now)

    def sync(self, request: httpx.Request) -> httpx.Response:
        """Answer a request of a thread."""
        self._count(1)
        self._barrier.wait(timeout=5)
        self._count(-1)
        return numbered(request)

    async def asynchronous(self, request: httpx.Request) -> httpx.Response:
        """Answer a request of a task."""
        self._count(1)
        with anyio.fail_after(5):
            while self.most < self._expected:
                await anyio.sleep(0)
        for _ in range(9):  # turns in which too many would come
            await anyio.sleep(0)
        self._count(-1)
        return numbered(request)


@pytest.mark.parametrize("at_once", [1, 2, 4])
def test_so_many_are_fetched_at_once_and_no_more(at_once: int, gallery: Gallery, tmp_path: Path) -> None:
    meter = Meter(at_once)
    handler: Callable[..., Any] = meter.sync if gallery.mode == "sync" else meter.asynchronous
    gallery.run(gallery.images(handler, several(8)).save_all, tmp_path, at_once=at_once)
    assert meter.most == at_once


def test_four_are_fetched_at_once_unless_told_otherwise(gallery: Gallery, tmp_path: Path) -> None:
    meter = Meter(4)
    handler: Callable[..., Any] = meter.sync if gallery.mode == "sync" else meter.asynchronous
    gallery.run(gallery.images(handler, several(8)).save_all, tmp_path)
    assert meter.most == 4


def test_an_error_that_is_no_pictures_stops_all(gallery: Gallery, tmp_path: Path) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/1.jpg":
            raise AssertionError("not mocked")
        return numbered(request)

    with pytest.raises(AssertionError, match="not mocked"):
        gallery.run(gallery.images(answer, several(30)).save_all, tmp_path, at_once=2)
    assert not any(name.endswith(".part") for name in files_in(tmp_path))
    assert len(files_in(tmp_path)) < 30


def test_an_interruption_does_not_wait_for_a_slow_host(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    released = threading.Event()
    before = set(threading.enumerate())
    hanging = threading.Semaphore(0)

    def hang() -> None:
        hanging.release()
        assert released.wait(5)

    def answer(request: httpx.Request) -> httpx.Response:
        return streamed(JPEG, hang, JPEG)

    class Interrupted:
        """A queue at which the main thread is interrupted when two pictures are half-written."""

        def put(self, _: Any) -> None:
            """Take nothing."""

        def get(self, timeout: float) -> Any:
            assert hanging.acquire(timeout=5)
            assert hanging.acquire(timeout=5)
            assert len(files_in(tmp_path)) == 2
            raise KeyboardInterrupt

    module = sys.modules["imgopen._runtime.pictures.saving"]
    monkeypatch.setattr(module, "SimpleQueue", Interrupted)
    images = Gallery("sync").images(answer, several(9))
    with pytest.raises(KeyboardInterrupt):
        images.save_all(tmp_path, at_once=2)
    assert not released.is_set()
    assert not files_in(tmp_path), "the half-written files are gone before the threads have ended"
    threads = set(threading.enumerate()) - before
    assert len(threads) == 2
    assert all(thread.daemon for thread in threads), "they must not keep the program from ending"
    released.set()
    for thread in threads:
        thread.join(5)
    assert not files_in(tmp_path)


@pytest.mark.parametrize("loop", LOOPS)
@pytest.mark.parametrize("method", ["save", "save_all"])
def test_a_cancellation_leaves_nothing(loop: str, method: str, tmp_path: Path) -> None:
    async def cancel() -> None:
        hanging = 0

        async def parts() -> Any:
            nonlocal hanging
            yield JPEG
            hanging += 1
            await anyio.sleep_forever()

        class Hanging(httpx.AsyncByteStream):
            def __aiter__(self) -> Any:
                return parts()

        async def answer(request: httpx.Request) -> httpx.Response:
            return httpx.Response(200, stream=Hanging())

        images = Gallery(loop).images(answer, several(9))
        async with anyio.create_task_group() as group:
            if method == "save":
                group.start_soon(images[0].save, tmp_path / "fox")
            else:
                group.start_soon(images.save_all, tmp_path)
            with anyio.fail_after(5):
                while hanging < (1 if method == "save" else 4):
                    await anyio.sleep(0)
            assert len(files_in(tmp_path)) == hanging
            group.cancel_scope.cancel()
        assert not files_in(tmp_path)

    anyio.run(cancel, backend=loop)
    assert not files_in(tmp_path)


def test_what_was_saved_before_an_interruption_stays(gallery: Gallery, tmp_path: Path) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/3.jpg":
            raise KeyboardInterrupt
        return numbered(request)

    with pytest.raises(KeyboardInterrupt):
        gallery.run(gallery.images(answer, several(9)).save_all, tmp_path, name="{number}", at_once=1)
    assert files_in(tmp_path) == {"1.jpg", "2.jpg"}


def test_formats_may_differ(gallery: Gallery, tmp_path: Path) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return streamed(PNG if request.url.path == "/2.jpg" else JPEG)

    saved = gallery.run(gallery.images(answer, several(2)).save_all, tmp_path, name="{number}.jpeg")
    assert [path.name for path in saved] == ["1.jpeg", "2.png"]
