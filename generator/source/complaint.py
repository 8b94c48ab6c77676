"""What is wrong, and where: the one form in which every part of the generator reports a fault."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Location:
    """A line of a file; lines count from 1."""

    file: Path
    line: int

    def __str__(self) -> str:
        return f"{_shown(self.file)}:{self.line}"


@dataclass(frozen=True, order=True)
class Complaint:
    """One fault of the document: `file:line: where: what`.

    `where` names the operation, field or file it is about; `what` says what is wrong in one line.
    """

    location: Location
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.location}: {_one_line(self.where)}: {_one_line(self.what)}"


class SpecError(Exception):
    """The document cannot be used; `complaints` says why, in file and line order, without repeats."""

    def __init__(self, complaints: Iterable[Complaint]) -> None:
        self.complaints = sorted(set(complaints))
        super().__init__("\n".join(str(complaint) for complaint in self.complaints))


def fault(location: Location, where: str, what: str) -> SpecError:
    """Return the error for a single complaint."""
    return SpecError([Complaint(location, where, what)])


def _shown(file: Path) -> str:
    try:
        return file.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return file.as_posix()


def _one_line(text: str, limit: int = 400) -> str:
    printable = "".join(char if char.isprintable() else " " for char in text)
    folded = " ".join(printable.split())
    return folded if len(folded) <= limit else folded[: limit - 1] + "…"
