"""Answers of the service, as the document has them."""

from __future__ import annotations

from typing import Any

from imgopen_contract.answers import answers_of
from imgopen_contract.document import Operation


def success_of(operation: Operation) -> Any:
    """Return the first documented answer that tells of a success; where there is none, one that keeps its schema."""
    envelope = operation.document.envelope
    for answer in operation.answer_examples:
        if answer.get(envelope.code) == envelope.success:
            return answer
    return next(answers_of(operation)).body
