"""The operations of the real spec, for tests that name none of them."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from imgopen_mock import Request, Simulator

from generator.document.grammar import walk
from generator.ir import Api, build_api
from generator.ir.model import Argument, Group, Operation
from generator.lint import RuleSet
from generator.naming import field_name
from generator.source.nodes import MapNode
from generator.steps import load
from tests.support.command import SPEC
from tests.support.http import httpx


@dataclass(frozen=True)
class OperationCase:
    """One operation with the body of its first example."""

    group: Group
    operation: Operation

    @property
    def id(self) -> str:
        """What a test is called: the group and the operationId."""
        return f"{self.group.attribute}.{self.operation.name}"

    @property
    def body(self) -> dict[str, Any]:
        """A body that the service accepts."""
        assert self.operation.example is not None
        return dict(self.operation.example)

    def arguments(self) -> dict[str, Any]:
        """Return the example as keyword arguments, and a value for each path parameter."""
        arguments = {field_name(name): value for name, value in self.body.items()}
        for argument in self.operation.arguments:
            if argument.place != "body" and argument.is_required:
                arguments[argument.name] = sample_of(argument)
        return arguments

    def call(self, client: Any, **changes: Any) -> Any:
        """Call the operation with its example; a change replaces an argument."""
        method = getattr(getattr(client, self.group.attribute), self.operation.method)
        return method(**{**self.arguments(), **changes})

    def prelude(self) -> tuple[OperationCase, dict[str, Any]] | None:
        """Return what has to be called before, so that there is something to ask for, and what to ask with.

        That is the first operation whose link leads here, and the arguments that the link gives.
        """
        for case in cases():
            for link in case.links():
                if link["operationId"] == self.operation.name:
                    given = {**link.get("parameters", {}), **link["requestBody"]}
                    return case, {field_name(name): _read(case.body, value) for name, value in given.items()}
        return None

    def links(self) -> list[Any]:
        """Return the links of the operation's answer, as the document has them."""
        operation = document()["paths"][self.operation.path][self.operation.http_method.lower()]
        (response,) = operation["responses"].values()
        return list(response.get("links", {}).values())

    def call_with_prelude(self, client: Any) -> Any:
        """Call the operation for something that is there."""
        before = self.prelude()
        if before is None:
            return self.call(client)
        case, arguments = before
        case.call(client)
        return self.call(client, **arguments)

    async def async_call_with_prelude(self, client: Any) -> Any:
        """Call the operation for something that is there, with the asynchronous client."""
        before = self.prelude()
        if before is None:
            return await self.call(client)
        case, arguments = before
        await case.call(client)
        return await self.call(client, **arguments)


def _read(body: Any, value: str) -> Any:
    """Return what a link gives: a constant, or what an expression points at in the body of the request."""
    if not value.startswith("$request.body#/"):
        return value
    for token in value.removeprefix("$request.body#/").split("/"):
        body = body[token]
    return body


def sample_of(argument: Argument) -> Any:
    """Return the first example that the spec has for a parameter."""
    for visit in walk(document()):
        if visit.kind == "parameter" and visit.node["name"] == argument.wire_name:
            return next(iter(visit.node["examples"].values()))["value"]
    raise AssertionError(f"the spec has no example for {argument.wire_name}")


@functools.cache
def api() -> Api:
    """Return the representation of the real spec."""
    return build_api(load(SPEC, RuleSet.house), "imgopen")


@functools.cache
def document() -> MapNode:
    """Return the bundled document."""
    return load(SPEC, RuleSet.house).document


@functools.cache
def cases() -> tuple[OperationCase, ...]:
    """Return every operation."""
    return tuple(OperationCase(group, operation) for group in api().groups for operation in group.operations)


def answered(result: Any) -> Any:
    """Return what the answer to a call held: a submitted task has it as its receipt."""
    return getattr(result, "receipt", result)


def keys(account: str = "test") -> dict[str, str]:
    """Return a value for every key that the client asks for; another account has other ones."""
    return {credential.argument: f"{account}-{credential.argument}" for credential in api().credentials}


def simulator_transport(simulator: Simulator) -> httpx.MockTransport:
    """Return a transport that hands every request to a simulator in this process."""

    def handle(request: httpx.Request) -> httpx.Response:
        path, _, query = request.url.raw_path.decode("ascii").partition("?")
        answer = simulator.handle(
            Request(request.method, path, headers=dict(request.headers), body=request.content, query=query)
        )
        return httpx.Response(answer.status, headers=answer.headers, content=answer.body)

    return httpx.MockTransport(handle)
