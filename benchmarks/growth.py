"""How generation time and memory grow with the number of operations."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from benchmarks.copies import multiply
from benchmarks.exponent import exponent_row
from benchmarks.generation import generator_arguments
from benchmarks.process import Cost, run
from benchmarks.row import Row
from benchmarks.stopwatch import Samples
from benchmarks.workshop import Measurement, Workshop

GOAL: Final = 1.1
_SIZES: Final = (30, 100, 300, 1000, 3000)
_QUICK_LIMIT: Final = 300
_SHORT: Final = 60.0
"""Seconds up to which a run is short enough to be repeated."""
_MEGABYTE: Final = 1_000_000


def _measure(workshop: Workshop) -> Iterator[Row]:
    specs = _write_specs(workshop)
    costs: dict[int, list[Cost]] = {size: [] for size in specs}
    rounds = workshop.rounds(3, 2)
    for number in range(rounds):
        for size, spec in specs.items():
            if number == 0 or costs[size][0].wall <= _SHORT:
                workshop.progress.step(f"{size} operations, round {number + 1} of {rounds}")
                out = workshop.folder / "grown"
                costs[size].append(run(generator_arguments(spec, out), workshop.folder))
    for size, found in costs.items():
        yield _size_row(size, found)
    best = {size: min(cost.cpu for cost in found) for size, found in costs.items()}
    yield exponent_row("growth exponent", "operations", best, None if workshop.is_quick else GOAL)


def _write_specs(workshop: Workshop) -> dict[int, Path]:
    """Write a spec for each size, rounded to whole copies of the bundle, and return their files by size."""
    content = workshop.document.content
    one = sum(1 for _ in workshop.document.operations())
    specs: dict[int, Path] = {}
    for size in _SIZES:
        if size <= _QUICK_LIMIT or not workshop.is_quick:
            times = max(1, round(size / one))
            folder = workshop.folder / f"spec-{times}"
            folder.mkdir(exist_ok=True)
            specs[times * one] = folder / "openapi.json"
            text = json.dumps(multiply(content, times), ensure_ascii=False, indent=2)
            specs[times * one].write_text(text, encoding="utf-8")
    return specs


def _size_row(size: int, found: Sequence[Cost]) -> Row:
    ours = Samples("generator", tuple(cost.cpu for cost in found))
    peak = max(cost.peak for cost in found)
    each = ours.best / size
    return Row(
        f"generate {size:,} operations: {each * 1000:.1f} ms each, {peak / _MEGABYTE:,.0f} MB",
        ours,
        details={
            "operations": size,
            "seconds_each": each,
            "peak_bytes": peak,
            "wall_seconds": [cost.wall for cost in found],
        },
    )


MEASUREMENTS: Final = (Measurement("generation time from small to large", _measure),)
