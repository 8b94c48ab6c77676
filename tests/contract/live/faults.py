"""Bundles that differ from the document in places that are found by walking it."""

from __future__ import annotations

import copy
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from imgopen_contract.cases import cases_for
from imgopen_contract.document import Document, Operation
from imgopen_contract.live.provenance import of_rule
from imgopen_contract.rules import BODY, Constraint, constraints_of

Data = dict[str, Any]


@dataclass(frozen=True)
class Difference:
    """What the service does not do as the document says: `group.operation`, and field and rule."""

    operation: str
    title: str


@dataclass(frozen=True)
class Change:
    """A change of a bundle that breaks one rule of one operation, and no other one."""

    difference: Difference
    make: Callable[[Data], None]


def changed(document: Document, changes: list[Change]) -> Data:
    """Return the bundle with the changes made."""
    data: Data = copy.deepcopy(dict(document.data))
    for change in changes:
        change.make(data)
    return data


def laxer(
    document: Document, count: int, where: Callable[[Operation], bool] = lambda one: one.costs
) -> list[Change]:
    """Return changes after which the service accepts what it must refuse, each at an operation of its own."""
    return _at_different_operations(document, _LAXER, where, count)


def stricter(document: Document, count: int, where: Callable[[Operation], bool]) -> list[Change]:
    """Return changes after which the service refuses what it must accept."""
    return _at_different_operations(document, _STRICTER, where, count)


Maker = Callable[[Document, Constraint], Callable[[Data], None] | None]


def _at_different_operations(
    document: Document, makers: tuple[Maker, ...], where: Callable[[Operation], bool], count: int
) -> list[Change]:
    found: list[Change] = []
    for maker in makers * count:
        taken = {change.difference.operation for change in found}
        for change in _changes(document, maker, where):
            if change.difference.operation not in taken and len(found) < count:
                found.append(change)
                break
    assert len(found) == count, "the document has not enough rules of these kinds"
    return found


def _changes(document: Document, maker: Maker, where: Callable[[Operation], bool]) -> Iterator[Change]:
    for operation in document.operations:
        if not operation.is_inferred and where(operation):
            for rule in constraints_of(operation):
                alone = _uses(document)[rule.pointer] == 1 or rule.keyword == "security"
                make = maker(document, rule) if alone and not of_rule(rule).is_supposed else None
                if make is not None:
                    yield Change(Difference(operation.label, f"{rule.field} / {rule.name}"), make)


@cache
def _uses(document: Document) -> Counter[tuple[str, ...]]:
    return Counter(rule.pointer for one in document.operations for rule in constraints_of(one))


def _holder(data: Data, pointer: tuple[str, ...]) -> Any:
    node: Any = data
    for token in pointer[:-1]:
        node = node[int(token)] if isinstance(node, list) else node[token]
    return node


def _set(rule: Constraint, value: Any, keyword: str = "") -> Callable[[Data], None]:
    def make(data: Data) -> None:
        _holder(data, rule.pointer)[keyword or rule.pointer[-1]] = value

    return make


def _raised_maximum(_: Document, rule: Constraint) -> Callable[[Data], None] | None:
    return _set(rule, rule.limit + 10**12) if rule.keyword == "maximum" else None


def _dropped_required(_: Document, rule: Constraint) -> Callable[[Data], None] | None:
    if rule.keyword != "required" or rule.place != BODY or not rule.way:
        return None

    def make(data: Data) -> None:
        _holder(data, rule.pointer).remove(rule.way[-1])

    return make


def _finer_step(_: Document, rule: Constraint) -> Callable[[Data], None] | None:
    whole = rule.keyword == "multipleOf" and "number" not in rule.types and rule.limit > 1
    return _set(rule, 1) if whole else None


def _opened_object(_: Document, rule: Constraint) -> Callable[[Data], None] | None:
    return _set(rule, True) if rule.keyword == "additionalProperties" and rule.limit is False else None


def _unneeded_key(document: Document, rule: Constraint) -> Callable[[Data], None] | None:
    if rule.keyword != "security":
        return None
    kept: dict[str, list[str]] = {one.scheme: [] for one in document.credentials if one.scheme != rule.limit}

    def make(data: Data) -> None:
        operation = rule.operation
        data["paths"][operation.path][operation.method.lower()]["security"] = [kept]

    return make


def _lowered_maximum(_: Document, rule: Constraint) -> Callable[[Data], None] | None:
    """Lower a maximum by one, which only the case at the very end notices."""
    if rule.keyword != "maximum" or "multipleOf" in rule.schema or "number" in rule.types:
        return None
    used = [case.value for case in cases_for(rule) if case.accepted]
    return _set(rule, rule.limit - 1) if rule.limit in used else None


def _shortened_choice(_: Document, rule: Constraint) -> Callable[[Data], None] | None:
    return _set(rule, rule.limit[:-1]) if rule.keyword == "enum" and len(rule.limit) > 2 else None


def _short_text(_: Document, rule: Constraint) -> Callable[[Data], None] | None:
    alone = {"maxLength", "pattern", "enum", "minLength"}.isdisjoint(rule.schema)
    if rule.keyword != "type" or rule.types != ("string",) or not alone or rule.place != BODY:
        return None
    return _set(rule, 1500, "maxLength")


_LAXER: tuple[Maker, ...] = (_raised_maximum, _dropped_required, _finer_step, _opened_object, _unneeded_key)
_STRICTER: tuple[Maker, ...] = (_lowered_maximum, _shortened_choice, _short_text)


def text_of(data: Data) -> str:
    """Write a bundle."""
    return json.dumps(data)
