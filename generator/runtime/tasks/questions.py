"""Which query is asked about a task, and which one after it where the task is not known there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..catalogue import every, find
from ..operation import Operation
from ..product import BaseError
from ..roles import Question

_NOT_FOUND = 404


@dataclass(frozen=True)
class Asked:
    """A query with everything that it has to be sent."""

    question: Question
    operation: Operation[Any]
    body: dict[str, object]
    parameters: dict[str, object] | None


class Questions:
    """The queries that may know of one task; the one that did is asked first the next time."""

    def __init__(self, questions: tuple[Question, ...]) -> None:
        self._questions = questions
        self._first_refusal: BaseError | None = None

    def about(self, task_id: str) -> Iterator[Asked]:
        """Yield the queries, to be asked in turn until one of them answers."""
        self._first_refusal = None
        for question in self._questions:
            operation = find(question.operation)
            body: dict[str, object] = {question.id_argument: task_id, **dict(question.body)}
            parameters = dict(question.parameters) if operation.parameters is not None else None
            yield Asked(question, operation, body, parameters)

    def answered(self, asked: Asked) -> None:
        """Remember which query knew of the task."""
        others = (other for other in self._questions if other != asked.question)
        self._questions = (asked.question, *others)

    def refused(self, error: BaseError) -> None:
        """Go on after a query that does not know of the task.

        Raises:
            BaseError: the error, where it says something else.
        """
        if getattr(error, "status_code", _NOT_FOUND) != _NOT_FOUND:
            raise error
        self._first_refusal = self._first_refusal or error

    def unknown(self, task_id: str) -> BaseError:
        """Return the error for a task that no query knows: the refusal of the best one."""
        error = self._first_refusal or BaseError(f"no query knows of the task {task_id}")
        error.task_id = task_id
        return error


def every_question() -> tuple[Question, ...]:
    """Return all queries for tasks that the service has, each once, those that are inferred at the end."""
    found: dict[Question, None] = {}
    for operation in every():
        if operation.submission is not None:
            found.update(dict.fromkeys(operation.submission.questions))
    return tuple(sorted(found, key=lambda question: find(question.operation).inferred is not None))
