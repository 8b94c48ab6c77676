"""What an answer or a callback says of a task: the documented example, made true."""

from __future__ import annotations

from typing import Any

from imgopen_mock.core.description.document import JsonObject
from imgopen_mock.core.description.extensions import States, TaskPart
from imgopen_mock.core.description.forms import Facts, Form
from imgopen_mock.core.description.schemas import clone
from imgopen_mock.core.tasks.task import Phase, Task

_MESSAGES = {
    Phase.PENDING: "waiting",
    Phase.RUNNING: "running",
}
_UNLISTED = -1


def report(
    example: JsonObject, form: Form, part: TaskPart, task: Task, now: float, facts: Facts
) -> JsonObject:
    """Tell of a task in the shape of `example`.

    Args:
        example: The documented body of a success.
        form: Which of its fields mean something.
        part: Where ids, state and message stand, and which values the state has.
        task: The task.
        now: The time at which it is told.
        facts: What is known at that time.
    """
    body: JsonObject = form.fill(clone(example), facts)
    exchange = {"response": {"body": body}}
    phase = task.phase(now)
    if part.receipt is not None:
        part.receipt.write(exchange, clone(task.id))
    if part.assigned is not None:
        part.assigned.write(exchange, task.assigned)
    if part.state is not None:
        part.state.write(exchange, clone(state_of(part.states, task, phase)))
    if part.message is not None and phase is not Phase.SUCCEEDED:  # the example tells of success already
        part.message.write(exchange, _MESSAGES.get(phase, task.failure))
    return body


def state_of(states: States, task: Task, phase: Phase) -> Any:
    """Return the value that a state has in an answer; a kind of state without a value borrows its neighbour's."""
    if phase is Phase.FAILED:
        if task.failed_state is not None:
            return task.failed_state
        return next(iter(states.failed), _UNLISTED)
    if phase is Phase.RUNNING:
        return next(iter((*states.running, *states.pending, *states.succeeded)), _UNLISTED)
    if phase is Phase.PENDING:
        return next(iter((*states.pending, *states.running, *states.succeeded)), _UNLISTED)
    return next(iter(states.succeeded), _UNLISTED)
