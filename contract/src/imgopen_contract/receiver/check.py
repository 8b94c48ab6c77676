"""One thing that a receiver has to do, and how it did."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from imgopen_contract.receiver.endpoint import Endpoint
from imgopen_contract.receiver.kind import Kind
from imgopen_contract.receiver.trial import Exchange, Grade, Trial

_MOST_NAMED = 6

Probe: TypeAlias = Callable[[Trial], Iterable[Exchange]]
"""Posts something to a receiver, and gives what came of each parcel."""


class BrokenReceiverError(AssertionError):
    """A receiver does not do what it should; the message tells what was sent and what came."""


class ReceiverWarning(UserWarning):
    """A receiver does something that the document does not have, although it can be understood."""


@dataclass(frozen=True, eq=False)
class Check:
    """Something that a receiver has to do with a kind of callback.

    Attributes:
        name: What it is called; the same for every kind of callback.
        title: What the receiver has to do.
        hint: What is most likely wrong if it does not.
    """

    kind: Kind
    name: str
    title: str
    hint: str = field(repr=False)
    probe: Probe = field(repr=False)

    @property
    def id(self) -> str:
        """The kind of callback and the name."""
        return f"{self.kind.name}/{self.name}"

    def judge(self, endpoint: Endpoint) -> Result:
        """Hold a receiver to it, and tell how it did; once no answer came in time, the rest is not waited for.

        Raises:
            UnreachableError: Nothing listens there.
        """
        begun = time.monotonic()
        exchanges = []
        for exchange in self.probe(Trial(self.kind, endpoint)):
            exchanges.append(exchange)
            if exchange.late:
                break
        return Result(self, tuple(exchanges), time.monotonic() - begun)

    def run(self, endpoint: Endpoint) -> None:
        """Hold a receiver to it, in a test: what is doubtful becomes a `ReceiverWarning`.

        Raises:
            BrokenReceiverError: The receiver does not do it.
            UnreachableError: Nothing listens there.
        """
        __tracebackhide__ = True
        result = self.judge(endpoint)
        if result.grade is Grade.WRONG:
            raise BrokenReceiverError(result.text)
        if result.grade is Grade.DOUBTFUL:
            warnings.warn(result.text, ReceiverWarning, stacklevel=2)

    def __str__(self) -> str:
        return self.id


@dataclass(frozen=True)
class Result:
    """How a receiver did in a check.

    Attributes:
        seconds: How long it took.
    """

    check: Check
    exchanges: tuple[Exchange, ...] = field(repr=False)
    seconds: float

    @property
    def grade(self) -> Grade:
        """How the worst of its exchanges went."""
        grades = (exchange.grade for exchange in self.exchanges)
        return max(grades, key=lambda grade: grade.value)

    @property
    def worst(self) -> tuple[Exchange, ...]:
        """The exchanges that went as badly as any did; none if all is right."""
        return tuple(
            found for found in self.exchanges if found.grade is self.grade and found.grade is not Grade.RIGHT
        )

    @property
    def text(self) -> str:
        """What went wrong first, and what to do about it; one line if all is right."""
        head = f"{self.check.id}: {self.check.title}"
        if not self.worst:
            return f"{head}: right"
        first, *others = self.worst
        lines = [
            head,
            f"  sent:     {first.sent}",
            f"  expected: {first.expected}",
            f"  came:     {first.came}",
            f"  hint:     {self.check.hint}",
        ]
        if others:
            lines.insert(2, f"  also:     {self.also}")
        return "\n".join(lines)

    @property
    def also(self) -> str:
        """What else went as badly as the first of the worst, in one line."""
        labels = [exchange.label for exchange in self.worst[1:]]
        more = f"; and {len(labels) - _MOST_NAMED} more" if len(labels) > _MOST_NAMED else ""
        return "; ".join(labels[:_MOST_NAMED]) + more
