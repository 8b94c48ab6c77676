"""Many tasks in one simulator, in a process of its own: what they weigh, and what it takes to call back for all.

Run as a module with the number of tasks and a file with a form; prints what it found as JSON.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import repeat
from pathlib import Path
from typing import Final

from imgopen_mock import Reply, Request, Simulator, VirtualClock, load_simulator

from benchmarks.form import Form
from benchmarks.usage import resident_bytes

_AT_ONCE: Final = 64
"""How many attempts are begun before the first of them ends."""
_NO_ACKNOWLEDGEMENT: Final = Reply(200, b"{}")


@dataclass(frozen=True)
class Crowd:
    """What many tasks cost; seconds are those of the CPU."""

    tasks: int
    submit_seconds: float
    memory: int
    """Bytes by which the process grew until all tasks were alive."""
    attempts: int
    delivery_seconds: float
    final_memory: int
    """The same when every attempt was made; all of them are kept."""


class CrowdError(Exception):
    """The simulator did not make the tasks that it was asked for."""


def requests(form: Form, numbers: Iterator[int]) -> Iterator[Request]:
    """Yield a form as requests of the simulator, one for each number."""
    headers = {name.lower(): value for name, value in form.headers.items()}
    for body in form.bodies(numbers):
        yield Request(form.method, form.path, headers, body)


def gather(form: Form, size: int) -> Crowd:
    """Submit tasks while time stands still, so that all are alive; then let time pass until nothing is left to do."""
    clock = VirtualClock()
    simulator = load_simulator(clock=clock)
    # The journal of the last requests weighs something too, but does not grow with the tasks: fill it with one task,
    # submitted again and again.
    _handle(simulator, requests(form, repeat(0, simulator.settings.keep_requests)))
    empty = _memory()
    start = time.process_time()
    _handle(simulator, requests(form, iter(range(1, size))))
    submit_seconds = time.process_time() - start
    full = _memory()
    if len(simulator.deliveries) != size:
        raise CrowdError(f"{size} requests gave {len(simulator.deliveries)} tasks with a callback")
    start = time.process_time()
    attempts = _deliver(simulator, clock)
    delivery_seconds = time.process_time() - start
    return Crowd(size, submit_seconds, full - empty, attempts, delivery_seconds, _memory() - empty)


def _handle(simulator: Simulator, every: Iterator[Request]) -> None:
    for request in every:
        simulator.handle(request)


def _deliver(simulator: Simulator, clock: VirtualClock) -> int:
    """Make every attempt at every callback, none of which is acknowledged; return how many those were."""
    attempts = 0
    while (due := simulator.next_due()) is not None:
        clock.advance_to(due)
        while taken := simulator.take_due(_AT_ONCE):
            for attempt in taken:
                _ = attempt.request  # it is made when it is asked for
                simulator.finish(attempt, _NO_ACKNOWLEDGEMENT)
            attempts += len(taken)
    return attempts


def _memory() -> int:
    gc.collect()
    return resident_bytes(os.getpid())


def main(size: str, file: str) -> None:
    """Print what some number of tasks cost."""
    form = Form(**json.loads(Path(file).read_text(encoding="utf-8")))
    print(json.dumps(asdict(gather(form, int(size)))))


if __name__ == "__main__":
    main(*sys.argv[1:])
