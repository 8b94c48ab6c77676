"""Numbers at the edges of a range, exactly, so that 0.3 is a multiple of 0.1."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from imgopen_contract.document.exactness import exact

_FAR = 10**9
_HAIR = Fraction(1, 100)


@dataclass(frozen=True)
class Numbers:
    """The numbers that a schema allows.

    Attributes:
        step: What every number is a multiple of; None if there is no such rule.
        low: The smallest number; None if there is none.
        high: The largest number; None if there is none.
        above: Whether `low` itself is too small.
        below: Whether `high` itself is too large.
        whole: Whether only integers are allowed.
    """

    step: Fraction | None
    low: Fraction | None
    high: Fraction | None
    above: bool
    below: bool
    whole: bool

    @classmethod
    def of(cls, schema: Mapping[str, Any], whole: bool) -> Numbers:
        """Read the numeric keywords of a schema."""
        low, above = _tightest(schema, "minimum", "exclusiveMinimum", max)
        high, below = _tightest(schema, "maximum", "exclusiveMaximum", min)
        step = exact(schema["multipleOf"]) if "multipleOf" in schema else None
        if whole:
            step = Fraction(1 if step is None else step.numerator)
        return cls(step, low, high, above, below, whole)

    def first(self) -> int | float:
        """Return the smallest allowed number, or one near zero if there is no smallest."""
        if self.low is None:
            is_negative = self.high is not None and (self.high < 0 or (self.high == 0 and self.below))
            return self.last() if is_negative else 0
        return self.up(self.low, beyond=self.above)

    def last(self) -> int | float:
        """Return the largest allowed number, or a large one if there is no largest."""
        if self.high is None:
            return self.up(Fraction(max(_FAR, 2 * (self.low or 0))))
        return self.down(self.high, beyond=self.below)

    def up(self, value: Fraction, *, beyond: bool = False) -> int | float:
        """Return the next number on the grid from `value` upwards; `value` itself counts unless `beyond`."""
        if self.step is None:
            return math.nextafter(float(value), math.inf) if beyond else plain(value)
        count = value / self.step
        return plain((math.floor(count) + 1 if beyond else math.ceil(count)) * self.step)

    def down(self, value: Fraction, *, beyond: bool = False) -> int | float:
        """Return the next number on the grid from `value` downwards; `value` itself counts unless `beyond`."""
        if self.step is None:
            return math.nextafter(float(value), -math.inf) if beyond else plain(value)
        count = value / self.step
        return plain((math.ceil(count) - 1 if beyond else math.floor(count)) * self.step)

    def lowest(self) -> Iterator[int | float]:
        """Give the smallest allowed number and its neighbour."""
        yield self.first()
        yield self.up(exact(self.first()), beyond=True)

    def highest(self) -> Iterator[int | float]:
        """Give the largest allowed number and its neighbour."""
        yield self.last()
        yield self.down(exact(self.last()), beyond=True)

    def inside(self) -> Iterator[int | float]:
        """Give numbers of all sizes, among them some that take more than 32, 53 or 64 bits; not all are allowed."""
        yield from (self.first(), self.last(), self.up(Fraction(-1)))
        for bits in (31, 53, 64):
            for sign in (1, -1):
                yield self.up(Fraction(sign * (2**bits + 1)))
        if not self.whole and self.step is None:
            yield from (0.5, -0.5, 1e-7, 27, 27.5)

    def too_small(self) -> Iterator[int | float]:
        """Give numbers below the smallest one: the next, one that is a hair away, and one far away."""
        if self.low is not None:
            yield self.down(self.low, beyond=not self.above)
            yield self.down(self.low - _HAIR)
            yield self.down(self.low - 1)
            yield self.down(self.low - _FAR)

    def too_large(self) -> Iterator[int | float]:
        """Give numbers above the largest one: the next, one that is a hair away, and one far away."""
        if self.high is not None:
            yield self.up(self.high, beyond=not self.below)
            yield self.up(self.high + _HAIR)
            yield self.up(self.high + 1)
            yield self.up(self.high + _FAR)

    def off_the_grid(self) -> Iterator[int | float]:
        """Give numbers within the range that are no multiples, near its ends and halfway between two multiples."""
        if self.step is None:
            return
        first, last = exact(self.first()), exact(self.last())
        parts = (self.step / 2, Fraction(1), self.step - 1, self.step / 10, self.step / 3)
        for part in parts:
            part = Fraction(round(part)) if self.whole else exact(float(part))
            yield plain(first + part)
            yield plain(last - part)


def plain(number: Fraction) -> int | float:
    """Return an exact number as JSON would have it."""
    return number.numerator if number.denominator == 1 else float(number)


def _tightest(schema: Mapping[str, Any], closed: str, open_: str, pick: Any) -> tuple[Fraction | None, bool]:
    limits = [(exact(schema[key]), key == open_) for key in (closed, open_) if key in schema]
    if not limits:
        return None, False
    edge = pick(limit for limit, _ in limits)
    return edge, (edge, True) in limits
