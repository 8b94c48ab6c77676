"""Comparing the fields of objects and the items of lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Final

from generator.diff.compare.leaves import PROVENANCE, TEXTS, pairs
from generator.diff.compare.words import in_words
from generator.diff.findings import Scope
from generator.diff.spots import Spot, canonical, same, shown
from generator.naming import pascal_case

if TYPE_CHECKING:
    from generator.diff.compare.schemas import SchemaComparer

_ALIKE: Final = 0.6
"""From which likeness on two names of fields are taken for one that was renamed."""


def compare_objects(comparer: SchemaComparer, scope: Scope, old: Spot, new: Spot) -> None:
    """Compare fields, which of them are required, further fields, and items."""
    _compare_fields(comparer, scope, old, new)
    _compare_further(
        comparer, scope, old.child("additionalProperties"), new.child("additionalProperties"), old, new
    )
    _compare_patterned(comparer, scope, old.child("patternProperties"), new.child("patternProperties"))
    _compare_items(comparer, scope, old, new)


def field_scope(scope: Scope, name: str) -> Scope:
    """Return the scope of a field of the object in `scope`."""
    made = f"{scope.made}{pascal_case(name)}" if scope.made else ""
    return replace(
        scope.at(shown(name)),
        holder=scope.made,
        made=made,
        field=name,
        is_argument=False,
        place="",
        nullness=True,
    )


def _compare_fields(comparer: SchemaComparer, scope: Scope, old: Spot, new: Spot) -> None:
    start = comparer.findings.count
    before, after = old.child("properties"), new.child("properties")
    required_before, required_after = _required(old), _required(new)
    both, added, removed = pairs(before.entries(), after.entries())
    renamed = list(_renamed(added, removed))
    for one, other in both:
        name = str(one.steps[-1])
        is_required = name in required_before and name in required_after
        inner = replace(_masked(field_scope(scope, name), one, other), is_required=is_required)
        _compare_required(comparer, inner, one, other, name in required_before, name in required_after)
        comparer.compare(inner, one, other)
    for one, other in renamed:
        inner = _masked(field_scope(scope, str(one.steps[-1])), one, other)
        comparer.findings.add("property-renamed", inner, one, other, new=shown(other.steps[-1]))
        comparer.compare(inner, one, other)
    for spot in added:
        if all(spot is not other for _, other in renamed):
            _report_added(comparer, scope, before, spot, str(spot.steps[-1]) in required_after)
    for spot in removed:
        if all(spot is not one for one, _ in renamed):
            inner = _masked(field_scope(scope, str(spot.steps[-1])), spot, spot)
            comparer.findings.add("property-removed", inner, spot, after, type=in_words(spot))
    _compare_only_required(comparer, scope, old, new)
    if comparer.findings.count == start and not _same_key(old, new, "required"):
        places = old.child("required"), new.child("required")
        comparer.findings.add("written-differently", scope, *places, keyword="required")
    if (
        comparer.findings.count == start
        and not _same_key(old, new, "properties")
        and not (before.value or after.value)
    ):
        comparer.findings.add("written-differently", scope, before, after, keyword="properties")


def _report_added(
    comparer: SchemaComparer, scope: Scope, before: Spot, spot: Spot, is_required: bool
) -> None:
    inner = _masked(field_scope(scope, str(spot.steps[-1])), spot, spot)
    default = default_at(spot)
    if not is_required:
        comparer.findings.add("property-added", inner, before, spot)
    elif default is None:
        comparer.findings.add("required-property-added", inner, before, spot)
    else:
        kind = "required-property-with-default-added"
        comparer.findings.add(kind, inner, before, spot, value=shown(canonical(default)))


def _compare_required(
    comparer: SchemaComparer, scope: Scope, old: Spot, new: Spot, was_required: bool, is_required: bool
) -> None:
    if was_required == is_required:
        return
    default = default_at(new)
    before, after = (_required_at(spot) for spot in (old, new))
    if was_required:
        comparer.findings.add("property-made-optional", scope, before, after)
    elif default is None:
        comparer.findings.add("property-made-required", scope, before, after)
    else:
        kind = "property-with-default-made-required"
        comparer.findings.add(kind, scope, before, after, value=shown(canonical(default)))


def _compare_only_required(comparer: SchemaComparer, scope: Scope, old: Spot, new: Spot) -> None:
    """Compare what `required` names without describing it among the properties."""
    described = old.child("properties").keys() | new.child("properties").keys()
    before, after = _required(old) - described, _required(new) - described
    for name in sorted(before ^ after):
        kind = "property-made-required" if name in after else "property-made-optional"
        places = old.child("required"), new.child("required")
        comparer.findings.add(kind, field_scope(scope, name), *places)


def _compare_further(
    comparer: SchemaComparer, scope: Scope, old: Spot, new: Spot, holder: Spot, other: Spot
) -> None:
    if _same_key(holder, other, "additionalProperties"):
        return
    before, after = _further(old), _further(new)
    if isinstance(before, dict) and isinstance(after, dict):
        inner = replace(
            scope.at("*"), made=f"{scope.made}Value" if scope.made else "", nullness=True, field=""
        )
        comparer.compare(inner, old, new)
    elif after is False:
        comparer.findings.add("additional-properties-closed", scope, old, new)
    elif before is False:
        comparer.findings.add("additional-properties-opened", scope, old, new)
    elif isinstance(after, dict):
        comparer.findings.add("additional-properties-described", scope, old, new, new=in_words(new))
    elif isinstance(before, dict):
        comparer.findings.add("additional-properties-not-described", scope, old, new)
    else:
        comparer.findings.add("written-differently", scope, old, new, keyword="additionalProperties")


def _compare_patterned(comparer: SchemaComparer, scope: Scope, old: Spot, new: Spot) -> None:
    both, added, removed = pairs(old.entries(), new.entries())
    for one, other in both:
        comparer.compare(replace(scope.at(shown(one.steps[-1])), made="", nullness=True), one, other)
    for spot in added:
        comparer.findings.add("schema-stated", scope, old, spot, keyword=shown(spot.steps[-1]))
    for spot in removed:
        comparer.findings.add("schema-no-longer-stated", scope, spot, new, keyword=shown(spot.steps[-1]))
    if not (both or added or removed) and not same(old.value, new.value):
        comparer.findings.add("written-differently", scope, old, new, keyword="patternProperties")


def _compare_items(comparer: SchemaComparer, scope: Scope, old: Spot, new: Spot) -> None:
    if _same_key(old, new, "items"):
        return
    before, after = old.child("items"), new.child("items")
    inner = replace(
        scope.at("[]"), made=f"{scope.made}Item" if scope.made else "", nullness=True, is_required=True
    )
    if not old.has("items"):
        comparer.findings.add("items-described", scope, before, after, new=in_words(after))
    elif not new.has("items"):
        comparer.findings.add("items-not-described", scope, before, after, old=in_words(before))
    else:
        comparer.compare(inner, before, after)


def _renamed(added: list[Spot], removed: list[Spot]) -> Iterator[tuple[Spot, Spot]]:
    """Yield fields that came back under another name: equal but for texts, and the names are alike."""
    left = list(added)
    for one in removed:
        alike = [other for other in left if _is_renamed(one, other)]
        if alike:
            best = max(alike, key=lambda other: _likeness(one, other))
            left.remove(best)
            yield one, best


def _is_renamed(one: Spot, other: Spot) -> bool:
    if canonical(_without_texts(one.value)) != canonical(_without_texts(other.value)):
        return False
    return _likeness(one, other) >= _ALIKE or _same_description(one, other)


def _likeness(one: Spot, other: Spot) -> float:
    first, second = (str(spot.steps[-1]).lower().replace("_", "").replace("-", "") for spot in (one, other))
    return 1.0 if first == second else SequenceMatcher(None, first, second).ratio()


def _same_description(one: Spot, other: Spot) -> bool:
    description = one.child("description").value
    return bool(description) and same(description, other.child("description").value)


def _without_texts(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {key: entry for key, entry in value.items() if key not in TEXTS and key != PROVENANCE}


def _masked(scope: Scope, old: Spot, new: Spot) -> Scope:
    """Return the scope of a field, without the face that cannot see it."""
    if all(_says(spot, "readOnly") for spot in (old, new)):
        return replace(scope, without="sent")
    if all(_says(spot, "writeOnly") for spot in (old, new)):
        return replace(scope, without="received")
    return scope


def _says(spot: Spot, key: str) -> bool:
    return spot.child(key).value is True or spot.target().child(key).value is True


def default_at(spot: Spot) -> Any:
    """Return the default that a schema, or the one that it refers to, gives; None where there is none."""
    own = spot.child("default").value
    return own if own is not None else spot.target().child("default").value


def _required(spot: Spot) -> set[str]:
    names = spot.child("required").value
    return {name for name in names if isinstance(name, str)} if isinstance(names, list) else set()


def _required_at(field: Spot) -> Spot:
    """Return the entry of `required` that names a field, or the field where none does."""
    schema = Spot(field.document, field.steps[:-2], None)
    value: Any = field.document
    for step in schema.steps:
        value = value[step]
    required = Spot(field.document, schema.steps, value).child("required")
    names = required.value if isinstance(required.value, list) else []
    return required.child(names.index(field.steps[-1])) if field.steps[-1] in names else field


def _same_key(old: Spot, new: Spot, key: str) -> bool:
    return old.has(key) == new.has(key) and same(old.child(key).value, new.child(key).value)


def _further(spot: Spot) -> Any:
    """Return what is said of further fields: a schema, or whether there may be any; silence allows them."""
    return True if spot.value in (None, {}) and not isinstance(spot.value, bool) else spot.value
