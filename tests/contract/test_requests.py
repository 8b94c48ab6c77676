"""The client sends where and what the document says: the caller's values and the documented defaults, nothing else."""

from __future__ import annotations

import imgopen
import pytest
from imgopen_contract.document import Operation

from tests.contract.checks import check_request
from tests.contract.client_subject import ClientSubject
from tests.contract.defaults import check_defaults
from tests.contract.suite import operations

EVERY_OPERATION = pytest.mark.parametrize("operation", operations(), ids=lambda operation: operation.label)


@pytest.fixture(scope="module")
def client() -> ClientSubject:
    """The generated client."""
    return ClientSubject(imgopen)


@EVERY_OPERATION
def test_what_is_left_out_is_sent_with_its_documented_default(
    operation: Operation, client: ClientSubject
) -> None:
    check_defaults(client, operation)


@EVERY_OPERATION
def test_a_call_goes_to_the_documented_place_with_all_keys(
    operation: Operation, client: ClientSubject
) -> None:
    check_request(client, operation)
