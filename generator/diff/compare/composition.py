"""Comparing alternatives (`oneOf`, `anyOf`), parts (`allOf`), discriminators, and schemas in other places."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from generator.diff.compare.leaves import pairs
from generator.diff.compare.words import in_words, is_null, schema_name
from generator.diff.findings import Scope
from generator.diff.spots import Spot, canonical, same, shown

if TYPE_CHECKING:
    from generator.diff.compare.schemas import SchemaComparer

_ALTERNATIVES: Final = ("oneOf", "anyOf")


def compare_composition(comparer: SchemaComparer, scope: Scope, old: Spot, new: Spot) -> None:
    """Compare what a schema is composed of."""
    _compare_alternatives(comparer, scope, old, new)
    _compare_parts(comparer, scope, old.child("allOf"), new.child("allOf"), old, new)
    _compare_discriminator(comparer, scope, old.child("discriminator"), new.child("discriminator"))


def _compare_alternatives(comparer: SchemaComparer, scope: Scope, old: Spot, new: Spot) -> None:
    one, other = (next((key for key in _ALTERNATIVES if spot.has(key)), None) for spot in (old, new))
    if one is None and other is None:
        return
    if one is not None and other is not None and {one, other} == set(_ALTERNATIVES):
        data = {"old": one, "new": other}
        comparer.findings.add("alternatives-keyword-changed", scope, old.child(one), new.child(other), **data)
    if one is None or other is None:
        _compare_presence(comparer, scope, old, new, one, other)
        return
    _compare_members(comparer, scope, old.child(one), new.child(other))
    if one == other:
        rest = next(key for key in _ALTERNATIVES if key != one)
        if rest in old.keys() | new.keys() and not same(old.child(rest).value, new.child(rest).value):
            comparer.report_keyword(scope, rest, old.child(rest), new.child(rest))


def _compare_presence(
    comparer: SchemaComparer, scope: Scope, old: Spot, new: Spot, one: str | None, other: str | None
) -> None:
    if other is not None:
        comparer.findings.add("alternatives-stated", scope, old.child(other), new.child(other), keyword=other)
    elif one is not None:
        kind = "alternatives-no-longer-stated"
        comparer.findings.add(kind, scope, old.child(one), new.child(one), keyword=one)


def _compare_members(comparer: SchemaComparer, scope: Scope, old: Spot, new: Spot) -> None:
    if same(old.value, new.value):
        return
    start = comparer.findings.count
    both, added, removed = _paired(comparer, old, new)
    for one, other in both:
        comparer.compare(_member_scope(scope, one), one, other)
    keyword = str(new.steps[-1])
    for spot in added:
        if not is_null(spot.value):
            data = {"value": in_words(spot), "keyword": keyword}
            comparer.findings.add("alternative-added", scope, old, spot, **data)
    for spot in removed:
        if not is_null(spot.value):
            data = {"value": in_words(spot), "keyword": keyword}
            comparer.findings.add("alternative-removed", scope, spot, new, **data)
    order = [one.steps[-1] for one, _ in sorted(both, key=lambda pair: pair[1].steps[-1])]
    if order != sorted(order, key=int):
        comparer.findings.add("alternatives-reordered", scope, old, new, keyword=keyword)
    elif comparer.findings.count == start and scope.nullness and not (both or added or removed):
        comparer.findings.add("written-differently", scope, old, new, keyword=keyword)


def _compare_parts(
    comparer: SchemaComparer, scope: Scope, old: Spot, new: Spot, holder: Spot, other: Spot
) -> None:
    if same(old.value, new.value):
        return
    both, added, removed = _paired(comparer, old, new)
    for before, after in both:
        comparer.compare(_part_scope(scope), before, after)
    for spot in added:
        comparer.findings.add("part-added", scope, old, spot, value=in_words(spot))
    for spot in removed:
        comparer.findings.add("part-removed", scope, spot, new, value=in_words(spot))
    order = [before.steps[-1] for before, _ in sorted(both, key=lambda pair: pair[1].steps[-1])]
    if order != sorted(order, key=int):
        comparer.findings.add("parts-reordered", scope, old, new)
    if not (both or added or removed) and holder.has("allOf") != other.has("allOf"):
        comparer.findings.add("written-differently", scope, old, new, keyword="allOf")


def _paired(
    comparer: SchemaComparer, old: Spot, new: Spot
) -> tuple[list[tuple[Spot, Spot]], list[Spot], list[Spot]]:
    """Return the members of two lists in pairs: by name, else by content, else by title, else what is left of both."""
    both: list[tuple[Spot, Spot]] = []
    removed, added = old.items(), new.items()
    for key in (_by_name, _by_content, _by_title):
        found = {key(spot): spot for spot in added if key(spot)}
        for spot in list(removed):
            other = found.pop(key(spot), None) if key(spot) else None
            if other is not None:
                both.append((spot, other))
                removed.remove(spot)
                added.remove(other)
    both += [
        (one, other) for one, other in zip(removed, added, strict=False) if _may_be_one(comparer, one, other)
    ]
    taken = [spot for pair in both for spot in pair]
    return (
        both,
        [spot for spot in added if all(spot is not each for each in taken)],
        [spot for spot in removed if all(spot is not each for each in taken)],
    )


def _by_name(spot: Spot) -> str:
    return schema_name(spot) or ""


def _by_content(spot: Spot) -> str:
    return canonical(spot.value)


def _by_title(spot: Spot) -> str:
    return str(spot.child("title").value or "")


def _may_be_one(comparer: SchemaComparer, old: Spot, new: Spot) -> bool:
    """Say whether two members may be one that changed: neither is null, and their types are the same."""
    if is_null(old.value) or is_null(new.value):
        return False
    if not same(old.target().child("type").value, new.target().child("type").value):
        return False
    return comparer.may_be_one(schema_name(old), schema_name(new))


def _compare_discriminator(comparer: SchemaComparer, scope: Scope, old: Spot, new: Spot) -> None:
    if same(old.value, new.value):
        return
    findings = comparer.findings
    before, after = (spot.child("propertyName") for spot in (old, new))
    if old.value is None or new.value is None:
        kind = "discriminator-removed" if new.value is None else "discriminator-added"
        findings.add(kind, scope, old, new, old=shown(before.value), new=shown(after.value))
        return
    if not same(before.value, after.value):
        data = {"old": shown(before.value), "new": shown(after.value)}
        findings.add("discriminator-property-changed", scope, before, after, **data)
    mapping_before, mapping_after = old.child("mapping"), new.child("mapping")
    both, added, removed = pairs(mapping_before.entries(), mapping_after.entries())
    for spot in added:
        data = {"name": shown(spot.steps[-1]), "new": _target(spot)}
        findings.add("discriminator-value-added", scope, mapping_before, spot, **data)
    for spot in removed:
        data = {"name": shown(spot.steps[-1]), "old": _target(spot)}
        findings.add("discriminator-value-removed", scope, spot, mapping_after, **data)
    for one, other in both:
        if not same(one.value, other.value) and not comparer.is_renaming(_target(one), _target(other)):
            data = {"name": shown(one.steps[-1]), "old": _target(one), "new": _target(other)}
            findings.add("discriminator-value-changed", scope, one, other, **data)
    for key in sorted((old.keys() | new.keys()) - {"propertyName", "mapping"}):
        if not same(old.child(key).value, new.child(key).value):
            comparer.report_keyword(scope, key, old.child(key), new.child(key))


def _target(spot: Spot) -> str:
    return shown(spot.value).rpartition("/")[2]


def _member_scope(scope: Scope, member: Spot) -> Scope:
    index = int(member.steps[-1])
    made = f"{scope.made}{index + 1}" if scope.made and index else scope.made
    return replace(scope, made=made, nullness=True)


def _part_scope(scope: Scope) -> Scope:
    return replace(scope, nullness=True)
