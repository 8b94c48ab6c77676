"""One picture of a task: where it is, and how to get it."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import Generic, TypeVar

from .download import DEFAULT_MAX_BYTES, Download, checked_count, subject_of
from .fetching import async_fetch, fetch
from .found import Found
from .sinks import Memory, PictureFile
from .source import AsyncDownloadSource, DownloadSource
from .targets import target_at

SourceT = TypeVar("SourceT", DownloadSource, AsyncDownloadSource)


class ImageBase(Generic[SourceT]):
    """What a picture knows without being fetched."""

    def __init__(self, found: Found, task_id: str, source: SourceT) -> None:
        self._found = found
        self._task_id = task_id
        self._source: SourceT = source

    @property
    def url(self) -> str | None:
        """From where it can be fetched, for a limited time; None where the service gave no URL."""
        return self._found.url

    @property
    def number(self) -> int:
        """Its place among the task's pictures, counting from 1."""
        return self._found.number

    @property
    def seed(self) -> int | None:
        """The random seed that it was made with; None where the service does not tell."""
        return self._found.seed

    @property
    def is_refused(self) -> bool:
        """Whether the service's content check refused it."""
        return self._found.is_refused

    @property
    def task_id(self) -> str:
        """The id of the task that made it."""
        return self._task_id

    def _file(self, path: str | PathLike[str], *, overwrite: bool) -> PictureFile:
        subject = subject_of(self._found, self._task_id)
        return PictureFile(target_at(path), overwrite=overwrite, subject=subject)

    def _download(self, sink: Memory | PictureFile, max_bytes: int) -> Download:
        max_bytes = checked_count("max_bytes", max_bytes)
        return Download(self._source, self._found, self._task_id, sink, max_bytes=max_bytes)

    def __repr__(self) -> str:
        refused = ", refused" if self.is_refused else ""
        where = self._found.shown_url
        return f"<{type(self).__name__} {self.number} of {self._task_id!r}: {where}{refused}>"


class Image(ImageBase[DownloadSource]):
    """A picture that a task made."""

    def read(self, *, max_bytes: int = DEFAULT_MAX_BYTES) -> bytes:
        """Fetch the picture, and return the content of its file.

        Args:
            max_bytes: how large it may be, in bytes.

        Raises:
            DownloadError: it cannot be fetched, is too large, or is no picture.
        """
        memory = Memory()
        download = self._download(memory, max_bytes)
        with self._source.opened() as client:
            fetch(self._source, client, download)
        return memory.content()

    def save(
        self, path: str | PathLike[str], *, overwrite: bool = False, max_bytes: int = DEFAULT_MAX_BYTES
    ) -> Path:
        """Fetch the picture into a file, which is there whole or not at all, and return the file's path.

        The suffix tells the format that the picture really has: `fox` becomes `fox.jpg`, and so does `fox.png` if
        the picture is a JPEG. A suffix that is none of a picture stays as a part of the name: `fox.v2` becomes
        `fox.v2.jpg`. So use the path that is returned.

        Args:
            path: the file; its folder has to be there.
            overwrite: whether to replace a file that is there already; otherwise that is an error.
            max_bytes: how large the picture may be, in bytes.

        Raises:
            DownloadError: it cannot be fetched, is too large, is no picture, or cannot be saved.
            ConfigurationError: the path does not end in the name of a file.
        """
        file = self._file(path, overwrite=overwrite)
        download = self._download(file, max_bytes)
        try:
            with self._source.opened() as client:
                fetch(self._source, client, download)
            return file.keep()
        finally:
            file.discard()


class AsyncImage(ImageBase[AsyncDownloadSource]):
    """A picture that a task made, to be awaited."""

    async def read(self, *, max_bytes: int = DEFAULT_MAX_BYTES) -> bytes:
        """Fetch the picture, and return the content of its file.

        Args:
            max_bytes: how large it may be, in bytes.

        Raises:
            DownloadError: it cannot be fetched, is too large, or is no picture.
        """
        memory = Memory()
        download = self._download(memory, max_bytes)
        async with self._source.opened() as client:
            await async_fetch(self._source, client, download)
        return memory.content()

    async def save(
        self, path: str | PathLike[str], *, overwrite: bool = False, max_bytes: int = DEFAULT_MAX_BYTES
    ) -> Path:
        """Fetch the picture into a file, which is there whole or not at all, and return the file's path.

        The suffix tells the format that the picture really has: `fox` becomes `fox.jpg`, and so does `fox.png` if
        the picture is a JPEG. A suffix that is none of a picture stays as a part of the name: `fox.v2` becomes
        `fox.v2.jpg`. So use the path that is returned.

        Args:
            path: the file; its folder has to be there.
            overwrite: whether to replace a file that is there already; otherwise that is an error.
            max_bytes: how large the picture may be, in bytes.

        Raises:
            DownloadError: it cannot be fetched, is too large, is no picture, or cannot be saved.
            ConfigurationError: the path does not end in the name of a file.
        """
        file = self._file(path, overwrite=overwrite)
        download = self._download(file, max_bytes)
        try:
            async with self._source.opened() as client:
                await async_fetch(self._source, client, download)
            return file.keep()
        finally:
            file.discard()
