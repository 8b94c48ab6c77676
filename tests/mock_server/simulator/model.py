"""What a test remembers of a simulator's tasks, deliveries and faults, to know what has to come next."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pytest
from imgopen_mock import ActiveFault, Attempt, Fault, FaultKind, Phase, Simulator, Task
from imgopen_mock.core.exchange.messages import Breakage

from tests.mock_server.simulator.bells import bell_of
from tests.mock_server.simulator.calls import Answer, Call, links_of
from tests.mock_server.simulator.documents import Operation

INSTEAD = frozenset({FaultKind.REFUSE, FaultKind.HTTP, FaultKind.DROP_REQUEST})
TO_ANSWER = frozenset({FaultKind.DELAY, FaultKind.DROP, FaultKind.TRUNCATE, FaultKind.INVALID_JSON})
TO_TASK = frozenset({FaultKind.FAIL_TASK})
LOST = frozenset({FaultKind.LOSE_CALLBACK})
DOUBLED = frozenset({FaultKind.DUPLICATE_CALLBACK})

_PHASES = [Phase.PENDING, Phase.RUNNING, Phase.SUCCEEDED, Phase.FAILED]


@dataclass(eq=False)
class Known:
    """A task that was accepted.

    Attributes:
        task: The simulator's own task, of which only times and percentage are read.
        ladder: When its callback is due after its end; None if nobody is to be called.
        failure: The fault that makes it fail, if there is one.
        attempts: Those that were made, duplicates among them.
        acknowledging: The attempts whose outcome acknowledged.
        repeating: Whether the last attempt is to be made once more.
    """

    call: Call
    account: str
    task: Task
    ladder: list[float] | None
    failure: Fault | None
    attempts: list[Attempt] = field(default_factory=list)
    acknowledging: list[Attempt] = field(default_factory=list)
    repeating: bool = False
    phase: Phase = Phase.PENDING
    percentage: int = 0

    @property
    def under_way(self) -> bool:
        """Whether an attempt is."""
        return bool(self.attempts) and self.attempts[-1].ended is None

    @property
    def counted(self) -> list[Attempt]:
        """The attempts that the ladder knows of."""
        return [attempt for attempt in self.attempts if not attempt.duplicate]

    @property
    def next_due(self) -> float | None:
        """When the next attempt has to be made."""
        if self.ladder is None or self.under_way:
            return None
        if self.repeating:
            return self.attempts[-1].due
        made = len(self.counted)
        return None if self.acknowledging or made == len(self.ladder) else self.task.ends + self.ladder[made]

    def expected_phase(self, now: float) -> Phase:
        """Return where the task has to be."""
        if now < self.task.ends:
            return Phase.PENDING if now < self.task.starts else Phase.RUNNING
        return Phase.FAILED if self.failure else Phase.SUCCEEDED

    def check(self, now: float) -> None:
        """Check everything that always holds."""
        phase, percentage = self.task.phase(now), self.task.percentage(now)
        assert phase is self.expected_phase(now)
        assert _PHASES.index(phase) >= _PHASES.index(self.phase)
        assert self.percentage <= percentage <= 100
        assert (percentage == 100) is phase.finished
        self.phase, self.percentage = phase, percentage
        delivery = self.task.delivery
        assert (delivery is None) is (self.ladder is None)
        if delivery is None or self.ladder is None:
            return
        assert delivery.attempts == self.attempts
        assert delivery.acknowledged is bool(self.acknowledging)
        assert len(self.counted) <= len(self.ladder)
        for attempt, rung in zip(self.counted, self.ladder, strict=False):
            assert attempt.due == pytest.approx(self.task.ends + rung)
        assert [attempt.number for attempt in self.counted] == list(range(1, len(self.counted) + 1))
        for attempt in self.attempts:
            assert attempt.due <= attempt.sent <= now
        for attempt, following in pairwise(self.attempts):
            assert attempt.ended is not None
            assert attempt.sent <= attempt.ended <= following.sent
            assert following.duplicate or attempt not in self.acknowledging
            assert not following.duplicate or following.number == attempt.number


class FaultBook:
    """The faults that were set, and which of them happened."""

    def __init__(self) -> None:
        self.active: list[ActiveFault] = []
        self._seen: dict[ActiveFault, int] = {}

    def add(self, active: ActiveFault) -> None:
        """Remember a fault."""
        self.active.append(active)
        self._seen[active] = active.happened

    def fitting(self, operation: str, kinds: frozenset[FaultKind]) -> Iterator[ActiveFault]:
        """Walk through the faults that can happen to an operation, in order."""
        for active in list(self.active):
            if active.fault.kind in kinds and active.fault.operation in ("*", operation):
                yield active

    def struck(self, operation: str, kinds: frozenset[FaultKind]) -> Fault | None:
        """Find out which fault happened, and check that it was one of those that could."""
        hit = [active for active in self.active if active.fault.kind in kinds and self._news(active)]
        assert len(hit) <= 1
        for active in self.fitting(operation, kinds):
            if active in hit:
                assert self._news(active) == 1
                assert active.fault.probability > 0
                self._count(active)
                return active.fault
            assert active.fault.probability < 1, "a certain fault was passed over"
        assert not hit
        return None

    def count_all(self, kinds: frozenset[FaultKind]) -> int:
        """Return how often faults of some kinds happened since they were looked at."""
        hit = [active for active in self.active if active.fault.kind in kinds and self._news(active)]
        number = sum(map(self._news, hit))
        for active in hit:
            self._count(active)
        return number

    def any_of(self, kinds: frozenset[FaultKind]) -> bool:
        """Tell whether a fault of some kinds is set."""
        return any(active.fault.kind in kinds for active in self.active)

    def quiet(self) -> bool:
        """Tell whether nothing has happened that was not looked at."""
        return not any(map(self._news, self.active))

    def clear(self) -> None:
        """Forget all faults."""
        self.active.clear()

    def _news(self, active: ActiveFault) -> int:
        return active.happened - self._seen[active]

    def _count(self, active: ActiveFault) -> None:
        self._seen[active] = active.happened
        times = active.fault.times
        assert times is None or active.happened <= times
        if active.happened == times:
            self.active.remove(active)


class Model:
    """Everything that a test remembers of a simulator."""

    def __init__(self, simulator: Simulator) -> None:
        self.simulator = simulator
        self.known: list[Known] = []
        self.faults = FaultBook()

    def find(self, question: Call, account: str) -> Known | None:
        """Return the task that a question of an account is about."""
        for known in self.known:
            for link in links_of(known.call.operation) if known.account == account else ():
                asked = link.call(known.call)
                if asked.operation is question.operation and asked.values == question.values:
                    return known
        return None

    def taken(self, call: Call, account: str) -> bool:
        """Tell whether a submitted id is taken."""
        return any(self.find(link.call(call), account) for link in links_of(call.operation))

    def add(self, call: Call, account: str, rings: bool, failure: Fault | None) -> Known:
        """Remember a task that was just accepted."""
        task = self.simulator.tasks[-1]
        ladder = bell_of(call.operation).ladder() if rings else None
        self.known.append(Known(call, account, task, ladder, failure))
        return self.known[-1]

    def of(self, attempt: Attempt) -> Known:
        """Return the task that an attempt tells of."""
        return next(known for known in self.known if known.task is attempt.delivery.task)

    def check(self) -> None:
        """Check everything that always holds."""
        simulator, now = self.simulator, self.simulator.clock.now()
        assert list(simulator.tasks) == [known.task for known in self.known]
        assert list(simulator.faults) == self.faults.active
        assert self.faults.quiet()
        for known in self.known:
            known.check(now)
        dues: list[Any] = [known.next_due for known in self.known if known.next_due is not None]
        assert simulator.next_due() == (pytest.approx(min(dues)) if dues else None)


def can_happen(kind: FaultKind, operation: Operation) -> bool:
    """Tell whether a kind of fault can ever happen to an operation."""
    if kind in TO_TASK:
        return operation.role in ("submit", "immediate")
    return bool(operation.callback_nodes) or kind not in LOST | DOUBLED


def check_instead(answer: Answer, fault: Fault) -> None:
    """Check what a caller is answered instead of what was asked for."""
    assert fault.message in answer.message
    dropped = fault.kind is FaultKind.DROP_REQUEST
    assert answer.response.breakage is (Breakage.DROPPED if dropped else Breakage.NONE)
    if fault.kind is FaultKind.REFUSE:
        assert answer.kept
        assert not answer.accepted
    if fault.kind is FaultKind.HTTP:
        assert answer.response.status == fault.status


def check_spoilt(answer: Answer, fault: Fault | None) -> bool:
    """Check how an answer is spoilt, and tell whether it can be read all the same."""
    kind = None if fault is None else fault.kind
    breakages = {FaultKind.DROP: Breakage.DROPPED, FaultKind.TRUNCATE: Breakage.TRUNCATED}
    assert answer.response.breakage is (Breakage.NONE if kind is None else breakages.get(kind, Breakage.NONE))
    assert answer.response.delay == (fault.seconds if fault and kind is FaultKind.DELAY else 0)
    assert answer.response.status == answer.call.operation.status
    if kind is not FaultKind.INVALID_JSON:
        return True
    try:
        json.loads(answer.response.body)
    except ValueError:
        return False
    raise AssertionError("the answer was to be broken")
