"""When callbacks are delivered: at the end of the task, and then on the rungs of the documented ladder."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from imgopen_mock import Fault, FaultKind, Outcome, Pace, Settings, VirtualClock

from tests.mock_server.simulator.apis import BAKERY, REAL, RINGING, SUBMITS, each
from tests.mock_server.simulator.bells import bell_of, ladder
from tests.mock_server.simulator.calls import ask, calls_of
from tests.mock_server.simulator.documents import Api, Operation
from tests.mock_server.simulator.receivers import (
    BRISK,
    DEAF,
    EVER,
    WORK,
    heard_at,
    listen,
    ring,
    ringing_call,
)


def test_both_apis_have_callbacks_and_one_of_them_a_long_ladder() -> None:
    assert {submit.api.name for submit in RINGING} == {REAL.name, BAKERY.name}
    assert max(len(bell_of(submit).ladder()) for submit in RINGING) > 5
    assert any(
        len(bell.rule["intervals"]) < bell.rule["retries"] for bell in map(bell_of, RINGING) if bell.rule
    )


@each("submit", RINGING)
def test_a_receiver_that_never_acknowledges_gets_every_attempt_when_it_is_due(submit: Operation) -> None:
    simulator = submit.api.simulator(BRISK)
    listen(simulator, 2.5)  # time does not begin with the task
    delivery = ring(simulator, submit)
    seen: list[float] = []

    def receiver(_: object) -> Outcome:
        seen.append(simulator.clock.now())
        return DEAF

    listen(simulator, EVER, receiver)
    expected = [2.5 + WORK + offset for offset in bell_of(submit).ladder()]
    assert [attempt.due for attempt in delivery.attempts] == pytest.approx(expected)
    assert [attempt.sent for attempt in delivery.attempts] == pytest.approx(expected)
    assert [attempt.number for attempt in delivery.attempts] == list(range(1, len(expected) + 1))
    assert seen == pytest.approx(expected)
    assert delivery.state == "given_up"
    assert delivery.next_due is None
    assert listen(simulator, EVER) == []
    assert simulator.next_due() is None


@each("submit", RINGING)
def test_the_ladder_stands_at_the_end_of_the_work(submit: Operation) -> None:
    """Also where the work itself decides how long it takes."""
    simulator = submit.api.simulator()
    delivery = ring(simulator, submit)
    end = delivery.task.ends
    assert end > delivery.task.submitted
    listen(simulator, EVER)
    assert [attempt.due - end for attempt in delivery.attempts] == pytest.approx(bell_of(submit).ladder())


@each("submit", RINGING)
def test_an_acknowledged_attempt_is_the_last(submit: Operation) -> None:
    simulator = submit.api.simulator(BRISK)
    rungs = bell_of(submit).ladder()
    for last in range(1, len(rungs) + 1):
        simulator.reset()
        begin = simulator.clock.now()
        delivery = ring(simulator, submit)
        made = listen(simulator, EVER, heard_at(submit, last))
        assert [attempt.due for attempt in made] == pytest.approx(
            [begin + WORK + rung for rung in rungs[:last]]
        )
        assert [attempt.acknowledged for attempt in made] == [False] * (last - 1) + [True]
        assert delivery.acknowledged
        assert delivery.state == "acknowledged"


@each("submit", RINGING)
def test_nothing_is_sent_before_it_is_due(submit: Operation) -> None:
    clock = VirtualClock()
    simulator = submit.api.simulator(BRISK, clock)
    ring(simulator, submit)
    for rung in bell_of(submit).ladder():
        due = simulator.next_due()
        assert due == pytest.approx(WORK + rung)
        assert due is not None
        clock.advance_to(math.nextafter(due, 0))
        assert simulator.take_due() == ()
        clock.advance_to(due)
        (attempt,) = simulator.take_due()
        assert attempt.due == due == attempt.sent
        simulator.finish(attempt, DEAF)


@each("submit", RINGING)
def test_a_slow_receiver_is_not_called_twice_at_once_and_the_ladder_stands_firm(submit: Operation) -> None:
    """The next attempt waits for the outcome of the one before; those after it are due as if it had not."""
    rungs = [WORK + rung for rung in bell_of(submit).ladder()]
    for slow in range(len(rungs) - 1):
        clock = VirtualClock()
        simulator = submit.api.simulator(BRISK, clock)
        delivery = ring(simulator, submit)
        for rung in rungs[:slow]:
            clock.advance_to(rung)
            simulator.finish(simulator.take_due()[0], DEAF)
        clock.advance_to(rungs[slow])
        (attempt,) = simulator.take_due()
        assert delivery.state == "under_way"
        late = rungs[min(slow + 2, len(rungs) - 1)] + 0.25
        for passed in rungs[slow + 1 :]:
            if passed <= late:
                clock.advance_to(passed)
                assert simulator.next_due() is None
                assert simulator.take_due() == ()
        clock.advance_to(late)
        simulator.finish(attempt, DEAF)
        made = listen(simulator, EVER)
        assert [again.due for again in made] == pytest.approx(rungs[slow + 1 :])
        assert [again.sent for again in made] == pytest.approx(
            [max(late, rung) for rung in rungs[slow + 1 :]]
        )
        spans = [(done.sent, done.ended) for done in delivery.attempts]
        assert all(ended is not None and ended <= sent for (_, ended), (sent, _) in pairwise(spans))


@each("submit", RINGING)
def test_time_in_small_steps_makes_the_same_attempts_as_in_one(submit: Operation) -> None:
    at_once, bit_by_bit = (submit.api.simulator(BRISK) for _ in range(2))
    ring(at_once, submit)
    ring(bit_by_bit, submit)
    whole = WORK + max(bell_of(submit).ladder())
    expected = listen(at_once, whole)
    made = [attempt for _ in range(64) for attempt in listen(bit_by_bit, whole / 64)]
    assert [(found.number, found.due, found.sent) for found in made] == [
        (found.number, found.due, found.sent) for found in expected
    ]


@each("submit", RINGING)
def test_every_attempt_says_the_same_to_the_address_that_was_given(submit: Operation) -> None:
    bell = bell_of(submit)
    for failing in (False, True):
        simulator = submit.api.simulator(BRISK)
        if failing:
            simulator.set_fault(Fault(FaultKind.FAIL_TASK))
        delivery = ring(simulator, submit, 5)
        made = [(attempt.request, attempt.request.body) for attempt in listen(simulator, EVER)]
        assert {body for _, body in made} == {made[0][1]}
        assert len(made) == len(bell.ladder())
        request, body = made[0]
        assert request.url == delivery.url == bell.address(ringing_call(submit, 5))
        assert request.method == bell.method
        assert request.headers["content-type"] == "application/json"
        assert bell.keeps(body)


@each("submit", SUBMITS)
def test_who_gives_no_address_is_not_called(submit: Operation) -> None:
    simulator = submit.api.simulator(BRISK)
    call = calls_of(submit)[0].numbered(1)
    if submit.callback_nodes:
        call = bell_of(submit).silent(call)
    assert ask(simulator, call).accepted
    assert listen(simulator, EVER) == []
    assert simulator.deliveries == ()


def test_of_many_deliveries_the_earliest_comes_first_and_of_equals_the_oldest() -> None:
    submit = max(RINGING, key=lambda found: len(bell_of(found).ladder()))
    clock = VirtualClock()
    simulator = submit.api.simulator(BRISK, clock)
    first = [ring(simulator, submit, number) for number in range(5)]
    clock.advance(1)
    second = [ring(simulator, submit, number) for number in range(5, 8)]
    clock.advance(EVER)
    taken = simulator.take_due(most=2)
    assert [attempt.delivery for attempt in taken] == first[:2]
    taken += simulator.take_due()
    assert [attempt.delivery for attempt in taken] == [*first, *second]
    assert simulator.take_due() == ()


def test_no_more_are_taken_than_asked_for() -> None:
    clock = VirtualClock()
    simulator = RINGING[0].api.simulator(BRISK, clock)
    deliveries = [ring(simulator, RINGING[0], number) for number in range(3)]
    clock.advance(WORK)
    assert [len(simulator.take_due(most=1)) for _ in deliveries] == [1, 1, 1]
    assert simulator.take_due(most=1) == ()


def test_none_are_taken_if_none_are_asked_for() -> None:
    clock = VirtualClock()
    simulator = RINGING[0].api.simulator(BRISK, clock)
    ring(simulator, RINGING[0])
    clock.advance(WORK)
    assert simulator.take_due(most=0) == ()
    assert len(simulator.take_due()) == 1


def _with_rule(intervals: list[float], retries: int) -> tuple[Api, Operation]:
    """Return the real API with another ladder in one of its callbacks."""
    submit = next(found for found in RINGING if found.api is REAL)
    api = REAL.only(submit)
    _, _, node = api.operation(submit.id).callback_nodes[0]
    node["x-delivery"] |= {"intervals": intervals, "retries": retries}
    return api, api.operation(submit.id)


seconds = st.integers(1, 10_000) | st.floats(0.001, 1e5)


@given(intervals=st.lists(seconds, min_size=1, max_size=12), retries=st.integers(0, 40))
@settings(max_examples=40)
def test_another_bundle_has_another_ladder(intervals: list[float], retries: int) -> None:
    api, submit = _with_rule(intervals, retries)
    simulator = api.simulator(BRISK)
    delivery = ring(simulator, submit)
    listen(simulator, 1e8)
    expected = [WORK + offset for offset in ladder(intervals, retries)]
    assert len(expected) == retries + 1
    assert [attempt.due for attempt in delivery.attempts] == pytest.approx(expected)
    assert simulator.next_due() is None


def test_the_pace_of_tasks_moves_the_ladder_and_does_not_stretch_it() -> None:
    submit = RINGING[0]
    for fixed in (0.0, 0.5, 3600.0):
        simulator = submit.api.simulator(Settings(pace=Pace(fixed=fixed)))
        delivery = ring(simulator, submit)
        listen(simulator, EVER)
        offsets = [attempt.due - fixed for attempt in delivery.attempts]
        assert offsets == pytest.approx(bell_of(submit).ladder())
