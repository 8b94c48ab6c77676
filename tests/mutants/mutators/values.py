"""Lists of allowed values, lengths, and flags."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from imgopen_contract.document.expressions import NOTHING
from imgopen_contract.rules import Constraint

from tests.mutants.mutant import Change
from tests.mutants.pointers import END

_LIMITS = {"minLength": "maxLength", "minItems": "maxItems"}
"""The lower limits of lengths, and the upper ones."""


def of_enum(rule: Constraint) -> Iterator[Change]:
    """Remove each of the allowed values, add one that is nearly one of them, and drop the list."""
    options: list[Any] = rule.limit
    if len(options) > 1:
        for index, option in enumerate(options):
            yield Change((*rule.pointer, str(index)), NOTHING, f"{_text(option)} removed")
    added = near_miss(options)
    yield Change((*rule.pointer, END), added, f"{_text(added)} added")
    yield Change(rule.pointer, NOTHING, "dropped")


def of_const(rule: Constraint) -> Iterator[Change]:
    """Put another value in the place of the only one that is allowed, and drop the rule."""
    other = near_miss([rule.limit])
    yield Change(rule.pointer, other, f"{_text(rule.limit)} -> {_text(other)}")
    yield Change(rule.pointer, NOTHING, "dropped")


def of_length(rule: Constraint) -> Iterator[Change]:
    """Move the limit of a length by one in both directions, and drop it."""
    for limit in (rule.limit - 1, rule.limit + 1):
        schema = {**rule.schema, rule.keyword: limit}
        pairs = ((schema.get(low, 0), schema.get(high)) for low, high in _LIMITS.items())
        if limit >= 0 and all(high is None or low <= high for low, high in pairs):
            yield Change(rule.pointer, limit, f"{rule.limit} -> {limit}")
    yield Change(rule.pointer, NOTHING, "dropped")


def of_flag(rule: Constraint) -> Iterator[Change]:
    """Turn a yes into a no, or a no into a yes."""
    flipped = not rule.limit
    yield Change(rule.pointer, flipped, f"{_text(rule.limit)} -> {_text(flipped)}")


def near_miss(options: list[Any]) -> Any:
    """Return a value that is not allowed and nearly is: a number beside, or a text in other letters."""
    first = options[-1]
    if isinstance(first, bool) or not isinstance(first, (int, float, str)):
        return "other"
    if isinstance(first, str):
        return first.swapcase() if first.swapcase() not in options else f"{first}x"
    return max(option for option in options if isinstance(option, (int, float))) + 1


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
