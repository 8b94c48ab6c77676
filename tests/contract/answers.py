"""Answers of the service, as the document has them."""

from __future__ import annotations

from typing import Any

from imgopen_contract.document import Operation


def success_of(operation: Operation) -> Any:
    """Return the first documented answer that tells of a success."""
    envelope = operation.document.envelope
    return next(
        answer for answer in operation.answer_examples if answer.get(envelope.code) == envelope.success
    )
