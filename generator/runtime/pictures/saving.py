"""Saves many pictures, several at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from contextvars import copy_context
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Final

from ..errors import DownloadError
from .fetching import async_fetch, fetch
from .jobs import Outcome, SaveJob

if TYPE_CHECKING:
    import httpx

    from .source import AsyncDownloadSource, DownloadSource

_PATIENCE: Final = 0.2
"""Seconds after which a waiting main thread looks up, as it has to on Windows to be interrupted."""


def save_each(source: DownloadSource, jobs: Sequence[SaveJob], at_once: int) -> list[Outcome]:
    """Save all pictures in threads, and return what came of each, in the order of the jobs.

    An interruption does not wait for the threads, which may be waiting for a slow host: their half-written files
    are removed here and now, and they end with the next bytes that they get.
    """
    with source.opened() as client:
        crew = _Crew(source, client, jobs)
        try:
            crew.start(at_once)
            return crew.outcomes()
        except BaseException:
            crew.dismiss()
            raise


class _Crew:
    """Threads that take one job after another."""

    def __init__(self, source: DownloadSource, client: httpx.Client, jobs: Sequence[SaveJob]) -> None:
        self._source = source
        self._client = client
        self._jobs = jobs
        self._waiting = deque(enumerate(jobs))
        self._done: SimpleQueue[tuple[int, Outcome | BaseException]] = SimpleQueue()

    def start(self, at_once: int) -> None:
        """Start the threads, which do not keep the interpreter from ending."""
        for number in range(min(at_once, len(self._jobs))):
            run = copy_context().run
            Thread(target=run, args=(self._work,), name=f"picture-{number}", daemon=True).start()

    def outcomes(self) -> list[Outcome]:
        """Wait for what comes of each job; an error that is not about one picture alone is raised."""
        outcomes: dict[int, Outcome] = {}
        while len(outcomes) < len(self._jobs):
            with suppress(Empty):
                index, outcome = self._done.get(timeout=_PATIENCE)
                if isinstance(outcome, BaseException) and not isinstance(outcome, DownloadError):
                    raise outcome
                outcomes[index] = outcome
        return [outcomes[index] for index in range(len(self._jobs))]

    def dismiss(self) -> None:
        """Let nothing more be saved."""
        self._waiting.clear()
        for job in self._jobs:
            job.file.abandon()

    def _work(self) -> None:
        while True:
            try:
                index, job = self._waiting.popleft()
            except IndexError:
                return
            outcome = self._save(job)
            if isinstance(outcome, BaseException) and not isinstance(outcome, DownloadError):
                self._waiting.clear()
            self._done.put((index, outcome))

    def _save(self, job: SaveJob) -> Outcome | BaseException:
        try:
            fetch(self._source, self._client, job.download)
            return job.file.keep()
        except BaseException as error:
            return error
        finally:
            job.file.discard()


async def async_save_each(
    source: AsyncDownloadSource, jobs: Sequence[SaveJob], at_once: int
) -> list[Outcome]:
    """Save all pictures in tasks of the event loop, and return what came of each, in the order of the jobs.

    Files are written in the loop, in pieces of what one read of the network gives: a piece goes to memory of the
    system and takes microseconds, and no thread can still be writing to a file that a cancellation has removed.
    """
    import anyio

    waiting = deque(enumerate(jobs))
    outcomes: dict[int, Outcome] = {}
    broken: list[BaseException] = []
    async with source.opened() as client, anyio.create_task_group() as group:

        async def work() -> None:
            while waiting:
                index, job = waiting.popleft()
                try:
                    await async_fetch(source, client, job.download)
                    outcomes[index] = job.file.keep()
                except DownloadError as error:
                    outcomes[index] = error
                except (Exception, KeyboardInterrupt) as error:
                    broken.append(error)
                    group.cancel_scope.cancel()
                finally:
                    job.file.discard()

        for _ in range(min(at_once, len(jobs))):
            group.start_soon(work)
    if broken:
        raise broken[0]
    return [outcomes[index] for index in range(len(jobs))]
