"""Every answer that the document allows is understood whole, and what differs from it a little is borne."""

from __future__ import annotations

import imgopen
import pytest
from imgopen_contract.answers import Answer, answers_of

from tests.contract.client_subject import ClientSubject
from tests.contract.suite import operations
from tests.contract.understanding import check_answer

ANSWERS = tuple(answer for operation in operations() for answer in answers_of(operation))


@pytest.fixture(scope="module")
def client() -> ClientSubject:
    """The generated client."""
    return ClientSubject(imgopen)


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer.id)
def test_client(answer: Answer, client: ClientSubject) -> None:
    check_answer(client, answer)
