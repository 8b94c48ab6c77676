"""Comparing the methods of two clients: their names, their arguments, and what they take and return."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from generator.diff.findings import Context, Finding, Findings, Scope
from generator.diff.pairing import OperationPair
from generator.diff.spots import Spot, shown
from generator.diff.surface.classes import OF_NAMES, ClassPairs, Pair
from generator.diff.surface.fitting import Fitting
from generator.diff.surface.places import argument_spot, class_spot
from generator.diff.surface.wording import in_python
from generator.diff.verdicts import Side
from generator.document.view import OperationView
from generator.ir import Api
from generator.ir.model import Argument, Operation
from generator.ir.types import Type
from generator.naming import class_name, pascal_case
from generator.source.nodes import MapNode

_RENAMED: Final = frozenset({"operation-id-changed", "tag-changed"})
_TAGS: Final = frozenset({"tag-changed", "other-tags-changed"})
Broken = Collection[tuple[Context, str]]
"""Messages that something breaks already, each with the field; no field where it is all of the message."""


@dataclass(frozen=True)
class _Method:
    """An operation of a client, and where it stands in the document."""

    group: str
    operation: Operation
    document: MapNode
    view: OperationView

    @property
    def call(self) -> str:
        return f"client.{self.group}.{self.operation.method}"

    @property
    def arguments(self) -> dict[tuple[str, str], Argument]:
        return {(each.place, each.wire_name): each for each in self.operation.arguments}

    def spot(self, argument: Argument | None = None) -> Spot:
        return argument_spot(self.document, self.view, argument)


@dataclass(frozen=True)
class _Pair:
    label: str
    old: _Method
    new: _Method


class SurfaceComparer:
    """Compares the clients of two documents, where both have one."""

    def __init__(
        self, documents: tuple[MapNode, MapNode], apis: tuple[Api, Api], pairs: Iterable[OperationPair]
    ) -> None:
        self._documents, self._apis = documents, apis
        self._pairs = list(_methods(documents, apis, pairs))
        self._classes = ClassPairs(*apis)
        for pair in self._pairs:
            for side, old, new in _types(pair):
                self._classes.add(Context(pair.label, side), old, new)
        choices = {each.ref: each.type for api in apis for each in api.choices}
        alike = {each for pair in self._classes.replaced for each in (pair, pair[::-1])}
        self._sent = Fitting(choices, alike, is_open=False)
        self._received = Fitting(choices, alike, is_open=True)

    def corrected(
        self, findings: Iterable[Finding], contexts: Callable[[Scope], Collection[Context]]
    ) -> list[Finding]:
        """Return what the documents say of names, as it is in the clients; `contexts` gives the messages of a scope.

        A tag may change and the attribute of the client stay, or the other way round: where no operation has a tag,
        the path tells the group. What is told of a class that takes the place of another one is left out here.
        """
        pairs = {pair.label: pair for pair in self._pairs}
        return [
            _corrected(each, pairs)
            for each in findings
            if each.kind not in OF_NAMES or not self._classes.says(each.data, contexts(each.scope))
        ]

    def compare(self, known: Iterable[Finding], broken: Broken) -> list[Finding]:
        """Return what breaks between the clients and is not among the `known` differences."""
        findings = Findings()
        known = list(known)
        renamed = {
            context.operation for each in known if each.kind in _RENAMED for context in each.scope.contexts
        }
        for pair in self._pairs:
            self._compare_method(findings, pair, renamed)
            self._compare_arguments(findings, pair, broken)
            self._compare_result(findings, pair, broken)
        self._compare_classes(findings, known, renamed)
        return findings.all

    def _compare_method(self, findings: Findings, pair: _Pair, renamed: Collection[str]) -> None:
        if pair.old.call != pair.new.call and pair.label not in renamed:
            names = {"old": pair.old.call, "new": pair.new.call}
            scope = Scope(frozenset({Context(pair.label, Side.none)}))
            findings.add(
                "method-renamed", scope, pair.old.spot(), pair.new.spot(), **names, **_python(*names.values())
            )

    def _compare_arguments(self, findings: Findings, pair: _Pair, broken: Broken) -> None:
        for one, other in _paired_arguments(pair):
            known = one or other
            if known is None:
                continue
            scope = _argument_scope(pair.label, known)
            names = _python(_call(pair.old, one), _call(pair.new, other))
            places = pair.old.spot(one), pair.new.spot(other)
            if one is not None and other is not None and one.name != other.name:
                data = {"old": one.name, "new": other.name}
                findings.add("argument-renamed", scope, *places, **data, **names)
            if _is_told(Context(pair.label, Side.request), scope.words[0], broken):
                continue
            if other is None:
                findings.add("argument-removed", scope, *places, **names)
            elif _is_needed(other) and (one is None or not _is_needed(one)):
                findings.add("argument-made-required", scope, *places, **names)
            elif one is not None and not self._sent.fits(one.type, other.type):
                data = {"old": in_python(one.type), "new": in_python(other.type)}
                findings.add("argument-type-changed", scope, *places, **data, **names)

    def _compare_result(self, findings: Findings, pair: _Pair, broken: Broken) -> None:
        old, new = pair.old.operation.result, pair.new.operation.result
        if self._received.fits(new, old):
            return
        if any(context == Context(pair.label, Side.response) for context, _ in broken):
            return
        scope = Scope(frozenset({Context(pair.label, Side.response)}))
        places = (each.spot().child("responses") for each in (pair.old, pair.new))
        data = {"old": in_python(old), "new": in_python(new)}
        findings.add("return-type-changed", scope, *places, **data, **_python(pair.old.call))

    def _compare_classes(
        self, findings: Findings, known: Iterable[Finding], renamed: Collection[str]
    ) -> None:
        gone = {class_name(each.scope.made) for each in known if each.kind == "schema-renamed"}
        own = {each.label: pascal_case(each.old.view.title) for each in self._pairs if each.label in renamed}
        for pair in self._classes:
            self._compare_attributes(findings, pair)
            if pair[0] == pair[1] or gone & {pair[0], pair[0].removesuffix("Input")}:
                continue
            found = self._classes.contexts(pair)
            contexts = frozenset(each for each in found if not _is_own(pair[0], own.get(each.operation)))
            if contexts:
                data = {"old": pair[0], "new": pair[1]}
                names = _python(*(f"{self._apis[0].package}.models.{name}" for name in pair))
                findings.add("class-replaced", Scope(contexts), *self._spots(pair, contexts), **data, **names)

    def _compare_attributes(self, findings: Findings, pair: Pair) -> None:
        models = self._classes.models(pair)
        if models is None:
            return
        new = {entry.wire_name: entry.name for entry in models[1].fields}
        for entry in models[0].fields:
            name = new.get(entry.wire_name, entry.name)
            if name != entry.name:
                contexts = self._classes.contexts(pair)
                scope = replace(Scope(contexts).at(shown(entry.wire_name)), field=entry.wire_name)
                places = (_field_spot(spot, entry.wire_name) for spot in self._spots(pair, contexts))
                attributes = (
                    f"{model.ref.name}.{each}" for model, each in zip(models, (entry.name, name), strict=True)
                )
                names = _python(*(f"{self._apis[0].package}.models.{each}" for each in attributes))
                findings.add("attribute-renamed", scope, *places, old=entry.name, new=name, **names)

    def _spots(self, pair: Pair, contexts: Collection[Context]) -> tuple[Spot, Spot]:
        """Return where two classes are described; where no component does, the first operation that uses them."""
        first = min((context.operation for context in contexts), default="")
        user = next(each for each in self._pairs if each.label == first)
        old, new = (class_spot(*each) for each in zip(self._documents, pair, strict=True))
        return old or user.old.spot(), new or user.new.spot()


def _methods(
    documents: tuple[MapNode, MapNode], apis: tuple[Api, Api], pairs: Iterable[OperationPair]
) -> Iterator[_Pair]:
    found = [
        {
            operation.name: (group.attribute, operation)
            for group in api.groups
            for operation in group.operations
        }
        for api in apis
    ]
    for pair in pairs:
        if pair.old is None or pair.new is None:
            continue
        if pair.old.title in found[0] and pair.new.title in found[1]:
            old = _Method(*found[0][pair.old.title], documents[0], pair.old)
            new = _Method(*found[1][pair.new.title], documents[1], pair.new)
            yield _Pair(pair.label, old, new)


def _types(pair: _Pair) -> Iterator[tuple[Side, Type, Type]]:
    """Yield the types of what the caller passes and gets, old and new."""
    old, new = pair.old.operation, pair.new.operation
    for one, other in _paired_arguments(pair):
        if one is not None and other is not None:
            yield Side.request, one.type, other.type
    yield Side.response, old.result, new.result
    if old.roles.item is not None and new.roles.item is not None:
        yield Side.response, old.roles.item, new.roles.item
    if old.roles.callback is not None and new.roles.callback is not None:
        yield Side.callback, old.roles.callback.answer, new.roles.callback.answer


def _paired_arguments(pair: _Pair) -> Iterator[tuple[Argument | None, Argument | None]]:
    """Yield the arguments by what they become in the request; those left over by what callers call them."""
    old, new = pair.old.arguments, pair.new.arguments
    names = {each.name: key for key, each in new.items() if key not in old}
    taken = {names[each.name] for key, each in old.items() if key not in new and each.name in names}
    for key, argument in old.items():
        yield argument, new.get(key) or new.get(names.get(argument.name, key))
    for key, argument in new.items():
        if key not in old and key not in taken:
            yield None, argument


def _corrected(finding: Finding, pairs: Mapping[str, _Pair]) -> Finding:
    labels = [context.operation for context in finding.scope.contexts]
    pair = pairs.get(labels[0]) if len(labels) == 1 else None
    if pair is None:
        return finding
    if finding.kind == "operation-id-changed" and pair.old.call == pair.new.call:
        return replace(finding, kind="operation-id-respelled")
    if finding.kind not in _TAGS:
        return finding
    if pair.old.group != pair.new.group:
        return replace(finding, kind="tag-changed", data={"old": pair.old.group, "new": pair.new.group})
    return replace(finding, kind="other-tags-changed")


def _argument_scope(label: str, argument: Argument) -> Scope:
    scope = Scope(frozenset({Context(label, Side.request)})).at(shown(argument.wire_name))
    return replace(scope, field=argument.wire_name, is_argument=True, place=argument.place)


def _is_own(name: str, prefix: str | None) -> bool:
    """Say whether a class is named after its operation, which has another name now."""
    return prefix is not None and name.startswith(prefix)


def _is_needed(argument: Argument) -> bool:
    return argument.is_required and not argument.is_filled and argument.default is None


def _is_told(context: Context, word: str, broken: Broken) -> bool:
    return (context, word) in broken or (context, "") in broken


def _call(method: _Method, argument: Argument | None) -> str:
    return f"{method.call}({argument.name}=...)" if argument is not None else ""


def _python(old: str, new: str = "") -> dict[str, str]:
    """Return the names that a difference affects, as part of what is found."""
    return {"old_name": old, "new_name": new}


def _field_spot(spot: Spot, name: str) -> Spot:
    properties = spot.target().child("properties")
    return properties.child(name) if properties.has(name) else spot
