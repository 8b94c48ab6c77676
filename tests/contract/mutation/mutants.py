"""The mutants of the real document, made once for all tests."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from tests.contract.suite import document
from tests.mutants.derive import mutants_of
from tests.mutants.mutant import Mutant, Side
from tests.mutants.sides import Workshop, workshops_of


@cache
def every_mutant() -> tuple[Mutant, ...]:
    """Return all mutants of the document."""
    return mutants_of(document())


def mutants_on(side: Side) -> Sequence[Mutant]:
    """Return the mutants of one side."""
    return [mutant for mutant in every_mutant() if mutant.side is side]


@cache
def workshops() -> dict[Side, Workshop]:
    """Return the workshops of the document."""
    return workshops_of(document())
