"""A simulator's life as its receivers see it, judged at every step by the document's rule of delivery."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from imgopen_contract.delivery import Sent, judge
from imgopen_contract.document import Callback, DeliveryRule
from imgopen_mock import Attempt, Bundle, Fault, FaultKind, Pace, Settings, Simulator, VirtualClock

from tests.contract.delivery.replies import NO_ANSWER, Came, kinds
from tests.contract.delivery.tasks import DOCUMENT, address, callbacks_of, submission

CALLBACKS = {callback.operation.id: callback for callback in callbacks_of(DOCUMENT)}
API = Bundle.parse(json.dumps(DOCUMENT.data))

DELAYS = st.sampled_from([0.0, 0.0, 0.0, 0.25, 4.0, 40.0, 5000.0])
SPANS = st.sampled_from([0.0, 0.25, 1.0, 2.75, 3.0, 20.0, 100.0, 700.0, 4000.0, 20_000.0])
MOST_STEPS = 10_000
"""More than any life has: a delivery without end is to fail, not to hang."""


@dataclass(eq=False)
class Told:
    """A task, and what its receiver got.

    Attributes:
        ended: When the task is over.
        stubborn: Whether nobody will ever answer.
        sent: What was posted: when, what, and what came of it once that is known.
    """

    callback: Callback
    ended: float
    stubborn: bool
    sent: list[Sent] = field(default_factory=list)

    @property
    def rule(self) -> DeliveryRule:
        """The document's rule for it."""
        assert self.callback.rule is not None
        return self.callback.rule


@dataclass(eq=False)
class Waiting:
    """An attempt that is under way until a receiver answers."""

    attempt: Attempt
    told: Told
    index: int
    until: float
    came: Came


class Life(RuleBasedStateMachine):
    """Tasks are submitted, time passes, and receivers answer whatever they like.

    Attributes:
        seen: How often something happened in all lives, for a test to look at.
        api: What the simulator goes by; the judge goes by the document.
    """

    seen: ClassVar[Counter[str]] = Counter()
    api: ClassVar[Bundle] = API

    @initialize(fixed=st.sampled_from([0.0, 0.5, 8.0]), later=st.sampled_from([0.0, 2.5]))
    def begin(self, fixed: float, later: float) -> None:
        self.clock = VirtualClock()
        self.clock.advance(later)
        self.work = fixed
        self.simulator = Simulator(self.api, self.clock, settings=Settings(Pace(fixed=fixed)))
        self.told: dict[str, Told] = {}
        self.waiting: list[Waiting] = []

    @rule(
        data=st.data(),
        operation=st.sampled_from(sorted(CALLBACKS)),
        stubborn=st.sampled_from([True, False, False]),
        fails=st.booleans(),
    )
    def submit(self, data: st.DataObject, operation: str, stubborn: bool, fails: bool) -> None:
        if fails:
            self.simulator.set_fault(Fault(FaultKind.FAIL_TASK, operation=operation, times=1))
        callback, number = CALLBACKS[operation], len(self.told)
        response = self.simulator.handle(submission(callback, number))
        envelope = DOCUMENT.envelope
        assert json.loads(response.body)[envelope.code] == envelope.success
        self.told[address(number)] = Told(callback, self.clock.now() + self.work, stubborn)
        self.seen["failed task" if fails else "task"] += 1
        self.pass_time(data, 0.0)

    @rule(data=st.data(), seconds=SPANS)
    def wait(self, data: st.DataObject, seconds: float) -> None:
        self.pass_time(data, seconds)

    @rule(data=st.data())
    def wait_for_the_next_attempt(self, data: st.DataObject) -> None:
        due = self.simulator.next_due()
        if due is not None:
            self.pass_time(data, max(due - self.clock.now(), 0.0))

    @rule(data=st.data(), seconds=SPANS)
    def let_the_simulator_pass_the_time(self, data: st.DataObject, seconds: float) -> None:
        """Answers that are under way come afterwards, and so later than planned."""
        passing = self.simulator.advance(seconds)
        batch = next(passing, None)
        while batch is not None:
            places = [self.post(attempt) for attempt in batch]
            came = [data.draw(self.replies(told)) for told, _ in places]
            try:
                batch = passing.send([each.outcome for each in came])
            except StopIteration:
                batch = None
            for (told, index), each in zip(places, came, strict=True):
                self.conclude(told, index, each, told.sent[index].at)
        self.pass_time(data, 0.0)

    def replies(self, told: Told) -> st.SearchStrategy[Came]:
        return st.just(Came("no answer", NO_ANSWER, None)) if told.stubborn else kinds(told.rule)

    def pass_time(self, data: st.DataObject | None, seconds: float) -> None:
        """Let time pass, and stop wherever an attempt is due or an answer comes."""
        target = self.clock.now() + seconds
        for _ in range(MOST_STEPS):
            self.take_answers()
            due = self.simulator.next_due()
            stops = [waiting.until for waiting in self.waiting] + ([] if due is None else [due])
            if not stops or min(stops) > target:
                break
            self.clock.advance_to(min(stops))
            if due is not None and due <= self.clock.now():
                batch = self.simulator.take_due()
                assert batch, f"an attempt is due at {due}, and none is handed out"
                for attempt in batch:
                    self.receive(data, attempt)
        else:
            raise AssertionError("the attempts have no end")
        self.clock.advance_to(target)

    def receive(self, data: st.DataObject | None, attempt: Attempt) -> None:
        told, index = self.post(attempt)
        if data is None:
            delay, came = 0.0, Came("no answer", NO_ANSWER, None)
        else:
            delay, came = data.draw(DELAYS), data.draw(self.replies(told))
        self.seen["late answer"] += delay > 0
        self.waiting.append(Waiting(attempt, told, index, self.clock.now() + delay, came))
        self.take_answers()

    def post(self, attempt: Attempt) -> tuple[Told, int]:
        """Write down what was posted, as whoever listens at that address would."""
        request, now = attempt.request, self.clock.now()
        told = self.told[request.url]
        assert request.method == told.callback.method
        assert DOCUMENT.keeps(json.loads(request.body), told.callback.schema)
        told.sent.append(Sent(now, None, None, request.body))
        return told, len(told.sent) - 1

    def take_answers(self) -> None:
        now = self.clock.now()
        come = [waiting for waiting in self.waiting if waiting.until <= now]
        self.waiting = [waiting for waiting in self.waiting if waiting.until > now]
        for waiting in come:
            self.simulator.finish(waiting.attempt, waiting.came.outcome)
            self.conclude(waiting.told, waiting.index, waiting.came, now)

    def conclude(self, told: Told, index: int, came: Came, ended: float) -> None:
        sent = told.sent[index]
        told.sent[index] = Sent(sent.at, ended, came.answer, sent.body)
        self.seen[came.kind] += 1

    @invariant()
    def keeps_the_rule(self) -> None:
        now = self.clock.now()
        for url, told in self.told.items():
            violations = judge(told.sent, told.rule, told.ended, until=now)
            assert not violations, f"{url}: {violations}"

    def teardown(self) -> None:
        """In the end nobody answers, until the last attempt at every delivery has been made."""
        if not hasattr(self, "simulator"):
            return
        self.pass_time(None, 1e6)
        self.keeps_the_rule()
        assert not self.waiting
        assert self.simulator.next_due() is None
        for told in self.told.values():
            self.seen["whole ladder"] += len(told.sent) == told.rule.attempts
            self.seen["acknowledged at the end"] += told.rule.attempts > len(told.sent)
