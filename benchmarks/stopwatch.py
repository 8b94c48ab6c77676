"""Repeated measurements of several sides, taken in turn so that they share the machine's moods."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import ClassVar, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Samples:
    """What one side took, in seconds, round by round."""

    unit: ClassVar[str] = "seconds"

    label: str
    values: tuple[float, ...]

    @property
    def best(self) -> float:
        """The least: what the work costs when nothing disturbs it."""
        return min(self.values)

    @property
    def median(self) -> float:
        """What it cost as a rule, disturbances included."""
        return statistics.median(self.values)


class Rates(Samples):
    """How often one side did something in a second, round by round; more is better."""

    unit = "per_second"

    @property
    def best(self) -> float:
        """The greatest."""
        return max(self.values)


def interleave(
    sides: Mapping[str, Callable[[], T]], rounds: int, tick: Callable[[str], None]
) -> dict[str, list[T]]:
    """Measure A B C, A B C, ...: each side once a round, after one round that does not count.

    Args:
        sides: by name, what measures a side once and returns what it found.
        rounds: how often each is measured.
        tick: is told, for people, which round it is.
    """
    for side in sides.values():
        side()
    found: dict[str, list[T]] = {name: [] for name in sides}
    for number in range(rounds):
        tick(f"round {number + 1} of {rounds}")
        for name, side in sides.items():
            found[name].append(side())
    return found


def mean_cpu(work: Callable[[], object], parts: int) -> Callable[[], float]:
    """Return what measures the CPU seconds of this process for one of the `parts` of some work."""

    def measure() -> float:
        start = time.process_time()
        work()
        return (time.process_time() - start) / parts

    return measure


@contextmanager
def tidy_memory() -> Iterator[None]:
    """Keep what was there before out of the garbage collector's rounds, which stay switched on."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def ratios(ours: Samples, peer: Samples) -> list[float]:
    """Return the ratio of each round, in ascending order."""
    return sorted(one / other for one, other in zip(ours.values, peer.values, strict=True))


def quartiles(values: list[float]) -> tuple[float, float]:
    """Return the bounds of the middle half of at least one value."""
    if len(values) == 1:
        return values[0], values[0]
    low, _, high = statistics.quantiles(values, n=4, method="inclusive")
    return low, high
