"""From the bytes that were posted to what they say of a task."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from ..errors import InvalidCallbackError
from ..product import ENVELOPE
from ..roles import State, at
from .kinds import distinct_kinds, kind_named

if TYPE_CHECKING:
    from ..operation import CallbackRole as Kind

MAX_BYTES: Final = 1_048_576
"""How long a payload may be, in bytes, if nothing else is said."""


@dataclass(frozen=True)
class Payload:
    """What a callback says of a task.

    Attributes:
        kind: which kind of callback it is.
        operation: what submitted the task; None where that is not known.
        task_id: the id under which it was submitted.
        state: how it stands.
        info: all that is said of it.
        message: the state in words of the service.
    """

    kind: Kind
    operation: str | None
    task_id: str
    state: State
    info: Any
    message: str | None

    @property
    def key(self) -> str:
        """What tells it from every other one: a repetition has the same key."""
        return f"{self.operation or self.kind.answer.__name__}/{self.task_id}/{self.state}"


def read_payload(body: bytes, operation: str | None) -> Payload:
    """Return what a payload says.

    Args:
        body: what was posted.
        operation: what submitted the task, as `group.method`; if None, the payload has to tell by its form.

    Raises:
        ConfigurationError: there is no such operation, or its result is not posted.
        InvalidCallbackError: the payload is not what the spec promises, or it could be of several kinds.
    """
    kinds = distinct_kinds() if operation is None else (kind_named(operation),)
    found: dict[tuple[object, ...], Payload] = {}
    faults: list[str] = []
    for kind in kinds:
        try:
            payload = _read(body, kind, operation)
        except InvalidCallbackError as error:
            faults.append(str(error))
        else:
            found.setdefault((kind.answer, kind.acknowledgement, payload.task_id, payload.state), payload)
    if len(found) > 1:
        raise InvalidCallbackError("the payload could be of several kinds: say which operation it is of")
    if not found:
        # A body that is not even JSON has the same fault for every kind.
        raise InvalidCallbackError("; or ".join(dict.fromkeys(faults)) or "no operation has callbacks")
    return next(iter(found.values()))


def _read(body: bytes, kind: Kind, operation: str | None) -> Payload:
    try:
        answer = kind.answer.__pydantic_validator__.validate_json(body)
    except ValidationError as error:
        raise InvalidCallbackError(f"the payload is not what the spec promises: {_fault(error)}") from None
    info = answer if ENVELOPE is None else getattr(answer, ENVELOPE.data, answer)
    task_id, word = at(info, kind.report.id), at(info, kind.report.state)
    if not isinstance(task_id, str) or not task_id:
        raise InvalidCallbackError("the payload is not what the spec promises: it has no id of a task")
    if word is None:
        raise InvalidCallbackError("the payload is not what the spec promises: it has no state")
    message = at(info, kind.report.message)
    return Payload(
        kind=kind,
        operation=operation,
        task_id=task_id,
        state=kind.report.states.meaning(word),
        info=info,
        message=None if message is None else str(message),
    )


def _fault(error: ValidationError) -> str:
    """Say what is wrong first, without the values: they may hold signed URLs."""
    detail = error.errors(include_url=False, include_context=False, include_input=False)[0]
    where = ".".join(str(step) for step in detail["loc"])
    return f"{where}: {detail['msg']}" if where else detail["msg"]
