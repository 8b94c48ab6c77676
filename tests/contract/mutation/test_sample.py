"""Some of the mutants that `make mutants` tries, a few of every kind: the suite notices each."""

from __future__ import annotations

import pytest

from tests.contract.mutation.mutants import mutants_on, workshops
from tests.contract.suite import document
from tests.mutants.equivalent import is_listed, load
from tests.mutants.mutant import Mutant, Side
from tests.mutants.proofs import allows_the_same
from tests.mutants.sample import sampled
from tests.mutants.score import fate_of
from tests.mutants.trial import try_out

SEED = 1
SIZES = {Side.client: 18, Side.simulator: 60}
ENTRIES = load()


def noticeable(side: Side) -> list[Mutant]:
    """Return the mutants of a side that are not known to survive."""
    return [
        mutant
        for mutant in mutants_on(side)
        if not is_listed(mutant, ENTRIES) and not allows_the_same(document(), mutant.change)
    ]


MUTANTS = [mutant for side, size in SIZES.items() for mutant in sampled(noticeable(side), size, SEED)]


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.id)
def test_the_suite_notices(mutant: Mutant) -> None:
    outcome = try_out(mutant, document(), workshops())
    assert fate_of(mutant, outcome, ENTRIES) in ("killed", "equivalent"), outcome


def test_the_sample_has_some_of_every_kind() -> None:
    for side in Side:
        kinds = {mutant.keyword for mutant in mutants_on(side)}
        assert {mutant.keyword for mutant in MUTANTS if mutant.side is side} == kinds
