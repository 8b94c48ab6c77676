"""Comparing ranges, lengths, steps and patterns."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from generator.diff.findings import Findings, Scope
from generator.diff.kinds.bounds import BOUND_NAMES, LOWER_BOUNDS, UPPER_BOUNDS
from generator.diff.spots import Spot, shown

_NATURAL = frozenset({"minLength", "minItems", "minProperties"})


def compare_bounds(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    """Report other ends of ranges of values, lengths and numbers of items."""
    for keyword in (*LOWER_BOUNDS, *UPPER_BOUNDS):
        before, after = _bound(old, keyword), _bound(new, keyword)
        if before == after:
            continue
        places = _bound_at(old, keyword), _bound_at(new, keyword)
        data = {"old": shown(before), "new": shown(after)}
        findings.add(f"{BOUND_NAMES[keyword]}-{_direction(before, after)}", scope, *places, **data)


def _direction(before: Any, after: Any) -> str:
    if before is None:
        return "added"
    if after is None:
        return "removed"
    return "raised" if after > before else "lowered"


def _bound(spot: Spot, keyword: str) -> int | float | None:
    """Return a bound; OpenAPI 3.0 says by `exclusiveMinimum: true` that the minimum is exclusive."""
    sibling = {"minimum": "exclusiveMinimum", "maximum": "exclusiveMaximum"}.get(keyword)
    inclusive = {"exclusiveMinimum": "minimum", "exclusiveMaximum": "maximum"}.get(keyword)
    if sibling is not None and spot.child(sibling).value is True:
        return None
    if inclusive is not None and spot.child(keyword).value is True:
        keyword = inclusive
    value = spot.child(keyword).value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return None if keyword in _NATURAL and value <= 0 else value


def _bound_at(spot: Spot, keyword: str) -> Spot:
    return spot.child(keyword)


def compare_step(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    """Report another `multipleOf`."""
    before, after = old.child("multipleOf"), new.child("multipleOf")
    if before.value is None or after.value is None:
        kind = "step-removed" if after.value is None else "step-added"
    elif _divides(after.value, before.value):
        kind = "step-widened"
    elif _divides(before.value, after.value):
        kind = "step-narrowed"
    else:
        kind = "step-changed"
    findings.add(kind, scope, before, after, old=shown(before.value), new=shown(after.value))


def _divides(step: Any, value: Any) -> bool:
    if not all(
        isinstance(each, int | float) and not isinstance(each, bool) and each > 0 for each in (step, value)
    ):
        return False
    return Decimal(str(value)) % Decimal(str(step)) == 0


def compare_pattern(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    """Report another `pattern`."""
    before, after = old.child("pattern"), new.child("pattern")
    if before.value is None or after.value is None:
        kind = "pattern-removed" if after.value is None else "pattern-added"
    else:
        kind = "pattern-changed"
    findings.add(kind, scope, before, after, old=shown(before.value), new=shown(after.value))


def compare_unique(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    """Report a change of `uniqueItems`."""
    before, after = old.child("uniqueItems"), new.child("uniqueItems")
    if bool(before.value) != bool(after.value):
        findings.add("items-made-unique" if after.value else "items-may-repeat", scope, before, after)
