"""The book of tasks: each under the keys by which queries find it, and none of them for ever."""

from __future__ import annotations

import heapq
from collections.abc import Hashable, Iterator
from typing import TypeAlias

from imgopen_mock.core.tasks.task import Task

Key: TypeAlias = tuple[Hashable, ...]
"""The account, the query, the parameters that the link to it fixes, and the id."""


class Ledger:
    """All tasks, oldest first.

    Args:
        keep: How many tasks to keep. Beyond that, a new one pushes out those that are finished and whose
            callbacks are settled, the longest finished first; a task that is still alive is never forgotten.
    """

    def __init__(self, keep: int) -> None:
        self._keep = keep
        self._by_key: dict[Key, Task] = {}
        self._by_serial: dict[int, Task] = {}
        self._count = 0
        self._looks: list[tuple[float, int, Task]] = []

    def __iter__(self) -> Iterator[Task]:
        return iter(self._by_serial.values())

    def __contains__(self, key: Key) -> bool:
        return key in self._by_key

    def add(self, task: Task, now: float) -> None:
        """Write a task down."""
        self._by_serial[task.serial] = task
        for key in task.keys:
            self._by_key[key] = task
        self._look_at(task.ends, task)
        if len(self._by_serial) > self._keep:
            self._make_room(now)

    def find(self, key: Key) -> Task | None:
        """Return the task that a key belongs to."""
        return self._by_key.get(key)

    def numbered(self, serial: int) -> Task | None:
        """Return a task by its serial number."""
        return self._by_serial.get(serial)

    def settle(self, task: Task, now: float) -> None:
        """Take note that the callback of a task has come to an end."""
        self._look_at(now, task)

    def _look_at(self, time: float, task: Task) -> None:
        """See at a time whether the task may be forgotten."""
        self._count += 1
        heapq.heappush(self._looks, (time, self._count, task))

    def _make_room(self, now: float) -> None:
        """Forget finished tasks until there are not too many, or none is left that may be forgotten."""
        while len(self._by_serial) > self._keep and self._looks and self._looks[0][0] <= now:
            _, _, task = heapq.heappop(self._looks)
            settled = task.delivery is None or task.delivery.settled
            if settled and task.ends <= now and self._by_serial.get(task.serial) is task:
                self._forget(task)

    def _forget(self, task: Task) -> None:
        del self._by_serial[task.serial]
        for key in task.keys:
            del self._by_key[key]
