"""When a callback is tried: the due times of its attempts, and the picture of them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from generator.document.extensions import Delivery

SHOWN: Final = 40
"""Attempts that are shown one by one; a spec may ask for any number."""
_UNITS: Final = ((3600, "h"), (60, "min"), (1, "s"))
WIDTH: Final = 360
_LEFT: Final = 136
_RIGHT: Final = 344
_TOP: Final = 16
_ROW: Final = 26
_GRID: Final = (1, 10, 60, 600, 3600, 36_000, 86_400, 864_000)


@dataclass(frozen=True)
class Attempt:
    """One attempt at a delivery.

    Attributes:
        number: 0 for the first delivery, then the number of the retry.
        wait: seconds since the attempt before, should that one have failed.
        due: seconds after the task has ended.
    """

    number: int
    wait: float
    due: float

    @property
    def title(self) -> str:
        """What the attempt is called."""
        return f"Retry {self.number}" if self.number else "Delivery"


@dataclass(frozen=True)
class Ladder:
    """All attempts at a delivery; `attempts` holds the first of them where there are too many to show."""

    attempts: tuple[Attempt, ...]
    count: int
    total: float
    """Seconds from the first to the last attempt."""

    @property
    def total_words(self) -> str:
        """When the last attempt is due, counted from the end of the task."""
        return duration(self.total)

    @property
    def summary(self) -> str:
        """The whole of it in a few words."""
        if self.count == 1:
            return "One attempt, and no retry"
        return f"{self.count} attempts within {_rounded(self.total)}"


def ladder_of(delivery: Delivery) -> Ladder:
    """Return the attempts at a delivery that is never acknowledged."""
    attempts = [Attempt(0, 0, 0)]
    for number in range(1, min(delivery.retries, SHOWN) + 1):
        wait = _wait(delivery, number)
        attempts.append(Attempt(number, wait, attempts[-1].due + wait))
    beyond = delivery.retries - (len(attempts) - 1)
    return Ladder(tuple(attempts), delivery.retries + 1, attempts[-1].due + _waits_beyond(delivery, beyond))


def duration(seconds: float) -> str:
    """Return a time in hours, minutes and seconds, such as `1 h 11 min 53 s`."""
    rest = seconds
    parts = []
    for size, unit in _UNITS[:-1]:
        whole, rest = divmod(rest, size)
        if whole:
            parts.append(f"{whole:.0f} {unit}")
    if rest or not parts:
        parts.append(f"{rest:g} s")
    return " ".join(parts)


def _rounded(seconds: float) -> str:
    size, unit = next(((size, unit) for size, unit in _UNITS if seconds >= size), _UNITS[-1])
    word = {"h": "hour", "min": "minute", "s": "second"}[unit]
    number = f"{seconds / size:.1f}".removesuffix(".0")
    return f"{number} {word}{'' if number == '1' else 's'}"


def _wait(delivery: Delivery, number: int) -> float:
    return delivery.intervals[min(number, len(delivery.intervals)) - 1]


def _waits_beyond(delivery: Delivery, count: int) -> float:
    """Return the seconds that the retries wait which are not shown."""
    listed = delivery.intervals[SHOWN:]
    some = sum(listed[:count]) if count > 0 else 0
    return some + max(count - len(listed), 0) * delivery.intervals[-1] if count > 0 else 0


@dataclass(frozen=True)
class Rung:
    """One attempt as it is drawn; places are in the units of the picture."""

    attempt: Attempt
    x: float
    before: float
    y: float
    label_x: float
    is_label_left: bool

    @property
    def due_words(self) -> str:
        """When the attempt is due, counted from the end of the task."""
        return duration(self.attempt.due) if self.attempt.number else "at once"

    @property
    def wait_words(self) -> str:
        """How long the attempt waits after the one before."""
        return f"+ {duration(self.attempt.wait)}" if self.attempt.number else ""


@dataclass(frozen=True)
class GridLine:
    """A time that a thin line marks through all rows."""

    x: float
    title: str


@dataclass(frozen=True)
class Drawing:
    """The picture: time goes right, on a scale that gives seconds as much room as hours; attempts go down."""

    ladder: Ladder
    rungs: tuple[Rung, ...]
    grid: tuple[GridLine, ...]
    height: float
    width: float = WIDTH
    left: float = _LEFT


def drawing_of(ladder: Ladder) -> Drawing:
    """Return the picture of a ladder."""
    longest = ladder.attempts[-1].due
    unit = min((attempt.wait for attempt in ladder.attempts[1:]), default=1)
    rungs: list[Rung] = []
    for before, attempt in _pairs(ladder.attempts):
        x, from_x = _x(attempt.due, longest, unit), _x(before.due, longest, unit)
        is_left = x > (_LEFT + _RIGHT) / 2
        label_x = from_x - 6 if is_left else x + 9
        y = _TOP + _ROW * len(rungs)
        rungs.append(Rung(attempt, x, from_x, y, round(label_x, 1), is_left))
    grid = [
        GridLine(
            _x(seconds, longest, unit), duration(seconds) if seconds < 86_400 else f"{seconds // 86_400} d"
        )
        for seconds in _GRID
        if seconds <= longest
    ]
    height = _TOP + _ROW * len(rungs) + 12
    return Drawing(ladder, tuple(rungs), tuple(_apart(grid)), height)


def _pairs(attempts: tuple[Attempt, ...]) -> Iterable[tuple[Attempt, Attempt]]:
    return zip((attempts[0], *attempts), attempts, strict=False)


def _x(seconds: float, longest: float, unit: float) -> float:
    share = math.log1p(seconds / unit) / math.log1p(longest / unit) if longest else 0
    return round(_LEFT + share * (_RIGHT - _LEFT), 1)


def _apart(grid: list[GridLine]) -> Iterable[GridLine]:
    """Yield the lines whose titles do not run into one another."""
    last = -math.inf
    for line in grid:
        if line.x - last >= 34:
            last = line.x
            yield line
