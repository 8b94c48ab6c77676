"""How fast something grows: the slope of its logarithm over that of the size. 1 is linear."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

from benchmarks.row import Row

_FITTED: Final = 3
"""How many sizes, from the largest down, the exponent is fitted over; below them what does not grow weighs in."""


def exponent_row(what: str, of: str, costs: Mapping[int, float], goal: float | None) -> Row:
    """Return the row of an exponent, and beside it the least and the greatest one between two neighbouring sizes.

    Args:
        what: what grows.
        of: what the sizes are numbers of.
        costs: by size, what it came to.
        goal: what the exponent may be at most.
    """
    largest = sorted(costs)[-_FITTED:]
    exponent = slope([(math.log(size), math.log(costs[size])) for size in largest])
    steps = [
        {"from": low, "to": high, "exponent": math.log(costs[high] / costs[low]) / math.log(high / low)}
        for low, high in zip(sorted(costs), sorted(costs)[1:], strict=False)
    ]
    fitted = [step["exponent"] for step in steps if step["from"] >= largest[0]]
    title = f"{what}, {largest[0]:,} to {largest[-1]:,} {of}"
    return Row(title, ratio=exponent, spread=(min(fitted), max(fitted)), goal=goal, details={"steps": steps})


def slope(points: Sequence[tuple[float, float]]) -> float:
    """Return the slope of the straight line that lies closest to the points (least squares)."""
    middle = sum(x for x, _ in points) / len(points)
    height = sum(y for _, y in points) / len(points)
    return sum((x - middle) * (y - height) for x, y in points) / sum((x - middle) ** 2 for x, _ in points)
