"""The book of tasks: each under the keys by which queries find it, and none of them for ever."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import TypeAlias

from imgopen_mock.core.tasks import Task

Key: TypeAlias = tuple[Hashable, ...]
"""The account, the query, the parameters that the link to it fixes, and the id."""


class Ledger:
    """All tasks, oldest first.

    Args:
        keep: How many tasks to keep. Beyond that, a new one pushes out the oldest if that is finished and its
            callback is settled; a task that is still alive is never forgotten.
    """

    def __init__(self, keep: int) -> None:
        self._keep = keep
        self._by_key: dict[Key, Task] = {}
        self._by_serial: dict[int, Task] = {}

    def __iter__(self) -> Iterator[Task]:
        return iter(self._by_serial.values())

    def __len__(self) -> int:
        return len(self._by_serial)

    def __contains__(self, key: Key) -> bool:
        return key in self._by_key

    def add(self, task: Task, now: float) -> None:
        """Write a task down."""
        self._by_serial[task.serial] = task
        for key in task.keys:
            self._by_key[key] = task
        if len(self._by_serial) > self._keep:
            self._forget_oldest(now)

    def find(self, keys: Iterable[Key]) -> Task | None:
        """Return the task that one of the keys belongs to."""
        return next((self._by_key[key] for key in keys if key in self._by_key), None)

    def numbered(self, serial: int) -> Task | None:
        """Return a task by its serial number."""
        return self._by_serial.get(serial)

    def _forget_oldest(self, now: float) -> None:
        oldest = next(iter(self._by_serial.values()))
        if now < oldest.ends or (oldest.delivery is not None and not oldest.delivery.settled):
            return
        del self._by_serial[oldest.serial]
        for key in oldest.keys:
            del self._by_key[key]
