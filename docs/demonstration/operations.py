"""Finds in the spec what the demo can show: no operation and no field is named here."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.ir import Api, build_api
from generator.ir.model import Operation
from generator.lint import RuleSet
from generator.naming import field_name
from generator.steps import load

_REQUEST_BODY = "$request.body#/"


@dataclass(frozen=True)
class ClientCall:
    """A method of the client, and its arguments."""

    group: str
    method: str
    arguments: dict[str, Any]

    def __str__(self) -> str:
        return f"client.{self.group}.{self.method}(...)"

    def call(self, client: Any, **changes: Any) -> Any:
        """Call it; a change replaces an argument."""
        return getattr(getattr(client, self.group), self.method)(**{**self.arguments, **changes})


@dataclass(frozen=True)
class Story:
    """A submit that draws pictures and calls back, and the query that tells of it.

    Attributes:
        client: The name of the client's class.
        keys: A value for each key of the client.
        submit: The submitting call, with the first example of the spec.
        callback_argument: The submit's argument for the address of the callback.
        acknowledgement: What a receiver answers to acknowledge.
        out_of_range: An argument of the submit, and a value just above its range.
        query: The querying call for the task that the submit makes.
        picture_field: The name of the field of a picture that holds its address.
    """

    client: str
    keys: dict[str, str]
    submit: ClientCall
    callback_argument: str
    acknowledgement: dict[str, Any]
    out_of_range: tuple[str, int]
    query: ClientCall
    picture_field: str

    def picture_url(self, result: Any) -> str:
        """Return the address of the first picture in a result."""
        found = _values(result.model_dump(by_alias=True, mode="json"), self.picture_field)
        return str(next(found))


def read_story(repository: Path) -> Story:
    """Find the first operation of the spec that draws pictures and calls back."""
    document = json.loads((repository / "generated" / "openapi.json").read_bytes())
    operations = {
        operation["operationId"]: operation
        for path_item in document["paths"].values()
        for operation in path_item.values()
    }
    submit = next(filter(_draws_and_calls_back, operations.values()))
    api = build_api(load(repository / "spec" / "openapi.yaml", RuleSet.house), "imgopen")
    group, method = _method(api, submit["operationId"])
    body = dict(method.example or {})
    link = next(iter(submit["responses"]["200"]["links"].values()))
    query_group, query = _method(api, link["operationId"])
    linked = {field_name(name): _read(body, value) for name, value in link["requestBody"].items()}
    callbacks = _resolved(document, next(iter(submit["callbacks"].values())))
    address, callback = next(iter(callbacks.items()))
    delivery = _resolved(document, callback["post"]["x-delivery"])
    acknowledgement = delivery["acknowledgement"]
    return Story(
        client=api.class_name,
        keys={credential.argument: f"demo-{credential.argument}" for credential in api.credentials},
        submit=ClientCall(group, method.method, {field_name(name): value for name, value in body.items()}),
        callback_argument=field_name(address.strip("{}").removeprefix(_REQUEST_BODY)),
        acknowledgement={acknowledgement["property"]: acknowledgement["values"][0]},
        out_of_range=_out_of_range(api, method),
        query=ClientCall(query_group, query.method, linked),
        picture_field=next(_named_with_meaning(document["components"]["schemas"], "picture")),
    )


def _resolved(document: Any, node: Any) -> Any:
    """Follow a reference within the document, if the node is one."""
    for token in node["$ref"].split("/")[1:] if "$ref" in node else ():
        document = document[token]
    return document if "$ref" in node else node


def _draws_and_calls_back(operation: dict[str, Any]) -> bool:
    return "pictures" in operation.get("x-task", {}).get("results", ()) and "callbacks" in operation


def _method(api: Api, operation_id: str) -> tuple[str, Operation]:
    return next(
        (group.attribute, operation)
        for group in api.groups
        for operation in group.operations
        if operation.name == operation_id
    )


def _out_of_range(api: Api, operation: Operation) -> tuple[str, int]:
    """Choose the field with the most rules, and a value above its range."""
    fields = next(model.schema["properties"] for model in api.models if model.ref == operation.body)
    name, rules = max(fields.items(), key=lambda entry: ("maximum" in entry[1]) + ("multipleOf" in entry[1]))
    return field_name(name), rules["maximum"] + 1


def _read(body: Any, expression: str) -> Any:
    for token in expression.removeprefix(_REQUEST_BODY).split("/"):
        body = body[token]
    return body


def _named_with_meaning(schemas: dict[str, Any], meaning: str) -> Iterator[str]:
    for schema in schemas.values():
        for name, field in schema.get("properties", {}).items():
            if field.get("x-meaning") == meaning:
                yield name


def _values(value: Any, name: str) -> Iterator[Any]:
    """Walk through the values of all fields of a name."""
    if isinstance(value, dict):
        if name in value:
            yield value[name]
        for inner in value.values():
            yield from _values(inner, name)
    elif isinstance(value, list):
        for element in value:
            yield from _values(element, name)
