"""Comparing two documents as a whole."""

from __future__ import annotations

from typing import Final

from generator.diff.compare.callbacks import paired_methods
from generator.diff.compare.components import ComponentComparer
from generator.diff.compare.leaves import Rules, compare_keys, compare_leaf, ordered_keys, pairs
from generator.diff.compare.operations import OperationComparer, compare_items
from generator.diff.compare.schemas import SchemaComparer
from generator.diff.compare.security import compare_requirements
from generator.diff.compare.servers import compare_servers
from generator.diff.findings import Context, Findings, Scope
from generator.diff.pairing import OperationPair
from generator.diff.reach import webhook_label
from generator.diff.spots import Spot, same, shown
from generator.diff.verdicts import Side
from generator.document.grammar import EXTENSION_PREFIX, METHODS
from generator.naming import pascal_case
from generator.source.nodes import MapNode

_TERMS: Final = ("termsOfService", "contact", "license")
_ENVELOPE: Final = {
    **dict.fromkeys(("code", "message", "data"), "envelope-field-changed"),
    **dict.fromkeys(("success", "refusal"), "envelope-code-changed"),
}


class DocumentComparer:
    """Compares two documents; `findings` and `schemas` hold what came of it."""

    def __init__(self, old: MapNode, new: MapNode, operations: list[OperationPair]) -> None:
        self.findings = Findings()
        self.schemas = SchemaComparer(self.findings, old, new)
        self._old, self._new = Spot(old, (), old), Spot(new, (), new)
        self._pairs = operations
        self._operations = OperationComparer(self.findings, self.schemas, old, new)

    def compare(self) -> None:
        """Find every difference."""
        rules: Rules = {
            "openapi": _compare_openapi,
            "info": _compare_info,
            "servers": compare_servers,
            "tags": _compare_tags,
            "security": self._compare_security,
            "paths": self._compare_paths,
            "webhooks": self._compare_webhooks,
            "components": ComponentComparer(self.schemas, self._old.document, self._new.document).compare,
            "x-envelope": _compare_envelope,
        }
        compare_keys(self.findings, Scope(), self._old, self._new, rules)

    def _compare_security(self, findings: Findings, _: Scope, old: Spot, new: Spot) -> None:
        heirs = [
            Context(pair.label, Side.none)
            for pair in self._pairs
            if pair.old is not None and pair.new is not None
            if "security" not in pair.old.node and "security" not in pair.new.node
        ]
        compare_requirements(
            findings, Scope(frozenset(heirs), words=() if heirs else ("security",)), old, new
        )

    def _compare_paths(self, findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
        self._operations.compare(self._pairs)
        for key in ordered_keys(old, new):
            before, after = old.child(key), new.child(key)
            if key.startswith(EXTENSION_PREFIX):
                if not same(before.value, after.value):
                    compare_leaf(findings, scope, key, before, after)
            elif not ((before.keys() | after.keys()) & set(METHODS)):
                if not same(before.value, after.value):
                    data = {"keyword": shown(key), "old": shown(before.value), "new": shown(after.value)}
                    findings.add("other-change", scope, before, after, **data)
            elif before.value is not None and after.value is not None:
                compare_items(findings, before, after)

    def _compare_webhooks(self, findings: Findings, _: Scope, old: Spot, new: Spot) -> None:
        both, added, removed = pairs(old.entries(), new.entries())
        for spot in added:
            findings.add("webhook-added", _webhook(spot, Side.none), old, spot)
        for spot in removed:
            findings.add("webhook-removed", _webhook(spot, Side.none), spot, new)
        for one, other in both:
            scope = _webhook(one, Side.callback)
            name = pascal_case(str(one.steps[-1]))
            for before, after, _name in paired_methods(
                findings, scope, one.target(), other.target(), str(one.steps[-1])
            ):
                self._operations.compare_posted(scope, before, after, name)


def _webhook(spot: Spot, side: Side) -> Scope:
    return Scope(frozenset({Context(webhook_label(str(spot.steps[-1])), side)}))


def _compare_openapi(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    if not same(old.value, new.value):
        data = {"old": shown(old.value), "new": shown(new.value)}
        findings.add("openapi-version-changed", scope.at("openapi"), old, new, **data)


def _compare_info(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    rules: Rules = {
        "title": _compare_title,
        "version": _compare_version,
        **dict.fromkeys(_TERMS, _compare_terms),
    }
    compare_keys(findings, scope.at("info"), old, new, rules)


def _compare_title(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    before, after = (pascal_case(str(spot.value)) for spot in (old, new))
    if before != after:
        findings.add("title-renamed-client", scope, old, new, old=shown(before), new=shown(after))
    elif not same(old.value, new.value):
        findings.add("title-changed", scope, old, new)


def _compare_version(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    if not same(old.value, new.value):
        findings.add("version-changed", scope, old, new, old=shown(old.value), new=shown(new.value))


def _compare_terms(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    if not same(old.value, new.value):
        data = {"keyword": str(old.steps[-1]), "old": shown(old.value), "new": shown(new.value)}
        findings.add("terms-changed", scope, old, new, **data)


def _compare_tags(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    if same(old.value, new.value):
        return
    start = findings.count
    both, added, removed = pairs(
        ((spot.child("name").value, spot) for spot in old.items()),
        ((spot.child("name").value, spot) for spot in new.items()),
    )
    for spot in added:
        findings.add("tag-added", scope.at("tags"), old, spot, name=shown(spot.child("name").value))
    for spot in removed:
        findings.add("tag-removed", scope.at("tags"), spot, new, name=shown(spot.child("name").value))
    for one, other in both:
        compare_keys(findings, scope.at("tags", shown(one.child("name").value)), one, other, {})
    if findings.count == start:
        findings.add("tags-reordered", scope.at("tags"), old, new)


def _compare_envelope(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    inner = scope.at("x-envelope")
    if same(old.value, new.value):
        return
    if old.value is None or new.value is None:
        findings.add("envelope-no-longer-stated" if new.value is None else "envelope-stated", inner, old, new)
        return
    for key in ordered_keys(old, new):
        before, after = old.child(key), new.child(key)
        if not same(before.value, after.value):
            data = {"keyword": shown(key), "old": shown(before.value), "new": shown(after.value)}
            findings.add(_ENVELOPE.get(key, "extension-changed"), inner, before, after, **data)
