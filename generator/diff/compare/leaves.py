"""Comparing what has no parts that matter one by one: texts, lists of names, extensions, and all that has no rule."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, Final

from generator.diff.findings import Findings, Scope
from generator.diff.spots import Spot, canonical, same, shown
from generator.document.grammar import EXTENSION_PREFIX

TEXTS: Final = {
    "title": "title-changed",
    "summary": "summary-changed",
    "description": "description-changed",
    "example": "example-changed",
    "examples": "example-changed",
    "externalDocs": "documentation-changed",
    "$comment": "documentation-changed",
}
"""What is for people, by key."""

PROVENANCE: Final = "x-provenance"
_REFERENCE: Final = "$ref"

Rule = Callable[[Findings, Scope, Spot, Spot], None]
Rules = Mapping[str, Rule]


def compare_keys(
    findings: Findings,
    scope: Scope,
    old: Spot,
    new: Spot,
    rules: Rules,
    *,
    done: Collection[str] = (),
) -> None:
    """Compare two mappings key by key: by a rule of its own, as text for people, as an extension, or as it is.

    Args:
        findings: What is found goes there.
        scope: What is compared.
        old: The old mapping.
        new: The new mapping.
        rules: What compares the values of a key; a rule is asked wherever one of both has the key.
        done: Keys that are compared elsewhere.
    """
    for key in ordered_keys(old, new):
        if key in done or key == _REFERENCE:
            continue
        before, after = old.child(key), new.child(key)
        if key in rules:
            rules[key](findings, scope, before, after)
        elif not (old.has(key) and new.has(key) and same(before.value, after.value)):
            compare_leaf(findings, scope, key, before, after)


def compare_leaf(findings: Findings, scope: Scope, key: str, old: Spot, new: Spot) -> None:
    """Report what differs under a key that has no rule of its own."""
    if key == "deprecated":
        compare_deprecated(findings, scope, old, new)
    elif key == PROVENANCE:
        _compare_provenance(findings, scope, old, new)
    elif key in TEXTS:
        findings.add(TEXTS[key], scope, old, new, keyword=key)
    else:
        kind = "extension-changed" if key.startswith(EXTENSION_PREFIX) else "other-change"
        findings.add(kind, scope, old, new, keyword=shown(key), old=shown(old.value), new=shown(new.value))


def compare_deprecated(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    """Report a change of `deprecated`."""
    if bool(old.value) == bool(new.value):
        findings.add("documentation-changed", scope, old, new, keyword="how deprecated is written")
    else:
        findings.add("deprecated" if new.value else "no-longer-deprecated", scope, old, new)


def ordered_keys(old: Spot, new: Spot) -> list[str]:
    """Return the keys of both mappings, those of the old one first."""
    return list(dict.fromkeys((*(key for key, _ in old.entries()), *(key for key, _ in new.entries()))))


def compare_order(
    findings: Findings, scope: Scope, key: str, old: Spot, new: Spot, kind: str = "reordered"
) -> None:
    """Report lists that hold the same in another order or number."""
    if not same(old.value, new.value):
        findings.add(kind, scope, old, new, keyword=key)


def added_and_removed(old: Spot, new: Spot) -> tuple[list[Spot], list[Spot]]:
    """Return the entries of two lists that only the new one has, and those that only the old one has."""
    before = {canonical(spot.value): spot for spot in old.items()}
    after = {canonical(spot.value): spot for spot in new.items()}
    added = [spot for text, spot in after.items() if text not in before]
    removed = [spot for text, spot in before.items() if text not in after]
    return added, removed


def pairs(
    old: Iterable[tuple[Any, Spot]], new: Iterable[tuple[Any, Spot]]
) -> tuple[list[tuple[Spot, Spot]], list[Spot], list[Spot]]:
    """Return what has the same key in both, what only the new one has, and what only the old one has."""
    before, after = dict(old), dict(new)
    both = [(spot, after[key]) for key, spot in before.items() if key in after]
    added = [spot for key, spot in after.items() if key not in before]
    removed = [spot for key, spot in before.items() if key not in after]
    return both, added, removed


def compare_reference(findings: Findings, scope: Scope, old: Spot, new: Spot) -> tuple[Spot, Spot]:
    """Return what two places finally hold; report what stands beside a `$ref`, and other names of what it leads to."""
    before, after = old.target(), new.target()
    if old.reference is None and new.reference is None:
        return old, new
    if old.reference is not None and new.reference is not None and old.reference != new.reference:
        names = {"old": _name(old.reference), "new": _name(new.reference)}
        findings.add("component-replaced", scope, before, after, **names)
    beside_old = old if old.reference is not None else Spot(old.document, old.steps, None)
    beside_new = new if new.reference is not None else Spot(new.document, new.steps, None)
    compare_keys(findings, scope, beside_old, beside_new, {})
    return before, after


def _name(reference: str) -> str:
    return shown(reference.rpartition("/")[2])


def _compare_provenance(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    before, after = _status(old), _status(new)
    if before and not after:
        findings.add("confirmed", scope, old, new, old=before)
    elif after and not before:
        findings.add("doubted", scope, old, new, new=after)
    else:
        for key in ordered_keys(old, new):
            one, other = old.child(key), new.child(key)
            if not same(one.value, other.value):
                report_provenance(findings, scope, key, one, other)
        if not (old.keys() or new.keys()):
            report_provenance(findings, scope, "form", old, new)


def report_provenance(findings: Findings, scope: Scope, key: str, old: Spot, new: Spot) -> None:
    """Report one key of `x-provenance`; notes are too long to be repeated."""
    if old.value is None or new.value is None:
        how = "removed" if new.value is None else "added"
    else:
        how = "changed" if key == "note" else f"changed from {shown(old.value)} to {shown(new.value)}"
    findings.add("provenance-changed", scope, old, new, keyword=shown(key), how=how)


def _status(spot: Spot) -> str:
    """Return how sure a field is, or nothing where it is simply documented."""
    status = spot.value.get("status") if isinstance(spot.value, dict) else None
    return "" if status in (None, "documented") else shown(status)
