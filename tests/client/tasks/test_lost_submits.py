"""Whatever becomes of a submit, its task can be found again, and no other task is taken for it."""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import Callable
from typing import Any

import imgopen
import pytest
from imgopen_mock.testing import ImgOpenMock

from tests.client.conftest import Service, refusal, success
from tests.client.stories import method_of, settle, submitting, without_id
from tests.support.http import httpx
from tests.support.operations import cases

CASE = submitting()[0]
IMMEDIATE = [case for case in cases() if (found := case.operation.roles.submission) and not found.questions]
Run = Callable[..., Any]


def test_a_raw_submit_tells_the_id_as_well(run: Run, mock: ImgOpenMock) -> None:
    async def story(client: Any) -> Any:
        method = getattr(getattr(client, CASE.group.attribute).with_raw_response, CASE.operation.method)
        raw = await settle(method(**without_id(CASE)))
        assert raw.task_id == raw.parse().id
        mock.fail_next(CASE.operation.name, drop=True)
        with pytest.raises(imgopen.RefusedError) as refused:
            (await settle(method(**without_id(CASE)))).parse()
        mock.fail_next(CASE.operation.name, drop=True)
        with pytest.raises(imgopen.TransportError, match=r"resume\(") as lost:
            await settle(method(**without_id(CASE), max_retries=0))
        return [raw.task_id, refused.value.task_id, lost.value.task_id]

    assert run(story) == [task.id for task in mock.tasks]


@pytest.mark.parametrize("fault", ["drop", "truncate"])
def test_an_answer_that_no_query_repeats_is_lost_and_not_refused(
    fault: str, run: Run, mock: ImgOpenMock
) -> None:
    faults: dict[str, Any] = {fault: True}
    for case in IMMEDIATE:
        mock.fail_next(case.operation.name, **faults)

        async def story(client: Any, case: Any = case) -> Any:
            with pytest.raises(imgopen.TransportError, match="the answer was lost") as caught:
                await settle(method_of(client, case)(**without_id(case)))
            return caught.value

        error = run(story)
        assert error.task_id == mock.tasks[-1].id
        assert "resume" not in str(error)


@pytest.mark.parametrize(
    "first",
    [httpx.Response(503), httpx.Response(429), httpx.ConnectError("refused"), httpx.ConnectTimeout("slow")],
)
def test_a_refusal_after_an_attempt_that_did_nothing_is_a_refusal(first: Any, service: Service) -> None:
    service.answers = [first, refusal("400", "there is a task already"), success({})]
    with pytest.raises(imgopen.RefusedError):
        CASE.call(service.client())
    assert len(service.requests) == 2


@pytest.mark.parametrize("first", [httpx.Response(502), httpx.ReadError("broken"), httpx.ReadTimeout("slow")])
def test_a_refusal_after_an_attempt_that_may_have_come_through_is_looked_into(
    first: Any, service: Service
) -> None:
    service.answers = [first, refusal("400", "there is a task already"), success({})]
    assert CASE.call(service.client()).receipt is None
    assert len(service.requests) == 3


def test_what_stops_a_submit_carries_the_id() -> None:
    def interrupt(request: Any) -> Any:
        raise KeyboardInterrupt

    http = httpx.Client(transport=httpx.MockTransport(interrupt))
    client = Service().client(http_client=http)
    with pytest.raises(KeyboardInterrupt) as caught:
        method_of(client, CASE)(**without_id(CASE))
    assert "resume(" in caught.value.__notes__[0]

    async def hang(request: Any) -> Any:
        await asyncio.Event().wait()

    async def main() -> list[str]:
        made = Service().async_client(http_client=httpx.AsyncClient(transport=httpx.MockTransport(hang)))
        submit = asyncio.ensure_future(method_of(made, CASE)(**without_id(CASE)))
        for _ in range(5):
            await asyncio.sleep(0)
        submit.cancel()
        try:
            await submit
        except asyncio.CancelledError as stop:
            return list(stop.__notes__)
        return []

    assert "resume(" in asyncio.run(main())[0]


def test_an_extra_body_cannot_take_the_id_away(service: Service) -> None:
    submission = CASE.operation.roles.submission
    assert submission is not None
    outer = submission.key[0]
    extras: list[dict[str, Any]] = [{outer: {}}, {outer: None}, {outer: {submission.key[-1]: None}}]
    for extra in extras:
        with pytest.raises(imgopen.InvalidRequestError, match="extra_body replaces"):
            method_of(service.client(), CASE)(**without_id(CASE), extra_body=extra)
    assert not service.requests


def test_a_task_of_any_id_is_looked_for_without_warnings(run: Run) -> None:
    last = submitting()[-1]

    async def story(client: Any) -> Any:
        task = await settle(last.call(client))
        with warnings.catch_warnings():
            warnings.simplefilter("error", imgopen.InferredOperationWarning)
            return await settle(client.resume(task.id).poll())

    assert run(story).task_id


def test_a_query_takes_no_longer_than_there_is_time(service: Service) -> None:
    service.answers = [httpx.Response(200)]
    client: Any = service.client(timeout=30)
    with pytest.raises(imgopen.TaskTimeoutError, match="nothing was heard of the task some-id"):
        client.resume("some-id", method_of(client, CASE)).wait(timeout=4)
    asked = [request.extensions["timeout"]["read"] for request in service.requests]
    assert all(1 <= seconds <= 4 for seconds in asked)
    assert asked == sorted(asked, reverse=True)
    assert sum(client.waits) == pytest.approx(4)


def test_a_service_that_asks_for_patience_gets_it_within_the_time(service: Service) -> None:
    service.answers = [httpx.Response(503, headers={"Retry-After": "25"})]
    client: Any = service.client()
    with pytest.raises(imgopen.TaskTimeoutError):
        client.resume("some-id", method_of(client, CASE)).wait(timeout=60)
    assert client.waits == [25, 25, pytest.approx(10, abs=1)]


@pytest.mark.parametrize("name", ["a b", "", "ä", "a:b", "a\n"])
def test_a_header_of_an_odd_name_is_not_sent(name: str, service: Service) -> None:
    with pytest.raises(imgopen.InvalidRequestError, match="header"):
        CASE.call(service.client(), extra_headers={name: "x"})
    assert not service.requests
