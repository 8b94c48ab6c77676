"""Comparing what values a schema allows: types, null, constants, formats, defaults."""

from __future__ import annotations

from typing import Any

from generator.diff.compare.words import is_nullable, type_words, types_of
from generator.diff.findings import Findings, Scope
from generator.diff.spots import Spot, canonical, same, shown, shown_values


def compare_type(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    """Report other types; null is compared by `compare_nullability`."""
    before, after = types_of(old), types_of(new)
    if before == after:
        if scope.nullness and is_nullable(old) != is_nullable(new):
            return
        if old.has("type") and new.has("type") and not before and scope.nullness:
            findings.add(
                "keyword-changed",
                scope,
                old.child("type"),
                new.child("type"),
                keyword="type",
                old=shown(old.child("type").value),
                new=shown(new.child("type").value),
            )
        return
    kind, data = _type_change(before, after)
    findings.add(kind, scope, old.child("type"), new.child("type"), **data)


def _type_change(before: frozenset[str], after: frozenset[str]) -> tuple[str, dict[str, str]]:
    if not before:
        return "type-stated", {"new": type_words(after)}
    if not after:
        return "type-no-longer-stated", {"old": type_words(before)}
    data = {"old": type_words(before), "new": type_words(after)}
    if before <= _covered(after):
        return "type-widened", data
    if after <= _covered(before):
        return "type-narrowed", data
    return "type-changed", data


def _covered(kinds: frozenset[str]) -> frozenset[str]:
    return kinds | {"integer"} if "number" in kinds else kinds


def compare_nullability(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    """Report that null became, or is no longer, a value."""
    before, after = is_nullable(old), is_nullable(new)
    if before == after or not scope.nullness:
        return
    key = next(
        (key for key in ("nullable", "type") if not same(old.child(key).value, new.child(key).value)), None
    )
    places = (old.child(key), new.child(key)) if key else (old, new)
    if before:
        findings.add("no-longer-nullable", scope, *places)
    else:
        findings.add("became-nullable" if scope.is_required else "optional-became-nullable", scope, *places)


def compare_constants(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    """Report other constants, of `enum` or of `const`."""
    before, after = _constants(old), _constants(new)
    places = _constants_at(old), _constants_at(new)
    if before is None or after is None:
        if after is not None:
            findings.add("enum-added", scope, *places, new=shown_values(after))
        elif before is not None:
            findings.add("enum-removed", scope, *places, old=shown_values(before))
        return
    known, wanted = ({canonical(value): value for value in values} for values in (before, after))
    for text, value in wanted.items():
        if text not in known:
            at = places[1].child(after.index(value)) if places[1].steps[-1] == "enum" else places[1]
            findings.add("enum-value-added", scope, places[0], at, value=shown(text), name=shown(value))
    for text, value in known.items():
        if text not in wanted:
            at = places[0].child(before.index(value)) if places[0].steps[-1] == "enum" else places[0]
            findings.add(
                "enum-value-removed", scope, at, places[1], value=shown(text), new=shown_values(after)
            )
    if known.keys() == wanted.keys() and places[0].steps[-1] == places[1].steps[-1]:
        findings.add("enum-reordered", scope, *places)


def _constants(spot: Spot) -> list[Any] | None:
    if spot.has("const"):
        return [spot.child("const").value]
    values = spot.child("enum").value
    return list(values) if isinstance(values, list) else None


def _constants_at(spot: Spot) -> Spot:
    return spot.child("const" if spot.has("const") else "enum")


def compare_format(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    """Report another format."""
    compare_presence(findings, scope, old.child("format"), new.child("format"), "format")


def compare_default(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    """Report another default."""
    compare_presence(findings, scope, old.child("default"), new.child("default"), "default")


def compare_meaning(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    """Report another `x-meaning`."""
    compare_presence(findings, scope, old.child("x-meaning"), new.child("x-meaning"), "meaning")


def compare_presence(findings: Findings, scope: Scope, old: Spot, new: Spot, what: str) -> None:
    """Report what was added, removed or changed, by kinds whose names begin with `what`."""
    before, after = old.value, new.value
    if same(before, after):
        return
    texts = {"old": _value(before), "new": _value(after)}
    if before is None:
        findings.add(f"{what}-added", scope, old, new, new=texts["new"])
    elif after is None:
        findings.add(f"{what}-removed", scope, old, new, old=texts["old"])
    else:
        findings.add(f"{what}-changed", scope, old, new, **texts)


def _value(value: Any) -> str:
    return shown(value) if isinstance(value, str) else shown(canonical(value))


def compare_read_only(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    """Report a change of `readOnly`."""
    _compare_flag(findings, scope, old.child("readOnly"), new.child("readOnly"), "read-only")


def compare_write_only(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    """Report a change of `writeOnly`."""
    _compare_flag(findings, scope, old.child("writeOnly"), new.child("writeOnly"), "write-only")


def _compare_flag(findings: Findings, scope: Scope, old: Spot, new: Spot, what: str) -> None:
    if bool(old.value) != bool(new.value):
        findings.add(f"made-{what}" if new.value else f"no-longer-{what}", scope, old, new)
