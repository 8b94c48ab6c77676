"""Many mutants, one after another or several at a time."""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from imgopen_contract.document import Document, Operation

from tests.mutants.mutant import Mutant, Side
from tests.mutants.sides import Workshop
from tests.mutants.trial import Outcome, failure_without_change, try_out

_BATCH = 8
"""How many mutants a process takes at a time."""

_LIFETIME = 50
"""After how many batches a process is replaced: of what it imported, not everything is ever forgotten."""


@dataclass(frozen=True)
class Work:
    """What is to be done.

    Attributes:
        document: The real one.
        mutants: What is tried, each by itself.
        workshops: Who makes what is tried.
    """

    document: Document = field(repr=False)
    mutants: Sequence[Mutant]
    workshops: Mapping[Side, Workshop] = field(repr=False)

    def outcome(self, number: int) -> Outcome:
        """Try the mutant of a number."""
        return try_out(self.mutants[number], self.document, self.workshops)

    def red_without_change(self) -> str | None:
        """Return a check that fails although nothing was changed: then no failure would mean anything.

        Each operation is tried by itself, as its mutants will be.
        """
        touched = {side: dict.fromkeys(self._operations(side)) for side in self.workshops}
        for side, operations in touched.items():
            for operation in operations:
                failed = failure_without_change(self.workshops[side], [operation])
                if failed is not None:
                    return f"{side.value}: {failed}"
        return None

    def outcomes(self, jobs: int) -> Iterator[tuple[Mutant, Outcome]]:
        """Give each mutant with what became of it, as soon as it is known.

        Args:
            jobs: How many processes work on it; 1 is this process itself.
        """
        numbers = range(len(self.mutants))
        if jobs == 1:
            yield from ((self.mutants[number], self.outcome(number)) for number in numbers)
            return
        # What a process inherits needs no copy to be sent to it, and is imported already.
        context = multiprocessing.get_context("fork")
        gc.freeze()
        with context.Pool(jobs, _inherit, (self,), maxtasksperchild=_LIFETIME) as pool:
            for number, outcome in pool.imap_unordered(_outcome, numbers, chunksize=_BATCH):
                yield self.mutants[number], outcome

    def _operations(self, side: Side) -> Iterator[Operation]:
        return (
            operation for mutant in self.mutants if mutant.side is side for operation in mutant.operations
        )


_inherited: list[Work] = []


def _inherit(work: Work) -> None:
    _inherited[:] = [work]


def _outcome(number: int) -> tuple[int, Outcome]:
    return number, _inherited[0].outcome(number)
