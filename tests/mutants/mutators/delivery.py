"""When a callback is sent again, and what stops it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from imgopen_contract.document.expressions import NOTHING

from tests.mutants.mutant import Change
from tests.mutants.mutators.values import near_miss
from tests.mutants.pointers import END, Pointer


def of_delivery(rule: Mapping[str, Any], pointer: Pointer) -> Iterator[Change]:
    """Change each part of an `x-delivery` that says anything."""
    yield from _intervals(rule["intervals"], (*pointer, "intervals"))
    for retries in (rule["retries"] - 1, rule["retries"] + 1):
        if retries >= 0:
            yield Change((*pointer, "retries"), retries, f"{rule['retries']} -> {retries}")
    acknowledgement = rule["acknowledgement"]
    yield from _values(acknowledgement["values"], (*pointer, "acknowledgement", "values"))
    name = acknowledgement["property"]
    yield Change((*pointer, "acknowledgement", "property"), f"{name}s", f"{name} -> {name}s")


def _intervals(intervals: list[float], pointer: Pointer) -> Iterator[Change]:
    for index, seconds in enumerate(intervals):
        yield Change((*pointer, str(index)), seconds + 1, f"{seconds} -> {seconds + 1}")
        if len(intervals) > 1:
            yield Change((*pointer, str(index)), NOTHING, f"{seconds} removed")
    for index in range(len(intervals) - 1):
        one, two = intervals[index : index + 2]
        if one != two:
            swapped = [*intervals[:index], two, one, *intervals[index + 2 :]]
            yield Change(pointer, swapped, f"{one} and {two} swapped")


def _values(values: list[Any], pointer: Pointer) -> Iterator[Change]:
    for index, value in enumerate(values):
        if len(values) > 1:
            yield Change((*pointer, str(index)), NOTHING, f"{json.dumps(value)} removed")
    added = near_miss(values)
    yield Change((*pointer, END), added, f"{json.dumps(added)} added")
