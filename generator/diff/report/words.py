"""Sentences that all reports share."""

from __future__ import annotations

from typing import Final

from generator.diff.change import Change, Diff
from generator.diff.semver import parse_version
from generator.diff.verdicts import Bump, Impact

MEANINGS: Final = {
    Impact.breaking: "code that worked is refused, fails, or no longer passes a type checker",
    Impact.risky: "code goes on, but may behave otherwise, or packages that are installed already may fail",
    Impact.safe: "nothing that worked can notice it",
}
_FEW: Final = 4


def summary(diff: Diff) -> str:
    """Return the counts and the version called for: `3 breaking, 1 risky, 12 safe; calls for 0.2.0`."""
    if not diff.changes:
        return "no change"
    counts = ", ".join(f"{diff.count(impact)} {impact.value}" for impact in Impact if diff.count(impact))
    return f"{counts}; {called_for(diff)}"


def called_for(diff: Diff) -> str:
    """Return which version the changes call for, and what the new document says of it."""
    if diff.bump is Bump.none:
        return "calls for no new version"
    old, new = parse_version(diff.old_version), parse_version(diff.new_version)
    if old is None:
        return f"calls for a new {diff.bump.name} version"
    least = old.raised(diff.bump)
    if new is None or new == old:
        return f"calls for {least}"
    return f"calls for {least}, and {'is' if new >= least else 'is only'} {diff.new_version}"


def least_version(diff: Diff) -> str | None:
    """Return the least version that will do; None where the old one is no version of semver.org."""
    old = parse_version(diff.old_version)
    return None if old is None else str(old.raised(diff.bump))


def few(names: tuple[str, ...], limit: int = _FEW) -> str:
    """Return names in a row; of many the first and how many more there are."""
    if len(names) <= limit:
        return ", ".join(names)
    return f"{', '.join(names[: limit - 1])} and {len(names) - limit + 1} more"


def sides(change: Change) -> str:
    """Return which messages a change is about: `response, callback`."""
    return ", ".join(side.value for side in change.sides if side.value != "none")


def places(change: Change) -> str:
    """Return where the change stands: in the old document, in the new one, or in both."""
    if change.old.exists and not change.new.exists:
        return str(change.old)
    if change.new.exists and not change.old.exists:
        return str(change.new)
    return f"{change.old} -> {change.new}"
