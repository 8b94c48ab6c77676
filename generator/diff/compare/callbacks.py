"""Comparing callbacks: where they are posted, what they carry, how often they are tried."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from generator.diff.compare.leaves import Rules, compare_keys, compare_order, compare_reference, pairs
from generator.diff.findings import Findings, Scope
from generator.diff.spots import Spot, canonical, same, shown, shown_values
from generator.document.grammar import METHODS

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_MANY = 100


def paired_callbacks(
    findings: Findings, scope: Scope, old: Spot, new: Spot
) -> Iterator[tuple[Spot, Spot, str]]:
    """Yield the operations of callbacks that both documents have, with their names; report the others."""
    both, added, removed = pairs(old.entries(), new.entries())
    for spot in added:
        findings.add("added", scope, old, spot, name=shown(spot.steps[-1]))
    for spot in removed:
        findings.add("removed", scope, spot, new, name=shown(spot.steps[-1]))
    for one, other in both:
        before, after = compare_reference(findings, scope, one, other)
        yield from _paired_urls(findings, scope, before, after, shown(one.steps[-1]))
    if not (both or added or removed) and not same(old.value, new.value):
        findings.add("written-differently", scope, old, new, keyword="callbacks")


def _paired_urls(
    findings: Findings, scope: Scope, old: Spot, new: Spot, name: str
) -> Iterator[tuple[Spot, Spot, str]]:
    both, added, removed = pairs(old.entries(), new.entries())
    for one, other in zip(removed, added, strict=False):
        data = {"old": shown(one.steps[-1]), "new": shown(other.steps[-1])}
        findings.add("url-changed", scope.at(name), one, other, **data)
        both.append((one, other))
    for spot in added[len(removed) :]:
        findings.add("added", scope, old, spot, name=f"{name} {shown(spot.steps[-1])}")
    for spot in removed[len(added) :]:
        findings.add("removed", scope, spot, new, name=f"{name} {shown(spot.steps[-1])}")
    for one, other in both:
        if one.value.__class__ is other.value.__class__ and isinstance(one.value, dict):
            yield from paired_methods(findings, scope.at(name), one, other, name)
        elif not same(one.value, other.value):
            findings.add(
                "extension-changed",
                scope,
                one,
                other,
                keyword=name,
                old=shown(one.value),
                new=shown(other.value),
            )


def paired_methods(
    findings: Findings, scope: Scope, old: Spot, new: Spot, name: str
) -> Iterator[tuple[Spot, Spot, str]]:
    """Yield the operations of two path items of callbacks or webhooks; report other methods."""
    before = [(method, old.child(method)) for method in METHODS if old.has(method)]
    after = [(method, new.child(method)) for method in METHODS if new.has(method)]
    both, added, removed = pairs(before, after)
    for one, other in zip(removed, added, strict=False):
        data = {"old": str(one.steps[-1]).upper(), "new": str(other.steps[-1]).upper()}
        findings.add("method-changed", scope, one, other, **data)
        both.append((one, other))
    for spot in added[len(removed) :]:
        findings.add("added", scope, old, spot, name=f"{name} {str(spot.steps[-1]).upper()}")
    for spot in removed[len(added) :]:
        findings.add("removed", scope, spot, new, name=f"{name} {str(spot.steps[-1]).upper()}")
    compare_keys(findings, scope, old, new, {}, done=METHODS)
    for one, other in both:
        yield one, other, name


def compare_delivery(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    """Compare two `x-delivery`: retries, the time before each of them, and what acknowledges."""
    if old.value is None or new.value is None:
        if not same(old.value, new.value):
            kind = "delivery-no-longer-stated" if new.value is None else "delivery-stated"
            findings.add(kind, scope, old, new)
        return
    rules: Rules = {
        "retries": _compare_retries,
        "intervals": lambda inner, place, one, other: _compare_intervals(inner, place, one, other, old, new),
        "acknowledgement": _compare_acknowledgement,
        "note": lambda inner, place, one, other: compare_order(
            inner, place, "the note of x-delivery", one, other, "documentation-changed"
        ),
    }
    compare_keys(findings, scope, old, new, rules)


def _compare_retries(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    if same(old.value, new.value):
        return
    is_raised = isinstance(old.value, int) and isinstance(new.value, int) and new.value > old.value
    data = {"old": shown(old.value), "new": shown(new.value)}
    findings.add("retries-raised" if is_raised else "retries-lowered", scope, old, new, **data)


def _compare_intervals(
    findings: Findings, scope: Scope, old: Spot, new: Spot, holder: Spot, other: Spot
) -> None:
    if same(old.value, new.value):
        return
    before, after = _waits(old, holder), _waits(new, other)
    start = findings.count
    changed = [
        (number, *pair) for number, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]
    ]
    for (one, two), run in groupby(changed, key=lambda entry: entry[1:]):
        numbers = [number for number, *_ in run]
        places = old.child(_index(old, numbers[0])), new.child(_index(new, numbers[0]))
        data = {"which": _which(numbers, _seconds(two)), "old": _seconds(one), "new": _seconds(two)}
        findings.add("retry-later" if two > one else "retry-sooner", scope, *places, **data)
    if findings.count == start:
        findings.add("intervals-changed", scope, old, new, old=_text(old), new=_text(new))


def _waits(intervals: Spot, delivery: Spot) -> list[float]:
    """Return the seconds before each retry; the last interval repeats."""
    values = (
        [value for value in intervals.value or () if isinstance(value, int | float)]
        if isinstance(intervals.value, list)
        else []
    )
    retries = delivery.child("retries").value
    count = min(retries, _MANY) if isinstance(retries, int) and not isinstance(retries, bool) else len(values)
    return [values[min(number, len(values) - 1)] for number in range(count)] if values else []


def _index(intervals: Spot, number: int) -> int:
    return min(number, len(intervals.value) - 1)


def _which(numbers: list[int], wait: str) -> str:
    first, last = numbers[0], numbers[-1]
    if first != last:
        return f"the {_ordinal(first)} to the {_ordinal(last)} retry each come {wait} after the one before"
    before = _ordinal(first - 1) if first else "first attempt"
    return f"the {_ordinal(first)} retry comes {wait} after the {before}"


def _ordinal(number: int) -> str:
    return _ORDINALS[number] if number < len(_ORDINALS) else f"{number + 1}th"


def _seconds(value: Any) -> str:
    return f"{shown(value)} second{'' if value == 1 else 's'}"


def _compare_acknowledgement(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    def compare_property(inner: Findings, place: Scope, one: Spot, other: Spot) -> None:
        if not same(one.value, other.value):
            inner.add(
                "acknowledgement-moved", place, one, other, old=shown(one.value), new=shown(other.value)
            )

    compare_keys(findings, scope, old, new, {"property": compare_property, "values": _compare_values})


def _compare_values(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    before = {canonical(spot.value): spot for spot in old.items()}
    after = {canonical(spot.value): spot for spot in new.items()}
    for text, spot in after.items():
        if text not in before:
            findings.add("acknowledgement-value-added", scope, old, spot, value=shown(text))
    for text, spot in before.items():
        if text not in after:
            findings.add("acknowledgement-value-removed", scope, spot, new, value=shown(text))
    if before.keys() == after.keys() and not same(old.value, new.value):
        first = shown_values(new.value[:1]) if isinstance(new.value, list) else shown(new.value)
        findings.add("acknowledgement-reordered", scope, old, new, new=first)


def _text(spot: Spot) -> str:
    return shown_values(spot.value) if isinstance(spot.value, list) else shown(spot.value)
