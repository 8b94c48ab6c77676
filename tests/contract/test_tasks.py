"""The life of the tasks of every operation, and the delivery of what comes of them."""

from __future__ import annotations

import pytest
from imgopen_contract.document import Operation

from tests.contract.ladders import check_ladder
from tests.contract.lives import check_identity, check_life, check_privacy
from tests.contract.simulator_subject import SimulatorSubject
from tests.contract.suite import document, operations

SUBMITS = tuple(operation for operation in operations() if operation.role == "submit")
LINKED = tuple(operation for operation in operations() if operation.links)
CALLING_BACK = tuple(operation for operation in operations() if operation.callbacks)

every_submit = pytest.mark.parametrize("operation", SUBMITS, ids=lambda operation: operation.label)
every_linked = pytest.mark.parametrize("operation", LINKED, ids=lambda operation: operation.label)


@pytest.fixture(scope="module")
def simulator() -> SimulatorSubject:
    """The simulator, made of the document itself."""
    return SimulatorSubject(document())


@every_linked
def test_a_task_goes_through_its_documented_states(operation: Operation, simulator: SimulatorSubject) -> None:
    check_life(simulator, operation)


@every_linked
def test_a_task_is_nobody_elses(operation: Operation, simulator: SimulatorSubject) -> None:
    check_privacy(simulator, operation)


@every_submit
def test_an_id_serves_once(operation: Operation, simulator: SimulatorSubject) -> None:
    check_identity(simulator, operation)


@pytest.mark.parametrize("operation", CALLING_BACK, ids=lambda operation: operation.label)
def test_a_callback_is_delivered_by_the_documented_rule(
    operation: Operation, simulator: SimulatorSubject
) -> None:
    check_ladder(simulator, operation)
