"""The result for programs: JSON with every raw number."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from benchmarks.machine import describe_machine, list_versions
from benchmarks.row import Row
from benchmarks.stopwatch import Samples


def write_report(
    path: Path, rows: Mapping[str, Sequence[Row]], notes: Sequence[str], *, is_quick: bool
) -> None:
    """Write the rows, by the name of their benchmark, and where and with what they were measured."""
    report = {
        "date": datetime.now(timezone.utc).date().isoformat(),
        "quick": is_quick,
        "machine": describe_machine(),
        "versions": list_versions(),
        "notes": list(notes),
        "benchmarks": {name: [_row(row) for row in found] for name, found in rows.items()},
    }
    text = json.dumps(_rounded(report), ensure_ascii=False, indent=2)
    path.write_text(f"{text}\n", encoding="utf-8")


def _row(row: Row) -> dict[str, Any]:
    return {
        "what": row.what,
        "ours": _samples(row.ours),
        "peer": _samples(row.peer),
        "another_peer": _samples(row.third),
        "ratio": row.ratio,
        "ratio_quartiles": row.spread,
        "goal": row.goal,
        "more_is_better": row.is_more_better,
        "reached": row.is_reached,
        "failure": row.failure or None,
        **row.details,
    }


def _samples(samples: Samples | None) -> dict[str, Any] | None:
    if samples is None:
        return None
    return {
        "label": samples.label,
        f"best_{samples.unit}": samples.best,
        f"median_{samples.unit}": samples.median,
        samples.unit: samples.values,
    }


def _rounded(value: Any) -> Any:
    """Return the value with five significant digits in each of its numbers, which is more than they are worth."""
    if isinstance(value, float):
        return float(f"{value:.5g}")
    if isinstance(value, Mapping):
        return {key: _rounded(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [_rounded(entry) for entry in value]
    return value
