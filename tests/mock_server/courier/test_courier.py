"""The courier, with a ladder and a sender that are only played, on a loop where waiting takes no time."""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import pytest
from imgopen_mock.core.exchange.callbacks import CallbackRequest, NoReply, Outcome, Reply
from imgopen_mock.courier import Courier, drive
from imgopen_mock.courier.courier import Send

from tests.mock_server.courier.quick_loop import QuickLoop

pytestmark = pytest.mark.anyio

RUNG = Reply(200, b"")
STOPPED = NoReply("the simulator stopped")


@pytest.fixture
def anyio_backend() -> tuple[str, dict[str, object]]:
    return "asyncio", {"loop_factory": QuickLoop}


@dataclass(order=True)
class Ring:
    """An attempt; `sent` and `ended` are times of the loop."""

    due: float
    number: int
    outcome: Outcome | None = field(default=None, compare=False)
    sent: float | None = field(default=None, compare=False)
    ended: float | None = field(default=None, compare=False)

    @property
    def request(self) -> CallbackRequest:
        return CallbackRequest(str(self.number), "POST", {}, b"")


class Clock:
    """A clock that goes by the loop's time, or stands still."""

    def __init__(self, rate: float = 1) -> None:
        self.rate = rate
        self.standing = 0.0

    def now(self) -> float:
        return self.standing + asyncio.get_running_loop().time() * self.rate


class Belfry:
    """A ladder of rings, and how often it was asked."""

    def __init__(self, clock: Clock, *dues: float) -> None:
        self.clock = clock
        self.rings: list[Ring] = []
        self.finished: list[Ring] = []
        self.asked = 0
        self.waiting: list[Ring] = []
        self.add(*dues)

    def add(self, *dues: float) -> None:
        for due in dues:
            self.rings.append(Ring(due, len(self.rings)))
            heapq.heappush(self.waiting, self.rings[-1])

    def next_due(self) -> float | None:
        self.asked += 1
        return self.waiting[0].due if self.waiting else None

    def take_due(self, most: int) -> Sequence[Ring]:
        self.asked += 1
        assert most > 0
        taken: list[Ring] = []
        while self.waiting and self.waiting[0].due <= self.clock.now() and len(taken) < most:
            taken.append(heapq.heappop(self.waiting))
            taken[-1].sent = asyncio.get_running_loop().time()
        return taken

    def finish(self, attempt: Ring, outcome: Outcome) -> None:
        assert attempt.outcome is None
        attempt.outcome = outcome
        attempt.ended = asyncio.get_running_loop().time()
        self.finished.append(attempt)


class Bells:
    """A sender that says how many callbacks are under way; what it does is a function of the ring's number."""

    def __init__(self, ring: Callable[[int], Awaitable[Outcome]]) -> None:
        self.ring = ring
        self.under_way = self.most = self.sent = 0

    async def __call__(self, request: CallbackRequest) -> Outcome:
        self.sent += 1
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        try:
            return await self.ring(int(request.url))
        finally:
            self.under_way -= 1


async def at_once(_what: object) -> Outcome:
    return RUNG


async def never(_what: object) -> Outcome:
    await asyncio.Event().wait()
    raise AssertionError


def after(seconds: float) -> Callable[[object], Awaitable[Outcome]]:
    async def ring(_what: object) -> Outcome:
        await asyncio.sleep(seconds)
        return RUNG

    return ring


@asynccontextmanager
async def running(belfry: Belfry, send: Send, limit: int = 64) -> AsyncIterator[Courier[Ring]]:
    courier = Courier(belfry, belfry.clock, send, limit)
    task = asyncio.create_task(courier.run())
    try:
        yield courier
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def turns(count: int = 5) -> None:
    """Let everybody else do what they can without time passing."""
    for _ in range(count):
        await asyncio.sleep(0)


@pytest.mark.parametrize("rate", [1, 100, 0.25])
async def test_callbacks_are_sent_when_they_are_due(rate: float) -> None:
    belfry = Belfry(Clock(rate), 0, 5, 5, 60, 3600, 0.5)
    async with running(belfry, at_once):
        await asyncio.sleep(3600 / rate + 1)
        assert [ring.outcome for ring in belfry.rings] == [RUNG] * 6
        for ring in belfry.rings:
            assert ring.sent == pytest.approx(ring.due / rate, abs=0.002)
        assert belfry.asked < 40


async def test_waiting_asks_nobody_anything() -> None:
    belfry = Belfry(Clock(), 1e9)
    async with running(belfry, at_once):
        await turns()
        asked = belfry.asked
        await asyncio.sleep(1e6)
        assert belfry.asked == asked


async def test_a_ladder_that_promises_more_than_it_gives_is_not_waited_for_busily() -> None:
    belfry = Belfry(Clock(), -1)
    belfry.take_due = lambda most: ()  # type: ignore[method-assign]
    async with running(belfry, at_once):
        await asyncio.sleep(1)
        assert belfry.asked < 1100


async def test_waking_finds_what_is_due_earlier() -> None:
    belfry = Belfry(Clock(), 100)
    async with running(belfry, at_once) as courier:
        await asyncio.sleep(2)
        belfry.add(3)
        courier.wake()
        courier.wake()
        await asyncio.sleep(2)
        assert belfry.rings[1].sent == pytest.approx(3, abs=0.002)
        assert belfry.rings[0].sent is None
        await asyncio.sleep(100)
        assert belfry.rings[0].sent == pytest.approx(100, abs=0.002)


async def test_waking_leaves_no_timers_behind() -> None:
    loop = asyncio.get_running_loop()
    assert isinstance(loop, QuickLoop)
    belfry = Belfry(Clock(), 1e6)
    async with running(belfry, at_once) as courier:
        for _ in range(100):
            courier.wake()
            await asyncio.sleep(1)
        assert loop.timers == 1
    assert loop.timers == 0


async def test_waking_before_the_beginning_does_no_harm() -> None:
    belfry = Belfry(Clock(), 0)
    courier = Courier(belfry, belfry.clock, at_once)
    courier.wake()
    task = asyncio.create_task(courier.run())
    await turns()
    assert belfry.rings[0].outcome == RUNG
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_on_a_clock_that_stands_still_only_waking_helps() -> None:
    clock = Clock(rate=0)
    belfry = Belfry(clock, 5)
    async with running(belfry, at_once) as courier:
        await asyncio.sleep(1000)
        clock.standing = 5
        await asyncio.sleep(1000)
        assert belfry.rings[0].sent is None
        courier.wake()
        await turns()
        assert belfry.rings[0].sent == 2000


async def test_what_an_outcome_makes_due_is_sent_in_time() -> None:
    class Repeating(Belfry):
        def finish(self, attempt: Ring, outcome: Outcome) -> None:
            super().finish(attempt, outcome)
            if len(self.rings) < 4:
                self.add(attempt.due + 60)

    belfry = Repeating(Clock(), 1)
    async with running(belfry, after(7)):
        await asyncio.sleep(300)
        assert [ring.sent for ring in belfry.rings] == pytest.approx([1, 61, 121, 181], abs=0.002)


async def test_no_more_than_the_limit_are_under_way() -> None:
    belfry = Belfry(Clock(), *[0] * 200)
    bells = Bells(after(10))
    async with running(belfry, bells):
        await asyncio.sleep(5)
        assert bells.under_way == 64
        assert belfry.asked < 5
        await asyncio.sleep(100)
        assert bells.most == 64
        assert [ring.outcome for ring in belfry.rings] == [RUNG] * 200
        assert [ring.sent for ring in belfry.rings] == pytest.approx(
            [0] * 64 + [10] * 64 + [20] * 64 + [30] * 8, abs=0.002
        )


async def test_slow_receivers_delay_nobody_below_the_limit() -> None:
    belfry = Belfry(Clock(), *[0] * 500)

    async def ring(number: int) -> Outcome:
        return await (never if number < 63 else at_once)(number)

    async with running(belfry, Bells(ring)):
        await asyncio.sleep(0.001)
        assert len(belfry.finished) == 500 - 63


async def test_each_end_makes_room_for_one() -> None:
    belfry = Belfry(Clock(), *[0] * 10)
    gates = [asyncio.Event() for _ in belfry.rings]

    async def ring(number: int) -> Outcome:
        await gates[number].wait()
        return RUNG

    bells = Bells(ring)
    async with running(belfry, bells, limit=2):
        await turns()
        assert bells.sent == 2
        gates[1].set()
        await turns()
        assert bells.sent == 3
        gates[2].set()
        gates[0].set()
        await turns()
        assert bells.sent == 5
        assert bells.most == 2


async def test_an_error_of_the_sender_is_no_reply(caplog: pytest.LogCaptureFixture) -> None:
    belfry = Belfry(Clock(), 0, 0, 1)

    async def ring(number: int) -> Outcome:
        if number == 1:
            raise RuntimeError("the rope broke")
        return RUNG

    async with running(belfry, Bells(ring)):
        await asyncio.sleep(2)
    assert belfry.rings[0].outcome == belfry.rings[2].outcome == RUNG
    assert belfry.rings[1].outcome == NoReply("the callback could not be sent; the simulator's log tells why")
    assert "the rope broke" in caplog.text
    caplog.clear()


async def test_a_sender_that_cancels_itself_is_no_reply() -> None:
    belfry = Belfry(Clock(), 0, 1)

    async def ring(number: int) -> Outcome:
        if number == 0:
            raise asyncio.CancelledError
        return RUNG

    async with running(belfry, Bells(ring), limit=1):
        await asyncio.sleep(2)
        assert [ring.outcome for ring in belfry.rings] == [STOPPED, RUNG]


async def test_an_outcome_that_cannot_be_taken_down_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    class Forgetful(Belfry):
        def finish(self, attempt: Ring, outcome: Outcome) -> None:
            if attempt.number == 0:
                raise KeyError("forgotten")
            super().finish(attempt, outcome)

    belfry = Forgetful(Clock(), 0, 1)
    async with running(belfry, at_once, limit=1):
        await asyncio.sleep(2)
    assert belfry.rings[1].outcome == RUNG
    assert "forgotten" in caplog.text
    caplog.clear()


async def test_stopping_ends_what_is_under_way() -> None:
    belfry = Belfry(Clock(), *[0] * 5, 100)
    closed: list[int] = []

    async def ring(number: int) -> Outcome:
        if number == 0:
            return RUNG
        try:
            return await never(number)
        finally:
            await asyncio.sleep(1)
            closed.append(number)

    bells, tasks = Bells(ring), asyncio.all_tasks()
    async with running(belfry, bells, limit=3):
        await asyncio.sleep(1)
    assert bells.under_way == 0
    assert sorted(closed) == [1, 2, 3]
    assert [ring.outcome for ring in belfry.rings] == [RUNG, STOPPED, STOPPED, STOPPED, None, None]
    assert bells.sent == 4
    assert asyncio.all_tasks() == tasks


async def test_stopping_finishes_what_has_not_even_begun_to_be_sent() -> None:
    belfry = Belfry(Clock(), 0, 0)
    bells = Bells(never)
    async with running(belfry, bells):
        await asyncio.sleep(0)
        assert belfry.rings[1].sent is not None
        assert bells.sent == 0
    assert [ring.outcome for ring in belfry.rings] == [STOPPED, STOPPED]


async def test_stopping_keeps_an_outcome_that_came_just_then() -> None:
    belfry = Belfry(Clock(), 0)

    async def ring(number: int) -> Outcome:
        with suppress(asyncio.CancelledError):
            await never(number)
        return RUNG

    async with running(belfry, Bells(ring)):
        await turns()
    assert belfry.rings[0].outcome == RUNG


async def test_a_broken_ladder_stops_the_courier() -> None:
    belfry = Belfry(Clock(), 0)
    courier = Courier(belfry, belfry.clock, never)
    task = asyncio.create_task(courier.run())
    await turns()
    belfry.take_due = None  # type: ignore[assignment]
    courier.wake()
    with pytest.raises(TypeError):
        await task
    assert belfry.rings[0].outcome == STOPPED


async def test_many_callbacks_cost_the_same_each() -> None:
    count = 20_000
    belfry = Belfry(Clock(), *itertools.repeat(0.0, count))
    async with running(belfry, at_once):
        await asyncio.sleep(0.001)
        assert len(belfry.finished) == count
        assert belfry.asked < count


@pytest.mark.parametrize("limit", [0, -1])
async def test_a_limit_that_lets_nothing_through(limit: int) -> None:
    belfry = Belfry(Clock())
    with pytest.raises(ValueError, match="cannot be under way at once"):
        Courier(belfry, belfry.clock, at_once, limit)
    with pytest.raises(ValueError, match="cannot be under way at once"):
        await drive(steps([]), at_once, limit)


Batches = list[list[Ring]]


def steps(batches: Batches) -> Generator[Sequence[Ring], Sequence[Outcome], list[Outcome]]:
    outcomes: list[Outcome] = []
    for batch in batches:
        outcomes += yield tuple(batch)
    return outcomes


def rings(*counts: int) -> Batches:
    numbers = itertools.count()
    return [[Ring(0, next(numbers)) for _ in range(count)] for count in counts]


async def test_driving_returns_outcomes_in_order() -> None:
    async def ring(number: int) -> Outcome:
        await asyncio.sleep(100 - number)
        return Reply(number, b"")

    outcomes = await drive(steps(rings(3, 0, 1, 96)), Bells(ring))
    assert outcomes == [Reply(number, b"") for number in range(100)]


async def test_driving_goes_batch_by_batch_within_the_limit() -> None:
    bells = Bells(after(1))
    assert await drive(steps(rings(64, 65, 1)), bells) == [RUNG] * 130
    assert bells.most == 64
    assert asyncio.get_running_loop().time() == pytest.approx(4)


async def test_driving_nothing() -> None:
    assert await drive(steps([]), never) == []


async def test_driving_with_an_error_of_the_sender(caplog: pytest.LogCaptureFixture) -> None:
    async def ring(number: int) -> Outcome:
        if number == 1:
            raise RuntimeError("the rope broke")
        return RUNG

    lost = NoReply("the callback could not be sent; the simulator's log tells why")
    assert await drive(steps(rings(3)), Bells(ring)) == [RUNG, lost, RUNG]
    assert "the rope broke" in caplog.text
    caplog.clear()


async def test_an_error_of_the_generator_passes_through() -> None:
    def broken() -> Generator[Sequence[Ring], Sequence[Outcome], None]:
        yield rings(1)[0]
        raise ValueError("time does not run backwards")

    with pytest.raises(ValueError, match="time does not run backwards"):
        await drive(broken(), at_once)


async def test_cancelling_ends_what_is_under_way_and_closes_the_generator() -> None:
    closed: list[str] = []

    def closing() -> Generator[Sequence[Ring], Sequence[Outcome], None]:
        try:
            yield rings(100)[0]
        finally:
            closed.append("closed")

    bells = Bells(never)
    task = asyncio.create_task(drive(closing(), bells))
    await turns()
    assert bells.under_way == 64
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert bells.under_way == 0
    assert closed == ["closed"]
