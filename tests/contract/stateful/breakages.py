"""Simulators that are broken on purpose, one way at a time."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from imgopen_contract.document import Document, Operation
from imgopen_contract.document.expressions import NOTHING, read, steps_of, written
from imgopen_contract.rules import BODY, Constraint, constraints_of
from imgopen_mock import Bundle, Fault, Request, Response, Simulator, VirtualClock

Json: TypeAlias = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Answered:
    """A request that a simulator has answered.

    Attributes:
        body: The request's body; NOTHING if it is no JSON.
        admitted: Whether the request keeps the document; it may still be refused for the state of the service.
        accepted: Whether the answer is a success.
    """

    operation: Operation
    body: Any
    admitted: bool
    accepted: bool
    answer: Json

    @property
    def example(self) -> Json:
        """The documented success, about the task that was asked for."""
        operation, envelope = self.operation, self.operation.document.envelope
        (success, *_) = [
            found for found in operation.answer_examples if found[envelope.code] == envelope.success
        ]
        if "receipt" not in operation.task or not isinstance(self.body, dict):
            return dict(success)
        return put(
            operation.task["receipt"], success, read({"body": self.body}, steps_of(operation.task["id"]))
        )

    def refusal(self, message: str) -> Json:
        """A refusal with a message."""
        envelope = self.operation.document.envelope
        return {envelope.code: envelope.refusal, envelope.message: message}


class Tampered(Simulator):
    """A simulator whose requests are changed on their way in, or whose answers on their way out.

    Args:
        document: What is simulated.
        admit: Returns what is taken for the request.
        tell: Returns what is told instead of the answer.
        respond: Returns what is sent instead of the response.
    """

    def __init__(
        self,
        document: Document,
        *,
        admit: Callable[[Request], Request] | None = None,
        tell: Callable[[Answered], Json] | None = None,
        respond: Callable[[Response], Response] | None = None,
    ) -> None:
        super().__init__(bundle_of(document.data), VirtualClock())
        self.document = document
        self._admit = admit
        self._tell = tell
        self._respond = respond

    def handle(self, request: Request) -> Response:
        """Answer a request, but for what is broken."""
        if self._admit is not None:
            request = self._admit(request)
        response = super().handle(request)
        if self._tell is not None:
            told = self._tell(self._answered(request, response))
            response = replace(response, body=json.dumps(told).encode())
        return response if self._respond is None else self._respond(response)

    def _answered(self, request: Request, response: Response) -> Answered:
        entry, answer, envelope = self.requests[-1], json.loads(response.body), self.document.envelope
        return Answered(
            self.document.operation(entry.operation),
            _json(request.body),
            bool(entry.account),
            answer[envelope.code] == envelope.success,
            answer,
        )


class Faulty(Simulator):
    """A simulator with a fault that survives a reset."""

    def __init__(self, document: Document, fault: Fault) -> None:
        super().__init__(bundle_of(document.data), VirtualClock())
        self._fault = fault

    def reset(self) -> None:
        """Forget everything but the fault."""
        super().reset()
        self.set_fault(self._fault)


class Forgetful(Simulator):
    """A simulator that knows a task for one request."""

    def __init__(self, document: Document) -> None:
        super().__init__(bundle_of(document.data), VirtualClock())

    def handle(self, request: Request) -> Response:
        """Answer a request after having forgotten the tasks."""
        if self.tasks:
            self.reset()
        return super().handle(request)


class Backwards(VirtualClock):
    """A clock that goes back to the beginning and forth again, whenever it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.turned = False

    def now(self) -> float:
        """Return the time, or 0."""
        return 0.0 if self.turned else super().now()


class Wavering(Simulator):
    """A simulator for which every second request comes before all others."""

    def __init__(self, document: Document) -> None:
        super().__init__(bundle_of(document.data), Backwards())

    def handle(self, request: Request) -> Response:
        """Answer a request at another time."""
        assert isinstance(self.clock, Backwards)
        self.clock.turned = len(self.requests) % 2 == 1
        try:
            return super().handle(request)
        finally:
            self.clock.turned = False


def bundle_of(data: Mapping[str, Any]) -> Bundle:
    """Return what a simulator reads."""
    return Bundle.parse(json.dumps(data))


def rules_by_keyword(document: Document) -> dict[str, list[Constraint]]:
    """Return the rules that a body can break, by what JSON Schema calls them.

    Of queries none is given: a query that is not refused for its form is refused because there is no such task.
    """
    found: dict[str, list[Constraint]] = {}
    for operation in document.operations:
        for rule in constraints_of(operation):
            whole = not rule.way and rule.keyword in ("required", "type")
            if rule.place == BODY and not whole and not rule.is_permission and operation.role != "query":
                found.setdefault(rule.keyword, []).append(rule)
    return found


def without_rules(document: Document, rules: list[Constraint]) -> Document:
    """Return the document without some of its rules."""
    data = deepcopy(dict(document.data))
    # Backwards, so that what is taken out of an array does not move what is still to be found in it.
    for way in sorted({rule.pointer for rule in rules}, key=_sortable, reverse=True):
        owner: Any = data
        for step in way[:-1]:
            owner = owner[int(step)] if isinstance(owner, list) else owner[step]
        del owner[int(way[-1]) if isinstance(owner, list) else way[-1]]
    return Document(data)


def without_keys(document: Document) -> Simulator:
    """Make a simulator that asks for no keys."""
    data = {name: value for name, value in document.data.items() if name != "security"}
    return Simulator(bundle_of(data), VirtualClock())


def with_constants(document: Document, change: Callable[[Json], Json]) -> Simulator:
    """Make a simulator for which the links of the document have other constants, or none."""
    data = deepcopy(dict(document.data))
    for operation in document.operations:
        node = data["paths"][operation.path][operation.method.lower()]
        for link in next(iter(node["responses"].values())).get("links", {}).values():
            link["parameters"] = change(link.get("parameters", {}))
    return Simulator(bundle_of(data), VirtualClock())


def one_account(document: Document) -> Simulator:
    """Make a simulator that takes all callers for one."""
    header = document.credentials[0].header.lower()

    def admit(request: Request) -> Request:
        given = request.headers.get(header, "")
        return replace(request, headers={**request.headers, header: "any" if given else ""})

    return Tampered(document, admit=admit)


def telling(document: Document, name: str, change: Callable[[Operation, Any], Any]) -> Simulator:
    """Make a simulator whose queries tell something else where their `x-task` says."""

    def tell(answered: Answered) -> Json:
        operation, answer = answered.operation, answered.answer
        expression = operation.task.get(name)
        told = NOTHING if expression is None else read({"body": answer}, steps_of(expression))
        if operation.role != "query" or expression is None or told is NOTHING:
            return answer
        return put(expression, answer, change(operation, told))

    return Tampered(document, tell=tell)


def put(expression: str, answer: Json, value: Any) -> Json:
    """Return an answer with another value where an expression points."""
    return dict(written({"body": answer}, steps_of(expression), value)["body"])


def _sortable(way: tuple[str, ...]) -> tuple[tuple[int, str], ...]:
    """Sort numbers by their value."""
    return tuple((int(step) if step.isdecimal() else -1, step) for step in way)


def _json(content: bytes) -> Any:
    try:
        return json.loads(content)
    except ValueError:
        return NOTHING
