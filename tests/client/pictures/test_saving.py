"""A saved picture is there whole or not at all, and no file is lost to it."""

from __future__ import annotations

import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import imgopen
import pytest

from tests.client.pictures.conftest import JPEG, PNG, Gallery, PictureHost, files_in, streamed
from tests.support.http import httpx


def test_the_path_that_is_returned_is_where_the_picture_is(
    gallery: Gallery, host: PictureHost, tmp_path: Path
) -> None:
    host.answers = [streamed(JPEG)]
    image = gallery.images(host)[0]
    for given, expected in [("fox", "fox.jpg"), ("cat.png", "cat.jpg"), ("dog.jpeg", "dog.jpeg")]:
        saved = gallery.run(image.save, str(tmp_path / given))
        assert saved == tmp_path / expected
        assert saved.read_bytes() == JPEG
    assert files_in(tmp_path) == {"fox.jpg", "cat.jpg", "dog.jpeg"}


def test_a_saved_picture_has_the_rights_of_any_new_file(
    gallery: Gallery, host: PictureHost, tmp_path: Path
) -> None:
    host.answers = [streamed(JPEG)]
    (tmp_path / "other").touch()
    saved = gallery.run(gallery.images(host)[0].save, tmp_path / "fox")
    assert saved.stat().st_mode == (tmp_path / "other").stat().st_mode
    assert saved.stat().st_nlink == 1


def test_a_file_that_is_there_is_not_touched(gallery: Gallery, host: PictureHost, tmp_path: Path) -> None:
    (tmp_path / "fox.jpg").write_bytes(b"mine")
    taken: list[str] = []
    host.answers = [lambda _: streamed(JPEG, lambda: taken.append("more"), JPEG)]
    with pytest.raises(imgopen.DownloadError, match=r"overwrite=True") as caught:
        gallery.run(gallery.images(host)[0].save, tmp_path / "fox")
    assert repr(str(tmp_path / "fox.jpg")) in str(caught.value)
    assert (tmp_path / "fox.jpg").read_bytes() == b"mine"
    assert files_in(tmp_path) == {"fox.jpg"}
    assert not taken, "the rest was fetched, though it could not be saved"


def test_overwrite_replaces_it(gallery: Gallery, host: PictureHost, tmp_path: Path) -> None:
    (tmp_path / "fox.jpg").write_bytes(b"mine")
    host.answers = [streamed(JPEG)]
    gallery.run(gallery.images(host)[0].save, tmp_path / "fox", overwrite=True)
    assert (tmp_path / "fox.jpg").read_bytes() == JPEG
    assert files_in(tmp_path) == {"fox.jpg"}


def test_overwrite_replaces_nothing_by_half_a_picture(
    gallery: Gallery, host: PictureHost, tmp_path: Path
) -> None:
    (tmp_path / "fox.jpg").write_bytes(b"mine")
    host.answers = [lambda _: streamed(JPEG, httpx.ReadError("broken"))]
    with pytest.raises(imgopen.DownloadError):
        gallery.run(gallery.images(host)[0].save, tmp_path / "fox", overwrite=True)
    assert (tmp_path / "fox.jpg").read_bytes() == b"mine"
    assert files_in(tmp_path) == {"fox.jpg"}


def refuse(*_: Any, **__: Any) -> None:
    """Stand in for a system call that is not there."""
    raise OSError(95, "not supported")


@pytest.fixture(params=["links", "no links"])
def _with_and_without_links(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "no links":
        monkeypatch.setattr(os, "link", refuse)


@pytest.mark.usefixtures("_with_and_without_links")
@pytest.mark.parametrize("is_link", [False, True])
def test_a_file_that_appears_meanwhile_is_not_touched(
    is_link: bool, gallery: Gallery, host: PictureHost, tmp_path: Path
) -> None:
    path = tmp_path / "fox.jpg"

    def appear() -> None:
        assert len(files_in(tmp_path)) == 1, "it is written beside its place"
        assert not path.exists()
        path.symlink_to(tmp_path / "nowhere") if is_link else path.write_bytes(b"mine")

    host.answers = [lambda _: streamed(JPEG, appear, JPEG)]
    with pytest.raises(imgopen.DownloadError, match="the file is there already"):
        gallery.run(gallery.images(host)[0].save, tmp_path / "fox")
    assert files_in(tmp_path) == {"fox.jpg"}
    assert path.is_symlink() if is_link else path.read_bytes() == b"mine"


@pytest.mark.usefixtures("_with_and_without_links")
def test_links_are_not_needed(gallery: Gallery, host: PictureHost, tmp_path: Path) -> None:
    host.answers = [streamed(JPEG)]
    assert gallery.run(gallery.images(host)[0].save, tmp_path / "fox").read_bytes() == JPEG
    assert files_in(tmp_path) == {"fox.jpg"}


def test_a_place_that_was_held_is_given_up_where_the_move_fails(
    gallery: Gallery, host: PictureHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(Path, "replace", refuse)
    host.answers = [streamed(JPEG)]
    with pytest.raises(imgopen.DownloadError, match="not supported"):
        gallery.run(gallery.images(host)[0].save, tmp_path / "fox")
    assert not files_in(tmp_path)


@pytest.mark.parametrize(
    ("path", "complaint"),
    [
        ("nowhere/fox", "No such file or directory"),
        ("fo\0x", "null byte"),
        ("x" * 300, "File name too long"),
        ("file/fox", "Not a directory"),
        ("\udc80\ud800", "surrogates"),
    ],
)
def test_an_error_of_the_file_system_names_the_path(
    path: str, complaint: str, gallery: Gallery, host: PictureHost, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    host.answers = [streamed(JPEG)]
    with pytest.raises(imgopen.DownloadError, match=complaint) as caught:
        gallery.run(gallery.images(host)[0].save, tmp_path / path)
    assert repr(str(tmp_path / path)).strip("'") in str(caught.value)
    assert files_in(tmp_path) == {"file"}
    assert len(host.requests) == 1, "a full disk is not the host's fault"


class FullDisk(BytesIO):
    """A file that takes nothing, or complains when it is closed."""

    def __init__(self, moment: str) -> None:
        super().__init__()
        self._moment = moment

    def write(self, piece: Any) -> int:
        if self._moment == "write":
            raise OSError(28, "No space left on device")
        return len(piece)

    def close(self) -> None:
        if self._moment == "close" and not self.closed:
            super().close()
            raise OSError(28, "No space left on device")


@pytest.mark.parametrize("moment", ["write", "close"])
def test_a_full_disk_leaves_nothing(
    moment: str, gallery: Gallery, host: PictureHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def open_on_full_disk(path: Path, mode: str) -> FullDisk:
        path.touch(exist_ok=False)
        return FullDisk(moment)

    monkeypatch.setattr(Path, "open", open_on_full_disk)
    host.answers = [streamed(JPEG)]
    with pytest.raises(imgopen.DownloadError, match="No space left on device"):
        gallery.run(gallery.images(host)[0].save, tmp_path / "fox")
    assert not files_in(tmp_path)
    assert len(host.requests) == 1


@pytest.mark.parametrize("place", ["request", "body", "sleep", "commit"])
def test_an_interruption_leaves_nothing(
    place: str, gallery: Gallery, host: PictureHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    def sleep(_: float) -> Any:
        raise KeyboardInterrupt

    settings: dict[str, Any] = {"sleep": sleep} if place == "sleep" else {}
    if place == "commit":
        monkeypatch.setattr(os, "link", interrupt)
    bodies: dict[str, Callable[[httpx.Request], Any]] = {
        "request": interrupt,
        "body": lambda _: streamed(JPEG, interrupt),
        "sleep": lambda _: streamed(JPEG, httpx.ReadError("broken")),
        "commit": lambda _: streamed(JPEG),
    }
    host.answers = [bodies[place]]
    with pytest.raises(KeyboardInterrupt):
        gallery.run(gallery.images(host, **settings)[0].save, tmp_path / "fox")
    assert not files_in(tmp_path)


def test_another_attempt_may_have_another_format(gallery: Gallery, host: PictureHost, tmp_path: Path) -> None:
    host.answers = [streamed(JPEG, httpx.ReadError("broken")), streamed(PNG)]
    saved = gallery.run(gallery.images(host)[0].save, tmp_path / "fox")
    assert (saved.name, saved.read_bytes()) == ("fox.png", PNG)
    assert files_in(tmp_path) == {"fox.png"}


def test_nothing_is_there_while_another_attempt_is_waited_for(
    gallery: Gallery, host: PictureHost, tmp_path: Path
) -> None:
    seen: list[set[str]] = []

    class Waits(list[float]):
        def append(self, seconds: float) -> None:
            seen.append(files_in(tmp_path))

    gallery.waits = Waits()
    host.answers = [streamed(JPEG, httpx.ReadError("broken")), streamed(JPEG)]
    gallery.run(gallery.images(host)[0].save, tmp_path / "fox")
    assert seen == [set()]
