"""Comparing what a document keeps for others to refer to."""

from __future__ import annotations

from functools import cached_property
from typing import Final

from generator.diff.compare.leaves import compare_leaf, ordered_keys
from generator.diff.compare.schemas import SchemaComparer
from generator.diff.compare.security import compare_schemes
from generator.diff.compare.words import makes_class
from generator.diff.findings import Findings, Scope
from generator.diff.reach import used_components
from generator.diff.spots import Spot, same, shown
from generator.source.nodes import MapNode

_OWN: Final = ("schemas", "securitySchemes")
_Used = set[tuple[str, str]]


class ComponentComparer:
    """Compares `components`: schemas by name; other things where they are used, and here where nothing uses them."""

    def __init__(self, schemas: SchemaComparer, old: MapNode, new: MapNode) -> None:
        self._schemas = schemas
        self._old, self._new = old, new

    def compare(self, findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
        """Report what differs."""
        self._schemas.compare_components()
        compare_schemes(findings, old.child("securitySchemes"), new.child("securitySchemes"))
        self._report_alone(findings, old.child("schemas"), new.child("schemas"))
        for section in ordered_keys(old, new):
            before, after = old.child(section), new.child(section)
            if section in _OWN or (same(before.value, after.value) and old.has(section) == new.has(section)):
                continue
            if before.keys() or after.keys():
                self._compare_section(findings, section, before, after)
            else:
                compare_leaf(findings, scope, section, before, after)

    @cached_property
    def _used_before(self) -> _Used:
        return used_components(self._old)

    @cached_property
    def _used_after(self) -> _Used:
        return used_components(self._new)

    def _report_alone(self, findings: Findings, old: Spot, new: Spot) -> None:
        added, removed = self._schemas.alone()
        for spot in added:
            self._report_schema(findings, "added", old, spot, self._used_after, self._used_before)
        for spot in removed:
            self._report_schema(findings, "removed", spot, new, self._used_before, self._used_after)
        for name, renamed in self._schemas.renamed.items():
            places = old.child(name), new.child(renamed)
            findings.add("schema-renamed", _named(name), *places, name=shown(name), new=shown(renamed))

    def _report_schema(
        self, findings: Findings, word: str, old: Spot, new: Spot, used: _Used, wanted: _Used
    ) -> None:
        """Report a schema that one document alone has; `wanted` is what the other one refers to all the same."""
        spot = new if word == "added" else old
        name = str(spot.steps[-1])
        is_missed = ("schemas", name) in wanted
        if not is_missed and ("schemas", name) not in used:
            data = {"section": "schemas", "name": shown(name)}
            findings.add(f"unused-component-{word}", _named(name), old, new, **data)
        elif is_missed or (makes_class(spot) and name not in self._schemas.named_alike):
            findings.add(f"schema-{word}", _named(name), old, new, name=shown(name))

    def _compare_section(self, findings: Findings, section: str, old: Spot, new: Spot) -> None:
        for name in ordered_keys(old, new):
            before, after = old.child(name), new.child(name)
            if same(before.value, after.value) and old.has(name) == new.has(name):
                continue
            if (section, name) in self._used_before or (section, name) in self._used_after:
                continue
            word = "added" if not old.has(name) else "removed" if not new.has(name) else "changed"
            data = {"section": section, "name": shown(name)}
            findings.add(f"unused-component-{word}", Scope(), before, after, **data)


def _named(name: str) -> Scope:
    return Scope(component=(name, name), made=name)
