"""Without a `sleep` of a test, a batch waits in real time, and a slow request holds up no other."""

from __future__ import annotations

import asyncio
import functools
import threading
import time

import pytest
from imgopen._runtime.batch import crew, pursuit
from imgopen._runtime.tasks.watch import Pace
from imgopen_mock.testing import ImgOpenMock

from tests.client.batch.running import Batches, assert_whole, jobs


@pytest.fixture
def mock(monkeypatch: pytest.MonkeyPatch) -> ImgOpenMock:
    """A simulator whose tasks take no time, asked after very short pauses."""
    monkeypatch.setattr(pursuit, "Pace", functools.partial(Pace, first=0.002, longest=0.004))
    return ImgOpenMock(task_seconds=0)


@pytest.fixture
def real(batches: Batches) -> Batches:
    """Batches whose pauses take time."""
    batches.sleep = None
    return batches


def test_all_end(real: Batches) -> None:
    assert_whole(real.run(jobs(20), concurrency=5), 20)
    assert len(real.ids) == 20


def test_submits_are_spaced(real: Batches) -> None:
    begin = time.monotonic()
    real.run(jobs(5), concurrency=5, rate=100)
    assert time.monotonic() - begin >= 4 / 100


def test_a_slow_request_holds_up_no_other_in_threads(
    mock: ImgOpenMock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crew, "_LOOK_UP", 60)
    batches, others_have_ended = Batches("sync", mock), threading.Event()
    batches.sleep = None

    def hold(number: int) -> None:
        if number == 1:
            assert others_have_ended.wait(10)

    batches.hold = hold
    with batches.client() as client:
        run = client.run_many(batches.method(client), jobs(4), concurrency=2)
        found = [next(run) for _ in range(3)]
        others_have_ended.set()
        assert_whole([*found, *run], 4)


def test_a_slow_request_holds_up_no_other_in_a_loop(mock: ImgOpenMock) -> None:
    batches = Batches("async", mock)
    batches.sleep = None

    async def main() -> None:
        others_have_ended = asyncio.Event()

        async def hold(number: int) -> None:
            if number == 1:
                await others_have_ended.wait()

        batches.async_hold = hold
        async with batches.client() as client:
            run = client.run_many(batches.method(client), jobs(4), concurrency=2)
            found = [await asyncio.wait_for(anext(run), 10) for _ in range(3)]
            others_have_ended.set()
            assert_whole([*found, *[outcome async for outcome in run]], 4)

    asyncio.run(main())


def test_a_loop_that_is_simply_left_leaves_nothing_running(mock: ImgOpenMock) -> None:
    batches = Batches("async", mock)
    batches.sleep = None

    async def main() -> None:
        async def hold(number: int) -> None:
            if number > 4:
                await asyncio.Event().wait()

        batches.async_hold = hold
        client = batches.client()
        async for _ in client.run_many(batches.method(client), jobs(9), concurrency=2):
            break
        for _ in range(9):
            await asyncio.sleep(0)
        assert asyncio.all_tasks() == {asyncio.current_task()}

    asyncio.run(main())
