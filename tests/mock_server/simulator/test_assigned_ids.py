"""The ids that the service makes look like the documented ones, and no two tasks have the same."""

from __future__ import annotations

from itertools import count

import pytest

from tests.mock_server.simulator.apis import BAKERY, REAL
from tests.mock_server.simulator.calls import ask, calls_of
from tests.mock_server.simulator.documents import Api


@pytest.mark.parametrize("api", [REAL, BAKERY], ids=lambda api: api.name)
def test_ids_of_different_operations_never_meet(api: Api) -> None:
    simulator = api.simulator()
    makers = [found for found in api.operations if found.role in ("submit", "immediate")]
    numbers = count(1)
    for turn in range(40):
        for maker in makers if turn % 2 else reversed(makers):
            assert ask(simulator, calls_of(maker)[0].numbered(next(numbers))).accepted
    assigned = [
        (str(type(task.assigned)), str(task.assigned))
        for task in simulator.tasks
        if task.operation.task is not None and task.operation.task.assigned is not None
    ]
    assert len(assigned) > 40
    assert len(set(assigned)) == len(assigned)
