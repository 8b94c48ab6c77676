"""What a document asks for and the client does not do, by what it is."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.ir.words import one_line
from generator.source.complaint import Complaint


@dataclass(frozen=True)
class NoticeAt:
    """A part of the document that a notice is about.

    Attributes:
        where: the operation, field or schema.
        line: its file, relative to the document's folder, and its line.
    """

    where: str
    line: str


@dataclass(frozen=True)
class Notice:
    """One thing that the client does not do, and all places where the document asks for it."""

    what: str
    at: tuple[NoticeAt, ...]


def notices_of(complaints: Iterable[Complaint], folder: Path) -> tuple[Notice, ...]:
    """Return notices by what they say, those of most places first; `folder` is that of the document's root file."""
    found: dict[str, list[NoticeAt]] = {}
    for each in sorted(set(complaints)):
        line = f"{_relative(each.location.file, folder)}:{each.location.line}"
        found.setdefault(one_line(each.what), []).append(NoticeAt(one_line(each.where), line))
    notices = (Notice(what, tuple(at)) for what, at in found.items())
    return tuple(sorted(notices, key=lambda notice: (-len(notice.at), notice.what)))


def _relative(file: Path, folder: Path) -> str:
    return Path(os.path.relpath(file, folder)).as_posix()
