"""What is said of a round, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from generator.watch.rounds import Round

Tone = Literal["good", "bad", "mended", "detail"]
_SHOWN: Final = 8


@dataclass(frozen=True)
class Line:
    """A line of text, and how it is meant."""

    text: str
    tone: Tone


def lines_of(found: Round, out: Path) -> Iterator[Line]:
    """Yield the lines that tell of a round: what changed and what came of it first, particulars after.

    Args:
        found: the round.
        out: the folder of the package.
    """
    took = f"in {found.seconds:.2f} s"
    cause = f"{_causes(found.changed)} changed" if found.changed else _shown(out)
    if found.failure:
        yield Line(f"{cause}: {printable(found.failure)}", "bad")
        return
    if found.complaints:
        count = _count(len(found.complaints), "complaint")
        yield Line(f"{cause}: {count} {took}, the package stays as it was", "bad")
        yield from (Line(printable(str(complaint)), "bad") for complaint in found.complaints)
    else:
        yield Line(f"{cause}: {_news(found)} {took}", "good")
        yield from _particulars(found)
    yield from (Line(f"mended: {printable(str(complaint))}", "mended") for complaint in found.mended)


def printable(text: str) -> str:
    """Return text on one line in which nothing is left that a terminal would obey."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)


def _news(found: Round) -> str:
    if not found.written and not found.removed:
        return f"nothing new in {_count(found.files, 'file')}"
    gone = f", {len(found.removed)} gone" if found.removed else ""
    return f"{len(found.written)} of {_count(found.files, 'file')} new{gone}"


def _particulars(found: Round) -> Iterator[Line]:
    entries = [*found.written, *(f"{name} (gone)" for name in found.removed)]
    if not found.changed:
        return
    for entry in entries[:_SHOWN]:
        yield Line(f"  {printable(entry)}", "detail")
    if len(entries) > _SHOWN:
        yield Line(f"  and {len(entries) - _SHOWN} more", "detail")


def _causes(changed: tuple[Path, ...]) -> str:
    more = f" and {_count(len(changed) - 1, 'other')}" if len(changed) > 1 else ""
    return f"{_shown(changed[0])}{more}"


def _shown(path: Path) -> str:
    try:
        return printable(path.resolve().relative_to(Path.cwd()).as_posix())
    except ValueError:
        return printable(str(path))


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
