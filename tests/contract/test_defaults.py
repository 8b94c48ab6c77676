"""The client sends what the caller gave and the documented defaults, and nothing else."""

from __future__ import annotations

import imgopen
import pytest
from imgopen_contract.document import Operation

from tests.contract.client_subject import ClientSubject
from tests.contract.defaults import check_defaults
from tests.contract.suite import operations


@pytest.fixture(scope="module")
def client() -> ClientSubject:
    """The generated client."""
    return ClientSubject(imgopen)


@pytest.mark.parametrize("operation", operations(), ids=lambda operation: operation.label)
def test_what_is_left_out_is_sent_with_its_documented_default(
    operation: Operation, client: ClientSubject
) -> None:
    check_defaults(client, operation)
