"""What a team finds in a document when it writes a receiver of callbacks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from imgopen_contract.document import Document
from imgopen_contract.document.expressions import read, steps_of


@dataclass(frozen=True)
class Form:
    """The names that a team finds in the document when it writes a receiver.

    Attributes:
        queries: The `x-task` of each query whose answer a payload may be.
        acknowledgement: The answer that acknowledges.
        methods: By which methods callbacks come.
    """

    queries: tuple[Mapping[str, Any], ...]
    acknowledgement: Mapping[str, Any]
    methods: tuple[str, ...]

    @property
    def id_names(self) -> tuple[str, ...]:
        """What the task's id is called."""
        return tuple(steps_of(query["receipt"])[-1] for query in self.queries)

    def query(self, payload: Any) -> Mapping[str, Any] | None:
        """Return the query whose answer a payload is: one that has its task's id."""
        found = (query for query in self.queries if isinstance(at(query["receipt"], payload), (str, int)))
        return next(found, None)

    def task_id(self, payload: Any) -> str | int | None:
        """Return the id of the task that a payload is about."""
        query = self.query(payload)
        return None if query is None else at(query["receipt"], payload)

    def is_done(self, payload: Any) -> bool:
        """Tell whether the task succeeded."""
        query = self.query(payload)
        return query is not None and at(query["state"], payload) in query["states"]["succeeded"]


def at(expression: str, payload: Any) -> Any:
    """Return what stands where an expression points, taking the payload for the answer."""
    return read(payload, steps_of(expression)[1:])


def form_of(document: Document) -> Form:
    """Read what a receiver of all callbacks of a document has to know."""
    callbacks = [callback for operation in document.operations for callback in operation.callbacks]
    queries = [link.operation.task for callback in callbacks for link in callback.operation.links]
    rule = callbacks[0].rule
    assert rule is not None
    return Form(
        tuple({json.dumps(query): query for query in queries if "receipt" in query}.values()),
        {rule.key: rule.values[0]},
        tuple({callback.method for callback in callbacks}),
    )
