"""Requests that break exactly one rule."""

from __future__ import annotations

import math
from functools import cache
from typing import Any

from hypothesis import strategies as st

from imgopen_contract.cases import Call, Case, cases_of
from imgopen_contract.cases.numbers import Numbers, plain
from imgopen_contract.document import Operation
from imgopen_contract.document.exactness import exact
from imgopen_contract.document.expressions import NOTHING, written
from imgopen_contract.properties.calls import valid_calls
from imgopen_contract.rules import BODY, Constraint

_FAR = 10**12


@cache
def broken_calls(operation: Operation) -> st.SearchStrategy[Case]:
    """Return a strategy for requests that break exactly one rule for the body, and keep all others.

    Some are boundary cases put into another request; others break the rule by any value.
    """
    by_rule: dict[str, list[Case]] = {}
    for case in cases_of(operation):
        if case.rule.place == BODY and case.rule.way and not case.accepted and case.fits_a_client:
            by_rule.setdefault(case.rule.label, []).append(case)
    families = tuple((cases, _any_value(cases[0].rule)) for cases in by_rule.values())
    calls = valid_calls(operation)

    @st.composite
    def broken(draw: st.DrawFn) -> Case:
        call = draw(calls)
        cases, values = draw(st.sampled_from(families))
        case = cases[draw(st.integers(0, len(cases) - 1))]
        value = case.value if values is None or draw(st.booleans()) else draw(values)
        return _moved(case, call, value)

    return broken()


def _moved(case: Case, call: Call, value: Any) -> Case:
    """Put the broken value of a case into another request, with what the case has around it where there is nothing."""
    rule = case.rule
    if rule.keyword == "additionalProperties":
        part = {**_object_at(call, case), **value}
        return Case(rule, value, False, _with_part(call, case, rule.way, part))
    if rule.keyword == "required":
        part = {key: inner for key, inner in _object_at(call, case, -1).items() if key != rule.way[-1]}
        return Case(rule, NOTHING, False, _with_part(call, case, rule.way[:-1], part))
    return Case(rule, value, False, _with_part(call, case, rule.way, value))


def _object_at(call: Call, case: Case, end: int | None = None) -> dict[str, Any]:
    way = case.rule.way[:end]
    found = call.get(BODY, way)
    if found in (NOTHING, []):
        found = case.call.get(BODY, way)
    return dict(found)


def _with_part(call: Call, case: Case, way: tuple[str | int, ...], part: Any) -> Call:
    body = call.body
    for length in range(len(way)):
        if call.get(BODY, way[:length]) in (NOTHING, []):
            body = written(body, way[:length], case.call.get(BODY, way[:length]))
            call = Call(call.operation, {**call.values, BODY: body})
    return Call(call.operation, {**call.values, BODY: written(body, way, part)})


def _any_value(rule: Constraint) -> st.SearchStrategy[Any] | None:
    """Return a strategy for values that break a rule of numbers; None for other rules."""
    if rule.keyword not in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"):
        return None
    numbers = Numbers.of(rule.schema, whole="number" not in rule.types)
    step = numbers.step or exact(1)
    edge = exact(rule.limit)
    if rule.keyword in ("minimum", "exclusiveMinimum"):
        return st.integers(1, _FAR).map(lambda count: plain((math.ceil(edge / step) - count) * step))
    return st.integers(1, _FAR).map(lambda count: plain((math.floor(edge / step) + count) * step))
