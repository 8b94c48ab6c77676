"""A receiver in a test, sync or async, behind one face."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from imgopen._runtime.callbacks import Answer, AsyncReceiver, CallbackURLs, Receiver

from tests.client.callbacks.posted import SECRET, URL, Posted, acknowledges, some

Handler = Callable[[Any], object]


@dataclass
class Clock:
    """A clock that a test sets."""

    now: float = 1_000_000.0

    def __call__(self) -> float:
        """Tell the time."""
        return self.now


def signed(clock: Clock | None = None, **settings: Any) -> CallbackURLs:
    """Return a maker of signed URLs."""
    return CallbackURLs(URL, **{"secret": SECRET, "now": clock or Clock(), **settings})


_SIGNED = signed()


class Taking:
    """A receiver, and what its handler was given."""

    def __init__(
        self,
        is_async: bool,
        *,
        handler: Handler = lambda _: None,
        urls: CallbackURLs | None = _SIGNED,
        **settings: Any,
    ) -> None:
        self.is_async = is_async
        self.taken: list[Any] = []
        self.handler = handler
        self.urls = urls
        self.receiver: Any = (
            AsyncReceiver(self._handle_async, urls=urls, **settings)
            if is_async
            else Receiver(self._handle, urls=urls, **settings)
        )

    def receive(self, url: str, body: bytes) -> Answer:
        """Hand something to the receiver."""
        answer = self.receiver.receive(url, body)
        taken: Answer = asyncio.run(answer) if self.is_async else answer
        return taken

    def post(self, task_id: str, state: int | None = None, posted: Posted | None = None) -> bool:
        """Post a callback to its URL; return whether that was acknowledged."""
        posted = posted or some()
        url = URL if self.urls is None else self.urls.for_task(task_id, posted.operation)
        return acknowledges(self.receive(url, posted.body(task_id, state)).body)

    def _handle(self, callback: Any) -> object:
        self.taken.append(callback)
        return self.handler(callback)

    async def _handle_async(self, callback: Any) -> object:
        return self._handle(callback)
