"""One operation of the API, with all that the simulator has to know to admit a request and to answer it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from jsonschema_rs import Draft202012Validator

from imgopen_mock.core.document import JsonObject, Node
from imgopen_mock.core.extensions import Callback, Envelope, Provenance, Task
from imgopen_mock.core.parameters import Parameter, examples
from imgopen_mock.core.pointers import MISSING
from imgopen_mock.core.schemas import clone, complete, flatten, required_only, sample
from imgopen_mock.core.tolerance import ToleratedField, tolerated_fields

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
            validator=validator,
        )


@dataclass(frozen=True)
class Answer:
    """The documented answer: the HTTP status of every answer, and an example of each verdict."""

    status: int
    media_type: str
    success: JsonObject = field(repr=False)
    refusal: JsonObject = field(repr=False)

    @classmethod
    def read(cls, responses: Node, envelope: Envelope) -> Answer:
        """Read the first successful response of an operation."""
        status = next((code for code in responses.object() if code.startswith("2")), "default")
        response = responses.need(status)
        content = response.need("content")
        media_type = next((name for name in content.object() if is_json(name)), None)
        if media_type is None:
            raise content.error("has no JSON media type")
        media = content.need(media_type)
        schema = media.need("schema")
        schema.validator()  # so that a broken schema is found here and not while an answer is made of it
        return cls(
            status=int(status) if status.isdecimal() else 200,
            media_type=media_type,
            success=_verdict(media, schema, envelope, envelope.success),
            refusal=_verdict(media, schema, envelope, envelope.refusal),
        )


@dataclass(frozen=True)
class Operation:
    """One method of one path."""

    id: str
    tag: str
    method: str
    path: str
    parameters: tuple[Parameter, ...]
    credentials: Credentials
    body: RequestBody | None
    answer: Answer
    task: Task | None
    callbacks: tuple[Callback, ...]
    provenance: Provenance | None

    @classmethod
    def read(
        cls, path: str, method: str, path_item: Node, credentials: Credentials, envelope: Envelope
    ) -> Operation:
        """Read one operation of a path item; `credentials` are those that its security asks for."""
        node = path_item.need(method)
        body, task, provenance = node.get("requestBody"), node.get("x-task"), node.get("x-provenance")
        tags = node.get("tags")
        operation = cls(
            id=node.need("operationId").text(),
            tag=next((tag.text() for tag in tags.elements()), "") if tags else "",
            method=method.upper(),
            path=path,
            parameters=_parameters(path_item, node),
            credentials=credentials,
            body=None if body is None else RequestBody.read(body),
            answer=Answer.read(node.need("responses"), envelope),
            task=None if task is None else Task.read(task),
            callbacks=tuple(_callbacks(node)),
            provenance=None if provenance is None else Provenance.read(provenance),
        )
        operation._check_receipt(node)
        return operation

    def _check_receipt(self, node: Node) -> None:
        """Make sure, before any request, that the success answer has room for the caller's task id."""
        if self.task and self.task.receipt:
            try:
                self.task.receipt.write({"response": {"body": clone(self.answer.success)}}, "")
            except ValueError as error:
                raise node.error(f"x-task/receipt: {error}") from error


def is_json(media_type: str) -> bool:
    """Tell whether a media type is JSON: `application/json`, or any that ends in `+json`."""
    name = media_type.partition(";")[0].strip().lower()
    return name == "application/json" or name.endswith("+json")


def _parameters(path_item: Node, operation: Node) -> tuple[Parameter, ...]:
    """Read the parameters of a path item and of its operation, which wins where both have one."""
    found: dict[tuple[str, str], Parameter] = {}
    for owner in (path_item, operation):
        listed = owner.get("parameters")
        for node in listed.elements() if listed else ():
            parameter = Parameter.read(node)
            found[parameter.place, parameter.name] = parameter
    return tuple(found.values())


def _callbacks(operation: Node) -> Iterator[Callback]:
    declared = operation.get("callbacks")
    for name, callback in declared.items() if declared else ():
        for url, path_item in callback.items():
            for method in METHODS:
                target = None if url.startswith("x-") else path_item.get(method)
                if target is not None:
                    yield Callback.read(name, url, method, target)


def _verdict(media: Node, schema: Node, envelope: Envelope, code: Any) -> JsonObject:
    """Make the answer whose code is `code`: the documented example, plus the required fields it lacks."""
    document = media.document
    branch = _branch(schema, envelope, code)
    chosen = next((value for value in examples(media) if _has_code(value, envelope, code)), None)
    answer = sample(document, branch) if chosen is None else clone(chosen)
    if not isinstance(answer, dict):
        answer = {}
    answer[envelope.code] = code
    answer.setdefault(envelope.message, "")
    complete(document, branch, answer)
    return answer


def _branch(schema: Node, envelope: Envelope, code: Any) -> Any:
    """Choose the alternative of an answer's schema that allows `code`; if none does, ask for nothing more."""
    document = schema.document
    flat = flatten(document, schema.value)
    for alternative in flat.get("oneOf") or flat.get("anyOf") or [flat]:
        properties = flatten(document, alternative).get("properties", {})
        declared = flatten(document, properties.get(envelope.code))
        allowed = [declared["const"]] if "const" in declared else declared.get("enum", [code])
        if code in allowed:
            return alternative
    return {}


def _has_code(value: Any, envelope: Envelope, code: Any) -> bool:
    return isinstance(value, dict) and value.get(envelope.code) == code
