"""A batch that is left early stops soon, leaves nothing running, and has written down what it submitted."""

from __future__ import annotations

import asyncio
import threading
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import anyio
import httpx
import imgopen
import pytest
from imgopen._runtime.batch import crew
from imgopen_mock.testing import ImgOpenMock

from tests.client.batch.running import Batches, errors_of, jobs


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the journal is."""
    return tmp_path / "batch.jsonl"


def assert_found_again(batches: Batches, path: Path, count: int) -> None:
    """Make sure that a second run ends all jobs, and submits none of those again that the first one submitted."""
    before = list(batches.ids)
    assert all(task_id in path.read_text("utf-8") for task_id in before)
    assert errors_of(batches.run(jobs(count), concurrency=3, journal=path)) == [""] * count
    assert batches.ids[: len(before)] == before
    assert len(batches.ids) == batches.submits == count


@pytest.mark.parametrize("outcomes", [1, 4])
def test_the_loop_is_left(outcomes: int, batches: Batches, path: Path) -> None:
    batches.run(jobs(9), concurrency=3, journal=path, stop_after=outcomes)
    sent = len(batches.sent)
    assert 0 < len(batches.ids) < 9
    batches.mock.advance(100)
    assert len(batches.sent) == sent
    assert_found_again(batches, path, 9)


@pytest.mark.parametrize("pauses", [0, 1, 3, 6])
@pytest.mark.parametrize("interruption", [KeyboardInterrupt, SystemExit, ZeroDivisionError])
def test_the_program_is_interrupted(
    pauses: int, interruption: type[BaseException], mock: ImgOpenMock, path: Path
) -> None:
    batches, left = Batches("sync", mock), [pauses]

    def sleep(seconds: float) -> None:
        if not left[0]:
            raise interruption
        left[0] -= 1
        mock.advance(seconds)

    batches.sleep = sleep
    with pytest.raises(interruption):
        batches.run(jobs(9), concurrency=3, journal=path)
    batches.sleep = mock.advance
    assert_found_again(batches, path, 9)


def test_an_error_in_what_is_told_or_given_ends_the_batch(batches: Batches, path: Path) -> None:
    def given() -> Any:
        yield from jobs(2)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        batches.run(given(), concurrency=3, journal=path)

    def tell(progress: Any) -> None:
        if progress.succeeded == 1:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        batches.run(jobs(5), concurrency=3, journal=path, on_progress=tell)
    assert_found_again(batches, path, 5)


@pytest.mark.parametrize("pauses", [0, 1, 3])
def test_the_surrounding_task_is_cancelled(pauses: int, mock: ImgOpenMock, path: Path) -> None:
    batches = Batches("async", mock)

    async def main() -> None:
        left, running = [pauses], asyncio.Event()

        async def sleep(seconds: float) -> None:
            if not left[0]:
                running.set()
                await asyncio.Event().wait()
            left[0] -= 1
            await mock.async_sleep(seconds)

        batches.sleep = sleep
        client = batches.client()

        async def work() -> None:
            async for _ in client.run_many(batches.method(client), jobs(9), concurrency=3, journal=path):
                pass

        task = asyncio.create_task(work())
        await running.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert asyncio.all_tasks() == {asyncio.current_task()}

    asyncio.run(main())
    batches.sleep = mock.async_sleep
    assert_found_again(batches, path, 9)


@pytest.mark.parametrize("library", ["asyncio", "anyio"])
def test_requests_under_way_are_cancelled(library: str, mock: ImgOpenMock, path: Path) -> None:
    batches = Batches("async", mock)

    async def main() -> list[str]:
        under_way, ended, left = asyncio.Event(), [], []

        async def hang(request: httpx.Request) -> httpx.Response:
            under_way.set()
            try:
                await asyncio.Event().wait()
            finally:
                with anyio.CancelScope(shield=True):
                    for _ in range(9):
                        await asyncio.sleep(0)
                ended.append("ended")
            raise AssertionError

        client = batches.client()
        client._connections._given = httpx.AsyncClient(transport=httpx.MockTransport(hang))
        run = client.run_many(batches.method(client), jobs(9), concurrency=3, journal=path)
        scope = anyio.CancelScope()

        async def first() -> None:
            with scope:
                try:
                    await anext(run)
                finally:
                    left.append(len(asyncio.all_tasks()))

        task = asyncio.create_task(first())
        await under_way.wait()
        (scope if library == "anyio" else task).cancel()
        with nullcontext() if library == "anyio" else pytest.raises(asyncio.CancelledError):
            await task
        assert left == [2]
        return ended

    assert asyncio.run(main()) == ["ended"] * 3
    assert_found_again(batches, path, 9)


def test_a_request_that_hangs_is_not_waited_for(
    mock: ImgOpenMock, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crew, "_FAREWELL", 0.05)
    batches, hangs, go_on = Batches("sync", mock), threading.Event(), threading.Event()
    client = batches.client()

    def hang(request: httpx.Request) -> httpx.Response:
        hangs.set()
        go_on.wait(10)
        return httpx.Response(500)

    client._connections._given = httpx.Client(transport=httpx.MockTransport(hang))
    run = client.run_many(batches.method(client), _interrupted_when(hangs), concurrency=2, journal=path)
    with pytest.raises(KeyboardInterrupt):
        next(run)
    threads = [thread for thread in threading.enumerate() if thread.name.startswith("batch-")]
    go_on.set()
    assert [thread.daemon for thread in threads] == [True]
    threads[0].join()
    batches.run([], journal=path)


def test_what_was_not_begun_is_not_sent(
    mock: ImgOpenMock, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crew, "_MOST_THREADS", 1)
    batches, hangs, slow = Batches("sync", mock), threading.Event(), threading.Event()

    def intercept(request: httpx.Request) -> None:
        hangs.set()
        slow.wait(0.05)

    def tell(progress: Any) -> None:
        hangs.wait()
        raise KeyboardInterrupt

    batches.intercept = intercept
    with pytest.raises(KeyboardInterrupt):
        batches.run(jobs(3), concurrency=3, journal=path, on_progress=tell)
    assert len(batches.ids) == len(batches.sent) == 1
    batches.intercept = lambda request: None
    assert_found_again(batches, path, 3)


def test_requests_under_way_may_end(mock: ImgOpenMock, path: Path) -> None:
    batches, hangs, slow = Batches("sync", mock), threading.Event(), threading.Event()

    def intercept(request: httpx.Request) -> None:
        hangs.set()
        slow.wait(0.05)

    batches.intercept = intercept
    with pytest.raises(KeyboardInterrupt):
        batches.run(_interrupted_when(hangs), concurrency=2, journal=path)
    assert len(batches.ids) == 1
    batches.intercept = lambda request: None
    assert_found_again(batches, path, 2)


def test_a_client_that_is_closed_ends_the_batch(batches: Batches) -> None:
    def close(progress: Any) -> None:
        if progress.submitted == 3:
            given._connections._given = None
            given._connections._is_closed = True

    given = batches.client()
    batches.client = lambda: given  # type: ignore[method-assign]
    with pytest.raises(imgopen.ConfigurationError, match="closed"):
        batches.run(jobs(9), concurrency=3, on_progress=close)
    assert len(batches.ids) < 9


def _interrupted_when(hangs: threading.Event) -> Any:
    """Yield a job, wait for its request, and be interrupted."""
    (first,) = jobs(1)
    yield first
    hangs.wait()
    raise KeyboardInterrupt
