"""Comparing parameters of operations, and headers of answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from generator.diff.compare.contents import ContentComparer
from generator.diff.compare.leaves import Rules, compare_keys, compare_reference, pairs
from generator.diff.compare.objects import default_at
from generator.diff.findings import Findings, Scope
from generator.diff.kinds.messages import STYLES
from generator.diff.spots import Spot, canonical, same, shown
from generator.naming import argument_name, pascal_case

_SPELLED: Final = ("path", "query", "header", "cookie")


class ParameterComparer:
    """Compares parameters and headers."""

    def __init__(self, findings: Findings, contents: ContentComparer) -> None:
        self._findings = findings
        self._contents = contents

    def compare(self, scope: Scope, old: list[Spot], new: list[Spot], made: str) -> None:
        """Compare the parameters of an operation: those of its path first, then its own."""
        both, added, removed = pairs(_by_place(old), _by_place(new))
        moved = list(_matched(removed, added, _is_moved))
        renamed = list(_matched(*_without(removed, added, moved), _is_renamed))
        for one, other in (*both, *moved, *renamed):
            self._compare_one(scope, one, other, made)
        gone, fresh = _without(removed, added, [*moved, *renamed])
        for spot in fresh:
            self._report_added(scope, spot)
        for spot in gone:
            target = spot.target()
            inner = _scope(scope, target)
            self._findings.add("parameter-removed", inner, spot, _missing(new, spot), place=_place(target))

    def _report_added(self, scope: Scope, spot: Spot) -> None:
        target = spot.target()
        inner = _scope(scope, target)
        default = default_at(target.child("schema"))
        data = {"place": _place(target)}
        if target.child("required").value is not True:
            kind = "parameter-added"
        elif default is None:
            kind = "required-parameter-added"
        else:
            kind = "required-parameter-with-default-added"
            data["value"] = shown(canonical(default))
        self._findings.add(kind, inner, _missing([], spot), spot, **data)

    def _compare_one(self, scope: Scope, old: Spot, new: Spot, made: str) -> None:
        one, other = old.target(), new.target()
        inner = _scope(scope, one)
        compare_reference(self._findings, inner, old, new)
        name, renamed = one.child("name"), other.child("name")
        if not same(name.value, renamed.value):
            same_name = argument_name(str(name.value)) == argument_name(str(renamed.value))
            kind = "parameter-respelled" if same_name else "parameter-renamed"
            self._findings.add(kind, inner, name, renamed, place=_place(one), new=shown(renamed.value))
        if _place(one) != _place(other):
            data = {"old": _place(one), "new": _place(other)}
            self._findings.add("parameter-moved", inner, one.child("in"), other.child("in"), **data)
        made = f"{made}{pascal_case(str(name.value))}" if made else ""
        rules: Rules = {
            "required": self._compare_required,
            "x-allow-reserved": _compare_slashes,
            **self._rules_of_content(made),
        }
        compare_keys(self._findings, inner, one, other, rules, done=("name", "in"))

    def compare_headers(self, scope: Scope, old: Spot, new: Spot) -> None:
        """Compare the headers of two answers."""
        both, added, removed = pairs(_by_header(old), _by_header(new))
        for spot in added:
            self._findings.add("header-added", _field(scope, str(spot.steps[-1])), old, spot)
        for spot in removed:
            self._findings.add("header-removed", _field(scope, str(spot.steps[-1])), spot, new)
        for one, other in both:
            inner = _field(scope, str(one.steps[-1]))
            before, after = compare_reference(self._findings, inner, one, other)
            rules: Rules = {"required": _compare_header_required, **self._rules_of_content("")}
            compare_keys(self._findings, inner, before, after, rules)
            if one.steps[-1] != other.steps[-1]:
                self._findings.add("written-differently", inner, one, other, keyword="the name")
        if not (both or added or removed) and not same(old.value, new.value):
            self._findings.add("written-differently", scope, old, new, keyword="headers")

    def _rules_of_content(self, made: str) -> Rules:
        return {
            "schema": lambda _, inner, one, other: self._contents.compare_schema(inner, one, other, made),
            "content": lambda _, inner, one, other: self._contents.compare_content(inner, one, other, made),
            "examples": self._contents.compare_examples,
            **dict.fromkeys(STYLES, _compare_style),
        }

    def _compare_required(self, findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
        if bool(old.value) != bool(new.value):
            kind = "parameter-made-required" if new.value else "parameter-made-optional"
            findings.add(kind, scope, old, new)
        elif (old.value is None) != (new.value is None):
            findings.add("written-differently", scope, old, new, keyword="required")


def _compare_header_required(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    if bool(old.value) != bool(new.value):
        findings.add("header-made-required" if new.value else "header-made-optional", scope, old, new)
    elif (old.value is None) != (new.value is None):
        findings.add("written-differently", scope, old, new, keyword="required")


def _compare_style(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    if not same(old.value, new.value) or (old.value is None) != (new.value is None):
        data = {"keyword": shown(old.steps[-1]), "old": shown(old.value), "new": shown(new.value)}
        findings.add("parameter-style-changed", scope, old, new, **data)


def _compare_slashes(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    if bool(old.value) != bool(new.value):
        findings.add("slash-allowed" if new.value else "slash-no-longer-allowed", scope, old, new)
    elif not same(old.value, new.value):
        findings.add("written-differently", scope, old, new, keyword="x-allow-reserved")


def _scope(scope: Scope, parameter: Spot) -> Scope:
    inner = _field(scope, str(parameter.child("name").value))
    return replace(inner, is_argument=True, place=str(parameter.child("in").value))


def _field(scope: Scope, name: str) -> Scope:
    return replace(scope.at(shown(name)), field=name, place="", holder="", nullness=True)


def _place(parameter: Spot) -> str:
    return shown(parameter.child("in").value)


def _by_place(spots: list[Spot]) -> Iterator[tuple[Any, Spot]]:
    for spot in spots:
        target = spot.target()
        yield (canonical(target.child("in").value), canonical(target.child("name").value)), spot


def _by_header(headers: Spot) -> Iterator[tuple[Any, Spot]]:
    """Yield the headers by name, in which capitals do not matter."""
    for name, spot in headers.entries():
        yield name.lower(), spot


def _is_moved(old: Spot, new: Spot) -> bool:
    return same(old.target().child("name").value, new.target().child("name").value)


def _is_renamed(old: Spot, new: Spot) -> bool:
    """Say whether one parameter may be the other under a new name: in the same place, with the same schema."""
    one, other = old.target(), new.target()
    if _place(one) != _place(other) or not same(one.child("schema").value, other.child("schema").value):
        return False
    names = [argument_name(str(each.child("name").value)) for each in (one, other)]
    descriptions = [each.child("description").value for each in (one, other)]
    return _place(one) == "path" or names[0] == names[1] or (bool(descriptions[0]) and same(*descriptions))


def _matched(removed: list[Spot], added: list[Spot], is_match: Any) -> Iterator[tuple[Spot, Spot]]:
    left = list(added)
    for spot in removed:
        other = next((each for each in left if is_match(spot, each)), None)
        if other is not None:
            left.remove(other)
            yield spot, other


def _without(
    removed: list[Spot], added: list[Spot], taken: list[tuple[Spot, Spot]]
) -> tuple[list[Spot], list[Spot]]:
    return (
        [spot for spot in removed if all(spot is not one for one, _ in taken)],
        [spot for spot in added if all(spot is not other for _, other in taken)],
    )


def _missing(others: list[Spot], spot: Spot) -> Spot:
    """Return where the other document has nothing: beside its other parameters, or where this one would stand."""
    if others:
        return Spot(others[0].document, others[0].steps[:-1], None)
    return Spot(spot.document, spot.steps[:-1], None)
