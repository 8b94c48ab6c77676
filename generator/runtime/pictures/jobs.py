"""What is to be done to save many pictures, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TypeAlias

from ..errors import DownloadError
from .download import Download, checked_count, subject_of
from .found import Found
from .sinks import PictureFile
from .source import SourceBase
from .subject import without_frames
from .targets import targets_in

Outcome: TypeAlias = "Path | DownloadError"
"""The path of a picture that was saved, or why it was not."""


@dataclass(frozen=True)
class SaveJob:
    """One picture to save."""

    download: Download
    file: PictureFile


def save_jobs_of(
    pictures: Iterable[Found],
    task_id: str,
    source: SourceBase,
    folder: str | PathLike[str],
    *,
    name: str,
    overwrite: bool,
    include_refused: bool,
    at_once: int,
    max_bytes: int,
) -> list[SaveJob]:
    """Return what is to be done, and make the folder.

    Raises:
        ConfigurationError: an argument cannot be used, or two pictures would have the same name.
        DownloadError: the folder cannot be made.
    """
    checked_count("at_once", at_once)
    checked_count("max_bytes", max_bytes)
    wanted = [picture for picture in pictures if include_refused or not picture.is_refused]
    targets = targets_in(folder, name, task_id, wanted)
    _make(folder, task_id)
    jobs = []
    for picture, target in zip(wanted, targets, strict=True):
        file = PictureFile(target, overwrite=overwrite, subject=subject_of(picture, task_id))
        jobs.append(SaveJob(Download(source, picture, task_id, file, max_bytes=max_bytes), file))
    return jobs


def results_of(outcomes: Sequence[Outcome], task_id: str) -> list[Path]:
    """Return the paths of all pictures.

    Raises:
        DownloadError: one or more were not saved.
    """
    saved = [outcome for outcome in outcomes if isinstance(outcome, Path)]
    failures = tuple(outcome for outcome in outcomes if isinstance(outcome, DownloadError))
    if not failures:
        return saved
    each = "; ".join(str(failure) for failure in failures)
    raise DownloadError(
        f"{len(failures)} of {len(outcomes)} pictures of task {task_id} were not saved: {each}",
        task_id=task_id,
        saved=tuple(saved),
        failures=failures,
    )


def _make(folder: str | PathLike[str], task_id: str) -> None:
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise DownloadError(
            f"cannot make the folder {str(folder)!r}: {why}", task_id=task_id
        ) from without_frames(error)
