"""Every operation of the real document, found by walking through it.

What is expected is worked out here from the document itself, with another implementation of JSON Schema than the
simulator uses; no operation, field or rule is named.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jsonschema  # type: ignore[import-untyped]
import pytest
import referencing
from hypothesis import given, settings
from hypothesis import strategies as st
from imgopen_mock import Request, Simulator, VirtualClock, load_bundle
from referencing.jsonschema import DRAFT202012

BUNDLE = Path(__file__).parents[2] / "generated" / "openapi.json"
DOCUMENT: dict[str, Any] = json.loads(BUNDLE.read_bytes())
ENVELOPE: dict[str, Any] = DOCUMENT["x-envelope"]
REGISTRY: referencing.Registry[Any] = referencing.Registry().with_resource(
    "urn:real", DRAFT202012.create_resource(DOCUMENT)
)
METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}
JSON = "application/json"


@dataclass(frozen=True)
class Place:
    """A part of the document, and where it stands."""

    pointer: str
    value: Any

    def __truediv__(self, key: str | int) -> Place:
        """Step into a property or element, and on through references."""
        value = self.value[key]
        pointer = f"{self.pointer}/{str(key).replace('~', '~0').replace('/', '~1')}"
        while isinstance(value, dict) and "$ref" in value:
            pointer, value = value["$ref"][1:], DOCUMENT
            for token in pointer[1:].split("/"):
                value = value[token.replace("~1", "/").replace("~0", "~")]
        return Place(pointer, value)

    def accepts(self, instance: Any) -> bool:
        """Tell whether an instance keeps the schema that stands here."""
        return bool(_oracle(self.pointer).is_valid(instance))


@cache
def _oracle(pointer: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator({"$ref": f"urn:real#{quote(pointer)}"}, registry=REGISTRY)


@dataclass(frozen=True)
class Documented:
    """One operation as the document has it."""

    path: str
    method: str
    place: Place

    @property
    def body(self) -> Place:
        return self.place / "requestBody" / "content" / JSON

    @property
    def status(self) -> int:
        return int(min(self.place.value["responses"]))

    @property
    def answer(self) -> Place:
        return self.place / "responses" / str(self.status) / "content" / JSON

    def headers(self) -> dict[str, str]:
        schemes = DOCUMENT["components"]["securitySchemes"]
        security = self.place.value.get("security", DOCUMENT["security"])
        keys = {schemes[name]["name"].lower(): "any" for name in security[0]}
        return {"content-type": JSON, **keys}

    def example_path(self) -> str:
        path = self.path
        for index, parameter in enumerate(self.place.value.get("parameters", ())):
            examples = (self.place / "parameters" / index).value["examples"]
            path = path.replace(f"{{{parameter['name']}}}", next(iter(examples.values()))["value"])
        return path

    def request(self, body: Any) -> Request:
        return Request(self.method, self.example_path(), self.headers(), json.dumps(body).encode())


def documented() -> Iterator[Documented]:
    paths = Place("", DOCUMENT) / "paths"
    for path in paths.value:
        for method in sorted(METHODS & (paths / path).value.keys()):
            yield Documented(path, method.upper(), paths / path / method)


OPERATIONS = list(documented())
SIMULATOR = Simulator(load_bundle(BUNDLE), VirtualClock())
every_operation = pytest.mark.parametrize(
    "operation", OPERATIONS, ids=[found.place.value["operationId"] for found in OPERATIONS]
)


def ask(request: Request) -> tuple[int, dict[str, Any]]:
    """Ask a simulator that has no tasks, so that the contract alone decides."""
    SIMULATOR.reset()
    response = SIMULATOR.handle(request)
    return response.status, json.loads(response.body)


def is_admitted(answer: dict[str, Any]) -> bool:
    """Tell whether the request kept the contract; a query that finds no task did."""
    refused = answer[ENVELOPE["code"]] == ENVELOPE["refusal"]
    return not refused or "has no task" in answer[ENVELOPE["message"]]


def examples(media: Place) -> list[Any]:
    return [example["value"] for example in media.value["examples"].values()]


def test_the_document_has_operations() -> None:
    assert len(OPERATIONS) == len(SIMULATOR.bundle.operations) > 0


@every_operation
def test_examples_are_admitted_and_the_answer_keeps_its_schema(operation: Documented) -> None:
    bodies = examples(operation.body)
    assert bodies
    for body in bodies:
        status, answer = ask(operation.request(body))
        assert status == operation.status
        assert is_admitted(answer), answer
        assert (operation.answer / "schema").accepts(answer)


@every_operation
def test_every_key_is_needed(operation: Documented) -> None:
    body = examples(operation.body)[0]
    request = operation.request(body)
    names = set(request.headers) - {"content-type"}
    assert names
    for name in names:
        headers = {other: value for other, value in request.headers.items() if other != name}
        status, answer = ask(Request(request.method, request.path, headers, request.body))
        assert status == operation.status
        assert answer[ENVELOPE["code"]] == ENVELOPE["refusal"]
        assert name in answer[ENVELOPE["message"]].lower()
        assert (operation.answer / "schema").accepts(answer)


@every_operation
def test_other_methods_and_neighbouring_paths_are_not_answered(operation: Documented) -> None:
    path = operation.example_path()
    assert ask(Request("PURGE", path))[0] == 405
    status, answer = ask(Request(operation.method, path + "x"))
    assert status == 404
    assert answer[ENVELOPE["code"]] == ENVELOPE["refusal"]


def properties(schema: Place) -> Iterator[tuple[tuple[str, ...], Place]]:
    """Walk through the fields of an object and of the objects in it."""
    for key in schema.value.get("properties", {}):
        inner = schema / "properties" / key
        yield (key,), inner
        for path, deeper in properties(inner):
            yield (key, *path), deeper


def candidates(schema: dict[str, Any]) -> Iterator[Any]:
    """Values on both sides of every rule."""
    yield from (None, True, -1, 1.5, 7, "", "no such value", [], [[]], {}, {"no such field": 1})
    for keyword in ("minimum", "maximum"):
        if keyword in schema:
            yield from (schema[keyword] - 1, schema[keyword], schema[keyword] + 1)
    yield from schema.get("enum", ())[-1:]
    for keyword in ("minItems", "maxItems"):
        if keyword in schema:
            yield from (["x"] * (schema[keyword] - 1), ["x"] * schema[keyword], ["x"] * (schema[keyword] + 1))


def put(body: dict[str, Any], path: tuple[str, ...], value: Any) -> dict[str, Any]:
    """Return a copy of a body with one field changed, and with the objects around it if it has none."""
    key, *rest = path
    inner = put(body.get(key) or {}, tuple(rest), value) if rest else value
    return {**body, key: inner}


@every_operation
def test_verdict_on_every_field_is_the_schemas(operation: Documented) -> None:
    """One field at a time is changed; what breaks a rule is refused with its name, and nothing else is."""
    schema = operation.body / "schema"
    example = examples(operation.body)[0]
    refused = 0
    for path, field in properties(schema):
        for value in candidates(field.value):
            body = put(example, path, value)
            expected = schema.accepts(body)
            _, answer = ask(operation.request(body))
            assert is_admitted(answer) is expected, (path, value, answer)
            if not expected:
                refused += 1
                assert path[0] in answer[ENVELOPE["message"]], (path, value, answer)
    assert refused


@every_operation
def test_required_fields_are_missed_and_unknown_ones_noticed(operation: Documented) -> None:
    schema = operation.body / "schema"
    example = examples(operation.body)[0]
    for key in schema.value.get("required", ()):
        body = {name: value for name, value in example.items() if name != key}
        assert ask(operation.request(body))[1][ENVELOPE["message"]] == f"{key}: is required"
    body = {**example, "no such field": 1}
    assert is_admitted(ask(operation.request(body))[1]) is schema.accepts(body)


@every_operation
def test_omissions_flagged_as_required_are_recorded(operation: Documented) -> None:
    schema = operation.body / "schema"
    flagged = [
        (key, raw["x-provenance"]["note"])
        for key, raw in schema.value.get("properties", {}).items()
        if raw.get("x-provenance", {}).get("flag") == "required"
        and key not in schema.value.get("required", ())
    ]
    example = {key: value for key, value in examples(operation.body)[0].items() if key not in dict(flagged)}
    simulator = Simulator(SIMULATOR.bundle, VirtualClock())
    simulator.handle(operation.request(example))
    name = operation.place.value["operationId"]
    found = {(warning.operation, warning.field, warning.note) for warning in simulator.warnings}
    assert found >= {(name, key, note) for key, note in flagged}
    assert {field.partition(".")[0].partition("[")[0] for _, field, _ in found} <= schema.value.get(
        "properties", {}
    ).keys()


@every_operation
@given(body=st.binary())
@settings(max_examples=30, deadline=None)
def test_random_bytes_are_refused(operation: Documented, body: bytes) -> None:
    request = operation.request({})
    status, answer = ask(Request(request.method, request.path, request.headers, body))
    assert status == operation.status
    assert set(answer) >= {ENVELOPE["code"], ENVELOPE["message"]}
