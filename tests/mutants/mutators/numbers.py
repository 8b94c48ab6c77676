"""Ranges and grids of numbers."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from imgopen_contract.cases.numbers import Numbers, plain
from imgopen_contract.document.exactness import exact
from imgopen_contract.document.expressions import NOTHING
from imgopen_contract.rules import Constraint

from tests.mutants.mutant import Change

_LOWER = ("minimum", "exclusiveMinimum")
_COUNTERPART = {
    "minimum": "exclusiveMinimum",
    "maximum": "exclusiveMaximum",
    "exclusiveMinimum": "minimum",
    "exclusiveMaximum": "maximum",
}
_FAR = 1000
"""How many steps a limit is moved when it is moved by a lot."""


def of_limit(rule: Constraint) -> Iterator[Change]:
    """Move an end of a range outwards by a step and by a lot, inwards by a step; drop it; open or close it."""
    outwards = -1 if rule.keyword in _LOWER else 1
    moved = (_moved(rule, outwards), _moved(rule, outwards * _FAR), _moved(rule, -outwards))
    for limit in moved:
        if _has_room({**rule.schema, rule.keyword: limit}, rule):
            yield Change(rule.pointer, limit, f"{rule.limit} -> {limit}")
    yield Change(rule.pointer, NOTHING, "dropped")
    other = _COUNTERPART[rule.keyword]
    rest = {key: value for key, value in rule.schema.items() if key != rule.keyword}
    if other not in rule.schema and _has_room({**rest, other: rule.limit}, rule):
        yield Change(rule.pointer, rule.limit, f"renamed {other}", other)


def of_grid(rule: Constraint) -> Iterator[Change]:
    """Make the grid of a number finer and coarser, and drop it."""
    step = exact(rule.limit)
    for factor in (_finer(step, rule), Fraction(2)):
        grid = plain(step * factor)
        if factor != 1 and _has_room({**rule.schema, rule.keyword: grid}, rule):
            yield Change(rule.pointer, grid, f"{rule.limit} -> {grid}")
    yield Change(rule.pointer, NOTHING, "dropped")


def _moved(rule: Constraint, steps: int) -> int | float:
    """Return a limit moved by so many of the smallest steps that the values have."""
    schema: Mapping[str, Any] = rule.schema
    if "multipleOf" in schema:
        return plain(exact(rule.limit) + steps * exact(schema["multipleOf"]))
    if _is_whole(rule):
        return plain(exact(rule.limit) + steps)
    if abs(steps) > 1:
        return plain(exact(rule.limit) + steps)
    return math.nextafter(float(rule.limit), math.copysign(math.inf, steps))


def _finer(step: Fraction, rule: Constraint) -> Fraction:
    """Return by what the step is to be multiplied: a half, or of odd whole steps a smaller divisor."""
    if not _is_whole(rule) or step.numerator % 2 == 0:
        return Fraction(1, 2)
    return Fraction(1, next((part for part in range(3, step.numerator + 1) if step.numerator % part == 0), 1))


def _is_whole(rule: Constraint) -> bool:
    return "number" not in rule.types


def _has_room(schema: Mapping[str, Any], rule: Constraint) -> bool:
    """Tell whether any number is allowed at all."""
    numbers = Numbers.of(schema, _is_whole(rule))
    if numbers.low is None or numbers.high is None:
        return True
    return exact(numbers.first()) <= exact(numbers.last())
