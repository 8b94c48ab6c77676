"""Where the bytes of a picture go: into memory, or into a file that is there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from threading import RLock
from typing import TYPE_CHECKING, BinaryIO, Protocol

from .flaw import Abandoned
from .subject import Subject, without_frames

if TYPE_CHECKING:
    from .formats import PictureFormat
    from .targets import Target


class Sink(Protocol):
    """Takes the bytes of one attempt after another, until one of them is complete."""

    def start(self, found: PictureFormat) -> None:
        """Forget what came before, and begin a picture of this format."""

    def write(self, piece: bytes) -> None:
        """Take the next bytes."""

    def discard(self) -> None:
        """Forget what came so far."""


class Memory:
    """Keeps a picture in memory."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def start(self, found: PictureFormat) -> None:  # noqa: ARG002
        """Forget what came before."""
        self.discard()

    def write(self, piece: bytes) -> None:
        """Take the next bytes."""
        self._pieces.append(piece)

    def discard(self) -> None:
        """Forget what came so far."""
        self._pieces.clear()

    def content(self) -> bytes:
        """Return the picture."""
        return b"".join(self._pieces)


class PictureFile:
    """Writes a picture beside its place, and moves it there when it is complete.

    Every method may be called from any thread: whoever waits for a picture that another thread fetches can
    abandon it, and its half-written file is gone at once.

    Args:
        target: the place.
        overwrite: whether a file that is there already is replaced.
        subject: the picture, for errors.
    """

    def __init__(self, target: Target, *, overwrite: bool, subject: Subject) -> None:
        self._target = target
        self._overwrite = overwrite
        self._subject = subject
        self._lock = RLock()
        self._path: Path | None = None
        self._temporary: Path | None = None
        self._file: BinaryIO | None = None
        self._is_abandoned = False

    def start(self, found: PictureFormat) -> None:
        """Begin a file beside the place, whose name now has its suffix.

        Raises:
            DownloadError: a file is there already, or none can be written.
        """
        with self._at_work():
            self._drop()
            path = self._path = self._target.path_for(found)
            if not self._overwrite and os.path.lexists(path):
                raise FileExistsError
            self._temporary = path.with_name(f".{token_hex(8)}.part")
            self._file = self._temporary.open("xb")

    def write(self, piece: bytes) -> None:
        """Write the next bytes.

        Raises:
            DownloadError: they cannot be written.
        """
        with self._at_work():
            assert self._file is not None  # noqa: S101
            self._file.write(piece)

    def keep(self) -> Path:
        """Move the complete file to its place, and return that.

        Raises:
            DownloadError: a file is there already, or it cannot be moved.
        """
        with self._at_work():
            assert self._file is not None  # noqa: S101
            assert self._path is not None  # noqa: S101
            assert self._temporary is not None  # noqa: S101
            self._file.close()
            if self._overwrite:
                self._temporary.replace(self._path)
            else:
                _move_to_free_place(self._temporary, self._path)
            self._drop()
            return self._path

    def discard(self) -> None:
        """Remove what was written so far; a file that was kept stays."""
        with self._lock:
            self._drop()

    def abandon(self) -> None:
        """Remove what was written so far, and take nothing any more."""
        with self._lock:
            self._is_abandoned = True
            self._drop()

    def _drop(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            with suppress(OSError):
                file.close()
        if self._temporary is not None:
            with suppress(OSError, ValueError):
                self._temporary.unlink(missing_ok=True)
        self._temporary = None

    @contextmanager
    def _at_work(self) -> Iterator[None]:
        with self._lock:
            if self._is_abandoned:
                raise Abandoned
            try:
                yield
            except FileExistsError as error:
                failure: OSError | ValueError = error
                why = "the file is there already (overwrite=True replaces it)"
            except (OSError, ValueError) as error:
                failure = error
                why = getattr(error, "strerror", None) or str(error) or type(error).__name__
            else:
                return
            place = self._path or self._target.shown
            raise self._subject.error(f"cannot save {str(place)!r}: {why}") from without_frames(failure)


def _move_to_free_place(temporary: Path, path: Path) -> None:
    """Move a file to where none is; FileExistsError says that there is one, however late it came."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError, AttributeError):
        # No hard links here: an empty file of ours holds the place until it is replaced.
        path.open("xb").close()
        try:
            temporary.replace(path)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
