"""One operation of the API, with all that the simulator has to know to admit a request and to answer it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from jsonschema_rs import Draft202012Validator

from imgopen_mock.core.description.answer import Answer
from imgopen_mock.core.description.callback import Callback, missing_room
from imgopen_mock.core.description.document import Node
from imgopen_mock.core.description.expressions import Expression
from imgopen_mock.core.description.extensions import Envelope, Pagination, Provenance, TaskPart
from imgopen_mock.core.description.links import Link, read_links
from imgopen_mock.core.description.media import is_json
from imgopen_mock.core.description.orders import Order
from imgopen_mock.core.description.parameters import Parameter, examples
from imgopen_mock.core.description.pointers import MISSING
from imgopen_mock.core.description.schemas import flatten, required_only, sample
from imgopen_mock.core.description.tolerance import ToleratedField, tolerated_fields

Credentials: TypeAlias = tuple[tuple[str, ...], ...]
"""Alternatives, each a set of headers that have to come together; without any, none is needed."""

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


@dataclass(frozen=True)
class RequestBody:
    """What an operation accepts as its body."""

    required: bool
    media_types: tuple[str, ...]
    example: Any = field(repr=False)
    shortest: Any = field(repr=False)
    tolerated: tuple[ToleratedField, ...] = field(repr=False)
    schema: Node = field(repr=False, compare=False)
    order: Order = field(repr=False)
    validator: Draft202012Validator = field(repr=False, compare=False)

    @classmethod
    def read(cls, node: Node) -> RequestBody:
        """Read an OpenAPI request body."""
        content = node.need("content")
        media_types = tuple(name for name in content.object() if is_json(name))
        if not media_types:
            raise content.error("has no JSON media type")
        media = content.need(media_types[0])
        schema = media.need("schema")
        validator = schema.validator()
        example = next(examples(media), MISSING)
        if example is MISSING:
            example = sample(node.document, schema.value)
        shortest = required_only(node.document, schema.value, example)
        return cls(
            required=node.object().get("required") is True,
            media_types=media_types,
            example=example,
            shortest=shortest if validator.is_valid(shortest) else example,
            tolerated=tuple(tolerated_fields(node.document, schema.value)),
            schema=schema,
            order=Order.read(node.document, schema.value),
            validator=validator,
        )


@dataclass(frozen=True)
class Operation:
    """One method of one path."""

    id: str
    summary: str
    tag: str
    method: str
    path: str
    parameters: tuple[Parameter, ...]
    credentials: Credentials
    body: RequestBody | None
    answer: Answer
    task: TaskPart | None
    pagination: Pagination | None
    links: tuple[Link, ...]
    callbacks: tuple[Callback, ...]
    provenance: Provenance | None

    @classmethod
    def read(
        cls, path: str, method: str, path_item: Node, credentials: Credentials, envelope: Envelope
    ) -> Operation:
        """Read one operation of a path item; `credentials` are those that its security asks for."""
        node = path_item.need(method)
        body, task, provenance = node.get("requestBody"), node.get("x-task"), node.get("x-provenance")
        tags, pagination, responses = node.get("tags"), node.get("x-pagination"), node.need("responses")
        status = next((code for code in responses.object() if code.startswith("2")), "default")
        operation = cls(
            id=node.need("operationId").text(),
            summary=node.optional_text("summary") or "",
            tag=next((tag.text() for tag in tags.elements()), "") if tags else "",
            method=method.upper(),
            path=path,
            parameters=_parameters(path_item, node),
            credentials=credentials,
            body=None if body is None else RequestBody.read(body),
            answer=Answer.read(status, responses.need(status), envelope),
            task=None if task is None else TaskPart.read(task),
            pagination=None if pagination is None else Pagination.read(pagination),
            links=tuple(read_links(responses.need(status))),
            callbacks=tuple(_callbacks(node, envelope)),
            provenance=None if provenance is None else Provenance.read(provenance),
        )
        operation._check_expressions(node)
        return operation

    def default(self, expression: Expression) -> Any:
        """Return the default of the part of a request that an expression points at, or MISSING."""
        _, place, *steps = expression.tokens
        if place == "body":
            return MISSING if self.body is None else _default(self.body.schema, steps)
        found = (
            parameter
            for parameter in self.parameters
            if (parameter.place, parameter.key) == (place, steps[0])
        )
        return next((parameter.default for parameter in found), MISSING)

    def _check_expressions(self, node: Node) -> None:
        """Make sure, before any request, that an answer has room for what is written into it."""
        problem = "" if self.task is None else missing_room(self.task, self.answer.success)
        if problem:
            raise node.error(problem)


def _default(schema: Node, steps: Iterable[str]) -> Any:
    document, value = schema.document, schema.value
    for step in steps:
        value = flatten(document, value).get("properties", {}).get(step)
    return flatten(document, value).get("default", MISSING)


def _parameters(path_item: Node, operation: Node) -> tuple[Parameter, ...]:
    """Read the parameters of a path item and of its operation, which wins where both have one."""
    found: dict[tuple[str, str], Parameter] = {}
    for owner in (path_item, operation):
        listed = owner.get("parameters")
        for node in listed.elements() if listed else ():
            parameter = Parameter.read(node)
            found[parameter.place, parameter.name] = parameter
    return tuple(found.values())


def _callbacks(operation: Node, envelope: Envelope) -> Iterator[Callback]:
    declared = operation.get("callbacks")
    for name, callback in declared.items() if declared else ():
        for url, path_item in callback.items():
            for method in METHODS:
                target = None if url.startswith("x-") else path_item.get(method)
                if target is not None:
                    yield Callback.read(name, url, method, target, envelope)
