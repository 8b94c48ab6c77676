"""Several accepted cases in one request, so that fewer requests cost something."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from imgopen_contract.cases import Call, Case, baseline
from imgopen_contract.document.expressions import NOTHING, written
from imgopen_contract.rules.constraint import Way

WORK = frozenset(
    {
        *("count", "steps", "width", "height", "width-factor", "height-factor"),
        *("enlarge", "enlarge-factor", "enlarged-width", "enlarged-height"),
    }
)
"""The meanings of fields by which a caller orders more work, and so may pay more."""

Change = tuple[Way, Any]


def changes_of(case: Case) -> tuple[Change, ...]:
    """Return in which values a case's request is unlike the plain one, as leaves of the whole request."""
    return tuple(_differences((), baseline(case.rule.operation).values, case.call.values))


def orders_work(case: Case) -> bool:
    """Tell whether the case is about a value by which a caller orders more or less work."""
    return case.rule.keyword != "required" and case.rule.schema.get("x-meaning") in WORK


def is_boundless(case: Case) -> bool:
    """Tell whether a case orders more work than any documented value does, which no limit of the document stops."""
    schema, value = case.rule.schema, case.value
    if not orders_work(case) or isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    if any(keyword in schema for keyword in ("maximum", "exclusiveMaximum", "enum", "const")):
        return False
    known = (*schema.get("examples", ()), schema.get("default"), schema.get("minimum"))
    return value > max((one for one in known if isinstance(one, (int, float))), default=1)


def combined(cases: Sequence[Case]) -> list[tuple[Case, ...]]:
    """Put cases of one operation together, as many into one request as do not get into each other's way.

    Every case's own values stand in the request as they are, and the request as a whole keeps the document. At most
    one value in it orders work, so that no request costs more than the dearest single case.
    """
    groups: list[_Group] = []
    for case in cases:
        changes = changes_of(case)
        if not any(group.take(case, changes) for group in groups):
            groups.append(_Group(case, changes))
    return [tuple(group.cases) for group in groups]


def merged(cases: Sequence[Case]) -> Call:
    """Return the one request that holds what is tried in all of the cases."""
    call = cases[0].call
    for case in cases[1:]:
        call = _with(call, changes_of(case))
    return call


class _Group:
    def __init__(self, first: Case, changes: Sequence[Change]) -> None:
        self.cases: list[Case] = []
        self._call = first.call
        self._leaves: dict[Way, str] = {}
        self._inner: set[Way] = set()
        self._orders_work = False
        self._add(first, changes, first.call)

    def take(self, case: Case, changes: Sequence[Change]) -> bool:
        """Add a case if it goes together with those that are there; tell whether it did."""
        if case.call.keys or self._call.keys or (self._orders_work and orders_work(case)):
            return False
        if any(self._meets(way, value) for way, value in changes):
            return False
        together = _with(self._call, changes)
        operation = case.rule.operation
        if operation.takes_body and not operation.document.keeps(together.body, operation.body_schema):
            return False
        self._add(case, changes, together)
        return True

    def _add(self, case: Case, changes: Sequence[Change], call: Call) -> None:
        self.cases.append(case)
        self._call = call
        for way, value in changes:
            self._leaves[way] = _key(value)
            self._inner.update(way[:length] for length in range(len(way)))
        self._orders_work = self._orders_work or orders_work(case)

    def _meets(self, way: Way, value: Any) -> bool:
        if way in self._inner or any(way[:length] in self._leaves for length in range(len(way))):
            return True
        return way in self._leaves and self._leaves[way] != _key(value)


def _with(call: Call, changes: Sequence[Change]) -> Call:
    for way, value in changes:
        call = replace(call, values=written(call.values, way, value))
    return call


def _differences(way: Way, old: Any, new: Any) -> Iterator[Change]:
    if old is new:
        return
    if isinstance(new, Mapping) and new and (isinstance(old, Mapping) or old is NOTHING):
        before = old if isinstance(old, Mapping) else {}
        for name, value in new.items():
            yield from _differences((*way, name), before.get(name, NOTHING), value)
        for name in before:
            if name not in new:
                yield (*way, name), NOTHING
    elif old is NOTHING or new is NOTHING or _key(old) != _key(new):
        yield way, new


def _key(value: Any) -> str:
    return "" if value is NOTHING else json.dumps(value, sort_keys=True)
