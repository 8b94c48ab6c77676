"""What callbacks tell: the truth about the task as it ended, in the words of the query that they stand for."""

from __future__ import annotations

import json
from typing import Any

import pytest
from imgopen_mock import Attempt, Fault, FaultKind

from tests.mock_server.simulator.apis import RINGING, each
from tests.mock_server.simulator.bells import bell_of
from tests.mock_server.simulator.calls import Answer
from tests.mock_server.simulator.documents import Operation
from tests.mock_server.simulator.expressions import NOTHING, read, steps_of
from tests.mock_server.simulator.meanings import meant
from tests.mock_server.simulator.receivers import BRISK, EVER, listen, ring, ringing_call
from tests.mock_server.simulator.results import fetch, inquiries, wait


def schema_of(submit: Operation) -> Any:
    """Return the schema of the callback's body; None if none is described."""
    content = submit.api.follow(submit.callback_nodes[0][2].get("requestBody", {})).get("content", {})
    return next((media["schema"] for media in content.values()), None)


DESCRIBED = tuple(found for found in RINGING if schema_of(found) is not None)
BARE = tuple(found for found in RINGING if schema_of(found) is None)


def twins(submit: Operation, answers: list[Answer]) -> list[Answer]:
    """Return the answers of queries whose success has the schema of the callback."""
    schema = schema_of(submit)
    return [answer for answer in answers if schema in answer.call.operation.answer_schema.get("oneOf", ())]


def facts(submit: Operation, body: Any) -> list[tuple[str, Any]]:
    """Return what a body tells in fields that mean something; what it says around them is an example's."""
    found = meant(submit.api, schema_of(submit), body)
    return [(name, value) for name, value in found if "{" not in json.dumps(value)]


def body_of(attempt: Attempt) -> Any:
    return json.loads(attempt.request.body)


def test_every_described_callback_stands_for_a_query() -> None:
    for submit in DESCRIBED:
        simulator = submit.api.simulator(BRISK)
        ring(simulator, submit, 1)
        assert twins(submit, inquiries(simulator, ringing_call(submit, 1)))


@each("submit", DESCRIBED)
@pytest.mark.parametrize("failing", [False, True])
def test_the_callback_tells_what_the_query_tells(submit: Operation, failing: bool) -> None:
    simulator = submit.api.simulator(BRISK)
    if failing:
        simulator.set_fault(Fault(FaultKind.FAIL_TASK, message="it cracked"))
    ring(simulator, submit, 1)
    ring(simulator, submit, 2)
    made = listen(simulator, EVER)
    for number in (1, 2):
        call = ringing_call(submit, number)
        mine = [attempt for attempt in made if attempt.delivery.task.id == call.task_id]
        for twin in twins(submit, inquiries(simulator, call)):
            expected = facts(submit, twin.body)
            assert any(value for _, value in expected) is not failing
            for attempt in mine:
                body = body_of(attempt)
                assert facts(submit, body) == expected
                for name in ("receipt", "assigned", "state", *(("message",) if failing else ())):
                    expression = twin.call.operation.task.get(name)
                    if expression is not None:
                        assert read({"body": body}, steps_of(expression)) == twin.get(name) != NOTHING
            assert twin.state == ("failed" if failing else "succeeded")


@each("submit", DESCRIBED)
def test_the_pictures_that_a_callback_tells_of_are_there(submit: Operation) -> None:
    simulator = submit.api.simulator(BRISK)
    ring(simulator, submit, 1)
    (attempt, *_) = listen(simulator, EVER)
    told = [
        value for name, value in meant(submit.api, schema_of(submit), body_of(attempt)) if name == "picture"
    ]
    assert bool(told) is ("pictures" in submit.task["results"])
    assert all(fetch(simulator, url).status == 200 for url in told)


@each("submit", BARE)
def test_a_callback_that_is_not_described_has_the_frame_of_a_success(submit: Operation) -> None:
    simulator = submit.api.simulator(BRISK)
    ring(simulator, submit, 1)
    (attempt,) = listen(simulator, EVER)
    envelope = submit.api.envelope
    assert body_of(attempt)[envelope["code"]] == envelope["success"]
    assert isinstance(body_of(attempt)[envelope["message"]], str)


@each("submit", RINGING)
def test_a_callback_tells_of_the_end_however_late_it_is_read(submit: Operation) -> None:
    """Not of the time at which somebody looks at the request."""
    simulator = submit.api.simulator(BRISK)
    delivery = ring(simulator, submit, 1)
    early = delivery.request
    wait(simulator)
    assert (delivery.request, delivery.request.body) == (early, early.body)
    assert early.method == bell_of(submit).method
