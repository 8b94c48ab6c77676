"""The HTTP client that carries a call: the caller's, or one of our own for this process or event loop."""

from __future__ import annotations

import os
import sys
from collections.abc import AsyncGenerator, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar
from weakref import WeakKeyDictionary, finalize


class HTTPClient(Protocol):
    """An `httpx.Client` or an `httpx2.Client`."""

    def send(self, request: Any, *, stream: bool = False, auth: Any = None) -> Any:
        """Send a request."""
        ...

    def close(self) -> None:
        """Close the connections."""
        ...

    @property
    def is_closed(self) -> bool:
        """Whether it was closed."""
        ...


class AsyncHTTPClient(Protocol):
    """An `httpx.AsyncClient` or an `httpx2.AsyncClient`."""

    async def send(self, request: Any, *, stream: bool = False, auth: Any = None) -> Any:
        """Send a request."""
        ...

    async def aclose(self) -> None:
        """Close the connections."""
        ...

    @property
    def is_closed(self) -> bool:
        """Whether it was closed."""
        ...


HttpT = TypeVar("HttpT", HTTPClient, AsyncHTTPClient)


class Connections(Generic[HttpT]):
    """Gives the HTTP client for a call. A client of our own is never shared between processes or event loops."""

    def __init__(self, given: HttpT | None, make: Callable[[], Any], *, is_async: bool) -> None:
        self._given: Any = given
        self._make = make
        self._place = _Loops() if is_async else _Process()
        self._is_closed = False

    @property
    def is_own(self) -> bool:
        """Whether closing is ours."""
        return self._given is None

    @property
    def is_closed(self) -> bool:
        """Whether no call can be sent any more."""
        return self._is_closed if self._given is None else bool(self._given.is_closed)

    def current(self) -> Any:
        """Return the client of here and now."""
        if self._given is not None:
            return self._given
        return self._place.get() or self._place.keep(self._make())

    def finish(self) -> Any:
        """Return the client that is to be closed here and now, if there is one; no other call can be sent."""
        self._is_closed = True
        return self._place.get() if self._given is None else None


class _Process:
    """What belongs to this process: a child has sockets of its own. It is closed with whoever has forgotten it."""

    def __init__(self) -> None:
        self._things: dict[int, Any] = {}

    def get(self) -> Any:
        return self._things.get(os.getpid())

    def keep(self, thing: Any) -> Any:
        """Take a thing, unless another thread was faster, and return the one that counts."""
        kept = self._things.setdefault(os.getpid(), thing)
        if kept is thing and hasattr(thing, "close"):
            finalize(self, _close, thing, os.getpid())
        return kept


class _Loops:
    """What belongs to the running event loop of this process; a library without loops of asyncio has one place."""

    def __init__(self) -> None:
        self._things: WeakKeyDictionary[Any, _InLoop] = WeakKeyDictionary()
        self._elsewhere = _Process()

    def get(self) -> Any:
        loop = _running_loop()
        if loop is None:
            return self._elsewhere.get()
        found = self._things.get(loop)
        return found.thing if found is not None and found.process == os.getpid() else None

    def keep(self, thing: Any) -> Any:
        """Take a thing, and return it."""
        loop = _running_loop()
        if loop is None:
            return self._elsewhere.keep(thing)
        self._forget_closed_loops()
        self._things[loop] = _InLoop(os.getpid(), thing, _closed_with_loop(thing))
        return thing

    def _forget_closed_loops(self) -> None:
        for reference in self._things.keyrefs():
            loop = reference()
            if loop is not None and loop.is_closed():
                self._things.pop(loop, None)


@dataclass(frozen=True)
class _InLoop:
    """A thing of one event loop, and what closes it."""

    process: int
    thing: Any
    closing: AsyncGenerator[None, None]


def _closed_with_loop(thing: Any) -> AsyncGenerator[None, None]:
    """Let the running loop close a thing when it ends: before that it ends all generators that were begun in it."""

    async def close_at_end() -> AsyncGenerator[None, None]:
        try:
            yield
        finally:
            await thing.aclose()

    closing = close_at_end()
    with suppress(StopIteration):
        closing.__anext__().send(None)
    return closing


def _close(thing: Any, process: int) -> None:
    if process == os.getpid():
        thing.close()


def _running_loop() -> Any:
    asyncio = sys.modules.get("asyncio")
    try:
        return None if asyncio is None else asyncio.get_running_loop()
    except RuntimeError:
        return None
