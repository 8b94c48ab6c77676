"""What comes of a change: a package brought up to date, or complaints, and those that are mended."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.output import OutputError
from generator.source.complaint import Complaint, SpecError
from generator.steps import Package
from generator.watch.update import Update


@dataclass(frozen=True)
class Round:
    """One build, and what came of it.

    Attributes:
        changed: what made it necessary, sorted; empty for the first one.
        seconds: how long building and writing took.
        files: how many files the package has; 0 where it could not be built.
        written: the files that were not on disk as they have to be.
        removed: the files that were on disk and are of the package no more.
        complaints: why the package could not be built.
        mended: complaints of the build before that are gone.
        failure: what went wrong that is no complaint about the spec.
    """

    changed: tuple[Path, ...]
    seconds: float
    files: int = 0
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    complaints: tuple[Complaint, ...] = ()
    mended: tuple[Complaint, ...] = ()
    failure: str = ""

    @property
    def is_well(self) -> bool:
        """Whether the package on disk is what the spec gives."""
        return not (self.complaints or self.failure)


class Watch:
    """Builds on each change, and remembers what was wrong before."""

    def __init__(
        self,
        build: Callable[[], Package],
        write: Callable[[Mapping[str, str]], Update],
        clock: Callable[[], float],
    ) -> None:
        """Begin with nothing wrong.

        Args:
            build: gives the package, or raises `SpecError`.
            write: puts its files on disk, or raises `OutputError`.
            clock: tells a time in seconds.
        """
        self._build = build
        self._write = write
        self._clock = clock
        self._complaints: tuple[Complaint, ...] = ()

    def run(self, changed: Collection[Path] = ()) -> Round:
        """Bring the package up to date after a change; where that fails, it stays as it was."""
        start = self._clock()
        causes = tuple(sorted(changed))
        try:
            package = self._build()
            update = self._write(package.files)
        except SpecError as error:
            complaints = tuple(error.complaints)
            mended = self._follow(complaints)
            return Round(causes, self._clock() - start, complaints=complaints, mended=mended)
        except OutputError as error:
            return Round(causes, self._clock() - start, failure=str(error))
        except Exception as error:
            # A fault of the generator, which a document half way through an edit may bring out: the next save counts.
            return Round(causes, self._clock() - start, failure=_fault(error))
        return Round(
            causes,
            self._clock() - start,
            files=len(package.files),
            written=update.written,
            removed=update.removed,
            mended=self._follow(()),
        )

    def _follow(self, complaints: tuple[Complaint, ...]) -> tuple[Complaint, ...]:
        """Take over the complaints of now, and return those of before that are gone; lines may have moved."""
        still = {_identity(complaint) for complaint in complaints}
        mended = tuple(each for each in self._complaints if _identity(each) not in still)
        self._complaints = complaints
        return mended


def _identity(complaint: Complaint) -> tuple[Path, str, str]:
    return complaint.location.file, complaint.where, complaint.what


def _fault(error: Exception) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(frame.filename).name}:{frame.lineno}"
    return f"the generator failed, which is a fault of its own: {type(error).__name__}: {error} ({place})"
