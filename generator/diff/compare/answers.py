"""Comparing answers: status codes, headers, bodies and links."""

from __future__ import annotations

from generator.diff.compare.contents import ContentComparer
from generator.diff.compare.leaves import Rules, compare_keys, compare_reference, pairs
from generator.diff.compare.parameters import ParameterComparer
from generator.diff.findings import Findings, Scope
from generator.diff.spots import Spot, canonical, same, shown
from generator.diff.verdicts import Side


class AnswerComparer:
    """Compares what an operation, or the receiver of a callback, answers."""

    def __init__(self, findings: Findings, contents: ContentComparer, parameters: ParameterComparer) -> None:
        self._findings = findings
        self._contents = contents
        self._parameters = parameters

    def compare(self, scope: Scope, old: Spot, new: Spot, made: str) -> None:
        """Compare two `responses` objects."""
        both, added, removed = pairs(old.entries(), new.entries())
        for spot in added:
            self._findings.add(_kind(scope, spot, "added"), scope, old, spot, name=shown(spot.steps[-1]))
        for spot in removed:
            self._findings.add(_kind(scope, spot, "removed"), scope, spot, new, name=shown(spot.steps[-1]))
        for one, other in both:
            self._compare_answer(scope, one, other, made)
        if not (both or added or removed) and not same(old.value, new.value):
            self._findings.add("written-differently", scope, old, new, keyword="responses")

    def _compare_answer(self, scope: Scope, old: Spot, new: Spot, made: str) -> None:
        before, after = compare_reference(self._findings, scope, old, new)
        rules: Rules = {
            "headers": lambda _, inner, one, other: self._parameters.compare_headers(inner, one, other),
            "content": lambda _, inner, one, other: self._contents.compare_content(inner, one, other, made),
            "links": self._compare_links,
        }
        compare_keys(self._findings, scope, before, after, rules)

    def _compare_links(self, findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
        both, added, removed = pairs(old.entries(), new.entries())
        for spot in added:
            findings.add("link-added", scope, old, spot, name=shown(spot.steps[-1]), new=_aim(spot))
        for spot in removed:
            findings.add("link-removed", scope, spot, new, name=shown(spot.steps[-1]), old=_aim(spot))
        for one, other in both:
            self._compare_link(scope, one, other, shown(one.steps[-1]))
        if not (both or added or removed) and not same(old.value, new.value):
            findings.add("written-differently", scope, old, new, keyword="links")

    def _compare_link(self, scope: Scope, old: Spot, new: Spot, name: str) -> None:
        before, after = compare_reference(self._findings, scope, old, new)

        def compare_aim(findings: Findings, inner: Scope, one: Spot, other: Spot) -> None:
            if not same(one.value, other.value):
                data = {"name": name, "old": _aim(before), "new": _aim(after)}
                findings.add("link-target-changed", inner, one, other, **data)

        def compare_arguments(findings: Findings, inner: Scope, one: Spot, other: Spot) -> None:
            if not same(one.value, other.value):
                data = {"name": name, "old": _text(one), "new": _text(other)}
                findings.add("link-arguments-changed", inner, one, other, **data)

        def compare_server(findings: Findings, inner: Scope, one: Spot, other: Spot) -> None:
            if not same(one.value, other.value):
                findings.add("link-server-changed", inner, one, other, name=name)

        rules: Rules = {
            "operationId": compare_aim,
            "operationRef": compare_aim,
            "parameters": compare_arguments,
            "requestBody": compare_arguments,
            "server": compare_server,
        }
        compare_keys(self._findings, scope, before, after, rules)


def _kind(scope: Scope, spot: Spot, change: str) -> str:
    if any(context.side is Side.acknowledgement for context in scope.contexts):
        return f"status-to-answer-{change}"
    is_success = str(spot.steps[-1]).startswith(("1", "2", "3"))
    return f"{'success' if is_success else 'error'}-status-{change}"


def _aim(link: Spot) -> str:
    target = link.target()
    return shown(target.child("operationId").value or target.child("operationRef").value)


def _text(spot: Spot) -> str:
    return "nothing" if spot.value is None else shown(canonical(spot.value))
