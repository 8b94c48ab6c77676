"""Time that passes: forward only, stopping at everything that is due, whatever receivers do meanwhile."""

from __future__ import annotations

import math
from contextlib import suppress

import pytest
from imgopen_mock import Attempt, Outcome, RealClock, VirtualClock

from tests.mock_server.simulator.apis import RINGING, each
from tests.mock_server.simulator.bells import bell_of
from tests.mock_server.simulator.calls import ask
from tests.mock_server.simulator.documents import Operation
from tests.mock_server.simulator.receivers import BRISK, DEAF, EVER, WORK, heard, listen, ring, ringing_call
from tests.mock_server.simulator.results import inquiries

LASTING = max(RINGING, key=lambda found: len(bell_of(found).ladder()))
IMPOSSIBLE = [-1.0, -1e-9, math.nan, math.inf, -math.inf, 1.8e308]


def test_all_attempts_are_returned_in_the_end() -> None:
    simulator = LASTING.api.simulator(BRISK)
    deliveries = [ring(simulator, LASTING, number) for number in range(2)]
    passing = simulator.advance(EVER)
    batch = next(passing)
    for _ in bell_of(LASTING).ladder()[1:]:
        assert [attempt.delivery for attempt in batch] == deliveries
        batch = passing.send([DEAF, DEAF])
    with pytest.raises(StopIteration) as stopped:
        passing.send([DEAF, DEAF])
    in_turn = zip(*(delivery.attempts for delivery in deliveries), strict=True)
    assert stopped.value.value == tuple(attempt for pair in in_turn for attempt in pair)


def test_every_attempt_needs_an_outcome() -> None:
    for outcomes in ([], [DEAF, DEAF]):
        simulator = LASTING.api.simulator(BRISK)
        ring(simulator, LASTING)
        passing = simulator.advance(EVER)
        next(passing)
        with pytest.raises(ValueError, match="argument"):
            passing.send(outcomes)


@pytest.mark.parametrize("seconds", IMPOSSIBLE)
def test_time_neither_goes_back_nor_ends(seconds: float) -> None:
    clock = VirtualClock()
    simulator = LASTING.api.simulator(BRISK, clock)
    ring(simulator, LASTING)
    clock.advance(WORK)
    with pytest.raises(ValueError, match="clock"):
        next(simulator.advance(seconds))
    with pytest.raises(ValueError, match="clock"):
        clock.advance(seconds)
    assert clock.now() == WORK
    assert simulator.next_due() == WORK
    assert len(simulator.take_due()) == 1


def test_a_clock_can_be_set_forward_and_never_back() -> None:
    clock = VirtualClock()
    for time, shown in ((5, 5), (3, 5), (-1, 5), (5.5, 5.5), (1e300, 1e300)):
        clock.advance_to(time)
        assert clock.now() == shown
    with pytest.raises(ValueError, match="clock"):
        clock.advance_to(math.inf)


def test_no_time_at_all_is_enough_for_what_is_due() -> None:
    clock = VirtualClock()
    simulator = LASTING.api.simulator(BRISK, clock)
    ring(simulator, LASTING)
    assert listen(simulator, 0) == []
    clock.advance(WORK)
    assert len(listen(simulator, 0)) == 1
    assert listen(simulator, 0) == []


def test_a_clock_that_runs_by_itself_cannot_be_advanced() -> None:
    simulator = LASTING.api.simulator(BRISK, RealClock())
    with pytest.raises(ValueError, match="virtual"):
        next(simulator.advance(1))


def test_at_the_end_of_all_time_the_ladder_still_ends() -> None:
    """On a clock so late that a few seconds more change nothing."""
    clock = VirtualClock()
    simulator = LASTING.api.simulator(BRISK, clock)
    clock.advance(1e300)
    delivery = ring(simulator, LASTING)
    assert len(listen(simulator, 1)) == len(bell_of(LASTING).ladder())
    assert delivery.state == "given_up"


@each("submit", RINGING)
def test_a_receiver_can_ask_and_submit_while_it_is_called(submit: Operation) -> None:
    simulator = submit.api.simulator(BRISK)
    ring(simulator, submit, 1)
    call = ringing_call(submit, 1)
    numbers = iter(range(2, 5))

    def receiver(attempt: Attempt) -> Outcome:
        assert attempt.delivery.state == "under_way"
        assert all(answer.state == "succeeded" for answer in inquiries(simulator, call))
        number = next(numbers, None)
        if number is not None:
            assert ask(simulator, ringing_call(submit, number)).accepted
        return heard(submit)

    made = listen(simulator, EVER, receiver)
    assert [attempt.due for attempt in made] == [WORK, 2 * WORK, 3 * WORK, 4 * WORK]
    assert len(simulator.tasks) == 4


def test_an_advance_that_is_given_up_leaves_nothing_under_way() -> None:
    simulator = LASTING.api.simulator(BRISK)
    delivery = ring(simulator, LASTING)
    passing = simulator.advance(EVER)
    (attempt,) = next(passing)
    passing.close()
    assert simulator.clock.now() == WORK
    assert attempt.ended == WORK
    assert attempt.failure
    assert len(listen(simulator, EVER)) == len(bell_of(LASTING).ladder()) - 1
    assert delivery.state == "given_up"


@pytest.mark.parametrize("acknowledged", [False, True])
def test_what_came_of_an_attempt_is_told_once(acknowledged: bool) -> None:
    """Telling it again is either noticed or without effect; it cannot make attempts overlap."""
    clock = VirtualClock()
    simulator = LASTING.api.simulator(BRISK, clock)
    delivery = ring(simulator, LASTING)
    clock.advance(WORK)
    (attempt,) = simulator.take_due()
    outcome = heard(LASTING) if acknowledged else DEAF
    simulator.finish(attempt, outcome)
    with suppress(ValueError):
        simulator.finish(attempt, DEAF)
    assert attempt.outcome == outcome
    assert delivery.acknowledged is acknowledged
    expected = 1 if acknowledged else len(bell_of(LASTING).ladder())
    clock.advance(EVER)
    while taken := simulator.take_due():
        assert len(taken) == 1
        simulator.finish(taken[0], DEAF)
    assert len(delivery.attempts) == expected
