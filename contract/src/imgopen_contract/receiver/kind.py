"""The kinds of callback that a receiver gets: each component of the document once, whoever uses it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

from imgopen_contract.document import Callback, DeliveryRule, Document, Operation
from imgopen_contract.document.expressions import NOTHING, read, steps_of
from imgopen_contract.receiver.errors import ReceiverError
from imgopen_contract.receiver.shape import sample

Way: TypeAlias = tuple[str | int, ...]

_JSON = "application/json"


@dataclass(frozen=True)
class Places:
    """Where a payload says which task it is about and how that went, as far as the document tells.

    Attributes:
        ids: The caller's id.
        assigned: The id that the service made.
        state: How the task stands; empty if that is not told.
        message: The state in words; empty if that is not told.
        succeeded: The states that mean success.
        failed: The listed states that mean failure; any that is not listed means it too.
        listed: All states that are listed.
    """

    ids: tuple[Way, ...] = ()
    assigned: tuple[Way, ...] = ()
    state: Way = ()
    message: Way = ()
    succeeded: tuple[Any, ...] = ()
    failed: tuple[Any, ...] = ()
    listed: tuple[Any, ...] = ()

    def protects(self, way: Way) -> bool:
        """Tell whether a place is the whole payload, or an id or the state stands there or within."""
        named = (*self.ids, *self.assigned, self.state)
        return any(place[: len(way)] == way for place in (*named, ()))


@dataclass(frozen=True, eq=False)
class Kind:
    """A kind of callback.

    Attributes:
        name: The component's name in the document; of a callback without one, its operation's and its own.
        operations: The operations that use it.
        callback: The callback as the first of them has it.
        rule: What acknowledges, and how often it is sent.
    """

    name: str
    operations: tuple[Operation, ...] = field(repr=False)
    callback: Callback = field(repr=False)
    rule: DeliveryRule = field(repr=False)

    @property
    def document(self) -> Document:
        """The document that describes it."""
        return self.callback.operation.document

    @property
    def wanted(self) -> str:
        """What acknowledges, for people."""
        values = " or ".join(map(text_of, self.rule.values))
        return f"JSON with {text_of(self.rule.key)}: {values}"

    @cached_property
    def payloads(self) -> Mapping[str, Any]:
        """The documented payloads by their names; one made from the schema if there are none."""
        if self.callback.examples:
            return self.callback.examples
        return {"as the schema has it": sample(self.document, self.callback.schema)}

    @cached_property
    def places(self) -> Places:
        """Where the payloads have ids and state."""
        parts = [link.operation.task for operation in self.operations for link in operation.links]
        parts += [operation.task for operation in self.operations]
        states = next(filter(None, map(self._states, parts)), {})
        values = states.get("states", {})
        return Places(
            ids=self._ways("receipt", parts),
            assigned=self._ways("assigned", parts),
            state=next(iter(self._ways("state", [states])), ()),
            message=next(iter(self._ways("message", [states])), ()),
            succeeded=tuple(values.get("succeeded", ())),
            failed=tuple(values.get("failed", ())),
            listed=tuple(value for listed in values.values() for value in listed),
        )

    @cached_property
    def media_type(self) -> str:
        """The type of the payload."""
        content = self._node.get("requestBody", {})
        return next(iter(self.document.resolve(content).get("content", {})), _JSON)

    @cached_property
    def statuses(self) -> tuple[str, ...]:
        """The HTTP statuses that the document has for the receiver's answer."""
        return tuple(map(str, self._node.get("responses", {})))

    @cached_property
    def answer_types(self) -> tuple[str, ...]:
        """The media types that the document has for the receiver's answer."""
        responses = map(self.document.resolve, self._node.get("responses", {}).values())
        return tuple(name for response in responses for name in response.get("content", {}))

    def keeps(self, value: Any) -> bool:
        """Tell whether a payload keeps the schema."""
        return self.document.keeps(value, self.callback.schema)

    def serving(self, names: Sequence[str]) -> Kind:
        """Return the kind as it is for some of its operations alone; for all of them if none is named."""
        chosen = tuple(found for found in self.operations if not names or found.id in names)
        return Kind(self.name, chosen, self.callback, self.rule)

    @property
    def _node(self) -> Mapping[str, Any]:
        declared = self.callback.operation.node["callbacks"][self.callback.name]
        node: Mapping[str, Any] = self.document.resolve(declared)[self.callback.url][
            self.callback.method.lower()
        ]
        return node

    def _states(self, part: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the part if the payloads have its state, in a word that it knows."""
        known = [value for values in part.get("states", {}).values() for value in values]
        ways = self._ways("state", [part])
        told = [read(payload, ways[0]) for payload in self.payloads.values()] if ways else []
        return part if any(value in known for value in told) else {}

    def _ways(self, name: str, parts: Sequence[Mapping[str, Any]]) -> tuple[Way, ...]:
        """Return where an `x-task` expression leads within the payloads, without repetition."""
        ways: dict[Way, None] = {}
        for part in parts:
            if name not in part:
                continue
            place, *rest = steps_of(part[name])
            way = tuple(rest)
            if place == "body" and any(read(value, way) is not NOTHING for value in self.payloads.values()):
                ways[way] = None
        return tuple(ways)


def kinds_of(document: Document, operations: Sequence[str] = ()) -> tuple[Kind, ...]:
    """Return the kinds of callback that a receiver can be held to, in the order of the document.

    Callbacks without `x-delivery` are left out: nothing says what acknowledges them.

    Args:
        document: The document.
        operations: Only what these operations cause; all if there are none.

    Raises:
        ReceiverError: There is no such operation, or it has no callbacks of this sort.
    """
    found: dict[tuple[str, str, str], Kind] = {}
    for callback in _ruled(document):
        name = _name(callback)
        key = (name, callback.url, callback.method)
        before = found[key].operations if key in found else ()
        first = found[key].callback if key in found else callback
        if callback.rule is not None:
            found[key] = Kind(name, (*before, callback.operation), first, callback.rule)
    _check_names(
        document, operations, [operation.id for kind in found.values() for operation in kind.operations]
    )
    chosen = (kind.serving(operations) for kind in found.values())
    return _distinctly_named([kind for kind in chosen if kind.operations])


def text_of(value: Any) -> str:
    """Return a value as JSON writes it, for people."""
    return json.dumps(value, ensure_ascii=False)


def _ruled(document: Document) -> Iterator[Callback]:
    for operation in document.operations:
        yield from (callback for callback in operation.callbacks if callback.rule is not None)


def _name(callback: Callback) -> str:
    declared = callback.operation.node["callbacks"][callback.name]
    reference = str(declared.get("$ref", ""))
    return reference.rpartition("/")[2] or f"{callback.operation.id}.{callback.name}"


def _distinctly_named(kinds: Sequence[Kind]) -> tuple[Kind, ...]:
    """Number the kinds of a component that has several addresses or methods."""
    names = [kind.name for kind in kinds]
    return tuple(
        kind
        if names.count(kind.name) == 1
        else Kind(
            f"{kind.name}-{names[:index].count(kind.name) + 1}", kind.operations, kind.callback, kind.rule
        )
        for index, kind in enumerate(kinds)
    )


def _check_names(document: Document, wanted: Sequence[str], calling: Sequence[str]) -> None:
    known = [operation.id for operation in document.operations]
    for name in wanted:
        if name not in known:
            raise ReceiverError(
                f"{name}: there is no such operation; with callbacks there are {_list(calling)}"
            )
        if name not in calling:
            raise ReceiverError(f"{name} has no callbacks; {_list(calling)} have")
    if not calling:
        raise ReceiverError("the document has no callbacks with x-delivery, so a receiver is held to nothing")


def _list(names: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(names)) or "none"
