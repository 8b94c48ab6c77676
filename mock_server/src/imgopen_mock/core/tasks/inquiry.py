"""Operations that tell of tasks."""

from __future__ import annotations

import difflib
from typing import Any

from imgopen_mock.core.description.document import JsonObject
from imgopen_mock.core.description.expressions import Expression
from imgopen_mock.core.description.extensions import TaskPart
from imgopen_mock.core.description.operation import Operation
from imgopen_mock.core.description.pointers import MISSING
from imgopen_mock.core.exchange.admission import Call, RefusedError
from imgopen_mock.core.exchange.refusals import cut, show
from imgopen_mock.core.tasks.reports import report
from imgopen_mock.core.tasks.targets import Selector, Targets, hashable, key_of, selected
from imgopen_mock.core.world import World

_LONGEST_VALUE = 80


class Inquiry:
    """Answers each call of one query with the task as it stands.

    Args:
        operation: The operation.
        part: Its `x-task`, of role query.
        task_id: Where its requests have the id.
        targets: The links of the bundle, at least one of which leads here.
        world: Where the tasks are kept.
    """

    def __init__(
        self, operation: Operation, part: TaskPart, task_id: Expression, targets: Targets, world: World
    ) -> None:
        self._operation = operation
        self._part = part
        self._id = task_id
        self._selectors: tuple[Selector, ...] = targets.selectors(operation) or ()
        self._constants = targets.constants(operation)
        self._places = {tuple(map(hashable, constants)) for constants in self._constants}
        self._world = world

    def answer(self, call: Call, now: float) -> JsonObject:
        """Tell of the task, or raise RefusedError if the account has none of that id there."""
        task_id = self._id.read(call.exchange)
        if task_id is MISSING:
            raise RefusedError(f"{self._id.field}: is required")
        ledger = self._world.ledger
        wanted = selected(self._selectors, call.exchange["request"])
        task = ledger.find(key_of(call.account, self._operation, wanted, task_id))
        if task is None:
            raise RefusedError(self._no_task(call, wanted, task_id))
        facts = self._world.results.facts(task, now)
        answer = self._operation.answer
        return report(answer.success, answer.form, self._part, task, now, facts)

    def _no_task(self, call: Call, wanted: tuple[Any, ...], task_id: Any) -> str:
        """Say what is wrong: the id, or where it was looked for."""
        shown = cut(show(task_id), _LONGEST_VALUE)
        for constants in self._constants:
            if key_of(call.account, self._operation, constants, task_id) in self._world.ledger:
                return f"{self._names()}: the task {shown} belongs to {_listed(constants)}"
        if self._selectors and tuple(map(hashable, wanted)) not in self._places:
            given = _listed(wanted)
            near = difflib.get_close_matches(given, [_listed(values) for values in self._constants], n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            return f"{self._names()}: {cut(given, _LONGEST_VALUE)} has no tasks{hint}"
        return f"{self._id.field}: this account has no task {shown} here"

    def _names(self) -> str:
        return ", ".join(name for _, name in self._selectors)


def _listed(values: tuple[object, ...]) -> str:
    return ", ".join(str(value) for value in values)
