"""However many callbacks come at the same time, each is handled once."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from itertools import islice
from threading import Barrier, Event
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from imgopen import ConfigurationError
from imgopen._runtime.callbacks import AsyncReceiver, AsyncSeenInMemory, Receiver, SeenInMemory

from tests.client.callbacks.posted import acknowledges, some
from tests.client.callbacks.taking import Taking, signed

AT_ONCE = 8


def posting(task_id: str) -> tuple[str, bytes]:
    return signed().for_task(task_id, some().operation), some().body(task_id)


def test_of_threads_with_the_same_callback_one_handles_it() -> None:
    begun, go_on, start = Event(), Event(), Barrier(AT_ONCE)
    calls: list[object] = []

    def handle(callback: object) -> None:
        calls.append(callback)
        begun.set()
        assert go_on.wait(30)

    receiver = Receiver(handle, urls=signed())
    url, body = posting("fox-1")

    def post() -> int:
        start.wait(30)
        return receiver.receive(url, body).status

    with ThreadPoolExecutor(AT_ONCE) as pool:
        posts = [pool.submit(post) for _ in range(AT_ONCE)]
        assert begun.wait(30)
        busy = receiver.receive(url, body)
        assert (busy.status, acknowledges(busy.body)) == (409, False)
        for _ in islice(as_completed(posts, 30), AT_ONCE - 1):
            """All but the one that handles it are answered while it does."""
        go_on.set()
        statuses = [post.result() for post in posts]
    assert sorted(statuses) == [200, *[409] * (AT_ONCE - 1)]
    assert len(calls) == 1
    assert receiver.receive(url, body).status == 200
    assert len(calls) == 1


def test_threads_with_different_callbacks_do_not_wait_for_each_other() -> None:
    together = Barrier(AT_ONCE)
    receiver = Receiver(lambda _: together.wait(30), urls=signed())
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(lambda number: receiver.receive(*posting(f"fox-{number}")), range(AT_ONCE)))
    assert [answer.status for answer in answers] == [200] * AT_ONCE


def test_of_coroutines_with_the_same_callback_one_handles_it() -> None:
    calls: list[object] = []

    async def run() -> None:
        go_on = asyncio.Event()

        async def handle(callback: object) -> None:
            calls.append(callback)
            await go_on.wait()

        receiver = AsyncReceiver(handle, urls=signed())
        url, body = posting("fox-1")
        first = asyncio.create_task(receiver.receive(url, body))
        others = [await receiver.receive(url, body) for _ in range(AT_ONCE) if await _turn()]
        assert [(answer.status, acknowledges(answer.body)) for answer in others] == [(409, False)] * AT_ONCE
        go_on.set()
        assert acknowledges((await first).body)
        assert acknowledges((await receiver.receive(url, body)).body)

    asyncio.run(run())
    assert len(calls) == 1


def test_coroutines_with_different_callbacks_do_not_wait_for_each_other() -> None:
    async def run() -> list[int]:
        under_way: list[object] = []
        together = asyncio.Event()

        async def handle(callback: object) -> None:
            under_way.append(callback)
            if len(under_way) == AT_ONCE:
                together.set()
            await asyncio.wait_for(together.wait(), 30)

        receiver = AsyncReceiver(handle, urls=signed())
        answers = await asyncio.gather(
            *(receiver.receive(*posting(f"fox-{number}")) for number in range(AT_ONCE))
        )
        return [answer.status for answer in answers]

    assert asyncio.run(run()) == [200] * AT_ONCE


def test_a_callback_whose_handling_was_cancelled_is_new_again() -> None:
    calls: list[object] = []

    async def run() -> None:
        async def handle(callback: object) -> None:
            calls.append(callback)
            if len(calls) == 1:
                await asyncio.Event().wait()

        receiver = AsyncReceiver(handle, urls=signed())
        first = asyncio.create_task(receiver.receive(*posting("fox-1")))
        await _turn()
        first.cancel()
        with suppress(asyncio.CancelledError):
            await first
        assert first.cancelled()
        assert acknowledges((await receiver.receive(*posting("fox-1"))).body)

    asyncio.run(run())
    assert len(calls) == 2


async def _turn() -> bool:
    """Let the other coroutines go on until they wait."""
    for _ in range(3):
        await asyncio.sleep(0)
    return True


class Model:
    """What a memory has to do, said in the plainest way."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.busy: set[str] = set()
        self.done: list[str] = []

    def begin(self, key: str) -> str:
        if key in self.done:
            self.done = [*(other for other in self.done if other != key), key]
            return "done"
        standing = "busy" if key in self.busy else "new"
        self.busy.add(key)
        return standing

    def finish(self, key: str) -> None:
        self.busy.discard(key)
        self.done = [*(other for other in self.done if other != key), key][-self.limit :]

    def abandon(self, key: str) -> None:
        self.busy.discard(key)


@example(2, [("finish", "a"), ("finish", "b"), ("begin", "a"), ("finish", "c"), ("begin", "a")])
@given(
    st.integers(1, 3),
    st.lists(
        st.tuples(st.sampled_from(["begin", "finish", "abandon"]), st.sampled_from("abcde")), max_size=40
    ),
)
def test_the_memory_forgets_the_oldest_alone(limit: int, calls: list[tuple[str, str]]) -> None:
    model, seen, async_seen = Model(limit), SeenInMemory(limit), AsyncSeenInMemory(limit)

    async def run() -> None:
        for name, key in calls:
            wanted = getattr(model, name)(key)
            assert getattr(seen, name)(key) == wanted
            assert await getattr(async_seen, name)(key) == wanted

    asyncio.run(run())


@pytest.mark.parametrize("kind", [SeenInMemory, AsyncSeenInMemory])
def test_a_memory_without_room_is_refused(kind: Any) -> None:
    with pytest.raises(ConfigurationError, match="limit"):
        kind(0)


def test_a_receiver_remembers_as_much_as_its_memory() -> None:
    receiver = Taking(False, seen=SeenInMemory(2))
    for task_id in ("fox-1", "fox-2", "fox-3"):
        assert receiver.post(task_id)
    assert receiver.post("fox-3")
    assert receiver.post("fox-2")
    assert len(receiver.taken) == 3
    assert receiver.post("fox-1")
    assert len(receiver.taken) == 4
