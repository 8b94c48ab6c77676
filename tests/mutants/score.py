"""The result: how many of each kind were killed, and which were not."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rich.console import Console
from rich.table import Table

from tests.mutants.equivalent import Entry, excuse_of, stale
from tests.mutants.mutant import Mutant, Side
from tests.mutants.trial import Outcome, Verdict

FATES = ("killed", "equivalent", "survived", "refused")
"""What can become of a mutant."""

_HEADERS = ("side", "change", "tried", *FATES, "score")


@dataclass(frozen=True)
class Score:
    """What became of mutants.

    Attributes:
        outcomes: Of those that were tried.
        every: All mutants that there are.
        entries: The survivors that are excused.
    """

    outcomes: Mapping[Mutant, Outcome] = field(repr=False)
    every: Sequence[Mutant] = field(repr=False)
    entries: Sequence[Entry] = field(repr=False)

    @property
    def survivors(self) -> list[Mutant]:
        """Those that no check noticed, although they differ from the real thing."""
        return [mutant for mutant in self.outcomes if self.fate(mutant) == "survived"]

    @property
    def refused(self) -> list[Mutant]:
        """Those that could not be made."""
        return [mutant for mutant in self.outcomes if self.fate(mutant) == "refused"]

    @property
    def stale(self) -> list[str]:
        """What is wrong with the list of the excused."""
        return stale(self.entries, self.every, self.outcomes)

    @property
    def is_perfect(self) -> bool:
        """Whether all mutants that differ were killed, and the list of those that do not is right."""
        return not self.survivors and not self.stale

    def fate(self, mutant: Mutant) -> str:
        """Return what became of a mutant that was tried."""
        return fate_of(mutant, self.outcomes[mutant], self.entries)

    def rows(self) -> list[tuple[str, ...]]:
        """Return a row of numbers for each side and kind of change, and one for all."""
        counts: dict[tuple[Side, str], Counter[str]] = {}
        for mutant in self.outcomes:
            counts.setdefault((mutant.side, mutant.keyword), Counter())[self.fate(mutant)] += 1
        order = list(Side)
        rows = sorted(
            counts.items(), key=lambda item: (order.index(item[0][0]), -item[1].total(), item[0][1])
        )
        total = sum(counts.values(), Counter())
        return [*(_row(side.value, kind, count) for (side, kind), count in rows), _row("both", "all", total)]


def fate_of(mutant: Mutant, outcome: Outcome, entries: Sequence[Entry]) -> str:
    """Return what became of a mutant: a survivor is equivalent if it is listed as such."""
    is_listed = outcome.verdict is Verdict.survived and excuse_of(mutant, outcome, entries) is not None
    return "equivalent" if is_listed else outcome.verdict.value


def print_score(score: Score) -> None:
    """Print the numbers, and what needs somebody's attention, to standard output."""
    lines = [_HEADERS, *score.rows()]
    if sys.stdout.isatty():
        # Without lines it fits into 80 columns.
        table = Table(box=None, padding=(0, 1, 0, 0))
        for header in _HEADERS:
            table.add_column(header, no_wrap=True)
        for line in lines[1:]:
            table.add_row(*line)
        Console().print(table)
    else:
        widths = [max(len(line[index]) for line in lines) for index in range(len(_HEADERS))]
        for line in lines:
            cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
            print("  ".join(cells).rstrip())
    for mutant in score.refused:
        print(f"\nrefused: {mutant.id}\n  at {mutant.field}: {score.outcomes[mutant].by}")
    for mutant in score.survivors:
        print(f"\nsurvived: {mutant.id}\n  at {mutant.field}")
    for problem in score.stale:
        print(f"\nstale: {problem}")


def _row(side: str, kind: str, count: Counter[str]) -> tuple[str, ...]:
    numbers = (count.total(), *(count[fate] for fate in FATES))
    judged = count["killed"] + count["survived"]
    share = f"{100 * count['killed'] / judged:.1f} %" if judged else "-"
    return (side, kind, *(f"{number:,}" for number in numbers), share)
