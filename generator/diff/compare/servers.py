"""Comparing servers: the first one is where the client sends to."""

from __future__ import annotations

from generator.diff.compare.leaves import Rules, compare_keys, ordered_keys, pairs
from generator.diff.findings import Findings, Scope
from generator.diff.spots import Spot, same, shown


def compare_servers(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    """Compare two lists of servers."""
    if same(old.value, new.value):
        return
    start = findings.count
    before, after = old.items(), new.items()
    first, second = (_url(spots[0]) if spots else "nothing" for spots in (before, after))
    if first != second:
        places = before[0].child("url") if before else old, after[0].child("url") if after else new
        findings.add("server-url-changed", scope, *places, old=first, new=second)
    both, added, removed = pairs(
        ((_url(spot), spot) for spot in before), ((_url(spot), spot) for spot in after)
    )
    for spot in added:
        if spot.steps[-1] != 0:
            findings.add("server-added", scope, old, spot, new=_url(spot))
    for spot in removed:
        if spot.steps[-1] != 0:
            findings.add("server-removed", scope, spot, new, old=_url(spot))
    if first != second and added and removed and added[0].steps[-1] == removed[0].steps[-1] == 0:
        both.append((removed[0], added[0]))
    for one, other in both:
        _compare_server(findings, scope, one, other)
    if findings.count == start:
        findings.add("servers-reordered", scope, old, new)


def _compare_server(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    rules: Rules = {"variables": _compare_variables}
    compare_keys(findings, scope, old, new, rules, done=("url",))


def _compare_variables(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    for key in ordered_keys(old, new):
        before, after = old.child(key), new.child(key)
        if not same(before.value, after.value):
            data = {"name": shown(key), "old": shown(before.value), "new": shown(after.value)}
            findings.add("server-variable-changed", scope, before, after, **data)
    if not (old.keys() or new.keys()) and not same(old.value, new.value):
        findings.add(
            "server-variable-changed",
            scope,
            old,
            new,
            name="of it",
            old=shown(old.value),
            new=shown(new.value),
        )


def _url(server: Spot) -> str:
    return shown(server.child("url").value)
