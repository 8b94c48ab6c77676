"""Anything that can happen to a simulator, in any order, against a model that knows what has to come of it."""

from __future__ import annotations

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from imgopen_mock import (
    Attempt,
    Fault,
    FaultKind,
    NoReply,
    Outcome,
    Pace,
    Request,
    Response,
    Settings,
    VirtualClock,
)

from tests.mock_server.simulator.apis import APIS, QUERIES, SUBMITS
from tests.mock_server.simulator.bells import bell_of
from tests.mock_server.simulator.calls import Answer, Call, calls_of, links_of
from tests.mock_server.simulator.documents import Operation
from tests.mock_server.simulator.meanings import promised, told
from tests.mock_server.simulator.model import (
    DOUBLED,
    INSTEAD,
    LOST,
    TO_ANSWER,
    TO_TASK,
    Known,
    Model,
    can_happen,
    check_instead,
    check_spoilt,
)
from tests.mock_server.simulator.receivers import outcomes
from tests.mock_server.simulator.results import fetch, pictures

ACCOUNTS = st.sampled_from(["ann", "ben"])
NUMBERS = st.integers(1, 3)
TIMES = st.sampled_from([1, 2, 3, None])
KINDS = st.sampled_from(sorted(LOST | DOUBLED | TO_TASK)) | st.sampled_from(FaultKind)
RINGS = st.sampled_from([True, True, False])
SPANS = st.sampled_from([0.0, 1e-9, 0.25, 1.0, 3.0, 8.0, 100.0, 5000.0, 1e6]) | st.floats(0, 20)
KEPT_REQUESTS = 20
BUSY = 6
"""From how many tasks on it may all be over; otherwise most lives would be too short to see anything."""


class Life(RuleBasedStateMachine):
    """A simulator's life."""

    @initialize(
        api=st.sampled_from(APIS), fixed=st.sampled_from([None, 0.0, 4.0, 30.0]), seed=st.integers(0, 3)
    )
    def begin(self, api: Any, fixed: float | None, seed: int) -> None:
        self.api = api
        self.clock = VirtualClock()
        pace = Pace() if fixed is None else Pace(fixed=fixed)
        self.simulator = api.simulator(Settings(pace, seed, keep_requests=KEPT_REQUESTS), self.clock)
        self.submits = [found for found in SUBMITS if found.api is api]
        self.queries = [found for found in QUERIES if found.api is api]
        self.model = Model(self.simulator)
        self.under_way: list[Attempt] = []
        self.orphans: list[Attempt] = []
        self.addresses: set[str] = set()
        self.faults_set = 0

    def send(self, request: Request) -> Response:
        response: Response = self.simulator.handle(request)
        assert 200 <= response.status < 600
        return response

    def call(self, call: Call, account: str) -> tuple[Answer | None, Fault | None]:
        """Send a call; return its answer if it came through unspoilt, and the fault that makes its task fail."""
        answer = Answer(call, self.send(call.request(account)))
        faults, name = self.model.faults, call.operation.id
        instead = faults.struck(name, INSTEAD)
        if instead is not None:
            check_instead(answer, instead)
            return None, None
        failure = faults.struck(name, TO_TASK) if len(self.simulator.tasks) > len(self.model.known) else None
        return (answer if check_spoilt(answer, faults.struck(name, TO_ANSWER)) else None), failure

    @rule(data=st.data(), count=st.integers(1, 4))
    def submit(self, data: st.DataObject, count: int) -> None:
        for _ in range(count):
            self.submit_one(data, data.draw(ACCOUNTS), data.draw(NUMBERS), data.draw(RINGS))

    def submit_one(self, data: st.DataObject, account: str, number: int, rings: bool) -> None:
        operation: Operation = data.draw(st.sampled_from(self.submits))
        call = data.draw(st.sampled_from(calls_of(operation))).numbered(number)
        if operation.callback_nodes:
            call = (bell_of(operation).ringing if rings else bell_of(operation).silent)(call)
        taken, before = self.model.taken(call, account), len(self.simulator.tasks)
        answer, failure = self.call(call, account)
        made = len(self.simulator.tasks) > before
        assert not (made and taken)
        if made:
            self.model.add(call, account, rings and bool(operation.callback_nodes), failure)
        if answer is not None:
            assert answer.kept
            assert answer.accepted is made is not taken

    @precondition(lambda self: self.model.known)
    @rule(data=st.data(), account=ACCOUNTS)
    def ask(self, data: st.DataObject, account: str) -> None:
        known: Known = data.draw(st.sampled_from(self.model.known))
        question = data.draw(st.sampled_from(links_of(known.call.operation))).call(known.call)
        self.check_inquiry(question, account)

    @rule(data=st.data(), account=ACCOUNTS, number=NUMBERS)
    def ask_about_any_id(self, data: st.DataObject, account: str, number: int) -> None:
        submit: Operation = data.draw(st.sampled_from(self.submits))
        call = calls_of(submit)[0].numbered(number)
        self.check_inquiry(data.draw(st.sampled_from(links_of(submit))).call(call), account)

    def check_inquiry(self, question: Call, account: str) -> None:
        answer, _ = self.call(question, account)
        known = self.model.find(question, account)
        if answer is None:
            return
        assert answer.kept
        assert answer.accepted is (known is not None)
        if known is None:
            return
        phase = known.expected_phase(self.clock.now())
        kinds = question.operation.task["states"].keys()
        assert answer.state in ({phase.value} & kinds or {"pending", "running"})
        self.addresses |= set(pictures([answer]))
        if "percentage" in promised(question.operation):
            shown = [value for value in told(answer, "percentage") if value is not None]
            assert shown == ([known.task.percentage(self.clock.now())] if phase.value == "running" else [])
            self.addresses |= set(told(answer, "preview"))

    @rule(seconds=SPANS)
    def wait(self, seconds: float) -> None:
        self.clock.advance(seconds)

    @rule()
    def wait_until_something_is_due(self) -> None:
        due = self.simulator.next_due()
        if due is not None:
            self.clock.advance_to(due)

    @rule()
    def take(self) -> None:
        self.take_one()

    def take_one(self) -> bool:
        """Begin an attempt; those that a fault loses on the way there are made and over."""
        known = {id(attempt) for found in self.model.known for attempt in found.attempts}
        taken = self.simulator.take_due(most=1)
        made = [attempt for found in self.simulator.deliveries for attempt in found.attempts]
        fresh = [attempt for attempt in made if id(attempt) not in known]
        lost = [attempt for attempt in fresh if attempt not in taken]
        assert self.model.faults.count_all(LOST) == len(lost)
        for attempt in fresh:
            owner = self.model.of(attempt)
            assert attempt.duplicate is owner.repeating
            owner.attempts.append(attempt)
            owner.repeating = False
        assert all(attempt.failure and attempt.ended == attempt.sent == self.clock.now() for attempt in lost)
        for attempt in taken:
            name = attempt.delivery.task.operation.id
            assert all(found.fault.probability < 1 for found in self.model.faults.fitting(name, LOST))
            if not attempt.duplicate:
                self.model.of(attempt).repeating = self.model.faults.struck(name, DOUBLED) is not None
        self.under_way += taken
        return bool(taken)

    @precondition(lambda self: not self.model.faults.any_of(LOST | DOUBLED))
    @rule(data=st.data(), seconds=SPANS)
    def pass_time(self, data: st.DataObject, seconds: float) -> None:
        """Let the simulator pass the time, which stops at everything that is due."""
        until = self.clock.now() + seconds
        passing = self.simulator.advance(seconds)
        batch = next(passing, None)
        while batch is not None:
            came = [data.draw(outcomes(self.model.of(attempt).call.operation)) for attempt in batch]
            for attempt, (_, heard) in zip(batch, came, strict=True):
                owner = self.model.of(attempt)
                owner.attempts.append(attempt)
                owner.repeating = False
                owner.acknowledging += [attempt] if heard else []
            try:
                batch = passing.send([outcome for outcome, _ in came])
            except StopIteration:
                batch = None
        assert self.clock.now() == until

    @precondition(lambda self: self.under_way)
    @rule(data=st.data())
    def finish(self, data: st.DataObject) -> None:
        attempt = self.under_way.pop(data.draw(st.integers(0, len(self.under_way) - 1)))
        self.conclude(attempt, *data.draw(outcomes(self.model.of(attempt).call.operation)))

    def conclude(self, attempt: Attempt, outcome: Outcome, heard: bool) -> None:
        self.simulator.finish(attempt, outcome)
        assert attempt.acknowledged is heard
        if heard:
            self.model.of(attempt).acknowledging.append(attempt)

    @precondition(lambda self: self.orphans)
    @rule(data=st.data())
    def finish_what_began_before_a_reset(self, data: st.DataObject) -> None:
        attempt = self.orphans.pop()
        self.simulator.finish(attempt, data.draw(outcomes(self.submits[0]))[0])

    @rule(data=st.data(), kind=KINDS, times=TIMES, anywhere=st.booleans())
    def set_fault(self, data: st.DataObject, kind: FaultKind, times: int | None, anywhere: bool) -> None:
        self.faults_set += 1
        operations = [found.id for found in (*self.submits, *self.queries) if can_happen(kind, found)]
        if kind in INSTEAD:  # for ever, it would leave nothing to be seen of a life
            times = times or 1
        fault = Fault(
            kind,
            operation="*" if anywhere else data.draw(st.sampled_from(operations)),
            times=times,
            probability=data.draw(st.sampled_from([1.0, 1.0, 0.5, 0.0])),
            message=f"fault {self.faults_set}",
            status=data.draw(st.sampled_from([400, 429, 500, 503])),
            seconds=float(self.faults_set),
        )
        self.model.faults.add(self.simulator.set_fault(fault))

    @precondition(lambda self: self.model.faults.active)
    @rule(data=st.data(), every=st.booleans())
    def clear_faults(self, data: st.DataObject, every: bool) -> None:
        if every:
            assert self.simulator.clear_faults()
            self.model.faults.clear()
        else:
            active = data.draw(st.sampled_from(self.model.faults.active))
            assert self.simulator.clear_faults(active.number)
            assert not self.simulator.clear_faults(active.number)
            self.model.faults.active.remove(active)

    @precondition(lambda self: len(self.model.known) >= BUSY)
    @rule()
    def reset(self) -> None:
        self.simulator.reset()
        assert self.simulator.requests == self.simulator.warnings == ()
        assert all(fetch(self.simulator, url).status == 404 for url in self.addresses)
        self.orphans += self.under_way
        self.under_way.clear()
        self.addresses.clear()
        self.model = Model(self.simulator)

    @precondition(lambda self: self.addresses)
    @rule(data=st.data(), method=st.sampled_from(["GET", "HEAD", "POST"]))
    def fetch(self, data: st.DataObject, method: str) -> None:
        url = data.draw(st.sampled_from(sorted(self.addresses)))
        response = fetch(self.simulator, url, method)
        assert response.status == (405 if method == "POST" else 200)

    @rule(
        method=st.sampled_from(["GET", "POST", "PUT", "BREW"]),
        path=st.sampled_from(["/", "/_mock/pictures/1-0/0.png", "/_mock/pictures/\n", "//", "/%00"])
        | st.text(),
        body=st.binary(max_size=20),
    )
    def garbage(self, method: str, path: str, body: bytes) -> None:
        assert self.send(Request(method, path, {}, body)).status in (404, 405)

    @precondition(lambda self: len(self.model.known) >= BUSY)
    @rule()
    def settle(self) -> None:
        """When the last ladder has ended and nobody acknowledged, every attempt has been made."""
        for attempt in self.under_way:
            self.conclude(attempt, NoReply("too slow"), heard=False)
        self.under_way.clear()
        while (due := self.simulator.next_due()) is not None:
            self.clock.advance_to(due)
            while self.take_one():
                self.conclude(self.under_way.pop(), NoReply("nobody there"), heard=False)
        for known in self.model.known:
            if known.ladder is not None and not known.acknowledging:
                assert len(known.counted) == len(known.ladder)

    @invariant()
    def holds(self) -> None:
        self.model.check()
        assert len(self.simulator.requests) <= KEPT_REQUESTS

    def teardown(self) -> None:
        if hasattr(self, "model"):
            self.settle()
            self.model.check()


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=40, stateful_step_count=80)
