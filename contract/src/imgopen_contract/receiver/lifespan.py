"""The beginning and the end of an ASGI application."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any


class Lifespan:
    """Starts and ends an application, unless it does not care about that.

    Attributes:
        state: What the application wants every request to have.
    """

    def __init__(self, app: Callable[..., Any]) -> None:
        self.state: dict[str, Any] = {}
        self._app = app
        self._events: asyncio.Queue[dict[str, str]] = asyncio.Queue()
        self._answered: asyncio.Queue[str | None] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> str | None:
        """Start the application; return why it did not, None if it did."""
        self._task = asyncio.ensure_future(self._run())
        await self._events.put({"type": "lifespan.startup"})
        return await self._answered.get()

    async def end(self) -> None:
        """End the application if it runs."""
        if self._task is not None and not self._task.done():
            await self._events.put({"type": "lifespan.shutdown"})
            await self._answered.get()

    async def _run(self) -> None:
        scope = {"type": "lifespan", "asgi": {"version": "3.0", "spec_version": "2.0"}, "state": self.state}
        with suppress(Exception):  # that is how applications say that they know no lifespan
            await self._app(scope, self._events.get, self._send)
        await self._answered.put(None)

    async def _send(self, message: dict[str, Any]) -> None:
        """Take the application's word; anything but these is none, and so it does not care."""
        kind = message["type"]
        if kind not in (
            "lifespan.startup.complete",
            "lifespan.startup.failed",
            "lifespan.shutdown.complete",
            "lifespan.shutdown.failed",
        ):
            raise RuntimeError(f"{kind} is no answer to a lifespan event")
        failure = str(message.get("message", "")) or "it says no more"
        await self._answered.put(failure if kind == "lifespan.startup.failed" else None)
