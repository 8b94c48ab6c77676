"""A thousand tasks while all goes wrong that can: each ends in a result or a typed failure, none is there twice."""

from __future__ import annotations

import imgopen
import pytest
from imgopen_mock.core.faults import Fault, FaultKind
from imgopen_mock.testing import ImgOpenMock

from tests.client.batch.running import Batches, assert_whole, jobs

USUAL = 0.1 / 8
"""How likely each fault is, so that every tenth request meets one."""

LONGER_THAN_ANYONE_WAITS = 300.0
WEATHER = [
    FaultKind.REFUSE,
    FaultKind.HTTP,
    FaultKind.DROP_REQUEST,
    FaultKind.DELAY,
    FaultKind.DROP,
    FaultKind.TRUNCATE,
    FaultKind.INVALID_JSON,
    FaultKind.FAIL_TASK,
]


@pytest.mark.parametrize(
    ("kind", "count", "each"),
    [("sync", 1000, USUAL), ("sync", 60, 0.1), ("async", 120, USUAL), ("async", 60, 0.1)],
)
def test_every_job_ends_and_none_is_submitted_twice(kind: str, count: int, each: float) -> None:
    mock = ImgOpenMock(seed=count, task_seconds=2)
    for fault in WEATHER:
        seconds = LONGER_THAN_ANYONE_WAITS if fault is FaultKind.DELAY else 0.0
        mock.set_fault(Fault(fault, probability=each, seconds=seconds))
    batches = Batches(kind, mock)
    outcomes = batches.run(iter(jobs(count)), concurrency=64)

    happened = {active.fault.kind for active in mock.simulator.faults if active.happened}
    assert happened == set(WEATHER)
    assert_whole(outcomes, count)
    accepted = set(batches.ids)
    assert len(accepted) == len(batches.ids)
    failed = {outcome.task_id for outcome in outcomes if isinstance(outcome.error, imgopen.TaskFailedError)}
    there = failed | {outcome.task_id for outcome in outcomes if outcome.result is not None}
    unsure = {outcome.task_id for outcome in outcomes if outcome.task is not None} - there
    assert there <= accepted <= there | unsure
    assert failed <= {str(task.id) for task in mock.tasks if task.state == "failed"} <= failed | unsure
    assert not unsure or each > USUAL
