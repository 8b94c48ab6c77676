"""Delivers callbacks as they fall due, many at a time: in the background, or step by step for a clock that stands."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Generator, Sequence
from typing import Generic, Protocol, TypeAlias, TypeVar

from imgopen_mock.core.clocks import Clock
from imgopen_mock.core.exchange.callbacks import CallbackRequest, NoReply, Outcome

Send: TypeAlias = Callable[[CallbackRequest], Awaitable[Outcome]]

LIMIT = 64
"""How many callbacks are under way at once, if nothing else is said."""

_SHORTEST_WAIT = 0.001
_STOPPED = NoReply("the simulator stopped")
_log = logging.getLogger(__name__)


class Attempt(Protocol):
    """An attempt at a delivery, as far as whoever sends it needs to know."""

    @property
    def request(self) -> CallbackRequest:
        """What is to be sent."""
        ...


AttemptT = TypeVar("AttemptT", bound=Attempt)
ResultT = TypeVar("ResultT")


class Ladder(Protocol[AttemptT]):
    """What knows when which attempt is due."""

    def next_due(self) -> float | None:
        """Return the clock's time of the earliest attempt that has not begun; None if there is none.

        An attempt does not count while the one before it is under way.
        """
        ...

    def take_due(self, most: int) -> Sequence[AttemptT]:
        """Begin the attempts that are due, at most so many."""
        ...

    def finish(self, attempt: AttemptT, outcome: Outcome) -> None:
        """Take down what came of an attempt that was begun."""
        ...


class Courier(Generic[AttemptT]):
    """Sends in the background what is due, on a clock that runs by itself.

    A receiver that is slow delays nobody as long as fewer than `limit` callbacks are under way. When that many
    hang, the others wait until the first of them ends, which takes no longer than the time limit of `send`.

    Args:
        ladder: What is due.
        clock: The clock that the ladder goes by.
        send: Makes one exchange; should it raise an error, then nothing came back.
        limit: The most callbacks under way at once.
    """

    def __init__(self, ladder: Ladder[AttemptT], clock: Clock, send: Send, limit: int = LIMIT) -> None:
        self._ladder = ladder
        self._clock = clock
        self._send = send
        self._limit = _checked(limit)
        self._awake = asyncio.Event()
        self._under_way: dict[asyncio.Task[None], AttemptT] = {}

    def wake(self) -> None:
        """Look again at what is due; to be called, in the loop of `run`, when that may be earlier than before."""
        self._awake.set()

    async def run(self) -> None:
        """Send what is due, until cancelled; then end what is under way."""
        try:
            while True:
                self._awake.clear()
                self._begin()
                await self._wait()
        finally:
            await self._stop()

    def _begin(self) -> None:
        """Begin as many attempts as are due and within the limit."""
        room = self._limit - len(self._under_way)
        if room <= 0:
            return
        for attempt in self._ladder.take_due(room):
            task = asyncio.create_task(self._deliver(attempt))
            self._under_way[task] = attempt
            task.add_done_callback(self._ended)

    async def _deliver(self, attempt: AttemptT) -> None:
        self._ladder.finish(attempt, await outcome_of(attempt, self._send))

    def _ended(self, task: asyncio.Task[None]) -> None:
        attempt = self._under_way.pop(task)
        self.wake()
        if task.cancelled():
            self._ladder.finish(attempt, _STOPPED)
        elif error := task.exception():
            _log.error("the outcome of a callback could not be taken down", exc_info=error)

    async def _wait(self) -> None:
        """Wait until woken, or until the next attempt is due; without room only for an end, which wakes."""
        timer = None
        due = self._ladder.next_due() if len(self._under_way) < self._limit else None
        rate = self._clock.rate
        if due is not None and rate > 0:
            # Never no time at all: rounding may make the clock a little late, and it must not be waited for busily.
            seconds = max((due - self._clock.now()) / rate, _SHORTEST_WAIT)
            timer = asyncio.get_running_loop().call_later(seconds, self.wake)
        try:
            await self._awake.wait()
        finally:
            if timer is not None:
                timer.cancel()

    async def _stop(self) -> None:
        """Cancel what is under way, and wait until all of it has ended and is finished."""
        tasks = tuple(self._under_way)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def drive(
    steps: Generator[Sequence[AttemptT], Sequence[Outcome], ResultT], send: Send, limit: int = LIMIT
) -> ResultT:
    """Run a generator that yields attempts which are due together, and wants their outcomes in the same order.

    Args:
        steps: The generator; it is closed if this is cancelled.
        send: Makes one exchange; should it raise an error, then nothing came back.
        limit: The most callbacks under way at once.

    Returns:
        What the generator returns.
    """
    _checked(limit)
    try:
        attempts = next(steps)
        while True:
            attempts = steps.send(await _outcomes(attempts, send, limit))
    except StopIteration as stop:
        result: ResultT = stop.value
        return result
    finally:
        steps.close()


async def _outcomes(attempts: Sequence[AttemptT], send: Send, limit: int) -> list[Outcome]:
    """Send attempts side by side."""
    outcomes: list[Outcome] = [_STOPPED] * len(attempts)
    remaining = iter(enumerate(attempts))

    async def work() -> None:
        for place, attempt in remaining:
            outcomes[place] = await outcome_of(attempt, send)

    await asyncio.gather(*(work() for _ in range(min(limit, len(attempts)))))
    return outcomes


async def outcome_of(attempt: Attempt, send: Send) -> Outcome:
    """Send an attempt; an error of the sender's is logged, and is no reply."""
    try:
        return await send(attempt.request)
    except Exception:
        _log.exception("a callback could not be sent")
        return NoReply("the callback could not be sent; the simulator's log tells why")


def _checked(limit: int) -> int:
    if limit < 1:
        raise ValueError(f"{limit} callbacks cannot be under way at once")
    return limit
