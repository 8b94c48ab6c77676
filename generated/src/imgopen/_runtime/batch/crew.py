"""Threads that send what is to be sent."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from contextvars import copy_context
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, Final

from .schedule import Answer, Step

_MOST_THREADS: Final = 32
"""A thread is busy for one request at a time, not for a task, which mostly waits."""

_LOOK_UP: Final = 0.2
"""Seconds after which a waiting main thread looks up, as it has to on Windows to be interrupted."""

_FAREWELL: Final = 5.0
"""Seconds that requests under way are given to end; a thread that takes longer ends with its request."""


class Crew:
    """Sends steps in threads, which are started as they are needed, and end with the batch."""

    def __init__(self, perform: Callable[[Step], Any], concurrency: int) -> None:
        self._perform = perform
        self._most = min(concurrency, _MOST_THREADS)
        self._threads: list[Thread] = []
        self._todo: SimpleQueue[Step | None] = SimpleQueue()
        self._done: SimpleQueue[Answer] = SimpleQueue()
        self._busy = 0

    @property
    def is_busy(self) -> bool:
        """Whether an answer is to come."""
        return self._busy > 0

    def start(self, step: Step) -> None:
        """Let a thread send something."""
        self._busy += 1
        if len(self._threads) < min(self._busy, self._most):
            name = f"batch-{len(self._threads)}"
            thread = Thread(target=copy_context().run, args=(self._work,), name=name, daemon=True)
            self._threads.append(thread)
            thread.start()
        self._todo.put(step)

    def answers(self, patience: float) -> list[Answer]:
        """Return all answers that are there; where none is, wait up to `patience` seconds for one."""
        answers: list[Answer] = []
        with suppress(Empty):
            while self._busy:
                wait = 0.0 if answers else min(patience, _LOOK_UP)
                answers.append(self._done.get(timeout=wait) if wait else self._done.get_nowait())
                self._busy -= 1
        return answers

    def dismiss(self) -> None:
        """Let nothing more be sent, and the threads end."""
        with suppress(Empty):
            while True:
                self._todo.get_nowait()
        for _ in self._threads:
            self._todo.put(None)
        end = time.monotonic() + _FAREWELL
        for thread in self._threads:
            thread.join(max(end - time.monotonic(), 0.0))

    def _work(self) -> None:
        while (step := self._todo.get()) is not None:
            try:
                answer = Answer(step, self._perform(step))
            except Exception as error:
                answer = Answer(step, error=error)
            self._done.put(answer)
