"""Which tasks there are, by the answers alone: what the service has accepted, it must know."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeAlias

from imgopen_contract.document import Document, Operation
from imgopen_contract.document.expressions import NOTHING, read, steps_of

from tests.contract.stateful.exchange import Exchange
from tests.contract.stateful.links import asked_by

Key: TypeAlias = tuple[str, str, str]
"""The account, the operation that knows the task, and the values under which it does, as JSON."""

STAGES = {"pending": 0, "running": 1, "succeeded": 2, "failed": 2}
"""How far a task is in each kind of state."""


class Expected(Enum):
    """What the state of the service makes of a request that breaks no rule."""

    ACCEPTED = "accepted"
    TAKEN = "taken"
    UNKNOWN = "unknown"
    OPEN = "open"


@dataclass(eq=False)
class Task:
    """A task that the service has accepted.

    Attributes:
        submit: The exchange that made it.
        kind: The kind of state that was told of it last; empty if none was.
    """

    submit: Exchange
    kind: str = ""


class Book:
    """The tasks of all accounts."""

    def __init__(self, document: Document) -> None:
        self.tasks: list[Task] = []
        self._by_key: dict[Key, Task] = {}
        self._selecting = _selecting(document)

    def expected(self, exchange: Exchange) -> Expected:
        """Tell what becomes of a request that breaks no rule.

        Whether a task can be asked for by the id that the service gave it, the document leaves open.
        """
        role, task_id = exchange.operation.role, exchange.asked("id")
        if not role or task_id is NOTHING:
            return Expected.ACCEPTED
        if any(
            task_id in (task.submit.told("assigned"), task.submit.told("receipt")) for task in self._own()
        ):
            return Expected.OPEN
        if role == "query":
            return Expected.UNKNOWN if self.find(exchange) is None else Expected.ACCEPTED
        taken = any(key in self._by_key for key in self._keys(exchange))
        return Expected.TAKEN if taken else Expected.ACCEPTED

    def find(self, question: Exchange) -> Task | None:
        """Return the task that a query asks for."""
        return self._by_key.get(self._key(question.account, question.operation, question.request))

    def note(self, exchange: Exchange) -> None:
        """Take note of an answer."""
        if not exchange.accepted or not exchange.operation.role:
            return
        if exchange.operation.role == "query":
            task = self.find(exchange)
            if task is not None:
                task.kind = kind_of_state(exchange) or task.kind
            return
        task = Task(exchange)
        self.tasks.append(task)
        for key in self._keys(exchange):
            self._by_key[key] = task

    def _own(self) -> list[Task]:
        """Return the tasks that were submitted without an id."""
        return [task for task in self.tasks if task.submit.asked("id") is NOTHING]

    def _keys(self, submit: Exchange) -> list[Key]:
        """Return the keys under which the queries know a task; without a query, that of its id alone."""
        if submit.asked("id") is NOTHING:
            return []
        keys = [
            self._key(submit.account, link.operation, asked_by(link, submit))
            for link in submit.operation.links
            if link.operation.role == "query"
        ]
        return keys or [self._key(submit.account, submit.operation, submit.request)]

    def _key(self, account: str, operation: Operation, request: Any) -> Key:
        task_id = read(request, steps_of(operation.task["id"]))
        selecting = [read(request, place) for place in self._selecting.get(operation.id, ())]
        return account, operation.id, json.dumps([task_id, *selecting], sort_keys=True, default=str)


def kind_of_state(exchange: Exchange) -> str:
    """Return the kind of state that an answer tells of; empty if it tells of none that is documented."""
    told = exchange.told("state")
    kinds = exchange.operation.task.get("states", {})
    return next((kind for kind, values in kinds.items() if told in values), "")


def _selecting(document: Document) -> dict[str, list[tuple[str, str]]]:
    """Return the parameters that links give to each query: they tell one operation's tasks from another's."""
    found: dict[str, list[tuple[str, str]]] = {}
    for link in (link for operation in document.operations for link in operation.links):
        for parameter in link.operation.parameters:
            names = {parameter.name, f"{parameter.place}.{parameter.name}"}
            place = (parameter.place, parameter.name)
            if names & set(link.parameters) and place not in found.setdefault(link.operation.id, []):
                found[link.operation.id].append(place)
    return found
