"""Memory and time of many tasks that are alive at once in the simulator's core, and of their callbacks."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Final

from benchmarks.crowd import Crowd
from benchmarks.exponent import exponent_row
from benchmarks.process import own_module, read
from benchmarks.row import Row
from benchmarks.stopwatch import Rates, Samples
from benchmarks.submits import with_callback
from benchmarks.workshop import Measurement, Workshop

GOAL: Final = 1.1
_SIZES: Final = (1_000, 10_000, 100_000)
_QUICK_LIMIT: Final = 10_000
_NOWHERE: Final = "http://127.0.0.1:9/"
"""The address of the callbacks, to which nothing is sent."""
_MEGABYTE: Final = 1_000_000


def _measure(workshop: Workshop) -> Iterator[Row]:
    submit = with_callback(workshop.submits)
    file = workshop.folder / "form.json"
    file.write_text(json.dumps(asdict(submit.calling_back(_NOWHERE))), encoding="utf-8")
    crowds: dict[int, list[Crowd]] = {
        size: [] for size in _SIZES if size <= _QUICK_LIMIT or not workshop.is_quick
    }
    rounds = workshop.rounds(2, 1)
    for number in range(rounds):
        for size, found in crowds.items():
            workshop.progress.step(f"{size} tasks, round {number + 1} of {rounds}")
            output = read(own_module("benchmarks.crowd", str(size), str(file)), workshop.folder)
            found.append(Crowd(**json.loads(output)))
    yield from _rows(crowds, None if workshop.is_quick else GOAL)


def _rows(crowds: Mapping[int, Sequence[Crowd]], goal: float | None) -> Iterator[Row]:
    for size, found in crowds.items():
        memory = min(crowd.memory for crowd in found)
        yield Row(
            f"{size:,} live tasks: {memory / size:,.0f} bytes each, {memory / _MEGABYTE:,.1f} MB",
            Samples("a submit", tuple(crowd.submit_seconds / size for crowd in found)),
            details={"tasks": size, "memory_bytes": [crowd.memory for crowd in found]},
        )
    for size, found in crowds.items():
        each = found[0].attempts // size
        yield Row(
            f"{size:,} callbacks, all {each} attempts each, nothing sent",
            Rates("attempts", tuple(crowd.attempts / crowd.delivery_seconds for crowd in found)),
            details={"attempts": found[0].attempts, "memory_bytes": [crowd.final_memory for crowd in found]},
        )
    memory_of = {size: float(min(crowd.memory for crowd in found)) for size, found in crowds.items()}
    submitting = {size: min(crowd.submit_seconds for crowd in found) for size, found in crowds.items()}
    delivering = {size: min(crowd.delivery_seconds for crowd in found) for size, found in crowds.items()}
    yield exponent_row("exponent of memory", "tasks", memory_of, goal)
    yield exponent_row("exponent of submit time", "tasks", submitting, goal)
    yield exponent_row("exponent of callback time", "tasks", delivering, None)


MEASUREMENTS: Final = (Measurement("many tasks in one simulator", _measure),)
