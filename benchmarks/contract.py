"""How fast the contract suite is: property examples and boundary checks a second, on every core."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from benchmarks.process import own_module, read
from benchmarks.row import Row, compare
from benchmarks.stopwatch import Rates
from benchmarks.workshop import Measurement, Workshop

_PROMISED: Final = 1_000
_KINDS: Final = {"properties": "property examples a second", "boundaries": "boundary checks a second"}


def _measure(workshop: Workshop) -> Iterator[Row]:
    rounds = workshop.rounds(3, 1)
    cores = os.cpu_count() or 1
    for kind, title in _KINDS.items():
        rates = []
        for number in range(rounds):
            workshop.progress.step(f"{title}, round {number + 1} of {rounds}")
            rates.append(_rate(workshop, kind, cores))
        ours = Rates(f"{cores} processes", tuple(rates))
        if kind == "properties":
            promised = Rates("promised", (float(_PROMISED),) * rounds)
            yield compare(f"{title}, whole API", ours, promised, goal=1.0)
        else:
            yield Row(f"{title}, whole API", ours)


def _rate(workshop: Workshop, kind: str, cores: int) -> float:
    """Share the operations among processes, and return how much all of them did in the time of the slowest."""

    def share(index: int) -> dict[str, float]:
        module = own_module("benchmarks.examples", kind, str(index), str(cores))
        found: dict[str, float] = json.loads(read(module, workshop.folder).splitlines()[-1])
        return found

    with ThreadPoolExecutor(cores) as pool:
        shares = list(pool.map(share, range(cores)))
    return sum(found["done"] for found in shares) / max(found["seconds"] for found in shares)


MEASUREMENTS: Final = (Measurement("the contract suite", _measure),)
