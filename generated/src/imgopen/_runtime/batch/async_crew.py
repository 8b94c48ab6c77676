"""Tasks of the event loop that send what is to be sent."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextvars import copy_context
from importlib import import_module
from typing import TYPE_CHECKING, Any

from .schedule import Answer, Step

if TYPE_CHECKING:
    import anyio


class AsyncCrew:
    """Sends steps in tasks of their own, which end with the batch.

    They belong to no task group: a generator must not give a value away inside of one.
    """

    def __init__(self, perform: Callable[[Step], Awaitable[Any]]) -> None:
        self._perform = perform
        self._scopes: set[anyio.CancelScope] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._done: list[Answer] = []
        self._bell: anyio.Event | None = None

    @property
    def is_busy(self) -> bool:
        """Whether an answer is to come."""
        return bool(self._scopes or self._done)

    def start(self, step: Step) -> None:
        """Let a task send something."""
        import anyio

        scope = anyio.CancelScope()
        self._scopes.add(scope)
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            trio: Any = import_module("trio")
            trio.lowlevel.spawn_system_task(self._work, step, scope, context=copy_context())
        else:
            task = loop.create_task(self._work(step, scope))
            self._tasks.add(task)
            task.add_done_callback(lambda ended: self._end(ended, scope))

    def _end(self, task: asyncio.Task[None], scope: anyio.CancelScope) -> None:
        """Forget a task that has ended, one that was cancelled before it began included."""
        self._tasks.discard(task)
        self._scopes.discard(scope)
        if self._bell is not None:
            self._bell.set()

    async def answers(self, patience: float) -> list[Answer]:
        """Return all answers that are there; where none is, wait up to `patience` seconds for one."""
        import anyio
        import anyio.lowlevel

        if self._done or patience <= 0:
            await anyio.lowlevel.checkpoint()
        else:
            with anyio.move_on_after(patience):
                await self._change()
        answers, self._done = self._done, []
        return answers

    async def dismiss(self) -> None:
        """Let nothing more be sent, and the tasks end."""
        import anyio

        with anyio.CancelScope(shield=True):
            while self._scopes:
                for scope in self._scopes:
                    scope.cancel()
                await self._change()

    async def _change(self) -> None:
        import anyio

        self._bell = anyio.Event()
        await self._bell.wait()

    async def _work(self, step: Step, scope: anyio.CancelScope) -> None:
        try:
            with scope:
                try:
                    answer = Answer(step, await self._perform(step))
                except Exception as error:
                    answer = Answer(step, error=error)
                self._done.append(answer)
        finally:
            self._scopes.discard(scope)
            if self._bell is not None:
                self._bell.set()
