"""Judges a sender by what it sent, and when."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from imgopen_contract.delivery.answers import is_acknowledged, json_of
from imgopen_contract.delivery.log import Defect, Sent, Violation
from imgopen_contract.document import DeliveryRule
from imgopen_contract.document.expressions import NOTHING


def judge(
    log: Sequence[Sent],
    rule: DeliveryRule,
    task_ended: float,
    *,
    until: float | None = None,
    tolerance: float = 0.0,
) -> tuple[Violation, ...]:
    """Return where a sender left the rule, in the order of the attempts; nothing if it kept to it.

    The first attempt is due when the task ends, and each one after it when the interval before it has passed as
    well. It is made then, or, if the one before is still under way, as soon as that has ended: a slow receiver
    delays an attempt and moves none of those that follow. The first acknowledged attempt is the last one.

    Args:
        log: Every attempt at one delivery, in any order but for those made at the same moment.
        rule: What the document says of the callback.
        task_ended: When the task was over, on the clock of the log.
        until: The time up to which, itself included, the log has everything that was sent; None if nobody knows,
            and then no attempt is missed.
        tolerance: How many seconds an attempt may be early or late; 0 for a virtual clock.

    Raises:
        ValueError: The log cannot be: a time is no number, an attempt ends before it begins or is later than
            `until`, or the tolerance is negative.
    """
    delivery = _Delivery(tuple(sorted(log, key=lambda sent: sent.at)), rule, task_ended, until, tolerance)
    delivery.check()
    return tuple(delivery.violations())


@dataclass(frozen=True)
class _Delivery:
    log: tuple[Sent, ...]
    rule: DeliveryRule
    task_ended: float
    until: float | None
    tolerance: float

    def check(self) -> None:
        """Make sure that all this can have happened."""
        times = {"task_ended": self.task_ended, "until": self.until, "tolerance": self.tolerance}
        for name, time in times.items():
            _check_finite(name, time)
        if self.tolerance < 0:
            raise ValueError(f"tolerance: {self.tolerance} is negative")
        for number, sent in enumerate(self.log, 1):
            _check_finite(f"attempt {number}: at", sent.at)
            _check_finite(f"attempt {number}: ended", sent.ended)
            if sent.ended is not None and sent.ended < sent.at:
                raise ValueError(f"attempt {number}: ended at {sent.ended} s, and was made at {sent.at} s")
            if self.until is not None and self.until < sent.at:
                raise ValueError(f"attempt {number}: made at {sent.at} s, later than until, {self.until} s")

    def violations(self) -> Iterator[Violation]:
        """Give everything that is wrong."""
        for index, sent in enumerate(self.log):
            if self._is_overlapping(index):
                yield self._violation("overlap", index, "the one before it had no outcome yet")
            if index and not _same(sent.body, self.log[0].body):
                yield self._violation("body changed", index, "it says something else than the first one")
            if self.acknowledged_at is not None and index > self.acknowledged_at:
                yield from self._needless(index, self.acknowledged_at)
            elif index >= self.rule.attempts:
                yield self._violation("too many", index, f"the rule has {self.rule.attempts} at most")
            else:
                yield from self._mistimed(index)
        yield from self._missing()

    @cached_property
    def acknowledged_at(self) -> int | None:
        """The index of the attempt that was acknowledged first."""
        heard = [
            (sent.ended, index)
            for index, sent in enumerate(self.log)
            if sent.ended is not None and is_acknowledged(self.rule, sent.answer)
        ]
        return min(heard)[1] if heard else None

    def _needless(self, index: int, heard: int) -> Iterator[Violation]:
        """An attempt that began before the acknowledgement came is an overlap, and nothing else."""
        ended = self.log[heard].ended
        if ended is not None and self.log[index].at >= ended:
            what = f"attempt {heard + 1} was acknowledged at {_seconds(ended)}"
            yield self._violation("after acknowledgement", index, what)

    def _mistimed(self, index: int) -> Iterator[Violation]:
        at, due = self.log[index].at, self._due(index)
        if at < due - self.tolerance:
            yield self._violation("early", index, f"it was due at {_seconds(due)}")
        free = self._free(index)
        if free is not None and at > max(due, free) + self.tolerance:
            why = f"it was due at {_seconds(due)}"
            if free > due:
                why += f", and the one before ended at {_seconds(free)}"
            yield self._violation("late", index, why)

    def _missing(self) -> Iterator[Violation]:
        made = len(self.log)
        free = self._free(made)
        if (
            self.until is None
            or self.acknowledged_at is not None
            or made >= self.rule.attempts
            or free is None
        ):
            return
        due = max(self._due(made), free)
        if self.until >= due + self.tolerance:
            text = f"attempt {made + 1}: was due at {_seconds(due)}, and not made by {_seconds(self.until)}"
            yield Violation("missing", text)

    def _due(self, index: int) -> float:
        return self.task_ended + self.rule.due[index]

    def _free(self, index: int) -> float | None:
        """Return when all attempts before one had ended; None if one of them never did."""
        latest = -math.inf
        for sent in self.log[:index]:
            if sent.ended is None:
                return None
            latest = max(latest, sent.ended)
        return latest

    def _is_overlapping(self, index: int) -> bool:
        free = self._free(index)
        return index > 0 and (free is None or self.log[index].at < free)

    def _violation(self, rule: Defect, index: int, why: str) -> Violation:
        return Violation(rule, f"attempt {index + 1}: made at {_seconds(self.log[index].at)}; {why}")


def _same(body: bytes, other: bytes) -> bool:
    """Tell whether two bodies say the same, however their JSON is written."""
    if body == other:
        return True
    value, wanted = json_of(body), json_of(other)
    if value is NOTHING or wanted is NOTHING:
        return False
    return json.dumps(value, sort_keys=True) == json.dumps(wanted, sort_keys=True)


def _seconds(time: float) -> str:
    return f"{time:.15g} s"


def _check_finite(name: str, time: float | None) -> None:
    if time is not None and not math.isfinite(time):
        raise ValueError(f"{name}: {time} is not a time")
