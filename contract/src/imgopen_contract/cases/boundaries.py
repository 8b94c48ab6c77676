"""From every rule of an operation to the cases on both sides of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from imgopen_contract.cases.call import Call, text_of
from imgopen_contract.cases.case import Case
from imgopen_contract.cases.samples import elements, sample
from imgopen_contract.cases.values import UNKNOWN_NAME, inside, outside
from imgopen_contract.document import Document, Link, Operation
from imgopen_contract.document.expressions import NOTHING, steps_of
from imgopen_contract.rules import BODY, Constraint, constraints_of
from imgopen_contract.rules.constraint import Way


def cases_of(operation: Operation) -> tuple[Case, ...]:
    """Return the cases of every rule of an operation, in the order of the document."""
    return tuple(case for rule in constraints_of(operation) for case in cases_for(rule))


def cases_for(rule: Constraint) -> Iterator[Case]:
    """Give the cases of one rule: first those that are accepted."""
    start = baseline(rule.operation)
    if rule.keyword == "security":
        yield _case(rule, start.values["header"].get(rule.way[0], "given"), True, start)
        for value in (NOTHING, ""):
            yield _case(rule, value, False, replace(start, keys={str(rule.way[0]): value}))
    elif rule.keyword == "required":
        yield from _required(rule, start)
    elif rule.keyword == "additionalProperties":
        yield from _unknown_names(rule, start)
    else:
        yield from _values(rule, start)


def _values(rule: Constraint, start: Call) -> Iterator[Case]:
    if _selects_tasks(rule):
        yield from _where_links_lead(rule)
    else:
        for value in inside(rule):
            if _can_travel(rule, value):
                yield _case(rule, value, True, _put(start, rule, value))
    if not rule.is_permission:
        for value in outside(rule):
            if _can_travel(rule, value) and _stays_wrong(rule, value):
                yield _case(rule, value, False, _put(start, rule, value))


@cache
def baseline(operation: Operation) -> Call:
    """Return a request that the document allows: what is required, with documented values.

    A query asks for the task of the first operation that leads to it.
    """
    values: dict[str, Any] = {"path": {}, "query": {}, "header": {}, BODY: NOTHING}
    for parameter in operation.parameters:
        if parameter.required:
            example = next(iter(parameter.examples), NOTHING)
            values[parameter.place][parameter.name] = sample(operation.document, parameter.schema, example)
    if operation.takes_body:
        example = next(iter(operation.body_examples), NOTHING)
        values[BODY] = sample(operation.document, operation.body_schema, example)
    call = Call(operation, values)
    for source, link in links_to(operation)[:1]:
        call = followed(link, askable(source), call)
    return call


@cache
def askable(operation: Operation) -> Call:
    """Return the baseline with an id of the task, where a caller chooses one, so that it can be asked for."""
    call = baseline(operation)
    expression = operation.task.get("id")
    if expression is None or call.evaluate(expression) is not NOTHING:
        return call
    place, *way = steps_of(expression)
    return _with_parents(call, place, (*way, ""))


@cache
def links_to(operation: Operation) -> tuple[tuple[Operation, Link], ...]:
    """Return the operations whose tasks a query is about, each with the link that leads to it; none of others."""
    return tuple(
        (source, link)
        for source in operation.document.operations
        for link in source.links
        if link.operation is operation and operation.role == "query"
    )


def _selects_tasks(rule: Constraint) -> bool:
    """Tell whether a parameter says where a task is kept, so that only what a link has there leads anywhere."""
    given = [
        link.parameters.get(name)
        for _, link in links_to(rule.operation)
        for name in (rule.field, f"{rule.place}.{rule.field}")
    ]
    return rule.place != BODY and any(value is not None and not _is_expression(value) for value in given)


def _is_expression(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("$")


def _where_links_lead(rule: Constraint) -> Iterator[Case]:
    seen = []
    for source, link in links_to(rule.operation):
        call = followed(link, askable(source), baseline(rule.operation))
        value = call.get(rule.place, rule.way)
        if value not in seen:
            seen.append(value)
            yield Case(rule, value, True, call, askable(source))


def followed(link: Link, asked: Call, call: Call) -> Call:
    """Return the request that a link leads to from another one."""
    for name, value in link.parameters.items():
        for parameter in call.operation.parameters:
            if name in (parameter.name, f"{parameter.place}.{parameter.name}"):
                call = call.put(parameter.place, (parameter.name,), asked.evaluate(value))
    for name, value in link.body.items():
        call = call.put(BODY, (name,), asked.evaluate(value))
    return call


def prelude(call: Call) -> Call | None:
    """Return what has to be submitted so that a query finds its task; None for anything but a query.

    The query's own values are written into it, where the link takes them from. If they are wrong, so that no task
    could have them, the submitted task is another one, which does no harm.
    """
    if not links_to(call.operation):
        return None
    source, link = links_to(call.operation)[0]
    asked = askable(source)
    for value, expression in _given(link, call):
        if _is_expression(expression) and value is not NOTHING:
            place, *way = steps_of(expression)
            changed = asked.put(place, tuple(way), value)
            asked = changed if _is_allowed(changed) else asked
    return asked


def _given(link: Link, call: Call) -> Iterator[tuple[Any, Any]]:
    """Give what a query has wherever a link leads, each with what the link says should be there."""
    for name, expression in link.body.items():
        yield call.get(BODY, (name,)), expression
    for name, expression in link.parameters.items():
        for parameter in call.operation.parameters:
            if name in (parameter.name, f"{parameter.place}.{parameter.name}"):
                yield call.get(parameter.place, (parameter.name,)), expression


def _is_allowed(call: Call) -> bool:
    return call.operation.document.keeps(call.body, call.operation.body_schema)


def _case(rule: Constraint, value: Any, accepted: bool, call: Call) -> Case:
    return Case(rule, value, accepted, call, prelude(call))


def _can_travel(rule: Constraint, value: Any) -> bool:
    """Tell whether a value can stand where it belongs: in a path, nothing that makes another path of it."""
    if rule.place != "path":
        return True
    (parameter,) = (found for found in rule.operation.parameters if found.name == rule.way[0])
    parts = text_of(value).split("/")
    return (parameter.reserved or len(parts) == 1) and not {"", ".", ".."} & set(parts)


def _stays_wrong(rule: Constraint, value: Any) -> bool:
    """Tell whether a value is still wrong when it has travelled: outside the body, 1 and "1" are the same text."""
    if rule.place == BODY:
        return True
    text = text_of(value)
    keeps = rule.operation.document.keeps
    return not keeps(text, rule.schema) and not (_is_json(text) and keeps(json.loads(text), rule.schema))


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def _put(start: Call, rule: Constraint, value: Any) -> Call:
    return _with_parents(start, rule.place, rule.way).put(rule.place, rule.way, value)


def _with_parents(call: Call, place: str, way: Way) -> Call:
    """Return the call with valid objects and arrays around the place of a value."""
    if place != BODY:
        return call
    document = call.operation.document
    for length in range(len(way)):
        if call.get(place, way[:length]) in (NOTHING, []):
            call = call.put(place, way[:length], _parent(document, call.operation, way[:length]))
    return call


def _parent(document: Document, operation: Operation, way: Way) -> Any:
    schema = document.resolve(operation.body_schema)
    for step in way:
        inner = schema["items"] if isinstance(step, int) else schema["properties"][step]
        schema = document.resolve(inner)
    if "items" in schema:
        return elements(document, schema, max(1, schema.get("minItems", 0)))
    return sample(document, schema)


def _required(rule: Constraint, start: Call) -> Iterator[Case]:
    whole = _with_parents(start, rule.place, rule.way)
    value = whole.get(rule.place, rule.way)
    yield _case(rule, value, True, whole)
    yield _case(rule, NOTHING, False, whole.put(rule.place, rule.way, NOTHING))


def _unknown_names(rule: Constraint, start: Call) -> Iterator[Case]:
    way = (*rule.way, UNKNOWN_NAME)
    whole = _with_parents(start, rule.place, way)
    yield _case(rule, whole.get(rule.place, rule.way), True, whole)
    for value in (1, "text", {"deep": [None]}):
        yield _case(rule, {UNKNOWN_NAME: value}, rule.limit is True, whole.put(rule.place, way, value))
