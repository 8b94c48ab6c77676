"""How many of the contract's cases a run has tried, operation by operation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

_HOME = "tests/contract/"
_BETWEEN = " / "
_SIDES = ("client", "simulator")
_ALL = "in all"


def case_counts(names: Iterable[str]) -> Iterator[str]:
    """Return a line for each operation, from the names of the tests that were run; nothing if there were no cases.

    A case's test is called `file::test_side[group.operation / field / rule / value verdict]`.
    """
    counts: dict[str, Counter[str]] = {}
    for name in names:
        test, _, title = name.partition("[")
        side = test.rpartition("::test_")[2]
        if test.startswith(_HOME) and side in _SIDES and _BETWEEN in title:
            operation = title.partition(_BETWEEN)[0]
            counts.setdefault(operation, Counter())[side] += 1
    widest = max(map(len, (_ALL, *counts)))
    for operation, found in sorted(counts.items()):
        yield f"{operation:{widest}}  {_shown(found)}"
    if counts:
        yield f"{_ALL:{widest}}  {_shown(sum(counts.values(), Counter()))}"


def _shown(counts: Counter[str]) -> str:
    return ", ".join(f"{side} {count:,}" for side, count in sorted(counts.items()))
