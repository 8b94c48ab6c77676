"""Every rule of the document, tried on both sides of its boundary, on client and simulator."""

from __future__ import annotations

import imgopen
import pytest
from imgopen_contract.cases import Case

from tests.contract.checks import check_client, check_simulator
from tests.contract.client_subject import ClientSubject
from tests.contract.simulator_subject import SimulatorSubject
from tests.contract.suite import document, every_case

CASES = every_case()
CLIENT_CASES = tuple(case for case in CASES if case.fits_a_client)


@pytest.fixture(scope="module")
def client() -> ClientSubject:
    """The generated client."""
    return ClientSubject(imgopen)


@pytest.fixture(scope="module")
def simulator() -> SimulatorSubject:
    """The simulator, made of the document itself."""
    return SimulatorSubject(document())


@pytest.mark.parametrize("case", CLIENT_CASES, ids=lambda case: case.id)
def test_client(case: Case, client: ClientSubject) -> None:
    check_client(client, case)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_simulator(case: Case, simulator: SimulatorSubject) -> None:
    check_simulator(simulator, case)
