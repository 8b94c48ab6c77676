"""Whether a client understands an answer without losing any of it."""

from __future__ import annotations

import httpx
from imgopen_contract.answers import Answer
from imgopen_contract.cases import baseline

from tests.contract.client_subject import ClientSubject
from tests.contract.defaults import same


def check_answer(subject: ClientSubject, answer: Answer) -> None:
    """Hold the client to an answer: it gives a model that still holds everything."""
    envelope = answer.operation.document.envelope
    result = subject.call(baseline(answer.operation), httpx.Response(200, json=answer.body))
    kept = result.model_dump(mode="json", by_alias=True, exclude_unset=True)
    assert same(kept, answer.body[envelope.data]), kept
