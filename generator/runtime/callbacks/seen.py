"""Remembers which callbacks were handled, so that a repeated one is not handled twice."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Literal, Protocol, TypeAlias

from ..errors import ConfigurationError

Standing: TypeAlias = Literal["new", "busy", "done"]
"""How it stands with a callback: nobody has begun it, somebody is handling it, or it was handled."""


class Seen(Protocol):
    """A memory of callbacks, which several processes may share.

    There is one key for each task and reported state; it holds the task's id, whatever characters that has. A
    memory that outlives a process has to forget a `begin` that was neither finished nor abandoned, once no
    handler can take that long: otherwise the callback of a process that died is never handled.
    """

    def begin(self, key: str) -> Standing:
        """Mark a new key as busy, in one step that no other can come between; return how it stood before."""
        ...

    def finish(self, key: str) -> None:
        """Mark a key as done, and remember it for as long as the service may repeat the callback."""
        ...

    def abandon(self, key: str) -> None:
        """Forget a key: its handler failed."""
        ...


class AsyncSeen(Protocol):
    """What `Seen` is, to be awaited."""

    async def begin(self, key: str) -> Standing:
        """Mark a new key as busy, in one step that no other can come between; return how it stood before."""
        ...

    async def finish(self, key: str) -> None:
        """Mark a key as done, and remember it for as long as the service may repeat the callback."""
        ...

    async def abandon(self, key: str) -> None:
        """Forget a key: its handler failed."""
        ...


class SeenInMemory:
    """Remembers callbacks in this process, whichever threads they come in.

    Args:
        limit: how many handled callbacks are remembered at most, 1 or more; the oldest are forgotten first.

    Raises:
        ConfigurationError: the limit is less than 1.
    """

    def __init__(self, limit: int = 100_000) -> None:
        if limit < 1:
            raise ConfigurationError(f"limit must be 1 or more, not {limit!r}")
        self._limit = limit
        self._busy: set[str] = set()
        self._done: OrderedDict[str, None] = OrderedDict()
        self._lock = Lock()

    def begin(self, key: str) -> Standing:
        """Mark a new key as busy; return how it stood before."""
        with self._lock:
            if key in self._done:
                self._done.move_to_end(key)
                return "done"
            if key in self._busy:
                return "busy"
            self._busy.add(key)
            return "new"

    def finish(self, key: str) -> None:
        """Mark a key as done."""
        with self._lock:
            self._busy.discard(key)
            self._done[key] = None
            self._done.move_to_end(key)
            if len(self._done) > self._limit:
                self._done.popitem(last=False)

    def abandon(self, key: str) -> None:
        """Forget a key."""
        with self._lock:
            self._busy.discard(key)


class AsyncSeenInMemory:
    """What `SeenInMemory` is, to be awaited.

    Args:
        limit: how many handled callbacks are remembered at most, 1 or more; the oldest are forgotten first.

    Raises:
        ConfigurationError: the limit is less than 1.
    """

    def __init__(self, limit: int = 100_000) -> None:
        self._seen = SeenInMemory(limit)

    async def begin(self, key: str) -> Standing:
        """Mark a new key as busy; return how it stood before."""
        return self._seen.begin(key)

    async def finish(self, key: str) -> None:
        """Mark a key as done."""
        self._seen.finish(key)

    async def abandon(self, key: str) -> None:
        """Forget a key."""
        self._seen.abandon(key)
