"""Callbacks over HTTP: how many a second the mock server delivers when more of them are due than it can send."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from benchmarks.contestants import ours
from benchmarks.load import Judge, put_load
from benchmarks.receiver import receiving
from benchmarks.row import Row
from benchmarks.servers import HOST, Server
from benchmarks.serving import success_judge
from benchmarks.stopwatch import Rates, Samples, tidy_memory
from benchmarks.submits import Submit, new_numbers, with_callback
from benchmarks.workshop import Measurement, Workshop

_SIZES: Final = (1_000, 10_000, 100_000)
_QUICK_LIMIT: Final = 1_000
_SHORT: Final = 60.0
"""Seconds up to which a run is short enough to be repeated."""
_TIME_SCALE: Final = 100
_SUBMITS_A_SECOND: Final = 1000
"""As many as the server surely takes; until then no callback is due."""
_PATIENCE: Final = 60.0
_CPU: Final = "the same, CPU of the server for each"


@dataclass(frozen=True)
class _Delivered:
    """What came of some tasks with a callback each."""

    rate: float
    """Callbacks a second, from when no more tasks were submitted until the last one came."""
    server_cpu: float
    """CPU seconds of the server meanwhile, for each of them."""
    late: int
    """How many came in this time; the others came before."""
    repeated: int
    seconds: float
    """Of the whole run."""


def _measure(workshop: Workshop) -> Iterator[Row]:
    submit = with_callback(workshop.submits)
    judge = success_judge(workshop)
    for size in _SIZES:
        if size > _QUICK_LIMIT and workshop.is_quick:
            continue
        found: list[_Delivered] = []
        rounds = workshop.rounds(3, 1)
        for number in range(rounds):
            if not found or found[0].seconds <= _SHORT:
                workshop.progress.step(f"{size} callbacks, round {number + 1} of {rounds}")
                found.append(_run(workshop, submit, judge, size))
        yield Row(
            f"{size:,} callbacks over HTTP, acknowledged at once",
            Rates("callbacks", tuple(each.rate for each in found)),
            details={
                "callbacks": size,
                "counted": [each.late for each in found],
                "repeated": [each.repeated for each in found],
            },
        )
        yield Row(_CPU, Samples("a callback", tuple(each.server_cpu for each in found)))


def _run(workshop: Workshop, submit: Submit, judge: Judge, size: int) -> _Delivered:
    # The first callback is due when the last task is submitted, so that all are due together.
    task_seconds = (size / _SUBMITS_A_SECOND + 1) * _TIME_SCALE
    options = ("--time-scale", str(_TIME_SCALE), "--task-seconds", str(task_seconds))
    with ours(workshop, *options) as server, tidy_memory():
        return asyncio.run(_deliver(server, submit, judge, size))


async def _deliver(server: Server, submit: Submit, judge: Judge, size: int) -> _Delivered:
    start = time.perf_counter()
    async with receiving(submit.acknowledgement) as (receiver, url):
        messages = submit.calling_back(url).messages(new_numbers())
        await put_load(HOST, server.port, islice(messages, size), judge)
        submitted, early, cpu = time.perf_counter(), len(receiver.times), server.cpu
        await receiver.has_all(size, _PATIENCE)
        cpu = server.cpu - cpu
    late = size - early
    began = max(submitted, receiver.times[0])
    return _Delivered(
        rate=late / (receiver.times[-1] - began),
        server_cpu=cpu / late,
        late=late,
        repeated=receiver.repeated,
        seconds=receiver.times[-1] - start,
    )


MEASUREMENTS: Final = (Measurement("callbacks over HTTP", _measure),)
