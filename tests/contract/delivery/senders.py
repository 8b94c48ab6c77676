"""Senders that are made up: one that keeps every rule, and rules of every kind."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hypothesis import strategies as st
from imgopen_contract.delivery import Sent, Violation, judge
from imgopen_contract.document import DeliveryRule

NEVER = 10**9
"""Later than the end of any ladder in here."""

MOMENT = 0.125
"""Times are multiples of a power of two, so that sums are exact and no tolerance is needed."""

BODY = b'{"task": {"id": 7}, "word": "done"}'
SAME_BODY = b'{ "word": "done", "task": {"id": 7} }'


@dataclass(frozen=True)
class Story:
    """What was decided about a delivery: how long each answer takes, and which one acknowledges.

    Attributes:
        delays: Seconds for each attempt, should it be made.
        heard: The number of the attempt that is acknowledged, counted from 1; None for none.
    """

    rule: DeliveryRule
    task_ended: float
    delays: tuple[float, ...]
    heard: int | None

    @property
    def made(self) -> int:
        """How many attempts a sender has to make."""
        return self.heard or self.rule.retries + 1

    def answer(self, number: int) -> bytes | None:
        """Return what an attempt is answered; no answer for every other one that fails."""
        if number == self.heard:
            return json.dumps({self.rule.key: self.rule.values[0]}).encode()
        return None if number % 2 else b'{"sorry": true}'

    def log(self) -> list[Sent]:
        """Return what a perfect sender does; it reads the rule by itself."""
        log: list[Sent] = []
        due = free = self.task_ended
        for number in range(1, self.made + 1):
            at = max(due, free)
            free = at + self.delays[number - 1]
            log.append(Sent(at, free, self.answer(number), BODY))
            due += self.rule.intervals[min(number, len(self.rule.intervals)) - 1]
        return log

    def judged(
        self, log: Sequence[Sent], until: float | None = NEVER, tolerance: float = 0
    ) -> tuple[Violation, ...]:
        """Judge what a sender made of this story."""
        return judge(log, self.rule, self.task_ended, until=until, tolerance=tolerance)

    def defects(
        self, log: Sequence[Sent], until: float | None = NEVER, tolerance: float = 0
    ) -> dict[str, list[int]]:
        """Return the numbers of the attempts that have each defect."""
        found: dict[str, list[int]] = {}
        for violation in self.judged(log, until, tolerance):
            number = violation.text.removeprefix("attempt ").partition(":")[0]
            found.setdefault(violation.rule, []).append(int(number))
        return found

    def other(self, **changes: object) -> Story:
        """Return the story of another rule."""
        return replace(self, rule=replace(self.rule, **changes))  # type: ignore[arg-type]


def _times(most: int) -> st.SearchStrategy[float]:
    return st.integers(0, int(most / MOMENT)).map(lambda count: count * MOMENT)


values = st.sampled_from([200, "200", "yes", True, 0, 1.5])

rules = st.builds(
    DeliveryRule,
    key=st.sampled_from(["code", "word", "été"]),
    values=st.lists(values, min_size=1, max_size=2).map(tuple),
    intervals=st.lists(_times(4000).map(lambda time: time + MOMENT), min_size=1, max_size=7).map(tuple),
    retries=st.integers(1, 12),
)


@st.composite
def stories(draw: st.DrawFn, slow: bool = True, heard: bool | None = None) -> Story:
    """Make up stories.

    Args:
        slow: Whether answers may take longer than it is until the next attempt is due.
        heard: Whether an attempt is acknowledged; None for either.
    """
    rule = draw(rules)
    most = st.sampled_from([0.0, 1.0, 5000.0]) | _times(5000) if slow else st.just(MOMENT / 2)
    delays = draw(st.lists(most, min_size=rule.retries + 1, max_size=rule.retries + 1))
    number = draw(st.integers(1, rule.retries + 1)) if heard is not False else None
    if heard is None and draw(st.booleans()):
        number = None
    return Story(rule, draw(_times(100_000)), tuple(delays), number)
