"""A process that is killed at any moment, and run again, submits nothing twice and loses nothing."""

from __future__ import annotations

from pathlib import Path
from random import Random

from tests.client.batch.killing import run_with_kills


def test_a_process_may_be_killed_at_any_moment(tmp_path: Path) -> None:
    report = run_with_kills(tmp_path, count=200, concurrency=64, kills=3, chance=Random(5), faults=0.1)
    report.check(200)
    assert len(report.killed) == 3
