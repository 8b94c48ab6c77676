"""How long tasks are kept: no longer than there is room, but none that is still alive is ever forgotten."""

from __future__ import annotations

import gc
import sys
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from imgopen_mock import Fault, FaultKind, Pace, Settings, Simulator, VirtualClock

from tests.mock_server.simulator.apis import IMMEDIATE, RINGING, SUBMITS, each
from tests.mock_server.simulator.bells import bell_of
from tests.mock_server.simulator.calls import Call, ask, calls_of
from tests.mock_server.simulator.documents import Operation
from tests.mock_server.simulator.receivers import DEAF, EVER, WORK, heard, listen, ring
from tests.mock_server.simulator.results import fetch, inquiries, pictures, wait

KEEP = 4
FORGETFUL = Settings(pace=Pace(fixed=WORK), keep_tasks=KEEP, keep_requests=10)
LASTING = next(found for found in RINGING if len(bell_of(found).ladder()) > 5)


def quiet(submit: Operation, number: int) -> Call:
    """Return a call whose task nobody is told of."""
    call = calls_of(submit)[0].numbered(number)
    return bell_of(submit).silent(call) if submit.callback_nodes else call


def submit_and_wait(simulator: Simulator, submit: Operation, number: int) -> Call:
    call = quiet(submit, number)
    assert ask(simulator, call).accepted
    wait(simulator, WORK)
    return call


@each("submit", SUBMITS)
def test_old_tasks_are_forgotten_and_their_ids_are_free_again(submit: Operation) -> None:
    simulator = submit.api.simulator(FORGETFUL)
    calls = [submit_and_wait(simulator, submit, number) for number in range(1, KEEP + 4)]
    assert len(simulator.tasks) == KEEP
    for call in calls[:3]:
        assert not any(answer.accepted for answer in inquiries(simulator, call))
    for call in calls[3:]:
        assert all(answer.accepted for answer in inquiries(simulator, call))
        assert not ask(simulator, call).accepted
    assert ask(simulator, calls[0]).accepted
    assert all(answer.accepted and answer.kept for answer in inquiries(simulator, calls[0]))


def test_pictures_of_a_forgotten_task_are_gone() -> None:
    submit = next(found for found in SUBMITS if "pictures" in found.task["results"])
    simulator = submit.api.simulator(FORGETFUL)
    urls = pictures(inquiries(simulator, submit_and_wait(simulator, submit, 1)))
    assert urls
    for number in range(2, KEEP + 2):
        assert all(fetch(simulator, url).status == 200 for url in urls)
        submit_and_wait(simulator, submit, number)
    assert all(fetch(simulator, url).status == 404 for url in urls)


@each("submit", SUBMITS)
def test_live_tasks_are_never_forgotten(submit: Operation) -> None:
    simulator = submit.api.simulator(FORGETFUL)
    calls = [quiet(submit, number) for number in range(1, 4 * KEEP)]
    for call in calls:
        assert ask(simulator, call).accepted
    for seconds in (0, WORK / 2, WORK / 2):
        wait(simulator, seconds)
        assert all(answer.accepted for call in calls for answer in inquiries(simulator, call))
    assert len(simulator.tasks) == len(calls)


@pytest.mark.parametrize("more", [1, 2 * KEEP])
def test_the_room_is_as_large_as_before_once_a_crowd_is_done(more: int) -> None:
    """Live tasks may take more room than there is; when they are done, it is taken back."""
    submit = SUBMITS[0]
    simulator = submit.api.simulator(FORGETFUL)
    for number in range(5 * KEEP):
        assert ask(simulator, quiet(submit, number)).accepted
    wait(simulator)
    for number in range(more):
        submit_and_wait(simulator, submit, 1000 + number)
    assert len(simulator.tasks) <= KEEP


def test_one_task_that_lives_long_does_not_keep_all_younger_ones() -> None:
    """Hours pass until a callback that nobody acknowledges is given up."""
    simulator = LASTING.api.simulator(FORGETFUL)
    delivery = ring(simulator, LASTING, 0)
    for number in range(1, 10 * KEEP):
        submit_and_wait(simulator, LASTING, number)
    assert not delivery.settled
    assert delivery in simulator.deliveries
    assert len(simulator.tasks) <= KEEP + 1


def test_a_task_is_kept_until_its_callback_is_settled() -> None:
    clock = VirtualClock()
    simulator = LASTING.api.simulator(FORGETFUL, clock)
    delivery = ring(simulator, LASTING, 0)
    clock.advance(WORK)
    for number in range(1, KEEP + 3):
        assert ask(simulator, quiet(LASTING, number)).accepted
    (attempt,) = simulator.take_due()
    assert ask(simulator, quiet(LASTING, 100)).accepted
    assert delivery.task in simulator.tasks
    simulator.finish(attempt, DEAF)
    assert ask(simulator, quiet(LASTING, 101)).accepted
    assert delivery.task in simulator.tasks
    listen(simulator, EVER, heard(LASTING))
    assert delivery.acknowledged
    for number in range(200, 200 + KEEP):
        submit_and_wait(simulator, LASTING, number)
    assert delivery.task not in simulator.tasks
    assert delivery not in simulator.deliveries
    assert len(simulator.tasks) == KEEP


def test_room_that_nothing_leaves_is_exceeded_without_a_word() -> None:
    """Where no task takes any time, all of them can be done and none of them settled."""
    simulator = LASTING.api.simulator(Settings(pace=Pace(fixed=0), keep_tasks=KEEP))
    for number in range(3 * KEEP):
        ring(simulator, LASTING, number)
    for found in IMMEDIATE:
        if found.api is LASTING.api:
            assert ask(simulator, calls_of(found)[0]).accepted
    assert len(simulator.deliveries) == 3 * KEEP
    assert len(listen(simulator, 0, heard(LASTING))) == 3 * KEEP
    for number in range(100, 100 + KEEP):
        assert ask(simulator, quiet(LASTING, number)).accepted
    assert len(simulator.tasks) == KEEP


@pytest.mark.parametrize("late", [1e9, 1e17, 1e300])
def test_room_is_made_at_any_time_in_a_bounded_number_of_steps(late: float) -> None:
    """Also on a clock so late that a minute more is no later."""
    clock = VirtualClock()
    simulator = LASTING.api.simulator(FORGETFUL, clock)
    clock.advance(late)
    for number in range(KEEP):
        ring(simulator, LASTING, number)
    clock.advance(max(WORK, late / 2))
    under_way = simulator.take_due()
    assert len(under_way) == KEEP
    with steps_limited_to(200_000):
        for number in range(KEEP, 3 * KEEP):
            ring(simulator, LASTING, number)
    assert all(attempt.delivery in simulator.deliveries for attempt in under_way)


@contextmanager
def steps_limited_to(calls: int) -> Iterator[None]:
    """Make a loop without end fail instead of hang, without looking at any clock."""
    left = [calls]

    def count(*_: object) -> None:
        left[0] -= 1
        if left[0] < 0:
            sys.setprofile(None)
            raise AssertionError(f"more than {calls} steps")

    sys.setprofile(count)
    try:
        yield
    finally:
        sys.setprofile(None)


def test_what_ends_after_a_reset_has_no_live_task_forgotten() -> None:
    """The task of an attempt that was in flight over a reset is not the one that has its number now."""
    clock = VirtualClock()
    simulator = LASTING.api.simulator(FORGETFUL, clock)
    for number in range(KEEP):
        ring(simulator, LASTING, number)
    clock.advance(WORK)
    in_flight = simulator.take_due()
    simulator.reset()
    calls = [quiet(LASTING, number) for number in range(3 * KEEP)]
    for call in calls[:KEEP]:
        assert ask(simulator, call).accepted
    for attempt in in_flight:
        simulator.finish(attempt, heard(LASTING))
    for call in calls[KEEP:]:
        assert ask(simulator, call).accepted
    assert len(simulator.tasks) == len(calls)
    assert all(answer.accepted for call in calls for answer in inquiries(simulator, call))


def test_a_task_is_kept_until_its_callback_was_doubled() -> None:
    """It is acknowledged already, but a double is still to come."""
    clock = VirtualClock()
    simulator = LASTING.api.simulator(FORGETFUL, clock)
    simulator.set_fault(Fault(FaultKind.DUPLICATE_CALLBACK, times=1))
    delivery = ring(simulator, LASTING, 0)
    clock.advance(WORK)
    (first,) = simulator.take_due()
    simulator.finish(first, heard(LASTING))
    for number in range(1, 2 * KEEP):
        assert ask(simulator, quiet(LASTING, number)).accepted
        clock.advance(WORK)
    assert delivery.acknowledged
    assert not delivery.settled
    assert delivery in simulator.deliveries
    (second,) = simulator.take_due()
    assert second.duplicate
    assert second.request.body == first.request.body
    simulator.finish(second, heard(LASTING))
    for number in range(2 * KEEP, 4 * KEEP):
        submit_and_wait(simulator, LASTING, number)
    assert delivery not in simulator.deliveries
    assert delivery.attempts == [first, second]


@each("operation", IMMEDIATE)
def test_tasks_that_are_done_at_once_do_not_pile_up(operation: Operation) -> None:
    simulator = operation.api.simulator(FORGETFUL)
    for number in range(5 * KEEP):
        assert ask(simulator, calls_of(operation)[0].numbered(number)).accepted
    assert len(simulator.tasks) == KEEP


def test_room_for_nothing_is_no_room() -> None:
    with pytest.raises(ValueError, match="keep_tasks"):
        Settings(keep_tasks=0)
    with pytest.raises(ValueError, match="keep_requests"):
        Settings(keep_requests=0)


def test_a_long_life_takes_no_more_memory_than_a_short_one() -> None:
    simulator = LASTING.api.simulator(FORGETFUL)

    def live(first: int, last: int) -> None:
        for number in range(first, last):
            ring(simulator, LASTING, number)
            listen(simulator, WORK, heard(LASTING))

    live(0, 100)
    tracemalloc.start()
    try:
        live(100, 150)
        gc.collect()
        before = tracemalloc.get_traced_memory()[0]
        live(150, 450)
        gc.collect()
        assert tracemalloc.get_traced_memory()[0] - before < 150_000  # not even all contract warnings
    finally:
        tracemalloc.stop()
    assert len(simulator.tasks) == KEEP
    assert len(simulator.requests) == FORGETFUL.keep_requests
