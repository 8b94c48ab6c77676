"""Faults of tasks and of their callbacks: failures, and callbacks that are lost or come twice."""

from __future__ import annotations

import pytest
from imgopen_mock import Fault, FaultKind, Phase

from tests.mock_server.simulator.apis import RINGING, SUBMITS, each
from tests.mock_server.simulator.bells import bell_of
from tests.mock_server.simulator.calls import ask, calls_of
from tests.mock_server.simulator.documents import Operation
from tests.mock_server.simulator.receivers import BRISK, DEAF, EVER, WORK, heard, listen, ring
from tests.mock_server.simulator.results import inquiries, wait


@each("submit", SUBMITS)
def test_a_task_can_be_made_to_fail_in_any_state_and_words(submit: Operation) -> None:
    for state, message in ((None, "it cracked"), ("strange", "x" * 500), (-7, "\u2603")):
        simulator = submit.api.simulator(BRISK)
        fault = Fault(FaultKind.FAIL_TASK, submit.id, times=1, message=message, state=state)
        simulator.set_fault(fault)
        call = calls_of(submit)[0].numbered(1)
        assert ask(simulator, call).accepted
        assert ask(simulator, call.numbered(2)).accepted
        assert not any(answer.state == "failed" for answer in inquiries(simulator, call))
        wait(simulator)
        assert [task.phase(EVER) for task in simulator.tasks] == [Phase.FAILED, Phase.SUCCEEDED]
        for answer in inquiries(simulator, call):
            documented = answer.call.operation.task["states"]["failed"]
            assert answer.get("state") == (documented[0] if state is None else state)
            assert "message" not in answer.call.operation.task or answer.get("message") == message
        assert all(answer.state == "succeeded" for answer in inquiries(simulator, call.numbered(2)))


def test_a_task_fails_also_without_a_word() -> None:
    call = calls_of(SUBMITS[0])[0].numbered(1)
    simulator = SUBMITS[0].api.simulator(BRISK)
    simulator.set_fault(Fault(FaultKind.FAIL_TASK, message=""))
    assert ask(simulator, call).accepted
    wait(simulator)
    assert {answer.state for answer in inquiries(simulator, call)} == {"failed"}


def test_a_refused_request_does_not_use_up_the_failure_of_a_task() -> None:
    submit = SUBMITS[0]
    simulator = submit.api.simulator(BRISK)
    call = calls_of(submit)[0].numbered(1)
    assert ask(simulator, call).accepted
    active = simulator.set_fault(Fault(FaultKind.FAIL_TASK, times=1))
    assert not ask(simulator, call).accepted
    assert not ask(simulator, call.with_body({})).accepted
    assert active.happened == 0
    assert ask(simulator, call.numbered(2)).accepted
    assert active.happened == 1


@each("submit", RINGING)
def test_a_lost_callback_counts_as_an_attempt_that_nobody_saw(submit: Operation) -> None:
    rungs = bell_of(submit).ladder()
    for lost in range(len(rungs) + 1):
        simulator = submit.api.simulator(BRISK)
        delivery = ring(simulator, submit)
        if lost:
            simulator.set_fault(Fault(FaultKind.LOSE_CALLBACK, submit.id, times=lost))
        made = listen(simulator, EVER, heard(submit))
        assert [attempt.number for attempt in made] == [lost + 1][: len(rungs) - lost]
        assert [attempt.due for attempt in delivery.attempts] == pytest.approx(
            [WORK + rung for rung in rungs[: lost + 1]]
        )
        assert [bool(attempt.failure) for attempt in delivery.attempts] == ([True] * lost + [False])[
            : len(rungs)
        ]
        assert delivery.acknowledged is (lost < len(rungs))


@each("submit", RINGING)
def test_a_doubled_callback_comes_twice_one_after_the_other(submit: Operation) -> None:
    simulator = submit.api.simulator(BRISK)
    delivery = ring(simulator, submit)
    simulator.set_fault(Fault(FaultKind.DUPLICATE_CALLBACK, submit.id, times=1))
    made = listen(simulator, EVER, heard(submit))
    first, second = made
    assert (first.number, first.due, first.duplicate) == (1, second.due, False)
    assert (second.number, second.duplicate) == (1, True)
    assert first.request.body == second.request.body
    assert first.ended is not None
    assert first.ended <= second.sent
    assert delivery.attempts == made
    assert delivery.state == "acknowledged"


@each("submit", RINGING)
def test_doubles_do_not_move_the_ladder(submit: Operation) -> None:
    simulator = submit.api.simulator(BRISK)
    ring(simulator, submit)
    simulator.set_fault(Fault(FaultKind.DUPLICATE_CALLBACK))
    made = listen(simulator, EVER)
    rungs = bell_of(submit).ladder()
    assert [attempt.number for attempt in made] == [rung // 2 + 1 for rung in range(2 * len(rungs))]
    assert [attempt.due for attempt in made] == pytest.approx([WORK + rung for rung in rungs for _ in "12"])


@each("submit", RINGING)
def test_a_double_that_is_acknowledged_is_the_last(submit: Operation) -> None:
    simulator = submit.api.simulator(BRISK)
    delivery = ring(simulator, submit)
    simulator.set_fault(Fault(FaultKind.DUPLICATE_CALLBACK, times=1))
    made = listen(simulator, EVER, lambda attempt: heard(submit) if attempt.duplicate else DEAF)
    assert [attempt.duplicate for attempt in made] == [False, True]
    assert delivery.acknowledged
