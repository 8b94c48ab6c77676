"""The one field that the client fills in by itself: the id of a task that is submitted without one."""

from __future__ import annotations

from typing import Any

from imgopen_contract.cases import Call, Case
from imgopen_contract.document import Operation
from imgopen_contract.document.expressions import NOTHING, read, steps_of, written
from imgopen_contract.rules import BODY

from tests.contract.reaction import Reaction


def way_to_id(operation: Operation) -> tuple[str, ...]:
    """Return the way to the id of the task in the body of the request that makes it; empty if it makes none."""
    if operation.role not in ("submit", "immediate"):
        return ()
    place, *steps = steps_of(operation.task["id"])
    return tuple(steps) if place == BODY else ()


def is_about_a_missing_id(case: Case) -> bool:
    """Tell whether a case leaves out the id of a task, which a server has to refuse and a client to fill in."""
    way = way_to_id(case.call.operation)
    rule = case.rule
    return bool(way) and not case.accepted and (rule.place, rule.keyword, rule.way) == (BODY, "required", way)


def lacks_id(call: Call) -> bool:
    """Tell whether a call has the object in which the id of its task stands, and not the id."""
    way = way_to_id(call.operation)
    if not way or call.get(BODY, way) is not NOTHING:
        return False
    return isinstance(call.get(BODY, way[:-1]), dict)


def check_made_id(case: Case, reaction: Reaction) -> None:
    """Hold the client to it that it adds an id to a request without one."""
    assert reaction.accepted, reaction.message
    made = read(reaction.sent, way_to_id(case.call.operation))
    assert isinstance(made, str)
    assert made.strip()


def with_made_id(call: Call, reaction: Reaction) -> Call:
    """Return a call as the client completed it."""
    way = way_to_id(call.operation)
    made: Any = read(reaction.sent, way) if way and reaction.accepted else NOTHING
    if made is NOTHING or call.get(BODY, way) is not NOTHING:
        return call
    return Call(call.operation, {**call.values, BODY: written(call.body, way, made)})
