"""Files of the caller's, made ready to be sent, if need be more than once."""

from __future__ import annotations

import io
import os
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from mimetypes import guess_type
from pathlib import Path
from typing import Any, Final

from .configuration import is_header_text

_CHUNK: Final = 65_536
_NAME: Final = "upload"
_UNKNOWN: Final = "application/octet-stream"
_FORMS: Final = "give bytes, a Path, a file open in binary mode, or a tuple of name, content and media type"


class NoFileError(ValueError):
    """A value that cannot be sent as a file; its text is the rule that it breaks."""


class Reading:
    """An open file of the caller's, read from its start whenever it is sent; from where it is if it cannot go back."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self.can_rewind = _can_rewind(file)

    def read(self, size: int = -1) -> bytes:
        """Read some bytes, or all."""
        found: bytes = self._file.read(size)
        return found

    def tell(self) -> int:
        """Return the place in the file."""
        return self._moved(0, os.SEEK_CUR)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a place in the file, and return it."""
        return self._moved(offset, whence)

    @property
    def length(self) -> int | None:
        """The number of bytes; None where it is known only at the end."""
        try:
            before = self.tell()
            length = self.seek(0, os.SEEK_END)
            self.seek(before)
        except OSError:
            return None
        return length

    def chunks(self) -> Iterator[bytes]:
        """Yield the bytes, piece by piece."""
        if self.can_rewind:
            self.seek(0)
        while chunk := self.read(_CHUNK):
            yield chunk

    def _moved(self, offset: int, whence: int) -> int:
        if not self.can_rewind:
            raise io.UnsupportedOperation("not seekable")
        try:
            place = self._file.seek(offset, whence)
        except ValueError as error:  # a compressed file does not know its end
            raise io.UnsupportedOperation(str(error)) from None
        return place if isinstance(place, int) else int(self._file.tell())


class Chunks:
    """The bytes of a file, for an HTTP client that waits for each piece."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def __iter__(self) -> Iterator[bytes]:
        return self._reading.chunks()


class AsyncChunks:
    """The bytes of a file, for an async HTTP client."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for chunk in self._reading.chunks():
            yield chunk


@dataclass(frozen=True)
class Upload:
    """A file with all that is sent of it.

    Attributes:
        name: the file's name.
        content: its bytes, or where they are read from.
        media_type: what it is, where the caller says so.
    """

    name: str
    content: bytes | Reading
    media_type: str | None = None

    @property
    def is_repeatable(self) -> bool:
        """Whether it can be sent a second time."""
        return isinstance(self.content, bytes) or self.content.can_rewind

    def media_type_among(self, allowed: str = "") -> str:
        """Return the media type: the caller's, or one of those that are allowed, by the file's name if there are many.

        Args:
            allowed: media types with commas between; each may have a star for its second half, or for both.
        """
        if self.media_type is not None:
            return self.media_type
        guessed = guess_type(self.name)[0]
        ranges = [part.strip() for part in allowed.split(",") if part.strip()]
        if len(ranges) == 1 and "*" not in ranges[0]:
            return ranges[0]
        return guessed or next((part for part in ranges if "*" not in part), _UNKNOWN)


def looks_like_file(value: object) -> bool:
    """Say whether a value is meant as a file rather than as a value in JSON."""
    if isinstance(value, tuple):
        pair: tuple[Any, ...] = value
        return len(pair) in (2, 3) and isinstance(pair[0], str) and looks_like_file(pair[1])
    return isinstance(value, (bytes, bytearray, os.PathLike)) or hasattr(value, "read")


def uploads_of(value: object) -> list[tuple[str, object]]:
    """Return the files of one field, each with its place in the field: a list of files, or one alone."""
    if isinstance(value, list) or (isinstance(value, tuple) and not (value and isinstance(value[0], str))):
        many: Any = value
        return [(f"[{index}]", item) for index, item in enumerate(many)]
    return [("", value)]


def upload_of(value: Any) -> Upload:
    """Return a file of any form that a caller may give; one given by its path is read.

    Raises:
        NoFileError: it is none, or cannot be read.
    """
    if isinstance(value, tuple):
        return _named(value)
    if isinstance(value, os.PathLike):
        return _from_path(value)
    content = _content(value)
    given = getattr(value, "name", None)
    name = Path(given).name if isinstance(given, str) else ""
    return Upload(name or _NAME, content)


def _named(parts: tuple[Any, ...]) -> Upload:
    if len(parts) not in (2, 3) or not isinstance(parts[0], str):
        raise NoFileError(f"is no file: {_FORMS}")
    media_type = parts[2] if len(parts) == 3 else None
    if media_type is not None and not is_header_text(media_type):
        raise NoFileError("has a media type that cannot stand in a header")
    content = parts[1]
    if isinstance(content, os.PathLike):
        return Upload(parts[0], _from_path(content).content, media_type)
    return Upload(parts[0], _content(content), media_type)


def _from_path(value: os.PathLike[Any]) -> Upload:
    try:
        path = Path(os.fsdecode(value))
        return Upload(path.name or _NAME, path.read_bytes())
    except (OSError, ValueError) as error:
        raise NoFileError(f"cannot be read: {getattr(error, 'strerror', None) or error}") from None


def _content(value: Any) -> bytes | Reading:
    if isinstance(value, (bytes, bytearray)):
        return bytes(value)
    if isinstance(value, str):
        raise NoFileError(
            "is text, which could be a path as well as the content: give Path(...) or the text's .encode()"
        )
    if isinstance(value, io.TextIOBase):
        raise NoFileError("is a file open as text: open it in binary mode")
    if not callable(getattr(value, "read", None)):
        raise NoFileError(f"is no file: {_FORMS}")
    if getattr(value, "closed", False) is True:
        raise NoFileError("is a file that is closed")
    return Reading(value)


def _can_rewind(file: Any) -> bool:
    seekable = getattr(file, "seekable", None)
    if seekable is None:
        return hasattr(file, "seek")
    return bool(seekable())
