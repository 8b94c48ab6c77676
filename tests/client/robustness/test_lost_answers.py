"""A task whose answer was lost is submitted once, and followed; what is really wrong stays an error."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from typing import Any

import imgopen
import pytest
from imgopen_mock.testing import ImgOpenMock

from tests.client.conftest import refusal, success
from tests.client.http.conftest import submitting
from tests.client.robustness.ways import Side
from tests.support.http import httpx
from tests.support.operations import OperationCase, cases

SUBMITTING = [
    case for case in cases() if case.operation.roles.submission and case.operation.roles.submission.questions
]
LOST: list[dict[str, Any]] = [{"drop": True}, {"truncate": True}, {"invalid_json": True}, {"delay": 100.0}]


@pytest.fixture
def mock() -> Iterator[ImgOpenMock]:
    """The simulated service."""
    with ImgOpenMock() as started:
        yield started


def _client(side: Side, mock: ImgOpenMock, **settings: Any) -> Any:
    return side.client(http_client=side.connecting_http(), sleep=side.sleeping(mock.advance), **settings)


def _submits(mock: ImgOpenMock, case: OperationCase) -> list[Any]:
    return [request for request in mock.requests if request.operation == case.operation.name]


@pytest.mark.parametrize("fault", LOST, ids=lambda fault: next(iter(fault)))
@pytest.mark.parametrize("case", SUBMITTING, ids=lambda case: case.id)
def test_a_task_whose_answer_is_lost_is_submitted_once(
    case: OperationCase, fault: dict[str, Any], side: Side, mock: ImgOpenMock
) -> None:
    mock.fail_next(case.operation.name, **fault)
    task = side.done(case.call(_client(side, mock)))
    assert [seen.id for seen in mock.tasks] == [task.id]
    assert task.receipt is None
    assert len(_submits(mock, case)) == (1 if "invalid_json" in fault else 2)
    assert side.done(task.wait()).state == "succeeded"


@pytest.mark.parametrize("case", SUBMITTING, ids=lambda case: case.id)
def test_a_submit_that_had_no_effect_is_made_again(
    case: OperationCase, side: Side, mock: ImgOpenMock
) -> None:
    mock.fail_next(case.operation.name, drop_request=True)
    task = side.done(case.call(_client(side, mock)))
    assert [seen.id for seen in mock.tasks] == [task.id]
    assert task.receipt is not None


def test_an_id_that_is_taken_is_an_error_the_first_time(side: Side, mock: ImgOpenMock) -> None:
    case, client = submitting(), _client(side, mock)
    task = side.done(case.call(client))
    with pytest.raises(imgopen.RefusedError) as caught:
        side.done(case.call(client))
    assert caught.value.task_id == task.id
    assert len(mock.tasks) == 1
    assert len(mock.requests) == 2


def test_a_refusal_that_no_query_can_explain_stays_one(side: Side, mock: ImgOpenMock) -> None:
    case = submitting()
    mock.fail_next(case.operation.name, http=503)
    mock.fail_next(case.operation.name, refuse="something else")
    with pytest.raises(imgopen.RefusedError, match="something else"):
        side.done(case.call(_client(side, mock)))
    assert not mock.tasks


@pytest.mark.parametrize("fault", LOST, ids=lambda fault: next(iter(fault)))
def test_without_retries_one_request_is_sent(fault: dict[str, Any], side: Side, mock: ImgOpenMock) -> None:
    case = submitting()
    mock.fail_next(case.operation.name, **fault)
    with pytest.raises(imgopen.ImgOpenError) as caught:
        side.done(case.call(_client(side, mock, max_retries=0)))
    assert len(mock.requests) == 1
    (task,) = mock.tasks
    assert caught.value.task_id == task.id
    assert f"resume({task.id!r})" in str(caught.value)


@pytest.mark.parametrize(
    ("answer", "may_be_there"),
    [
        (httpx.ConnectError("refused"), True),
        (httpx.ReadTimeout("slow"), True),
        (httpx.Response(503), True),
        (httpx.Response(200, content=b"<html>"), True),
        (httpx.Response(401), False),
        (refusal("no", "because"), False),
    ],
    ids=str,
)
def test_an_error_names_the_task_where_it_may_be_there(answer: Any, may_be_there: bool, side: Side) -> None:
    def handle(_: httpx.Request) -> httpx.Response:
        if isinstance(answer, Exception):
            raise answer
        return httpx.Response(answer.status_code, content=answer.content)

    with pytest.raises(imgopen.ImgOpenError) as caught:
        side.done(submitting().call(side.client(http_client=side.http(handle))))
    assert caught.value.task_id
    assert (f"resume({caught.value.task_id!r})" in str(caught.value)) == may_be_there
    cause = type(answer) if isinstance(answer, Exception) else type(None)
    assert type(caught.value.__cause__) is cause


def test_what_is_set_for_one_call_reaches_the_wire(side: Side) -> None:
    seen: list[httpx.Request] = []

    def handle(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(503)

    client = side.client(http_client=side.http(handle), max_retries=5, timeout=7.0)
    own = {"timeout": 3.0, "max_retries": 1, "extra_headers": {"X-Once": "1"}}
    for case in cases():
        seen.clear()
        with pytest.raises(imgopen.HTTPStatusError):
            side.done(case.call(client, **own))
        assert [request.headers["X-Once"] for request in seen] == ["1", "1"]
        assert [request.extensions["timeout"]["read"] for request in seen] == [3.0, 3.0]
    seen.clear()
    with pytest.raises(imgopen.HTTPStatusError):
        side.done(client.post("/x", {}))
    assert len(seen) == 6
    assert not any("X-Once" in request.headers for request in seen)
    assert seen[0].extensions["timeout"]["read"] == 7.0


def test_the_question_after_a_lost_answer_keeps_what_was_set_for_the_call(side: Side) -> None:
    seen: list[httpx.Request] = []

    def handle(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, content=b"<html>")

    client = side.client(http_client=side.http(handle))
    with pytest.raises(imgopen.InvalidResponseError):
        side.done(submitting().call(client, timeout=3.0, extra_headers={"X-Once": "1"}))
    assert len(seen) > 1
    assert {request.headers.get("X-Once") for request in seen} == {"1"}
    assert {request.extensions["timeout"]["read"] for request in seen} == {3.0}


@pytest.mark.parametrize(
    ("asked", "waited"),
    [("7", 7.0), ("0", 0.0), ("999999", 30.0), ("9" * 5000, 30.0), ("+1", None), ("date", 20.0)],
    ids=["seconds", "nothing", "long", "huge", "no number", "date"],
)
def test_the_service_tells_when_to_come_again(asked: str, waited: float | None, side: Side) -> None:
    if asked == "date":
        asked = format_datetime(datetime.now(timezone.utc) + timedelta(seconds=20.9), usegmt=True)
    waits: list[float] = []
    answers = [httpx.Response(429, headers={"Retry-After": asked}), success([])]
    client = side.client(
        http_client=side.http(lambda _: answers.pop(0)), sleep=side.sleeping(waits.append), max_retries=1
    )
    side.done(client.post("/x", {}))
    if waited is None:
        assert 0 < waits[0] <= 0.5
    else:
        assert waits == [pytest.approx(waited, abs=1.5)]
