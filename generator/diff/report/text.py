"""The report for the terminal: the worst first, plain text where it is piped."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.diff.change import Change, Diff
from generator.diff.report.words import MEANINGS, few, places, summary
from generator.diff.verdicts import Impact

COLORS: Final = {Impact.breaking: "red", Impact.risky: "yellow", Impact.safe: "green"}

_LONGEST: Final = 2000
"""Characters of a line, so that a name of a megabyte does not fill the screen."""

Line = tuple[str, str]
"""Text, and the style in which a terminal shows it."""


def text_lines(diff: Diff) -> Iterator[Line]:
    """Yield the report line by line; no line has characters that a terminal would obey."""
    for impact in Impact:
        changes = [change for change in diff.changes if change.impact is impact]
        if changes:
            yield f"{impact.value}: {MEANINGS[impact]}", f"bold {COLORS[impact]}"
            for change in changes:
                yield from _lines(change)
            yield "", ""
    yield printable(f"{diff.old} -> {diff.new}: {summary(diff)}"), "bold"


def _lines(change: Change) -> Iterator[Line]:
    yield printable(f"  {change.sentence}"), ""
    if len(change.operations) > 1:
        yield printable(f"      in {few(change.operations)}"), "dim"
    if change.python:
        yield printable(f"      {few(change.python)}"), "cyan"
    yield printable(f"      {places(change)}  [{change.kind}]"), "dim"


def printable(text: str) -> str:
    """Return text of the document as one line without characters that a terminal would obey."""
    line = "".join(char if char.isprintable() else " " for char in text).rstrip()
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
