"""A task is found again by its id, in another process too, and also where only the answer to its submit was lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import imgopen
import pytest
from imgopen_mock.testing import ImgOpenMock

from tests.client.stories import method_of, settle, submitting, without_id
from tests.support.operations import OperationCase, cases

EVERY = pytest.mark.parametrize("case", submitting(), ids=lambda case: case.id)
CASE = submitting()[0]
Run = Callable[..., Any]


@EVERY
def test_by_its_method_or_by_an_id_that_tells_it(case: OperationCase, run: Run) -> None:
    async def story(client: Any) -> Any:
        task = await settle(method_of(client, case)(**without_id(case)))
        named = client.resume(task.id, method_of(client, case))
        alone = client.resume(task.id)
        assert (alone.operation, named.operation) == (task.operation, task.operation)
        assert (alone.receipt, named.receipt) == (None, None)
        done = await settle(alone.wait())
        return done.info, (await settle(named.poll())).info

    first, second = run(story)
    assert first == second


@EVERY
def test_by_any_id_alone(case: OperationCase, run: Run) -> None:
    async def story(client: Any) -> Any:
        task = await settle(case.call(client))
        return task.id, await settle(client.resume(task.id).wait())

    task_id, result = run(story)
    assert result.state == "succeeded"
    assert result.task_id == task_id


def test_a_query_that_knew_of_the_task_is_asked_first_the_next_time(run: Run, mock: ImgOpenMock) -> None:
    last = submitting()[-1]

    async def story(client: Any) -> Any:
        task = client.resume((await settle(last.call(client))).id)
        await settle(task.poll())
        before = len(mock.requests)
        await settle(task.poll())
        return len(mock.requests) - before

    assert run(story) == 1


def test_nothing_is_sent_before_it_is_asked_for(run: Run, mock: ImgOpenMock) -> None:
    async def story(client: Any) -> Any:
        return client.resume("some-id")

    assert repr(run(story)).endswith("Task(id='some-id', operation='task')")
    assert not mock.requests


def test_what_submits_nothing_cannot_be_resumed(run: Run) -> None:
    other = next(case for case in cases() if case.operation.roles.submission is None)

    async def story(client: Any) -> Any:
        for method in (method_of(client, other), print, client.close):
            with pytest.raises(imgopen.ConfigurationError, match="no method of the client that submits"):
                client.resume("id", method)
            with pytest.raises(imgopen.ConfigurationError, match="no method of the client that submits"):
                client.new_task_id(method)
        with pytest.raises(imgopen.ConfigurationError, match="empty"):
            client.resume("")

    run(story)


@EVERY
@pytest.mark.parametrize("fault", ["drop", "truncate", "invalid_json"])
def test_a_submit_whose_answer_is_lost_has_come_through(
    case: OperationCase, fault: str, run: Run, mock: ImgOpenMock
) -> None:
    faults: dict[str, Any] = {fault: True}
    mock.fail_next(case.operation.name, **faults)

    async def story(client: Any) -> Any:
        task = await settle(case.call(client))
        return task, await settle(task.wait())

    task, result = run(story)
    assert task.receipt is None
    assert result.state == "succeeded"
    assert [known.id for known in mock.tasks] == [task.id]


def test_an_id_that_is_taken_is_refused_at_the_first_attempt(run: Run, mock: ImgOpenMock) -> None:
    async def story(client: Any) -> Any:
        task = await settle(CASE.call(client))
        with pytest.raises(imgopen.RefusedError) as caught:
            await settle(CASE.call(client))
        assert caught.value.task_id == task.id

    run(story)
    assert len(mock.requests) == 2
    assert len(mock.tasks) == 1


def test_without_retries_nothing_is_asked_afterwards(run: Run, mock: ImgOpenMock) -> None:
    mock.fail_next(CASE.operation.name, invalid_json=True)

    async def story(client: Any) -> Any:
        with pytest.raises(imgopen.InvalidResponseError, match=r"resume\("):
            await settle(CASE.call(client))

    run(story, max_retries=0)
    assert len(mock.requests) == 1


def test_a_task_that_no_query_knows_is_refused_by_the_best_one(run: Run) -> None:
    submission = CASE.operation.roles.submission
    assert submission is not None

    async def story(client: Any) -> Any:
        with pytest.raises(imgopen.RefusedError) as caught:
            await settle(client.resume("no-such-task", method_of(client, CASE)).poll())
        return caught.value

    error = run(story)
    assert error.task_id == "no-such-task"
    assert error.operation == submission.questions[0].operation
