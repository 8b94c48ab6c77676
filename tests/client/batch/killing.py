"""Runs a batch in a process that is killed again and again, against a server in bad weather."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import httpx
from imgopen_mock.core.faults import FaultKind

from tests.client.batch.running import jobs, main_case, name_of
from tests.support.operations import api, keys
from tests.support.processes import mock_server

CHILD = Path(__file__).with_name("child.py")
WEATHER = [kind for kind in FaultKind if "callback" not in kind.value]
SCALE = 100
TASK_SECONDS = 3
DELAY_SECONDS = 20


@dataclass(frozen=True)
class Report:
    """What came of it.

    Attributes:
        outcomes: of the last run: the index of the job, the id, the kind of error if any, and whether there is a task.
        accepted: the ids of the tasks that the service has, in order.
        killed: how many jobs had ended in each run that was killed.
        failed: the ids of the tasks that the service let fail.
    """

    outcomes: list[tuple[int, str, str | None, bool]]
    accepted: list[str]
    killed: list[int]
    failed: set[str]

    def check(self, count: int) -> None:
        """Make sure that all jobs have ended, that every task is there once, and that only refused jobs have none."""
        assert sorted(index for index, *_ in self.outcomes) == list(range(count))
        assert len(set(self.accepted)) == len(self.accepted)
        there = {task_id for _, task_id, _, is_there in self.outcomes if is_there}
        assert there == set(self.accepted)
        assert len(self.accepted) == count - sum(not is_there for *_, is_there in self.outcomes)
        assert {task_id for _, task_id, kind, _ in self.outcomes if kind == "TaskFailedError"} == self.failed

    def __str__(self) -> str:
        kinds = Counter(kind or "result" for _, _, kind, _ in self.outcomes)
        return f"{len(self.accepted)} tasks, {dict(kinds)}; killed after {self.killed} outcomes"


def run_with_kills(
    folder: Path,
    *,
    count: int,
    concurrency: int,
    kills: int,
    chance: Random,
    faults: float,
    is_async: bool = False,
) -> Report:
    """Run a batch, kill it `kills` times after some outcomes, and run it to its end.

    Args:
        folder: where the files go.
        count: how many jobs.
        concurrency: how many tasks at a time.
        kills: how often the process is killed.
        chance: decides after how many outcomes.
        faults: how many of the requests meet a fault, from 0 to 1.
        is_async: whether the process uses the async client.
    """
    file, journal = folder / "batch.json", folder / "batch.jsonl"
    given = {
        "client": api().class_name,
        "is_async": is_async,
        "keys": keys(),
        "operation": name_of(main_case()),
        "jobs": jobs(count),
        "concurrency": concurrency,
        "scale": SCALE,
    }
    file.write_text(json.dumps(given), encoding="utf-8")
    with mock_server("--time-scale", str(SCALE), "--task-seconds", str(TASK_SECONDS)) as url:
        for kind in WEATHER:
            fault = {"kind": kind.value, "times": None, "probability": faults / len(WEATHER)}
            seconds = {"seconds": DELAY_SECONDS} if kind is FaultKind.DELAY else {}
            httpx.post(f"{url}/_mock/faults", json={**fault, **seconds}).raise_for_status()
        command = (sys.executable, str(CHILD), url, str(file), str(journal))
        killed = [len(_run(command, chance.randrange(count // 3))) for _ in range(kills)]
        outcomes = _run(command, None)
        tasks = _tasks(url)
    failed = {task["id"] for task in tasks if task["state"] == "failed"}
    return Report(outcomes, [task["id"] for task in tasks], killed, failed)


def _run(command: tuple[str, ...], most: int | None) -> list[Any]:
    """Run a program, and kill it after so many lines."""
    found: list[Any] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if len(found) == most:
                process.kill()
                break
            found.append(tuple(json.loads(line)))
        process.stdout.close()
    assert process.returncode in ((0, -9) if most is not None else (0,))
    return found


def _tasks(url: str) -> list[Any]:
    """Return all tasks of the server, oldest first."""
    found: list[Any] = []
    while True:
        page = httpx.get(f"{url}/_mock/tasks", params={"limit": 1000, "offset": len(found)}).json()
        found += page["tasks"]
        if len(found) >= page["total"]:
            return found
