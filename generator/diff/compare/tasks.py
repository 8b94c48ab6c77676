"""Comparing what an operation does for tasks and lists, and how sure the spec is of it."""

from __future__ import annotations

from generator.diff.compare.leaves import Rules, added_and_removed, compare_keys, report_provenance
from generator.diff.findings import Findings, Scope
from generator.diff.spots import Spot, canonical, same, shown
from generator.naming import snake_case

_STATUS = "status"


def compare_task(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    """Compare two `x-task`."""
    if old.value is None or new.value is None:
        if not same(old.value, new.value):
            findings.add("task-no-longer-stated" if new.value is None else "task-stated", scope, old, new)
        return
    rules: Rules = {
        "role": _compare_role,
        "results": _compare_results,
        "states": _compare_states,
        **dict.fromkeys(("id", "receipt", "assigned", "state", "message"), _compare_place),
    }
    compare_keys(findings, scope, old, new, rules)


def _compare_role(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    if not same(old.value, new.value):
        findings.add("task-role-changed", scope, old, new, old=shown(old.value), new=shown(new.value))


def _compare_place(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    if not same(old.value, new.value):
        data = {"keyword": str(old.steps[-1]), "old": shown(old.value), "new": shown(new.value)}
        findings.add("task-place-changed", scope, old, new, **data)


def _compare_results(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    added, removed = added_and_removed(old, new)
    for spot in added:
        findings.add("task-result-added", scope, old, spot, value=shown(spot.value))
    for spot in removed:
        findings.add("task-result-removed", scope, spot, new, value=shown(spot.value))
    if (
        not added
        and not removed
        and not (same(old.value, new.value) and (old.value is None) == (new.value is None))
    ):
        findings.add("reordered", scope, old, new, keyword="results of x-task")


def _compare_states(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    for key in dict.fromkeys((*(key for key, _ in old.entries()), *(key for key, _ in new.entries()))):
        before, after = old.child(key), new.child(key)
        added, removed = added_and_removed(before, after)
        if added or removed:
            data = {"keyword": shown(key), "old": _states(before), "new": _states(after)}
            findings.add("task-states-changed", scope, before, after, **data)
        elif not same(before.value, after.value):
            findings.add("reordered", scope, before, after, keyword=f"{shown(key)} of x-task")
    if not (old.keys() or new.keys()) and not same(old.value, new.value):
        findings.add("reordered", scope, old, new, keyword="states of x-task")


def _states(spot: Spot) -> str:
    return ", ".join(shown(canonical(each.value)) for each in spot.items()) or "none"


def compare_pagination(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    """Compare two `x-pagination`."""
    if same(old.value, new.value):
        return
    before, after = (shown(snake_case(str(spot.child("collection").value))) for spot in (old, new))
    if old.value is None:
        findings.add("pagination-stated", scope, old, new, new=after)
    elif new.value is None:
        findings.add("pagination-no-longer-stated", scope, old, new, old=before)
    else:
        start = findings.count
        for key in dict.fromkeys((*(key for key, _ in old.entries()), *(key for key, _ in new.entries()))):
            one, other = old.child(key), new.child(key)
            if same(one.value, other.value):
                continue
            if key == "collection":
                findings.add("collection-renamed", scope, one, other, old=before, new=after)
            else:
                data = {"keyword": shown(key), "old": shown(one.value), "new": shown(other.value)}
                findings.add("pagination-changed", scope, one, other, **data)
        if findings.count == start:
            data = {"keyword": "it", "old": shown(old.value), "new": shown(new.value)}
            findings.add("pagination-changed", scope, old, new, **data)


def compare_provenance(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    """Compare how sure the spec is of an operation."""
    if same(old.value, new.value):
        return
    before, after = (spot.child(_STATUS) for spot in (old, new))
    data = {"old": _sure(before), "new": _sure(after)}
    start = findings.count
    if not same(before.value, after.value):
        kind = "status-changed"
        if after.value == "inferred":
            kind = "status-became-inferred"
        elif before.value == "inferred":
            kind = "status-no-longer-inferred"
        findings.add(kind, scope, before, after, **data)
    for key in sorted((old.keys() | new.keys()) - {_STATUS}):
        one, other = old.child(key), new.child(key)
        is_told = key == "note" and findings.count > start
        if not is_told and not same(one.value, other.value):
            report_provenance(findings, scope, key, one, other)
    if findings.count == start:
        findings.add("status-changed", scope, old, new, old=shown(old.value), new=shown(new.value))


def _sure(spot: Spot) -> str:
    return "documented" if spot.value is None else shown(spot.value)
