"""Faults of answers: what the caller sees, whether the operation has its effect, how often and in what order."""

from __future__ import annotations

import json
from typing import Any

import pytest
from imgopen_mock import Fault, FaultKind, Settings, Simulator
from imgopen_mock.core.exchange.messages import Breakage

from tests.mock_server.simulator.apis import BAKERY, OPERATIONS, SUBMITS, each
from tests.mock_server.simulator.calls import Answer, ask, calls_of
from tests.mock_server.simulator.documents import Operation
from tests.mock_server.simulator.model import can_happen
from tests.mock_server.simulator.receivers import BRISK, ringing_call
from tests.mock_server.simulator.results import inquiries

INSTEAD = [FaultKind.REFUSE, FaultKind.HTTP, FaultKind.DROP_REQUEST]
SPOILING = [FaultKind.DELAY, FaultKind.DROP, FaultKind.TRUNCATE, FaultKind.INVALID_JSON]


def spoilt(answer: Answer, fault: Fault) -> bool:
    """Tell whether an answer looks as a fault makes it."""
    response, kind = answer.response, fault.kind
    if kind is FaultKind.REFUSE:
        return response.status == answer.call.operation.status and answer.message == fault.message
    if kind is FaultKind.HTTP:
        return response.status == fault.status and answer.message == fault.message
    if kind in (FaultKind.DROP, FaultKind.DROP_REQUEST):
        return response.breakage is Breakage.DROPPED
    if kind is FaultKind.TRUNCATE:
        return response.breakage is Breakage.TRUNCATED
    if kind is FaultKind.DELAY:
        return response.delay == fault.seconds > 0
    try:
        json.loads(response.body)
    except ValueError:
        return response.status == answer.call.operation.status
    return False


def fault_of(kind: FaultKind, **more: Any) -> Fault:
    return Fault(kind, message="on purpose", status=503, seconds=2.5, **more)


def sent(simulator: Simulator, submit: Operation, number: int, fault: Fault) -> bool:
    """Submit a task, and tell whether the fault happened."""
    return spoilt(ask(simulator, calls_of(submit)[0].numbered(number)), fault)


@each("operation", OPERATIONS)
@pytest.mark.parametrize("kind", [*INSTEAD, *SPOILING])
def test_the_caller_sees_the_fault_and_then_no_more_of_it(operation: Operation, kind: FaultKind) -> None:
    fault = fault_of(kind, operation=operation.id, times=1)
    simulator, untouched = operation.api.simulator(BRISK), operation.api.simulator(BRISK)
    active = simulator.set_fault(fault)
    call = calls_of(operation)[0]
    assert list(simulator.faults) == [active]
    assert spoilt(ask(simulator, call), fault)
    assert list(simulator.faults) == []
    assert active.happened == 1
    if kind in INSTEAD:  # nothing has happened, so the same call is answered as if it were the first
        assert simulator.tasks == ()
        assert ask(simulator, call).response == ask(untouched, call).response
    else:
        ask(untouched, call)
        assert ask(simulator, call).response == ask(untouched, call).response
        assert len(simulator.tasks) == len(untouched.tasks)


@each("submit", SUBMITS)
@pytest.mark.parametrize("kind", SPOILING)
def test_a_spoilt_answer_is_that_of_a_task_that_exists(submit: Operation, kind: FaultKind) -> None:
    simulator = submit.api.simulator(BRISK)
    simulator.set_fault(fault_of(kind, operation=submit.id, times=1))
    call = calls_of(submit)[0].numbered(1)
    answer = ask(simulator, call)
    if kind is not FaultKind.INVALID_JSON:
        assert answer.kept
        assert answer.accepted
    assert not ask(simulator, call).accepted
    assert all(found.accepted for found in inquiries(simulator, call))


@each("submit", SUBMITS)
@pytest.mark.parametrize("kind", INSTEAD)
def test_what_happens_instead_leaves_nothing_behind(submit: Operation, kind: FaultKind) -> None:
    simulator = submit.api.simulator(BRISK)
    simulator.set_fault(fault_of(kind, operation=submit.id, times=2))
    call = ringing_call(submit) if submit.callback_nodes else calls_of(submit)[0].numbered(1)
    for _ in range(2):
        ask(simulator, call)
        assert simulator.tasks == ()
        assert simulator.deliveries == ()
        assert simulator.next_due() is None
        assert not any(found.accepted for found in inquiries(simulator, call))
    assert ask(simulator, call).accepted


def test_a_refusal_can_have_any_code_and_keeps_the_documented_form_otherwise() -> None:
    for operation in OPERATIONS:
        envelope = operation.api.envelope
        codes: list[Any] = [None, "4711", 17, False, "\u96ea"]
        for code in codes:
            simulator = operation.api.simulator()
            simulator.set_fault(Fault(FaultKind.REFUSE, code=code, message="no \u2603"))
            body = ask(simulator, calls_of(operation)[0]).body
            assert body[envelope["code"]] == (envelope["refusal"] if code is None else code)
            assert body[envelope["message"]] == "no \u2603"
            body[envelope["code"]] = envelope["refusal"]
            assert operation.api.keeps(body, operation.answer_schema)


@pytest.mark.parametrize("kind", [*INSTEAD, *SPOILING])
def test_a_fault_happens_as_often_as_it_was_asked_to(kind: FaultKind) -> None:
    submit = SUBMITS[0]
    for times in (1, 3, None):
        simulator = submit.api.simulator()
        fault = fault_of(kind, times=times)
        active = simulator.set_fault(fault)
        happened = [sent(simulator, submit, number, fault) for number in range(6)]
        assert happened == [times is None or number < times for number in range(6)]
        assert active.happened == sum(happened)
        assert active.used_up is (times is not None)
        assert simulator.faults == (() if times else (active,))


def test_of_several_faults_the_first_that_fits_happens() -> None:
    submit, other = (found for found in SUBMITS if found.api is BAKERY)
    simulator = BAKERY.simulator()
    for number, (operation, times) in enumerate([(other.id, None), (submit.id, 2), ("*", 2), (submit.id, 1)]):
        simulator.set_fault(Fault(FaultKind.HTTP, operation, times, message=f"{number}"))
    call = calls_of(submit)[0].numbered(1)
    assert [ask(simulator, call).message for _ in range(5)] == ["1", "1", "2", "2", "3"]
    assert ask(simulator, call).accepted
    assert ask(simulator, calls_of(other)[0]).message == "0"


def test_faults_of_another_operation_do_not_happen() -> None:
    for operation in OPERATIONS:
        simulator = operation.api.simulator()
        for kind in FaultKind:
            for other in operation.api.operations:
                if other is not operation and can_happen(kind, other):
                    simulator.set_fault(fault_of(kind, operation=other.id))
        expected = ask(operation.api.simulator(), calls_of(operation)[0]).response
        assert ask(simulator, calls_of(operation)[0]).response == expected
        assert not any(active.happened for active in simulator.faults)


def test_faults_can_be_taken_away_by_number_or_all_at_once() -> None:
    simulator = SUBMITS[0].api.simulator()
    first, second, third = (simulator.set_fault(fault_of(kind)) for kind in INSTEAD)
    assert len({first.number, second.number, third.number}) == 3
    assert simulator.clear_faults(second.number)
    assert not simulator.clear_faults(second.number)
    assert list(simulator.faults) == [first, third]
    assert simulator.clear_faults()
    assert not simulator.clear_faults()
    assert list(simulator.faults) == []
    assert simulator.set_fault(fault_of(FaultKind.DROP)).number not in (first.number, third.number)


def test_a_fault_that_cannot_be_is_refused() -> None:
    simulator = SUBMITS[0].api.simulator()
    with pytest.raises(ValueError, match="nobody"):
        simulator.set_fault(Fault(FaultKind.HTTP, "nobody"))
    impossible: list[dict[str, Any]] = [
        {"times": 0},
        {"times": -1},
        {"probability": -0.1},
        {"probability": 1.1},
        {"probability": float("nan")},
        {"status": 200},
        {"status": 399},
        {"status": 600},
        {"seconds": -1},
        {"seconds": float("nan")},
        {"seconds": float("inf")},
    ]
    for wrong in impossible:
        with pytest.raises(ValueError, match=next(iter(wrong))):
            Fault(FaultKind.DELAY, **wrong)
    assert simulator.faults == ()


@each("operation", OPERATIONS)
def test_a_fault_that_can_never_happen_to_an_operation_is_refused(operation: Operation) -> None:
    simulator = operation.api.simulator()
    for kind in FaultKind:
        fault = fault_of(kind, operation=operation.id)
        if can_happen(kind, operation):
            simulator.clear_faults(simulator.set_fault(fault).number)
        else:
            with pytest.raises(ValueError, match=operation.id):
                simulator.set_fault(fault)
    assert simulator.faults == ()


@each("submit", SUBMITS)
def test_a_task_cannot_fail_in_a_state_that_means_something_else(submit: Operation) -> None:
    simulator = submit.api.simulator()
    states = [states for found in inquiries(simulator, calls_of(submit)[0]) for states in _states(found)]
    for kind, values in states:
        for value in values:
            fault = Fault(FaultKind.FAIL_TASK, submit.id, state=value)
            if kind == "failed":
                assert simulator.set_fault(fault).happened == 0
            else:
                with pytest.raises(ValueError, match="state"):
                    simulator.set_fault(fault)


def _states(answer: Answer) -> list[tuple[str, list[Any]]]:
    """Return the kinds of states of the query that was answered, with their values."""
    return list(answer.call.operation.task["states"].items())


def pattern(seed: int, probability: float, calls: int) -> list[bool]:
    submit = SUBMITS[0]
    simulator = submit.api.simulator(Settings(seed=seed))
    fault = fault_of(FaultKind.HTTP, probability=probability)
    simulator.set_fault(fault)
    call = calls_of(submit)[0].numbered(1)
    return [spoilt(ask(simulator, call), fault) for _ in range(calls)]


@pytest.mark.parametrize("probability", [0.05, 0.3, 0.5, 0.9])
def test_a_probability_is_kept_roughly_and_decided_by_the_seed(probability: float) -> None:
    happened = pattern(1, probability, 2000)
    deviation = (2000 * probability * (1 - probability)) ** 0.5
    assert abs(sum(happened) - 2000 * probability) < 5 * deviation
    assert pattern(1, probability, 200) == happened[:200]
    assert pattern(2, probability, 200) != happened[:200]


def test_what_is_impossible_never_happens_and_what_is_certain_always() -> None:
    assert not any(pattern(0, 0.0, 200))
    assert all(pattern(0, 1.0, 200))
