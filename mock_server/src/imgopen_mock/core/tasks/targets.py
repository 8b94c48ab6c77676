"""Which queries tell of which tasks: OpenAPI links, resolved between the operations of a bundle."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from imgopen_mock.core.description.document import BundleError
from imgopen_mock.core.description.expressions import Exchange, Expression
from imgopen_mock.core.description.extensions import TaskPart
from imgopen_mock.core.description.links import Link
from imgopen_mock.core.description.operation import Operation
from imgopen_mock.core.description.pointers import MISSING
from imgopen_mock.core.tasks.ledger import Key

Selector: TypeAlias = tuple[str, str]
"""Place and name of a query's parameter that tells tasks of one operation from those of another."""


@dataclass(frozen=True)
class Target:
    """A query that tells of the tasks of one submitting operation."""

    query: Operation
    part: TaskPart
    task_id: Expression
    link: Link
    selectors: tuple[Selector, ...]

    def key(self, account: str, exchange: Exchange, otherwise: Any) -> Key:
        """Return the key of the task that a request submits, as the query will ask for it.

        Args:
            account: The caller.
            exchange: The submitting request.
            otherwise: The id of the task if the request has none.
        """
        request: dict[str, Any] = {"body": self.link.value(self.link.body, exchange)}
        for place in ("path", "query", "header"):
            request[place] = {
                parameter.key: value
                for parameter in self.query.parameters
                if parameter.place == place
                and (value := self.link.value(self.link.parameter(place, parameter.name), exchange))
                is not MISSING
            }
        task_id = self.task_id.read({"request": request})
        if task_id is MISSING or task_id is None:
            task_id = otherwise
        return key_of(account, self.query, selected(self.selectors, request), task_id)

    @property
    def constants(self) -> tuple[Any, ...]:
        """The values that the link gives to the selecting parameters."""
        return tuple(self.link.parameter(place, name) for place, name in self.selectors)


class Targets:
    """All links of a bundle from operations that make tasks to queries of them."""

    def __init__(self, operations: Iterable[Operation]) -> None:
        known = {operation.id: operation for operation in operations}
        linked = [
            (operation, link, _linked(known, operation, link))
            for operation in known.values()
            if operation.task is not None
            for link in operation.links
        ]
        self._selectors: dict[str, tuple[Selector, ...]] = {}
        for _, link, query in linked:
            found = {*self._selectors.get(query.id, ()), *_selectors(query, link)}
            self._selectors[query.id] = tuple(sorted(found))
        self._targets: dict[str, list[Target]] = {}
        for operation, link, query in linked:
            part = query.task
            if part is not None and part.role == "query" and part.id is not None:
                target = Target(query, part, part.id, link, self._selectors[query.id])
                self._targets.setdefault(operation.id, []).append(target)

    def of(self, operation: Operation) -> tuple[Target, ...]:
        """Return the queries that tell of an operation's tasks."""
        return tuple(self._targets.get(operation.id, ()))

    def selectors(self, query: Operation) -> tuple[Selector, ...] | None:
        """Return the parameters by which a query selects; None if no link leads to it."""
        return self._selectors.get(query.id)

    def constants(self, query: Operation) -> tuple[tuple[Any, ...], ...]:
        """Return all values that links give to a query's selecting parameters."""
        found = (
            target.constants
            for targets in self._targets.values()
            for target in targets
            if target.query.id == query.id
        )
        return tuple(dict.fromkeys(found))


def selected(selectors: Iterable[Selector], request: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return the values of parameters in a request; None for one that is not there."""
    return tuple(request[place].get(name) for place, name in selectors)


def key_of(account: str, query: Operation, values: Iterable[Any], task_id: Any) -> Key:
    """Return the key under which a query with these values of its selecting parameters finds a task."""
    return account, query.id, tuple(map(hashable, values)), hashable(task_id)


def hashable(value: Any) -> Hashable:
    """Return something that is equal for equal JSON values, and only for these; 7.0 equals 7."""
    if isinstance(value, (str, type(None))):
        return value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return json.dumps(value, sort_keys=True), type(value).__name__


def _linked(known: Mapping[str, Operation], operation: Operation, link: Link) -> Operation:
    """Return the operation that a link leads to."""
    query = known.get(link.operation)
    if query is None:
        raise BundleError(f"{operation.id}: link {link.name}: there is no operation {link.operation}")
    return query


def _selectors(query: Operation, link: Link) -> Iterable[Selector]:
    """Find the parameters to which a link gives a constant: those tell one operation's tasks from another's."""
    for parameter in query.parameters:
        given = link.parameter(parameter.place, parameter.name)
        if isinstance(given, (str, int, float, bool)):
            yield parameter.place, parameter.key
