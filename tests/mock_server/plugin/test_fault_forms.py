"""Whatever may go wrong, said in keywords, and seen through the client; operations come from the spec."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import httpx
import imgopen
import pytest
from imgopen_mock import Fault, FaultKind
from imgopen_mock.testing import ImgOpenMock

from tests.client.conftest import client_class
from tests.mock_server.plugin.callbacks import CALLING, ENVELOPE, due_times, with_callback
from tests.mock_server.plugin.conftest import Fire
from tests.support.operations import OperationCase, cases, keys

SUBMIT = CALLING[0]


@pytest.fixture(params=["sync", "async"])
def call(request: pytest.FixtureRequest) -> Callable[..., Any]:
    """Calls an operation with a client that does not try again, at its usual address."""

    def run(case: OperationCase, *, max_retries: int = 0, timeout: float = 5, **changes: Any) -> Any:
        settings: dict[str, Any] = {**keys(), "max_retries": max_retries, "timeout": timeout}
        if request.param == "sync":
            with client_class("")(**settings) as client:
                return case.call(client, **changes)

        async def awaited() -> Any:
            async with client_class("Async")(**settings) as client:
                return await case.call(client, **changes)

        return asyncio.run(awaited())

    return run


@pytest.mark.parametrize(
    ("form", "error", "has_effect"),
    [
        ({"refuse": "no more"}, imgopen.RefusedError, False),
        ({"http": 503}, imgopen.HTTPStatusError, False),
        ({"drop_request": True}, imgopen.TransportError, False),
        ({"delay": 30}, imgopen.RequestTimeoutError, True),
        ({"drop": True}, imgopen.TransportError, True),
        ({"truncate": True}, imgopen.TransportError, True),
        ({"invalid_json": True}, imgopen.InvalidResponseError, True),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_what_the_client_makes_of_it(
    real: ImgOpenMock,
    call: Callable[..., Any],
    form: dict[str, Any],
    error: type[Exception],
    has_effect: bool,
) -> None:
    real.fail_next(SUBMIT.operation.name, **form)
    with pytest.raises(error):
        call(SUBMIT)
    assert len(real.tasks) == has_effect
    real.reset()
    call(SUBMIT)
    assert len(real.tasks) == 1


def test_a_refusal_has_the_message_and_the_code(real: ImgOpenMock, call: Callable[..., Any]) -> None:
    real.fail_next(SUBMIT.id, refuse="no more", code="9")
    real.fail_next(SUBMIT.id, refuse="not now")
    for code, message in (("9", "no more"), (ENVELOPE["refusal"], "not now")):
        with pytest.raises(imgopen.RefusedError) as caught:
            call(SUBMIT)
        assert (caught.value.code, caught.value.msg) == (code, message)
    call(SUBMIT)


def test_the_client_tries_again(real: ImgOpenMock, monkeypatch: pytest.MonkeyPatch) -> None:
    real.fail_next("*", http=503, times=2)
    monkeypatch.setattr("time.sleep", real.advance)
    with client_class("")(**keys(), max_retries=2) as client:
        SUBMIT.call(client)
    assert [request.status for request in real.requests] == [503, 503, 200]
    assert real.now > 0


def test_a_task_fails(real: ImgOpenMock, call: Callable[..., Any]) -> None:
    target = real.callback_target()
    real.fail_next(SUBMIT.operation.method, task="out of paint")
    call(SUBMIT, **with_callback(SUBMIT, target.url))
    real.advance_until_idle()
    assert [(task.state, task.failure) for task in real.tasks] == [("failed", "out of paint")]
    assert "out of paint" in target.received[0].body.decode()


def test_a_failed_task_shows_the_state_that_was_asked_for(service: ImgOpenMock, fire: Fire) -> None:
    service.fail_next("fire", task="a crack", state="dust")
    fire()
    (task,) = service.simulator.tasks
    assert task.failed_state == "dust"


@pytest.mark.parametrize(
    ("form", "received", "attempts"),
    [({"lose_callback": True}, [2], 2), ({"duplicate_callback": True}, [1, 1], 2)],
    ids=["lost", "duplicate"],
)
def test_callbacks_that_go_astray(
    real: ImgOpenMock, call: Callable[..., Any], form: dict[str, Any], received: list[int], attempts: int
) -> None:
    target = real.callback_target()
    real.fail_next(SUBMIT.operation.name, **form)
    call(SUBMIT, **with_callback(SUBMIT, target.url))
    real.advance_until_idle()
    assert [found.attempt for found in target.received] == received
    assert len(target.attempts) == attempts
    assert real.deliveries[0].state == "acknowledged"


@pytest.mark.parametrize("case", CALLING, ids=lambda case: case.id)
def test_a_receiver_that_never_acknowledges_is_tried_as_documented(
    real: ImgOpenMock, case: OperationCase
) -> None:
    target = real.callback_target(500)
    with client_class("")(**keys()) as client:
        case.call(client, **with_callback(case, target.url))
    made = real.advance_until_idle()
    (task,) = real.tasks
    assert [attempt.due for attempt in made] == pytest.approx([task.ends + wait for wait in due_times(case)])
    assert [found.at for found in target.received] == [attempt.due for attempt in made]
    assert task.delivery.state == "given_up"


@pytest.mark.parametrize("form", ["bundle", "method", "client"])
def test_an_operation_is_known_by_all_its_names(real: ImgOpenMock, form: str) -> None:
    for case in cases():
        name = {"bundle": case.operation.name, "method": case.operation.method}.get(
            form, f"{case.group.attribute}.{case.operation.method}"
        )
        real.fail_next(name, http=500)
        assert real.simulator.faults[-1].fault.operation == case.operation.name


def test_an_unknown_operation_is_an_error_with_a_hint(service: ImgOpenMock) -> None:
    with pytest.raises(ValueError, match=r"there is no operation 'readKlin'; did you mean 'readKiln'\?"):
        service.fail_next("readKlin", http=500)
    with pytest.raises(ValueError, match="there is no operation '!'; there are fire, readKiln, "):
        service.set_fault(Fault(FaultKind.HTTP, "!"))


@pytest.mark.parametrize(
    "form",
    [{"task": "x"}, {"lose_callback": True}, {"duplicate_callback": True}],
    ids=lambda form: next(iter(form)),
)
def test_what_can_never_happen_is_an_error(service: ImgOpenMock, form: dict[str, Any]) -> None:
    service.fail_next("fire", **form)
    service.fail_next("*", **form)
    with pytest.raises(ValueError, match=r"readKiln (makes no tasks|has no callbacks)"):
        service.fail_next("readKiln", **form)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({}, "One of refuse, http, .* is wanted, nothing was given"),
        ({"http": 500, "drop": True}, "http and drop was given"),
        ({"drop": False}, "nothing was given"),
        ({"http": 500, "code": 1}, "code belongs to refuse"),
        ({"http": 500, "state": 1}, "state belongs to task"),
    ],
)
def test_what_is_to_go_wrong_has_to_be_clear(
    service: ImgOpenMock, arguments: dict[str, Any], message: str
) -> None:
    with pytest.raises(TypeError, match=message):
        service.fail_next("fire", **arguments)


@pytest.mark.parametrize("arguments", [{"http": 200}, {"delay": -1}, {"drop": True, "times": 0}], ids=repr)
def test_impossible_values_are_errors(service: ImgOpenMock, arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"status: 200|seconds: -1|times: 0"):
        service.fail_next("fire", **arguments)


def test_faults_may_last_and_be_taken_back(service: ImgOpenMock, fire: Fire) -> None:
    service.fail_next(http=500, times=None)
    assert [fire("pot-1").status_code for _ in range(3)] == [500] * 3
    service.clear_faults()
    assert fire("pot-1").status_code == 202
    service.set_fault(Fault(FaultKind.DROP, "fire", probability=1.0))
    with pytest.raises(httpx.RemoteProtocolError):
        fire("pot-2")
