"""Ids of tasks that nobody used before, because a service refuses one that was."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from imgopen_contract.cases import Call, Case
from imgopen_contract.document import Operation
from imgopen_contract.document.expressions import NOTHING, steps_of
from imgopen_contract.rules import Constraint
from imgopen_contract.rules.constraint import Way

UNKNOWN = "no-such-task"
"""How an id begins that nobody ever submitted."""

SUBMITTED = "contract"
"""How an id begins that this suite submits."""


class Ids:
    """Makes ids, every one only once.

    Args:
        run: What tells this run from all others.
    """

    def __init__(self, run: str) -> None:
        self._run = run
        self._numbers = itertools.count(1)

    def freshen(self, call: Call, rule: Constraint | None, prefix: str = SUBMITTED) -> Call:
        """Return the call with an id of its own, unless the rule is about what stands there.

        A text that the rule tries for the id itself is kept behind the fresh part, if the document allows that.
        """
        place = id_place(call.operation)
        if place is None:
            return call
        where, way = place
        given = call.get(where, way)
        if given is NOTHING:
            return call
        schema = _schema(call.operation, where, way)
        if rule is not None and (rule.place, rule.way) == place and rule.keyword != "required":
            if not isinstance(given, str) or not given or not _keeps(call, schema, given):
                return call
            longer = f"{self._text(prefix)}-{given}"
            return call.put(where, way, longer) if _keeps(call, schema, longer) else call
        if not _keeps(call, schema, given):
            return call
        fresh = next((one for one in self._candidates(prefix) if _keeps(call, schema, one)), given)
        return call.put(where, way, fresh)

    def _candidates(self, prefix: str) -> Iterator[Any]:
        text = self._text(prefix)
        yield text
        number = int.from_bytes(text.encode()[-7:], "big")
        yield from (str(number), number)

    def _text(self, prefix: str) -> str:
        return f"{prefix}-{self._run}-{next(self._numbers)}"


def id_place(operation: Operation) -> tuple[str, Way] | None:
    """Return the part of a request and the way in it where the caller's id of the task stands."""
    expression = operation.task.get("id")
    if not isinstance(expression, str) or not expression.startswith("$request."):
        return None
    place, *way = steps_of(expression)
    return place, tuple(way)


def can_be_fresh(case: Case) -> bool:
    """Tell whether a case can be sent with an id that nobody used; one about the form of ids may not let it."""
    rule, place = case.rule, id_place(case.rule.operation)
    if place != (rule.place, rule.way) or rule.keyword == "required":
        return True
    return isinstance(case.value, str) and bool(case.value)


def _schema(operation: Operation, place: str, way: Way) -> Any:
    resolve = operation.document.resolve
    if place != "body":
        return next(
            (one.schema for one in operation.parameters if (one.place, (one.name,)) == (place, way)), {}
        )
    schema = resolve(operation.body_schema)
    for name in way:
        schema = resolve(schema.get("properties", {}).get(name, {}))
    return schema


def _keeps(call: Call, schema: Any, value: Any) -> bool:
    return call.operation.document.keeps(value, schema)
