"""Comparing credentials: what a call needs, and how it is sent."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from generator.diff.compare.leaves import Rules, compare_keys, compare_reference, pairs
from generator.diff.findings import Findings, Scope
from generator.diff.spots import Spot, canonical, same, shown


def compare_requirements(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    """Compare what a call needs: one of several alternatives, each of which is a set of schemes."""
    if same(old.value, new.value):
        return
    before, after = _needs(old), _needs(new)
    if not before or not after:
        if after:
            findings.add("security-stated", scope, old, new, new=_alternatives(after))
        elif before:
            findings.add("security-no-longer-stated", scope, old, new, old=_alternatives(before))
        else:
            findings.add("security-reordered", scope, old, new)
        return
    start = findings.count
    both, added, removed = pairs(
        ((_names(spot), spot) for spot in old.items()), ((_names(spot), spot) for spot in new.items())
    )
    for spot in added:
        findings.add("security-alternative-added", scope, old, spot, value=_together(spot))
    for spot in removed:
        findings.add("security-alternative-removed", scope, spot, new, value=_together(spot))
    for one, other in both:
        _compare_scopes(findings, scope, one, other)
    if findings.count == start:
        findings.add("security-reordered", scope, old, new)


def _compare_scopes(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    for name, before in old.entries():
        after = new.child(name)
        known, wanted = ({canonical(spot.value): spot for spot in side.items()} for side in (before, after))
        for text, spot in wanted.items():
            if text not in known:
                findings.add(
                    "security-scope-added", scope, before, spot, name=shown(name), value=shown(spot.value)
                )
        for text, spot in known.items():
            if text not in wanted:
                data = {"name": shown(name), "value": shown(spot.value)}
                findings.add("security-scope-removed", scope, spot, after, **data)


def _needs(spot: Spot) -> list[Spot]:
    """Return the alternatives; none where one of them is to send nothing."""
    alternatives = spot.items()
    return alternatives if all(entry.keys() for entry in alternatives) else []


def _names(spot: Spot) -> tuple[str, ...]:
    return tuple(sorted(spot.keys()))


def _together(spot: Spot) -> str:
    return shown(" and ".join(sorted(spot.keys())) or "nothing")


def _alternatives(spots: list[Spot]) -> str:
    return shown(", or ".join(_together(spot) for spot in spots))


def compare_schemes(findings: Findings, old: Spot, new: Spot) -> None:
    """Compare the security schemes; one that is found under another name is renamed."""
    both, added, removed = pairs(old.entries(), new.entries())
    for one in list(removed):
        other = next((spot for spot in added if same(spot.value, one.value)), None)
        if other is not None:
            added.remove(other)
            removed.remove(one)
            findings.add("scheme-renamed", _scope(one), one, other, new=shown(other.steps[-1]))
    for spot in added:
        findings.add("scheme-added", _scope(spot), old, spot)
    for spot in removed:
        findings.add("scheme-removed", _scope(spot), spot, new)
    for one, other in both:
        before, after = compare_reference(findings, _scope(one), one, other)
        _compare_scheme(findings, _scope(one), before, after)


def _compare_scheme(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    rules: Rules = {
        "type": _compare_type,
        "name": _compare_place,
        "in": _compare_place,
        "flows": _compare_flows,
        **dict.fromkeys(("scheme", "bearerFormat", "openIdConnectUrl"), _compare_detail),
    }
    compare_keys(findings, scope, old, new, rules)


def _compare_type(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    if not same(old.value, new.value):
        findings.add("scheme-type-changed", scope, old, new, old=shown(old.value), new=shown(new.value))


def _compare_place(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    if not same(old.value, new.value):
        keyword = "the name" if old.steps[-1] == "name" else "the place"
        data = {"keyword": keyword, "old": shown(old.value), "new": shown(new.value)}
        findings.add("scheme-place-changed", scope, old, new, **data)


def _compare_detail(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    if not same(old.value, new.value):
        data = {"keyword": str(old.steps[-1]), "old": shown(old.value), "new": shown(new.value)}
        findings.add("scheme-detail-changed", scope, old, new, **data)


def _compare_flows(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    both, added, removed = pairs(old.entries(), new.entries())
    for spot in (*added, *removed):
        places = (old, spot) if spot in added else (spot, new)
        data: dict[str, Any] = {
            "keyword": f"flow {shown(spot.steps[-1])}",
            "old": shown(None),
            "new": shown(None),
        }
        data["new" if spot in added else "old"] = shown(spot.value)
        findings.add("scheme-detail-changed", scope, *places, **data)
    for one, other in both:
        _compare_flow(findings, scope.at(shown(one.steps[-1])), one, other)
    if not (both or added or removed):
        _compare_detail(findings, scope, old, new)


def _compare_flow(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    for key in sorted(old.keys() | new.keys()):
        before, after = old.child(key), new.child(key)
        if key != "scopes" or not (before.keys() or after.keys()):
            _compare_detail(findings, scope, before, after)
            continue
        both, added, removed = pairs(before.entries(), after.entries())
        for spot in added:
            findings.add("scope-added", scope, before, spot, name=shown(spot.steps[-1]))
        for spot in removed:
            findings.add("scope-removed", scope, spot, after, name=shown(spot.steps[-1]))
        for one, other in both:
            if not same(one.value, other.value):
                findings.add(
                    "documentation-changed", scope, one, other, keyword=f"scope {shown(one.steps[-1])}"
                )


def _scope(spot: Spot) -> Scope:
    name = str(spot.steps[-1])
    return replace(Scope().at(shown(name)), field=name)
