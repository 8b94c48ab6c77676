"""One operation of the document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from imgopen_contract.document.delivery import DeliveryRule
from imgopen_contract.document.document import METHODS, Credential, Document
from imgopen_contract.document.expressions import NOTHING

Json = dict[str, Any]


@dataclass(frozen=True)
class Parameter:
    """A parameter outside the body."""

    place: str
    name: str
    schema: Mapping[str, Any] = field(repr=False)
    required: bool
    reserved: bool
    examples: tuple[Any, ...]


@dataclass(frozen=True, eq=False)
class Link:
    """How an answer leads to another operation.

    Attributes:
        parameters: Name and value, or runtime expression, of each parameter.
        body: The same for the fields of the body.
    """

    operation: Operation = field(repr=False)
    parameters: Mapping[str, Any]
    body: Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Callback:
    """What the service posts when a task is over.

    Attributes:
        url: The runtime expression that gives the receiver's address.
        method: The HTTP method, in capitals.
        schema: The schema of the payload.
        examples: The documented payloads, by their names.
        answer_schema: The schema of the receiver's answer, if there is one.
    """

    name: str
    operation: Operation = field(repr=False)
    url: str
    method: str
    schema: Mapping[str, Any] = field(repr=False)
    examples: Mapping[str, Any] = field(repr=False)
    answer_schema: Mapping[str, Any] = field(repr=False)
    rule: DeliveryRule | None


@dataclass(frozen=True, eq=False)
class Operation:
    """One method of one path."""

    document: Document = field(repr=False)
    path: str
    method: str
    node: Mapping[str, Any] = field(repr=False)

    @property
    def id(self) -> str:
        """The operationId."""
        return str(self.node["operationId"])

    @property
    def tag(self) -> str:
        """The group that it belongs to; empty if it belongs to none."""
        return str(next(iter(self.node.get("tags", ())), ""))

    @property
    def label(self) -> str:
        """What a report calls it: `group.operationId`."""
        return f"{self.tag}.{self.id}" if self.tag else self.id

    @property
    def status(self) -> str:
        """How far it is known: `documented`, `partial` or `inferred`."""
        return str(self.node.get("x-provenance", {}).get("status", "documented"))

    @property
    def is_inferred(self) -> bool:
        """Whether only its name is known, so that the service may not have it under this path."""
        return self.status == "inferred"

    @property
    def task(self) -> Json:
        """The operation's `x-task`, empty if it has none."""
        return dict(self.node.get("x-task", {}))

    @property
    def role(self) -> str:
        """Its part in the life of a task: `submit`, `query`, `immediate`, or empty."""
        return str(self.task.get("role", ""))

    @property
    def is_list(self) -> bool:
        """Whether it lists something page by page."""
        return "x-pagination" in self.node

    @property
    def costs(self) -> bool:
        """Whether an accepted request makes the service work, and so may cost money."""
        return self.role != "query" and not self.is_list

    @property
    def has_own_keys(self) -> bool:
        """Whether it says for itself which keys it needs."""
        return "security" in self.node

    @cached_property
    def credentials(self) -> tuple[Credential, ...]:
        """The keys that a request has to carry."""
        document = self.document
        return document.credentials_of(self.node["security"]) if self.has_own_keys else document.credentials

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """The parameters outside the body."""
        resolve = self.document.resolve
        shared = self.document.data["paths"][self.path].get("parameters", ())
        return tuple(
            Parameter(
                node["in"],
                node["name"],
                node["schema"],
                bool(node.get("required")),
                bool(node.get("x-allow-reserved")),
                _examples(node),
            )
            for node in map(resolve, (*shared, *self.node.get("parameters", ())))
        )

    @cached_property
    def media_type(self) -> str:
        """The type of the request's body; empty if it takes none."""
        return next(iter(self._content), "")

    @property
    def takes_body(self) -> bool:
        """Whether a request has a body."""
        return bool(self._content)

    @property
    def needs_body(self) -> bool:
        """Whether a request must have one."""
        return bool(self.document.resolve(self.node.get("requestBody", {})).get("required"))

    @cached_property
    def body_schema(self) -> Json:
        """The schema of the request's body; empty if it takes none."""
        media: Json = next(iter(self._content.values()), {})
        return dict(media.get("schema", {}))

    @cached_property
    def body_examples(self) -> tuple[Any, ...]:
        """The documented bodies."""
        return _examples(next(iter(self._content.values()), {}))

    @cached_property
    def answer(self) -> Json:
        """The response object of its answers."""
        return dict(self.document.resolve(next(iter(self.node["responses"].values()))))

    @property
    def http_status(self) -> int:
        """The HTTP status of its answers."""
        status = str(next(iter(self.node["responses"])))
        return int(status) if status.isdecimal() else 200

    @property
    def answer_schema(self) -> Json:
        """The schema of its answers, refusals included."""
        return dict(next(iter(self.answer["content"].values()))["schema"])

    @property
    def answer_examples(self) -> tuple[Any, ...]:
        """The documented answers, refusals included."""
        return _examples(next(iter(self.answer["content"].values())))

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Where its answers lead."""
        return tuple(
            Link(
                self.document.operation(node["operationId"]),
                node.get("parameters", {}),
                node.get("requestBody", {}),
            )
            for node in map(self.document.resolve, self.answer.get("links", {}).values())
        )

    @cached_property
    def callbacks(self) -> tuple[Callback, ...]:
        """What the service posts about its tasks."""
        resolve = self.document.resolve
        return tuple(
            self._callback(name, url, method.upper(), node)
            for name, callback in self.node.get("callbacks", {}).items()
            for url, item in resolve(callback).items()
            for method, node in item.items()
            if method in METHODS
        )

    def _callback(self, name: str, url: str, method: str, node: Json) -> Callback:
        resolve = self.document.resolve
        content: Json = next(iter(resolve(node.get("requestBody", {})).get("content", {}).values()), {})
        answer = resolve(next(iter(node.get("responses", {}).values()), {}))
        answer_content: Json = next(iter(answer.get("content", {}).values()), {})
        rule = node.get("x-delivery")
        return Callback(
            name,
            self,
            url,
            method,
            content.get("schema", {}),
            {key: resolve(example)["value"] for key, example in content.get("examples", {}).items()},
            answer_content.get("schema", {}),
            None if rule is None else DeliveryRule.parse(rule),
        )

    @property
    def _content(self) -> Json:
        return dict(self.document.resolve(self.node.get("requestBody", {})).get("content", {}))


def _examples(owner: Mapping[str, Any]) -> tuple[Any, ...]:
    single = owner.get("example", NOTHING)
    several = (example["value"] for example in owner.get("examples", {}).values())
    return (*(() if single is NOTHING else (single,)), *several)
