"""Answers that wait, on the clock of the simulator."""

from __future__ import annotations

import asyncio

from starlette.types import Receive

from imgopen_mock.core.clocks import Clock

_ROUNDING = 1e-6
"""In seconds: what may be missing when several advances make up a delay."""


class Delays:
    """Lets answers wait.

    Args:
        clock: What the seconds are of. On one that stands still, an answer waits until it was advanced that far.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._waiting: set[asyncio.Future[None]] = set()
        self._ended = False

    async def wait(self, seconds: float, receive: Receive) -> bool:
        """Wait so many seconds of the clock; return False at once if the client goes away meanwhile."""
        waiting = asyncio.ensure_future(self._pass(seconds))
        leaving = asyncio.ensure_future(_disconnection(receive))
        try:
            await asyncio.wait((waiting, leaving), return_when=asyncio.FIRST_COMPLETED)
            return waiting.done()
        finally:
            waiting.cancel()
            leaving.cancel()
            await asyncio.gather(waiting, leaving, return_exceptions=True)

    def advanced(self) -> None:
        """Look again at who has waited long enough; to be called whenever the clock was advanced."""
        for waiting in self._waiting:
            _release(waiting)

    def end(self) -> None:
        """Let nobody wait any longer, because the server stops."""
        self._ended = True
        self.advanced()

    async def _pass(self, seconds: float) -> None:
        loop, rate = asyncio.get_running_loop(), self._clock.rate
        end = self._clock.now() + seconds - _ROUNDING
        while not self._ended and (missing := end - self._clock.now()) > 0:
            waiting: asyncio.Future[None] = loop.create_future()
            timer = loop.call_later(missing / rate, _release, waiting) if rate > 0 else None
            self._waiting.add(waiting)
            try:
                await waiting
            finally:
                self._waiting.discard(waiting)
                if timer is not None:
                    timer.cancel()


def _release(waiting: asyncio.Future[None]) -> None:
    if not waiting.done():
        waiting.set_result(None)


async def _disconnection(receive: Receive) -> None:
    """Return when the client has gone away."""
    while (await receive())["type"] != "http.disconnect":
        pass
