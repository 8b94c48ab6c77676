"""A few of many mutants, of every kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import zip_longest
from random import Random

from tests.mutants.mutant import Mutant, Side


def sampled(mutants: Sequence[Mutant], count: int, seed: int) -> list[Mutant]:
    """Return so many mutants, or all if there are fewer: of each side and keyword one, then of each another one.

    Args:
        seed: Which ones; the same number gives the same ones for the same document.
    """
    random = Random(seed)
    kinds: dict[tuple[Side, str], list[Mutant]] = defaultdict(list)
    for mutant in mutants:
        kinds[mutant.side, mutant.keyword].append(mutant)
    for kind in kinds.values():
        random.shuffle(kind)
    rounds = zip_longest(*kinds.values())
    return [mutant for turn in rounds for mutant in turn if mutant is not None][:count]
