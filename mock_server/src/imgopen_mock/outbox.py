"""The simulator's callbacks on their way out, in whatever event loop the application runs in."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine, Sequence
from typing import Any, TypeVar

from imgopen_mock.core.exchange.callbacks import CallbackRequest, NoReply, Outcome
from imgopen_mock.core.exchange.refusals import printable, show
from imgopen_mock.core.simulator import Simulator
from imgopen_mock.core.tasks.deliveries import Attempt
from imgopen_mock.courier import AddressPolicy, Courier, drive
from imgopen_mock.courier.sender import Sender
from imgopen_mock.delays import Delays

ResultT = TypeVar("ResultT")

_log = logging.getLogger(__name__)


class Outbox:
    """Sends the callbacks of a simulator.

    On a clock that runs by itself they go out in the background; on one that stands still only `advance` sends them.
    All but the making happens in an event loop. In another loop than before, everything begins anew.

    Args:
        simulator: Whose callbacks.
        policy: Where they may go.
        timeout: Seconds for each of them, of real time.
        delays: Answers that wait on the same clock.
    """

    def __init__(self, simulator: Simulator, policy: AddressPolicy, timeout: float, delays: Delays) -> None:
        self.policy = policy
        self._simulator = simulator
        self._timeout = timeout
        self._delays = delays
        self._ladder = _Ladder(simulator)
        self._runs_by_itself = simulator.clock.rate > 0
        self._office: _Office | None = None

    def notice(self) -> None:
        """See to it that what is due will be sent; to be called when a loop begins, and after every request."""
        due = self._simulator.next_due() if self._runs_by_itself else None
        if due is None:
            return
        office = self._office
        if office is None or due != self._ladder.known or office.loop is not asyncio.get_running_loop():
            self._here().wake()

    async def advance(self, seconds: float) -> tuple[float, tuple[Attempt, ...]]:
        """Let time pass on a virtual clock, and make the attempts that fall due on the way; one advance at a time.

        Returns:
            What the clock shows then, and the attempts.

        Raises:
            ValueError: The clock cannot be advanced by that.
        """
        office = self._here()

        async def send(request: CallbackRequest) -> Outcome:
            # The clock has come as far as this attempt, and its receiver may be waiting for a delayed answer.
            self._delays.advanced()
            return await office.sender.send(request)

        async def advance() -> tuple[float, tuple[Attempt, ...]]:
            async with office.turn:
                try:
                    made = await drive(self._simulator.advance(seconds), send)
                finally:
                    self._delays.advanced()
                now = self._simulator.clock.now()
            for attempt in made:
                _tell(attempt)
            return now, made

        # Attempts that have begun are finished even if whoever asked for them has gone.
        return await asyncio.shield(office.begin(advance()))

    async def stop(self) -> None:
        """End what is under way."""
        office, self._office = self._office, None
        if office is not None and office.loop is asyncio.get_running_loop():
            await office.close()

    def _here(self) -> _Office:
        """Return what belongs to the running loop."""
        if self._office is None or self._office.loop is not asyncio.get_running_loop():
            sender = Sender(self.policy, timeout=self._timeout)
            self._office = _Office(sender, Courier(self._ladder, self._simulator.clock, sender.send))
        return self._office


class _Office:
    """What belongs to one event loop: the courier, and everything that is under way."""

    def __init__(self, sender: Sender, courier: Courier[Attempt]) -> None:
        self.loop = asyncio.get_running_loop()
        self.sender = sender
        self.turn = asyncio.Lock()
        self._courier = courier
        self._round: asyncio.Task[None] | None = None
        self._tasks: set[asyncio.Task[Any]] = set()

    def wake(self) -> None:
        """Send the courier off, or have it look again."""
        if self._round is None or self._round.done():
            self._round = self.begin(self._courier.run())
        self._courier.wake()

    def begin(self, work: Coroutine[Any, Any, ResultT]) -> asyncio.Task[ResultT]:
        """Begin something in the background."""
        task = self.loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def close(self) -> None:
        """End everything."""
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class _Ladder:
    """The simulator, as a courier sees it.

    Attributes:
        known: Which attempt is next, as far as the courier knows: when it is due.
    """

    def __init__(self, simulator: Simulator) -> None:
        self.known: float | None = None
        self._simulator = simulator

    def next_due(self) -> float | None:
        """Return when the next attempt is due."""
        self.known = self._simulator.next_due()
        return self.known

    def take_due(self, most: int) -> Sequence[Attempt]:
        """Begin the attempts that are due."""
        return self._simulator.take_due(most)

    def finish(self, attempt: Attempt, outcome: Outcome) -> None:
        """Take down what came of an attempt."""
        self._simulator.finish(attempt, outcome)
        _tell(attempt)


def _tell(attempt: Attempt) -> None:
    """Log what came of an attempt; that an address is not allowed, the user should see at once, but only once."""
    refused = isinstance(attempt.outcome, NoReply) and attempt.outcome.refused
    level = logging.WARNING if refused and attempt.number == 1 else logging.INFO
    if _log.isEnabledFor(level):
        outcome = "acknowledged" if attempt.acknowledged else attempt.failure
        _log.log(level, "%s", printable(f"Callback of task {show(attempt.delivery.task.id)}: {outcome}"))
