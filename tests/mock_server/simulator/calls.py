"""Calls of operations and what they are answered, before they are written down as HTTP and after."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any
from urllib.parse import quote, urlencode

from imgopen_mock import Request, Response, Simulator

from tests.mock_server.simulator.documents import Json, Operation
from tests.mock_server.simulator.expressions import NOTHING, read, steps_of, written


@dataclass(frozen=True, eq=False)
class Call:
    """A request to an operation.

    Attributes:
        values: What stands in body, path, query and header.
    """

    operation: Operation
    values: Json

    @property
    def body(self) -> Any:
        """The body as JSON; NOTHING if there is none."""
        return self.values["body"]

    def get(self, expression: str) -> Any:
        """Return what an expression points at."""
        return read(self.values, steps_of(expression))

    def put(self, expression: str, value: Any) -> Call:
        """Return the call with something else where an expression points; NOTHING takes it away."""
        return replace(self, values=written(self.values, steps_of(expression), value))

    def with_body(self, body: Any) -> Call:
        """Return the call with another body."""
        return replace(self, values={**self.values, "body": body})

    def with_fields(self, changes: Mapping[tuple[str, ...], Any]) -> Call:
        """Return the call with other values in some fields of the body."""
        values = self.values
        for path, value in changes.items():
            values = written(values, ("body", *path), value)
        return replace(self, values=values)

    def numbered(self, number: int) -> Call:
        """Return the call with an id of its own, if callers choose ids."""
        expression = self.operation.task.get("id")
        if expression is None:
            return self
        whole = self.operation.schema_at(expression).get("type") == "integer"
        return self.put(expression, number if whole else f"t-{number}")

    @property
    def task_id(self) -> Any:
        """The caller's id of the task."""
        expression = self.operation.task.get("id")
        return NOTHING if expression is None else self.get(expression)

    @property
    def keeps_contract(self) -> bool:
        """Whether the body keeps its schema."""
        schema = self.operation.body.get("schema")
        return schema is None or self.operation.api.keeps(self.body, schema)

    def request(self, account: str = "own", origin: str = "") -> Request:
        """Write the call down as HTTP."""
        operation = self.operation
        headers = {name.lower(): str(value) for name, value in self.values["header"].items()}
        headers |= {
            name: account if index == 0 else "s" for index, name in enumerate(operation.api.key_headers)
        }
        if operation.media_type:
            headers["content-type"] = operation.media_type
        path = operation.path
        for parameter in operation.parameters:
            if parameter["in"] == "path":
                safe = "/" if parameter.get("x-allow-reserved") else ""
                text = quote(str(self.values["path"][parameter["name"]]), safe)
                path = path.replace(f"{{{parameter['name']}}}", text)
        body = b"" if self.body is NOTHING else json.dumps(self.body).encode()
        return Request(operation.method.upper(), path, headers, body, urlencode(self.values["query"]), origin)


@dataclass(frozen=True, eq=False)
class Answer:
    """An answer to a call."""

    call: Call
    response: Response

    @cached_property
    def body(self) -> Any:
        """The body as JSON."""
        return json.loads(self.response.body)

    @property
    def accepted(self) -> bool:
        """Whether it is a success by the frame's code, and not a refusal."""
        envelope = self.call.operation.api.envelope
        code = self.body[envelope["code"]]
        assert code in (envelope["success"], envelope["refusal"])
        return bool(code == envelope["success"])

    @property
    def message(self) -> str:
        """The frame's message."""
        message = self.body[self.call.operation.api.envelope["message"]]
        assert isinstance(message, str)
        return message

    @property
    def kept(self) -> bool:
        """Whether HTTP status and body are as documented."""
        operation = self.call.operation
        if self.response.status != operation.status:
            return False
        return operation.api.keeps(self.body, operation.answer_schema)

    def get(self, name: str) -> Any:
        """Return what stands where the operation's `x-task` has an expression of this name."""
        expression = self.call.operation.task.get(name)
        return NOTHING if expression is None else read({"body": self.body}, steps_of(expression))

    @property
    def state(self) -> str:
        """The kind of state that it tells of; a value that is not listed is a failure."""
        value = self.get("state")
        kinds = self.call.operation.task["states"]
        return next((kind for kind, values in kinds.items() if value in values), "failed")


@dataclass(frozen=True, eq=False)
class Link:
    """How an answer leads to the request that asks about its task."""

    operation: Operation
    node: Json = field(repr=False)

    def call(self, asked: Call) -> Call:
        """Return the request that asks about the task which a call has submitted."""
        call = calls_of(self.operation)[0]
        values = dict(call.values)
        for name, value in self.node.get("parameters", {}).items():
            for place, bare in self._places(name):
                values = written(values, (place, bare), _evaluated(value, asked))
        for name, value in self.node.get("requestBody", {}).items():
            values = written(values, ("body", name), _evaluated(value, asked))
        return replace(call, values=values)

    @property
    def constants(self) -> Json:
        """The parameters that are the same for every task."""
        return {
            bare: value
            for name, value in self.node.get("parameters", {}).items()
            for _, bare in self._places(name)
            if not str(value).startswith("$")
        }

    def _places(self, name: str) -> list[tuple[str, str]]:
        known = [(parameter["in"], parameter["name"]) for parameter in self.operation.parameters]
        return [found for found in known if name in (found[1], ".".join(found))]


def calls_of(operation: Operation) -> tuple[Call, ...]:
    """Return the documented requests of an operation."""
    values: Json = {"body": NOTHING, "path": {}, "query": {}, "header": {}}
    for parameter in operation.parameters:
        if parameter.get("required"):
            values[parameter["in"]][parameter["name"]] = _examples(parameter)[0]
    return tuple(Call(operation, {**values, "body": body}) for body in _examples(operation.body) or [NOTHING])


def links_of(operation: Operation) -> tuple[Link, ...]:
    """Return the links of an operation's answers."""
    api = operation.api
    return tuple(Link(api.operation(node["operationId"]), node) for node in operation.link_nodes)


def ask(simulator: Simulator, call: Call, account: str = "own") -> Answer:
    """Send a call to a simulator."""
    return Answer(call, simulator.handle(call.request(account)))


def _evaluated(value: Any, asked: Call) -> Any:
    return asked.get(value) if isinstance(value, str) and value.startswith("$") else value


def _examples(owner: Mapping[str, Any]) -> list[Any]:
    single = [owner["example"]] if "example" in owner else []
    return [*single, *(example["value"] for example in owner.get("examples", {}).values())]
