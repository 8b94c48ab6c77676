"""Comparing operations: their names and places, and all that they carry."""

from __future__ import annotations

from collections.abc import Iterable

from generator.diff.compare.answers import AnswerComparer
from generator.diff.compare.callbacks import compare_delivery, paired_callbacks
from generator.diff.compare.contents import ContentComparer
from generator.diff.compare.leaves import Rules, compare_keys
from generator.diff.compare.parameters import ParameterComparer
from generator.diff.compare.schemas import SchemaComparer
from generator.diff.compare.security import compare_requirements
from generator.diff.compare.servers import compare_servers
from generator.diff.compare.tasks import compare_pagination, compare_provenance, compare_task
from generator.diff.findings import Context, Findings, Scope
from generator.diff.pairing import OperationPair, spot_of, template
from generator.diff.spots import Spot, same, shown
from generator.diff.verdicts import Side
from generator.document.grammar import METHODS
from generator.document.view import OperationView
from generator.naming import pascal_case, snake_case
from generator.source.nodes import MapNode


class OperationComparer:
    """Compares operations, those of callbacks and webhooks included."""

    def __init__(self, findings: Findings, schemas: SchemaComparer, old: MapNode, new: MapNode) -> None:
        self._findings = findings
        self._old, self._new = old, new
        self._contents = ContentComparer(findings, schemas)
        self._parameters = ParameterComparer(findings, self._contents)
        self._answers = AnswerComparer(findings, self._contents, self._parameters)

    def compare(self, pairs: Iterable[OperationPair]) -> None:
        """Compare the operations of both documents."""
        for pair in pairs:
            scope = Scope(frozenset({Context(pair.label, Side.none)}))
            if pair.old is not None and pair.new is not None:
                self._compare_pair(scope, pair.old, pair.new)
            elif pair.new is not None:
                spot = spot_of(self._new, pair.new)
                data = {"method": pair.new.method.upper(), "path": shown(pair.new.path)}
                self._findings.add("operation-added", scope, _place(self._old, spot), spot, **data)
            elif pair.old is not None:
                spot = spot_of(self._old, pair.old)
                self._findings.add("operation-removed", scope, spot, _place(self._new, spot))

    def _compare_pair(self, scope: Scope, old: OperationView, new: OperationView) -> None:
        before, after = spot_of(self._old, old), spot_of(self._new, new)
        self._compare_place(scope, old, new, before, after)
        parameters = scope.on(Side.request), _parameters(before, old), _parameters(after, new)
        name = pascal_case(old.title)
        self._parameters.compare(*parameters, f"{name}Parameters")
        self.compare_parts(scope, before, after, name)

    def compare_parts(self, scope: Scope, old: Spot, new: Spot, name: str) -> None:
        """Compare what stands in two operations, parameters left out."""
        contents, answers = self._contents, self._answers
        rules: Rules = {
            "operationId": _compare_id,
            "tags": _compare_tags,
            "requestBody": lambda _, inner, one, other: contents.compare_body(
                inner.on(Side.request), one, other, f"{name}Request"
            ),
            "responses": lambda _, inner, one, other: answers.compare(
                inner.on(Side.response), one, other, f"{name}Answer"
            ),
            "callbacks": lambda _, inner, one, other: self._compare_callbacks(inner, one, other, name),
            "security": _compare_security,
            "servers": compare_servers,
            "x-task": compare_task,
            "x-pagination": compare_pagination,
            "x-provenance": compare_provenance,
        }
        compare_keys(self._findings, scope, old, new, rules, done=("parameters",))

    def _compare_callbacks(self, scope: Scope, old: Spot, new: Spot, name: str) -> None:
        inner = scope.on(Side.callback)
        for one, other, title in paired_callbacks(self._findings, inner, old, new):
            self.compare_posted(inner.at(title), one, other, f"{name}Callback")

    def compare_posted(self, scope: Scope, old: Spot, new: Spot, name: str) -> None:
        """Compare what the service posts, of a callback or of a webhook."""
        self._parameters.compare(scope, old.child("parameters").items(), new.child("parameters").items(), "")
        rules: Rules = {
            "requestBody": lambda _, inner, one, other: self._contents.compare_body(inner, one, other, name),
            "responses": lambda _, inner, one, other: self._answers.compare(
                inner.on(Side.acknowledgement), one, other, f"{name}Acknowledgement"
            ),
            "x-delivery": compare_delivery,
            "x-provenance": compare_provenance,
        }
        compare_keys(self._findings, scope, old, new, rules, done=("parameters",))

    def _compare_place(
        self, scope: Scope, old: OperationView, new: OperationView, before: Spot, after: Spot
    ) -> None:
        if template(old.path) != template(new.path):
            data = {"old": shown(old.path), "new": shown(new.path)}
            self._findings.add("path-changed", scope, before, after, **data)
        elif old.path != new.path:
            self._findings.add("path-respelled", scope, before, after, new=shown(new.path))
        if old.method != new.method:
            data = {"old": old.method.upper(), "new": new.method.upper()}
            self._findings.add("http-method-changed", scope, before, after, **data)


def compare_items(findings: Findings, old: Spot, new: Spot) -> None:
    """Compare what two path items of the same path say beside their operations and parameters."""
    rules: Rules = {"servers": compare_servers}
    compare_keys(findings, Scope().at(shown(old.steps[-1])), old, new, rules, done=(*METHODS, "parameters"))


def _compare_id(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    if same(old.value, new.value):
        return
    before, after = str(old.value), str(new.value)
    is_same = (snake_case(before), pascal_case(before)) == (snake_case(after), pascal_case(after))
    findings.add(
        "operation-id-respelled" if is_same else "operation-id-changed", scope, old, new, new=shown(new.value)
    )


def _compare_tags(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    if same(old.value, new.value) and (old.value is None) == (new.value is None):
        return
    first, second = (_group(spot) for spot in (old, new))
    if first != second:
        findings.add("tag-changed", scope, old, new, old=first, new=second)
    else:
        findings.add("other-tags-changed", scope, old, new, old=shown(old.value), new=shown(new.value))


def _group(tags: Spot) -> str:
    items = tags.items()
    return shown(snake_case(str(items[0].value))) if items else "default"


def _compare_security(findings: Findings, scope: Scope, old: Spot, new: Spot) -> None:
    """Compare what an operation itself says; where it says nothing, the document's word counts."""
    before, after = (_effective(spot) for spot in (old, new))
    if same(before.value, after.value) and (old.value is None) != (new.value is None):
        findings.add("security-reordered", scope, before, after)
    elif old.value is not None or new.value is not None:
        compare_requirements(findings, scope, before, after)


def _effective(spot: Spot) -> Spot:
    root = Spot(spot.document, (), spot.document)
    return spot if spot.value is not None else root.child("security")


def _parameters(operation: Spot, view: OperationView) -> list[Spot]:
    item = Spot(operation.document, operation.steps[:-1], view.item)
    return [*item.child("parameters").items(), *operation.child("parameters").items()]


def _place(document: MapNode, spot: Spot) -> Spot:
    """Return where an operation of the other document would stand."""
    return Spot(document, spot.steps, None)
