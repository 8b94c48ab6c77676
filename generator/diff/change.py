"""What a comparison gives: changes, each with its place in both documents, and what they call for together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from generator.diff.kinds import Topic
from generator.diff.verdicts import Bump, Impact, Side


@dataclass(frozen=True, order=True)
class Position:
    """A place in one of two documents; the nearest place around it where there is nothing."""

    file: str
    line: int
    pointer: str
    """JSON Pointer in the bundled document."""
    exists: bool = True
    """Whether something stands there, or only would."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True)
class Change:
    """One difference, judged for the messages that it reaches."""

    kind: str
    """The stable id, such as `request-maximum-lowered`."""
    impact: Impact
    bump: Bump
    topic: Topic
    side: Side
    sides: tuple[Side, ...]
    """All sides for which the judgement is this one; `side` is the first."""
    operations: tuple[str, ...]
    where: str
    """What it is about: the operation, or what several have in common, and the field."""
    what: str
    """What changed, as the end of a sentence that begins with `where`."""
    old: Position
    new: Position
    python: tuple[str, ...]
    """The names of the generated package that are affected: in the old one, or in the new one where they are new."""

    @property
    def sentence(self) -> str:
        """The change in one sentence."""
        return f"{self.where}: {self.what}" if self.where else self.what


@dataclass(frozen=True)
class Diff:
    """All changes from one document to another, the worst first."""

    old: str
    """What the old document is called: a file or a revision."""
    new: str
    old_version: str
    """`info.version` of the old document."""
    new_version: str
    changes: tuple[Change, ...]

    @property
    def bump(self) -> Bump:
        """The part of the version that has to grow."""
        return max((change.bump for change in self.changes), default=Bump.none)

    def count(self, impact: Impact) -> int:
        """Return the number of changes of an impact."""
        return Counter(change.impact for change in self.changes)[impact]
