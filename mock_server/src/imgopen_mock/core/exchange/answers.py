"""What requests are answered with, as JSON values and as bytes."""

from __future__ import annotations

import json

from imgopen_mock.core.description.document import JsonObject
from imgopen_mock.core.description.extensions import Envelope
from imgopen_mock.core.description.operation import Operation
from imgopen_mock.core.description.pointers import MISSING
from imgopen_mock.core.description.schemas import clone
from imgopen_mock.core.exchange.admission import Call


def documented(call: Call) -> JsonObject:
    """Answer with the documented example, and with the caller's own id where the answer repeats it."""
    answer: JsonObject = clone(call.operation.answer.success)
    task = call.operation.task
    if task is not None and task.id is not None and task.receipt is not None:
        task_id = task.id.read(call.exchange)
        if task_id is not MISSING:
            task.receipt.write({"response": {"body": answer}}, clone(task_id))
    return answer


def refusal(envelope: Envelope, message: str, operation: Operation | None = None) -> JsonObject:
    """Refuse with a message, in the shape of the operation's documented refusal if there is an operation."""
    answer: JsonObject = {envelope.code: envelope.refusal}
    if operation is not None:
        answer = clone(operation.answer.refusal)
    answer[envelope.message] = message
    return answer


def encode(answer: JsonObject) -> bytes:
    """Write an answer as compact JSON in UTF-8; half a surrogate pair is written as JSON's escape for it."""
    return _ENCODER.encode(answer).encode("utf-8", "backslashreplace")


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)
