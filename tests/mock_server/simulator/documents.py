"""APIs as the JSON of their bundles has them, so that tests know what to expect without asking the simulator.

Nothing in here reads what the simulator has made of a bundle, and schemas are judged by another implementation of
JSON Schema than the simulator's.
"""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

import jsonschema  # type: ignore[import-untyped]
import referencing
from imgopen_mock import Bundle, Clock, Settings, Simulator
from imgopen_mock.core.tasks.catalogue import Catalogue
from referencing.jsonschema import DRAFT202012

from tests.mock_server.simulator.expressions import steps_of

Json: TypeAlias = dict[str, Any]

_METHODS = ("get", "put", "post", "delete", "patch")


@dataclass(frozen=True, eq=False)
class Api:
    """An API.

    Attributes:
        rows: What the lists of this API are to show.
    """

    name: str
    document: Json = field(repr=False)
    rows: Catalogue = field(default_factory=Catalogue, repr=False)

    @cached_property
    def bundle(self) -> Bundle:
        """What the simulator reads."""
        return Bundle.parse(json.dumps(self.document))

    @cached_property
    def operations(self) -> tuple[Operation, ...]:
        """All operations."""
        return tuple(
            Operation(self, path, method, node)
            for path, item in self.document["paths"].items()
            for method, node in item.items()
            if method in _METHODS
        )

    @property
    def envelope(self) -> Json:
        """The names and codes of the frame around every answer."""
        return dict(self.document["x-envelope"])

    @cached_property
    def key_headers(self) -> tuple[str, ...]:
        """The headers that make a request somebody's; the first one tells accounts apart."""
        schemes = self.document["components"]["securitySchemes"]
        return tuple(
            str(schemes[name].get("name", "authorization")).lower() for name in self.document["security"][0]
        )

    @cached_property
    def _registry(self) -> Any:
        resource = DRAFT202012.create_resource(self.document)
        return referencing.Registry().with_resource("urn:api", resource)

    @cached_property
    def _validators(self) -> dict[str, Any]:
        return {}

    def simulator(self, settings: Settings | None = None, clock: Clock | None = None) -> Simulator:
        """Make a simulator of this API."""
        return Simulator(self.bundle, clock, self.rows, settings)

    def operation(self, name: str) -> Operation:
        """Return an operation by its operationId."""
        return next(operation for operation in self.operations if operation.id == name)

    def follow(self, value: Any) -> Any:
        """Follow references."""
        while isinstance(value, dict) and "$ref" in value:
            target: Any = self.document
            for token in value["$ref"][2:].split("/"):
                target = target[token.replace("~1", "/").replace("~0", "~")]
            value = target
        return value

    def keeps(self, value: Any, schema: Any) -> bool:
        """Tell whether a value keeps a schema."""
        text = json.dumps(schema).replace('"$ref": "#/', '"$ref": "urn:api#/')
        if text not in self._validators:
            self._validators[text] = jsonschema.Draft202012Validator(
                json.loads(text), registry=self._registry
            )
        return bool(self._validators[text].is_valid(value))

    def changed(self, **parts: Any) -> Api:
        """Return a copy of this API with other parts of its document."""
        return Api(self.name, deepcopy({**self.document, **parts}), self.rows)

    def only(self, operation: Operation) -> Api:
        """Return a copy with one operation and those that it links to, which is faster to read."""
        linked = {node["operationId"] for node in operation.link_nodes}
        paths = {found.path for found in self.operations if found.id in {operation.id, *linked}}
        return self.changed(
            paths={path: self.document["paths"][path] for path in self.document["paths"] if path in paths}
        )


@dataclass(frozen=True, eq=False)
class Operation:
    """One method of one path."""

    api: Api = field(repr=False)
    path: str
    method: str
    node: Json = field(repr=False)

    @property
    def id(self) -> str:
        """The operationId."""
        return str(self.node["operationId"])

    @property
    def task(self) -> Json:
        """The operation's `x-task`, empty if it has none."""
        return dict(self.node.get("x-task", {}))

    @property
    def role(self) -> str:
        """Its part in the life of a task; empty if it has none."""
        return str(self.task.get("role", ""))

    @property
    def pages(self) -> Json:
        """Its `x-pagination`, empty if it lists nothing."""
        return dict(self.node.get("x-pagination", {}))

    @property
    def status(self) -> int:
        """The HTTP status of its answers."""
        status = next(iter(self.node["responses"]))
        return int(status) if status.isdecimal() else 200

    @cached_property
    def answer(self) -> Json:
        """The response object of its answers."""
        return dict(self.api.follow(next(iter(self.node["responses"].values()))))

    @property
    def answer_schema(self) -> Any:
        """The schema of its answers."""
        return next(iter(self.answer["content"].values()))["schema"]

    @cached_property
    def link_nodes(self) -> tuple[Json, ...]:
        """The links of its answers."""
        return tuple(map(self.api.follow, self.answer.get("links", {}).values()))

    @cached_property
    def callback_nodes(self) -> tuple[tuple[str, str, Json], ...]:
        """Its callbacks: where to, by which method, and the operation object."""
        return tuple(
            (url, method.upper(), node)
            for callback in map(self.api.follow, self.node.get("callbacks", {}).values())
            for url, item in callback.items()
            for method, node in item.items()
        )

    @cached_property
    def media_type(self) -> str:
        """The type of its request body, empty if it takes none."""
        return next(iter(self._content), "")

    @cached_property
    def body(self) -> Json:
        """The media type object of its request body, empty if it takes none."""
        return dict(next(iter(self._content.values()), {}))

    @cached_property
    def parameters(self) -> tuple[Json, ...]:
        """Its parameters outside the body."""
        shared = self.api.document["paths"][self.path].get("parameters", ())
        return tuple(map(self.api.follow, [*shared, *self.node.get("parameters", ())]))

    def schema_at(self, expression: str) -> Json:
        """Return the schema of the field or parameter of a request that an expression points at."""
        place, *rest = steps_of(expression)
        if place != "body":
            return next(
                dict(p["schema"]) for p in self.parameters if (p["in"], p["name"]) == (place, rest[0])
            )
        schema = self.api.follow(self.body["schema"])
        for step in rest:
            schema = self.api.follow(schema["properties"][step])
        return dict(schema)

    @property
    def _content(self) -> Json:
        return dict(self.api.follow(self.node.get("requestBody", {})).get("content", {}))
