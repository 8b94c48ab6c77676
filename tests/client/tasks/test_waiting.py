"""A submitted task is asked about until it is finished, and what comes of it is typed."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any

import imgopen
import pytest
from imgopen_mock.testing import ImgOpenMock

from tests.client.stories import method_of, play, settle, submitting, without_id
from tests.support.operations import OperationCase, api

EVERY = pytest.mark.parametrize("case", submitting(), ids=lambda case: case.id)
CASE = submitting()[0]
Run = Callable[..., Any]


@EVERY
def test_every_task_is_waited_for_under_an_id_that_the_client_made(
    case: OperationCase, run: Run, mock: ImgOpenMock
) -> None:
    seen: list[imgopen.Progress] = []

    async def story(client: Any) -> Any:
        task = await settle(method_of(client, case)(**without_id(case)))
        return task, await settle(task.wait(on_progress=seen.append))

    task, result = run(story)
    assert result.state == "succeeded"
    assert {progress.task_id for progress in seen} == {task.id, mock.tasks[0].id}
    assert [progress.state for progress in seen][-1] == "succeeded"
    assert {progress.operation for progress in seen} == {f"{case.group.attribute}.{case.operation.method}"}
    assert [progress.elapsed for progress in seen] == sorted(progress.elapsed for progress in seen)
    submission = case.operation.roles.submission
    assert submission is not None
    (query,) = [
        operation
        for group in api().groups
        for operation in group.operations
        if f"{group.attribute}.{operation.method}" == submission.questions[0].operation
    ]
    assert type(result.info).__name__ == getattr(query.result, "name", None)


def test_a_task_that_makes_pictures_gives_them(run: Run, tmp_path: Any) -> None:
    async def story(client: Any) -> Any:
        task = await settle(CASE.call(client))
        result = await settle(task.wait())
        assert await settle(result.images.save_all(tmp_path)) == sorted(tmp_path.iterdir())
        return result

    result = run(story)
    assert len(result.images) == len(list(tmp_path.iterdir())) > 0


def test_progress_reads_as_a_line(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    async def story(client: Any) -> Any:
        task = await settle(CASE.call(client))
        await settle(task.wait(on_progress=print))
        return task.id

    task_id = run(story)
    lines = capsys.readouterr().out.splitlines()
    name = f"{CASE.group.attribute}.{CASE.operation.method} {task_id}"
    assert lines[0] == f"{name}: pending"
    assert lines[-1] == f"{name}: succeeded"
    assert any(line.startswith(f"{name}: running, ") and line.endswith(" %") for line in lines)


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_pauses_grow_up_to_the_longest_and_end_at_the_timeout(kind: str) -> None:
    pauses: list[float] = []

    async def story(client: Any) -> Any:
        sleep = client._sleep

        def note(seconds: float) -> Any:
            pauses.append(seconds)
            return sleep(seconds)

        client._sleep = note
        task = await settle(CASE.call(client))
        with pytest.raises(imgopen.TaskTimeoutError) as caught:
            await settle(task.wait(timeout=60, first_pause=2, longest_pause=9))
        assert caught.value.task is task
        return caught.value

    with ImgOpenMock(task_seconds=10_000) as slow:
        error: Any = play(kind, slow, story)
    assert sum(pauses) == pytest.approx(60)
    assert all(2 * 1.5**index * 0.75 <= pause <= 2 * 1.5**index for index, pause in enumerate(pauses[:4]))
    assert all(9 * 0.75 <= pause <= 9 for pause in pauses[4:-1])
    assert issubclass(type(error), TimeoutError)
    assert error.task_id in str(error)
    assert error.progress.state in ("pending", "running")
    again = pickle.loads(pickle.dumps(error))
    assert (again.task, again.task_id, again.progress) == (None, error.task_id, error.progress)


def test_a_task_that_took_too_long_can_be_waited_for_again(run: Run) -> None:
    async def story(client: Any) -> Any:
        task = await settle(CASE.call(client))
        with pytest.raises(imgopen.TaskTimeoutError) as caught:
            await settle(task.wait(timeout=0))
        return await settle(caught.value.task.wait())

    assert run(story).state == "succeeded"


def test_a_task_that_fails_says_why(run: Run, mock: ImgOpenMock) -> None:
    mock.fail_next(CASE.operation.name, task="out of paint")

    async def story(client: Any) -> Any:
        task = await settle(CASE.call(client))
        with pytest.raises(imgopen.TaskFailedError, match="out of paint") as caught:
            await settle(task.wait())
        assert caught.value.task is task
        assert caught.value.task_id == task.id
        return caught.value

    error = run(story)
    assert error.msg == "out of paint"
    assert error.info.model_dump()
    again = pickle.loads(pickle.dumps(error))
    assert (again.task, again.msg, str(again)) == (None, error.msg, str(error))


@pytest.mark.parametrize(
    "fault",
    [{"http": 503}, {"drop_request": True}, {"drop": True}, {"truncate": True}, {"invalid_json": True}],
)
def test_queries_that_fail_are_made_again(run: Run, mock: ImgOpenMock, fault: dict[str, Any]) -> None:
    async def story(client: Any) -> Any:
        task = await settle(CASE.call(client))
        mock.fail_next(**fault, times=9)
        return await settle(task.wait())

    assert run(story, max_retries=0).state == "succeeded"


def test_but_not_for_ever(run: Run, mock: ImgOpenMock) -> None:
    async def story(client: Any) -> Any:
        task = await settle(CASE.call(client))
        mock.fail_next(http=503, times=None)
        with pytest.raises(imgopen.HTTPStatusError) as caught:
            await settle(task.wait())
        assert caught.value.task_id == task.id

    run(story, max_retries=0)
    assert len(mock.requests) == 1 + 10


def test_a_query_that_is_refused_ends_the_waiting(run: Run, mock: ImgOpenMock) -> None:
    async def story(client: Any) -> Any:
        task = client.resume("no-such-task", method_of(client, CASE))
        with pytest.raises(imgopen.RefusedError) as caught:
            await settle(task.wait())
        assert caught.value.task_id == "no-such-task"

    run(story)
    submission = CASE.operation.roles.submission
    assert submission is not None
    assert len(mock.requests) == len(submission.questions)


def test_a_coroutine_may_be_told_of_the_progress(mock: ImgOpenMock) -> None:
    seen: list[str] = []

    async def note(progress: imgopen.Progress) -> None:
        seen.append(progress.state)

    async def story(client: Any) -> Any:
        task = await CASE.call(client)
        return await task.wait(on_progress=note)

    play("async", mock, story)
    assert seen[-1] == "succeeded"


@pytest.mark.parametrize("name", ["timeout", "first_pause", "longest_pause"])
@pytest.mark.parametrize("value", [-1, "7", True])
def test_a_duration_that_is_none_is_refused(run: Run, name: str, value: Any) -> None:
    async def story(client: Any) -> Any:
        task = await settle(CASE.call(client))
        with pytest.raises(imgopen.ConfigurationError, match=name):
            await settle(task.wait(**{name: value}))

    run(story)


def test_a_query_that_succeeds_makes_up_for_those_that_failed(run: Run, mock: ImgOpenMock) -> None:
    def fail_again(progress: imgopen.Progress) -> None:
        if progress.state == "pending":
            mock.fail_next(http=503, times=9)

    async def story(client: Any) -> Any:
        task = await settle(CASE.call(client))
        mock.fail_next(http=503, times=9)
        return await settle(task.wait(on_progress=fail_again, first_pause=0.01, longest_pause=0.1))

    assert run(story, max_retries=0).state == "succeeded"
