"""All pictures of a task."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar, overload

from .download import DEFAULT_MAX_BYTES
from .found import Found
from .image import AsyncImage, Image
from .jobs import results_of, save_jobs_of
from .saving import async_save_each, save_each
from .source import AsyncDownloadSource, DownloadSource
from .targets import DEFAULT_NAME

if TYPE_CHECKING:
    from typing_extensions import Self

ImageT = TypeVar("ImageT", Image, AsyncImage)
SourceT = TypeVar("SourceT", DownloadSource, AsyncDownloadSource)


class ImagesBase(Sequence[ImageT], Generic[ImageT, SourceT]):
    """What the pictures of a task are without being fetched: a sequence."""

    def __init__(self, found: Iterable[Found], task_id: str, source: SourceT) -> None:
        self._found = tuple(found)
        self._task_id = task_id
        self._source: SourceT = source

    @property
    def refused(self) -> Self:
        """Those that the service's content check refused."""
        return self._only(picture for picture in self._found if picture.is_refused)

    @property
    def passed(self) -> Self:
        """Those that the service's content check did not refuse."""
        return self._only(picture for picture in self._found if not picture.is_refused)

    @overload
    def __getitem__(self, index: int) -> ImageT: ...
    @overload
    def __getitem__(self, index: slice) -> Self: ...
    def __getitem__(self, index: int | slice) -> ImageT | Self:
        return self._only(self._found[index]) if isinstance(index, slice) else self._image(self._found[index])

    def __len__(self) -> int:
        return len(self._found)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._task_id!r}: {list(self)!r}>"

    def _only(self, found: Iterable[Found]) -> Self:
        return type(self)(found, self._task_id, self._source)

    def _image(self, found: Found) -> ImageT:
        raise NotImplementedError


class Images(ImagesBase[Image, DownloadSource]):
    """The pictures that a task made, in the service's order."""

    def save_all(
        self,
        folder: str | PathLike[str],
        *,
        name: str = DEFAULT_NAME,
        overwrite: bool = False,
        include_refused: bool = False,
        at_once: int = 4,
        max_bytes: int = DEFAULT_MAX_BYTES,
    ) -> list[Path]:
        """Fetch the pictures into a folder, several at once, and return the paths of the files.

        Each file is there whole or not at all. One picture that fails does not keep the others from being saved.

        Args:
            folder: where the files go; it is made if it is not there.
            name: how they are called, with `{task_id}`, `{number}` and `{seed}` filled in; the suffix follows from
                the picture. What cannot stand in a file's name is replaced in a task's id.
            overwrite: whether to replace files that are there already; otherwise each is a failure.
            include_refused: whether to save the pictures, too, that the service's content check refused.
            at_once: how many to fetch at the same time.
            max_bytes: how large each may be, in bytes.

        Raises:
            DownloadError: some could not be saved: `failures` has an error for each, `saved` the paths of the others.
            ConfigurationError: an argument cannot be used, or two pictures would have the same name; nothing was
                fetched.
        """
        jobs = save_jobs_of(
            self._found,
            self._task_id,
            self._source,
            folder,
            name=name,
            overwrite=overwrite,
            include_refused=include_refused,
            at_once=at_once,
            max_bytes=max_bytes,
        )
        return results_of(save_each(self._source, jobs, at_once), self._task_id)

    def _image(self, found: Found) -> Image:
        return Image(found, self._task_id, self._source)


class AsyncImages(ImagesBase[AsyncImage, AsyncDownloadSource]):
    """The pictures that a task made, in the service's order, to be awaited."""

    async def save_all(
        self,
        folder: str | PathLike[str],
        *,
        name: str = DEFAULT_NAME,
        overwrite: bool = False,
        include_refused: bool = False,
        at_once: int = 4,
        max_bytes: int = DEFAULT_MAX_BYTES,
    ) -> list[Path]:
        """Fetch the pictures into a folder, several at once, and return the paths of the files.

        Each file is there whole or not at all. One picture that fails does not keep the others from being saved.

        Args:
            folder: where the files go; it is made if it is not there.
            name: how they are called, with `{task_id}`, `{number}` and `{seed}` filled in; the suffix follows from
                the picture. What cannot stand in a file's name is replaced in a task's id.
            overwrite: whether to replace files that are there already; otherwise each is a failure.
            include_refused: whether to save the pictures, too, that the service's content check refused.
            at_once: how many to fetch at the same time.
            max_bytes: how large each may be, in bytes.

        Raises:
            DownloadError: some could not be saved: `failures` has an error for each, `saved` the paths of the others.
            ConfigurationError: an argument cannot be used, or two pictures would have the same name; nothing was
                fetched.
        """
        jobs = save_jobs_of(
            self._found,
            self._task_id,
            self._source,
            folder,
            name=name,
            overwrite=overwrite,
            include_refused=include_refused,
            at_once=at_once,
            max_bytes=max_bytes,
        )
        return results_of(await async_save_each(self._source, jobs, at_once), self._task_id)

    def _image(self, found: Found) -> AsyncImage:
        return AsyncImage(found, self._task_id, self._source)
