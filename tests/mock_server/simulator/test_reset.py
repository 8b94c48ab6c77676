"""After a reset nothing of before is there, and nothing of it comes later."""

from __future__ import annotations

import pytest
from imgopen_mock import Fault, FaultKind, NoReply, VirtualClock

from tests.mock_server.simulator.apis import APIS, RINGING, each
from tests.mock_server.simulator.bells import bell_of
from tests.mock_server.simulator.calls import ask
from tests.mock_server.simulator.documents import Api, Operation
from tests.mock_server.simulator.receivers import BRISK, DEAF, EVER, WORK, heard, listen, ring, ringing_call
from tests.mock_server.simulator.results import fetch, inquiries, pictures, wait


@pytest.mark.parametrize("api", APIS, ids=lambda api: api.name)
def test_nothing_of_before_is_there(api: Api) -> None:
    simulator = api.simulator(BRISK)
    submits = [found for found in RINGING if found.api is api]
    for kind in (FaultKind.DUPLICATE_CALLBACK, FaultKind.DELAY):
        simulator.set_fault(Fault(kind, seconds=1))
    for number, submit in enumerate(submits):
        ring(simulator, submit, number)
    wait(simulator, WORK)
    urls = [
        url
        for number, submit in enumerate(submits)
        for url in pictures(inquiries(simulator, ringing_call(submit, number)))
    ]
    now = simulator.clock.now()
    simulator.reset()
    assert simulator.clock.now() == now
    for kept in (
        simulator.tasks,
        simulator.deliveries,
        simulator.faults,
        simulator.requests,
        simulator.warnings,
    ):
        assert not kept
    assert simulator.next_due() is None
    assert listen(simulator, EVER) == []
    assert all(fetch(simulator, url).status == 404 for url in urls)
    for number, submit in enumerate(submits):
        call = ringing_call(submit, number)
        assert not any(answer.accepted for answer in inquiries(simulator, call))
        assert ask(simulator, call).accepted


@each("submit", RINGING)
@pytest.mark.parametrize("acknowledged", [False, True])
@pytest.mark.parametrize("doubled", [False, True])
def test_an_attempt_in_flight_over_a_reset_has_no_follower(
    submit: Operation, acknowledged: bool, doubled: bool
) -> None:
    clock = VirtualClock()
    simulator = submit.api.simulator(BRISK, clock)
    if doubled:
        simulator.set_fault(Fault(FaultKind.DUPLICATE_CALLBACK))
    ring(simulator, submit, 1)
    clock.advance(WORK)
    (attempt,) = simulator.take_due()
    simulator.reset()
    delivery = ring(simulator, submit, 1)
    due = simulator.next_due()
    simulator.finish(attempt, heard(submit) if acknowledged else DEAF)
    assert simulator.next_due() == due == clock.now() + WORK
    assert delivery.attempts == []
    made = listen(simulator, EVER)
    assert {again.delivery for again in made} == {delivery}
    assert len(made) == len(bell_of(submit).ladder())


def test_many_resets_leave_no_mark_on_the_ladder() -> None:
    submit = max(RINGING, key=lambda found: len(bell_of(found).ladder()))
    simulator = submit.api.simulator(BRISK)
    for number in range(20):
        delivery = ring(simulator, submit, number % 2)
        passing = simulator.advance(WORK + number)
        (attempt,) = next(passing)
        simulator.reset()
        with pytest.raises(StopIteration):
            passing.send([NoReply("gone")])
        assert attempt.delivery is delivery
        assert simulator.next_due() is None
    begin = simulator.clock.now()
    ring(simulator, submit)
    dues = [attempt.due - begin - WORK for attempt in listen(simulator, EVER)]
    assert dues == pytest.approx(bell_of(submit).ladder())
