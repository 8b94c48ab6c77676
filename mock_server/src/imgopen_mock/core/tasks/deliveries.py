"""Callbacks that are delivered again and again: which attempt is due when, and what came of it."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from imgopen_mock.core.description.callback import Callback
from imgopen_mock.core.description.extensions import Delivery as Rule
from imgopen_mock.core.exchange.bodies import NotJsonError, parse
from imgopen_mock.core.exchange.callbacks import CallbackRequest, NoReply, Outcome, Reply
from imgopen_mock.core.exchange.refusals import cut, printable, show
from imgopen_mock.core.tasks.task import Task

_MOST_BODY_TO_KEEP = 2048


class DeliveryState(str, Enum):
    """How far a delivery is."""

    WAITING = "waiting"
    UNDER_WAY = "under_way"
    ACKNOWLEDGED = "acknowledged"
    GIVEN_UP = "given_up"


@dataclass(slots=True, eq=False)
class Attempt:
    """One attempt at a delivery.

    Attributes:
        number: Which attempt, counted from 1; a duplicate has the number of what it repeats.
        due: When it had to be made, in seconds of the simulator's clock, like the next two.
        sent: When it was made; later than due if the one before took so long.
        ended: When its outcome was known; None while it is under way.
        failure: Why it does not count as acknowledged; empty if it does, or while it is under way.
        duplicate: Whether it repeats an attempt because a fault asked for that.
    """

    delivery: Delivery = field(repr=False)
    number: int
    due: float
    sent: float
    duplicate: bool = False
    ended: float | None = None
    outcome: Outcome | None = field(default=None, repr=False)
    failure: str = ""

    @property
    def request(self) -> CallbackRequest:
        """What is sent."""
        return self.delivery.request

    @property
    def acknowledged(self) -> bool:
        """Whether the receiver acknowledged."""
        return self.ended is not None and not self.failure


@dataclass(slots=True, eq=False)
class Delivery:
    """A callback of a task, with all its attempts.

    Attributes:
        url: Where to, as the caller gave it.
        attempts: Every attempt so far, in order; they never overlap.
        cancelled: Whether it is to be forgotten, because the simulator was reset.
        doubled: Whether its last attempt is still to be made once more, because a fault asks for that.
    """

    task: Task = field(repr=False)
    callback: Callback = field(repr=False)
    url: str
    build: Callable[[Delivery], CallbackRequest] = field(repr=False)
    attempts: list[Attempt] = field(default_factory=list)
    cancelled: bool = False
    doubled: bool = False

    @property
    def request(self) -> CallbackRequest:
        """What every attempt sends; made anew each time, because a hundred thousand of them weigh a lot."""
        return self.build(self)

    @property
    def made(self) -> int:
        """How many attempts the rule has seen; duplicates do not count."""
        return sum(not attempt.duplicate for attempt in self.attempts)

    @property
    def acknowledged(self) -> bool:
        """Whether an attempt was acknowledged."""
        return any(attempt.acknowledged for attempt in self.attempts)

    @property
    def state(self) -> DeliveryState:
        """How far it is."""
        if self.attempts and self.attempts[-1].ended is None:
            return DeliveryState.UNDER_WAY
        if self.acknowledged:
            return DeliveryState.ACKNOWLEDGED
        return DeliveryState.GIVEN_UP if self.next_due is None else DeliveryState.WAITING

    @property
    def next_due(self) -> float | None:
        """When the next attempt is due; None if none follows."""
        offsets = self.callback.delivery.offsets
        made = self.made
        if made >= len(offsets) or self.acknowledged:
            return None
        return self.task.ends + offsets[made]

    @property
    def settled(self) -> bool:
        """Whether nothing more will happen."""
        return not self.doubled and self.state in (DeliveryState.ACKNOWLEDGED, DeliveryState.GIVEN_UP)


class Schedule:
    """All deliveries that still have an attempt to come, the earliest first; of those at once, the oldest.

    A delivery whose attempt is under way is not in here, so attempts of one delivery cannot overlap.
    """

    def __init__(self) -> None:
        self._heap: list[tuple[float, int, Delivery, bool]] = []

    def add(self, delivery: Delivery) -> None:
        """Wait for the delivery's next attempt, if one follows."""
        due = delivery.next_due
        if due is not None:
            heapq.heappush(self._heap, (due, delivery.task.serial, delivery, False))

    def double(self, delivery: Delivery) -> None:
        """Have the attempt that is under way made once more when it has ended."""
        delivery.doubled = True

    def go_on(self, attempt: Attempt) -> None:
        """Plan what follows an attempt that has ended."""
        delivery = attempt.delivery
        if delivery.cancelled:
            return
        if delivery.doubled:
            heapq.heappush(self._heap, (attempt.due, delivery.task.serial, delivery, True))
        else:
            self.add(delivery)

    def next_due(self) -> float | None:
        """Return when the next attempt is due, None if there is none."""
        while self._heap and self._heap[0][2].cancelled:
            heapq.heappop(self._heap)
        return self._heap[0][0] if self._heap else None

    def take(self, now: float) -> Iterator[Attempt]:
        """Begin, one by one, the attempts that are due."""
        while True:
            due = self.next_due()
            if due is None or due > now:
                return
            _, _, delivery, duplicate = heapq.heappop(self._heap)
            number = delivery.made + (not duplicate)
            delivery.doubled = False
            attempt = Attempt(delivery, number, due, now, duplicate)
            delivery.attempts.append(attempt)
            yield attempt


def conclude(attempt: Attempt, outcome: Outcome, now: float) -> None:
    """Write down what came of an attempt; a ValueError says that it was written down already."""
    if attempt.ended is not None:
        raise ValueError("this attempt has ended already")
    attempt.ended = now
    attempt.failure = printable(judge(attempt.delivery.callback.delivery, outcome))
    if isinstance(outcome, Reply):
        outcome = Reply(outcome.status, outcome.body[:_MOST_BODY_TO_KEEP])
    attempt.outcome = outcome


def judge(rule: Rule, outcome: Outcome) -> str:
    """Say why an outcome does not acknowledge, in words for people; the empty text if it does.

    The HTTP status does not decide, but a redirect is never an acknowledgement.
    """
    if isinstance(outcome, NoReply):
        return outcome.reason or "no answer"
    if 300 <= outcome.status < 400:
        return f"HTTP {outcome.status}: redirects are not followed"
    if not rule.acknowledging:
        return "" if 200 <= outcome.status < 300 else f"HTTP {outcome.status}"
    wanted = " or ".join(show(value) for value in rule.acknowledging)
    name = rule.acknowledged_by
    if not outcome.body:
        return f"HTTP {outcome.status} without a body; JSON with {name} {wanted} would acknowledge"
    try:
        answer = parse(outcome.body)
    except NotJsonError as error:
        reason = str(error).removeprefix("body: ")
        return f"HTTP {outcome.status}, and the body {reason}; JSON with {name} {wanted} would acknowledge"
    if not isinstance(answer, dict):
        return f"the answer is not a JSON object with {name} {wanted}"
    if name not in answer:
        return f"the answer has no {name}; {wanted} would acknowledge"
    if not any(_same(answer[name], value) for value in rule.acknowledging):
        return f"{name} is {cut(show(answer[name]), 60)}, not {wanted}"
    return ""


def _same(value: Any, wanted: Any) -> bool:
    """Compare as JSON does: true is not 1, and 200.0 is 200."""
    return bool(value == wanted) and isinstance(value, bool) is isinstance(wanted, bool)
