"""One line of the result."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from benchmarks.stopwatch import Rates, Samples, quartiles, ratios


@dataclass(frozen=True)
class Row:
    """What was measured: two sides and their ratio, and beside them one more peer."""

    what: str
    ours: Samples | None = None
    peer: Samples | None = None
    third: Samples | None = None
    ratio: float | None = None
    spread: tuple[float, float] | None = None
    """How far the ratio can be relied on: the middle half of the ratios of the single rounds."""
    goal: float | None = None
    """What the ratio may be at most, or of rates must be at least; None where nothing was promised."""
    failure: str = ""
    details: dict[str, Any] = field(default_factory=dict)
    """Further numbers, for the JSON alone."""

    @property
    def is_more_better(self) -> bool:
        """Whether a greater ratio is the better one."""
        return isinstance(self.ours, Rates)

    @property
    def is_reached(self) -> bool | None:
        """Whether the goal is reached; None where there is none."""
        if self.goal is None:
            return None
        if self.ratio is None:
            return False
        return self.ratio >= self.goal if self.is_more_better else self.ratio <= self.goal

    @property
    def is_missed(self) -> bool:
        """Whether there is a goal, and it is not reached."""
        return self.is_reached is False


def compare(
    what: str,
    ours: Samples,
    peer: Samples,
    *,
    third: Samples | None = None,
    goal: float | None = None,
    details: dict[str, Any] | None = None,
) -> Row:
    """Return the row for two sides of one run: the ratio of the best of each."""
    return Row(
        what,
        ours,
        peer,
        third,
        ratio=ours.best / peer.best,
        spread=quartiles(ratios(ours, peer)),
        goal=goal,
        details=details or {},
    )
