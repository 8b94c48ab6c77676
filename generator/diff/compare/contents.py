"""Comparing bodies: content types, their schemas and examples."""

from __future__ import annotations

from dataclasses import replace

from generator.diff.compare.leaves import Rules, compare_keys, compare_reference, ordered_keys, pairs
from generator.diff.compare.schemas import SchemaComparer
from generator.diff.compare.words import in_words
from generator.diff.findings import Findings, Scope
from generator.diff.spots import Spot, same, shown
from generator.diff.verdicts import Side


class ContentComparer:
    """Compares what a message carries."""

    def __init__(self, findings: Findings, schemas: SchemaComparer) -> None:
        self._findings = findings
        self._schemas = schemas

    def compare_body(self, scope: Scope, old: Spot, new: Spot, made: str) -> None:
        """Compare two `requestBody` objects; `made` is the class that an object without a name becomes."""
        if old.value is None and new.value is None:
            return
        before, after = compare_reference(self._findings, scope, old, new)
        if before.value is None or after.value is None:
            self._report_body(scope, old, new, before, after)
            return
        rules: Rules = {
            "required": self._compare_required,
            "content": lambda _, inner, one, other: self.compare_content(inner, one, other, made),
        }
        compare_keys(self._findings, scope, before, after, rules)

    def _report_body(self, scope: Scope, old: Spot, new: Spot, before: Spot, after: Spot) -> None:
        if before.value is not None:
            self._findings.add("body-removed", scope, old, new)
        elif after.child("required").value is True and _is_sent(scope):
            self._findings.add("required-body-added", scope, old, new)
        else:
            self._findings.add("body-added", scope, old, new)

    def _compare_required(self, findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
        if bool(old.value) != bool(new.value):
            findings.add("body-made-required" if new.value else "body-made-optional", scope, old, new)
        elif (old.value is None) != (new.value is None):
            findings.add("written-differently", scope, old, new, keyword="required")

    def compare_content(self, scope: Scope, old: Spot, new: Spot, made: str) -> None:
        """Compare two maps from content types to what they hold."""
        both, added, removed = pairs(old.entries(), new.entries())
        for spot in added:
            self._findings.add("content-type-added", scope, old, spot, name=shown(spot.steps[-1]))
        for spot in removed:
            self._findings.add("content-type-removed", scope, spot, new, name=shown(spot.steps[-1]))
        for one, other in both:
            self._compare_media(scope, one, other, made)
        if not (both or added or removed) and not same(old.value, new.value):
            self._findings.add("written-differently", scope, old, new, keyword="content")

    def _compare_media(self, scope: Scope, old: Spot, new: Spot, made: str) -> None:
        rules: Rules = {
            "schema": lambda _, inner, one, other: self.compare_schema(inner, one, other, made),
            "examples": self.compare_examples,
            "encoding": self._compare_encoding,
        }
        compare_keys(self._findings, scope, old, new, rules)

    def compare_schema(self, scope: Scope, old: Spot, new: Spot, made: str) -> None:
        """Compare the schemas of two bodies, parameters or headers; one of them may be missing."""
        if old.value is None or new.value is None:
            if old.value is None and new.value is not None:
                self._findings.add("type-stated", scope, old, new, new=in_words(new))
            elif old.value is not None:
                self._findings.add("type-no-longer-stated", scope, old, new, old=in_words(old))
            return
        self._schemas.compare(replace(scope, made=made, is_required=True), old, new)

    def compare_examples(self, findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
        """Compare examples, references resolved."""
        for key in ordered_keys(old, new):
            before, after = old.child(key), new.child(key)
            if before.value is not None and after.value is not None:
                before, after = compare_reference(findings, scope, before, after)
            if not same(before.value, after.value):
                findings.add("example-changed", scope, before, after)
        if not same(old.value, new.value) and not (old.keys() or new.keys()):
            findings.add("example-changed", scope, old, new)

    def _compare_encoding(self, findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
        for key in ordered_keys(old, new):
            before, after = old.child(key), new.child(key)
            if not same(before.value, after.value):
                data = {"name": shown(key), "old": shown(before.value), "new": shown(after.value)}
                findings.add("encoding-changed", scope, before, after, **data)


def _is_sent(scope: Scope) -> bool:
    return any(context.side in (Side.request, Side.acknowledgement) for context in scope.contexts)
