"""A request that breaks one documented rule is refused with the name of the field, and has no effect."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from imgopen_mock import Request, Simulator

from tests.mock_server.simulator.apis import OPERATIONS, each
from tests.mock_server.simulator.calls import Answer, Call, ask, calls_of
from tests.mock_server.simulator.documents import Json, Operation
from tests.mock_server.simulator.expressions import NOTHING
from tests.mock_server.simulator.meanings import properties
from tests.mock_server.simulator.receivers import BRISK

SIMULATORS = {operation: operation.api.simulator(BRISK) for operation in OPERATIONS}
WITH_BODY = tuple(operation for operation in OPERATIONS if operation.body)
WITH_PARAMETERS = tuple(operation for operation in OPERATIONS if operation.parameters)


def refused(call: Call) -> Answer:
    """Send a call that has to be refused without effect."""
    simulator = SIMULATORS[call.operation]
    answer = ask(simulator, call)
    assert not answer.accepted, call.values
    assert answer.kept, answer.body
    without_effect(simulator)
    return answer


def without_effect(simulator: Simulator) -> None:
    assert not simulator.tasks
    assert not simulator.deliveries
    assert not simulator.warnings
    assert simulator.next_due() is None


def breaking(schema: Json) -> Iterator[Any]:
    """Return values on the wrong side of every rule that a field's schema has, and some of other types."""
    yield from (None, True, 0.5, "such a value", [], {}, [None], {"no such field": None})
    if "minimum" in schema:
        yield schema["minimum"] - 1
    if "maximum" in schema:
        yield schema["maximum"] + 1
    if "multipleOf" in schema:
        yield schema.get("minimum", 0) + schema["multipleOf"] + 1
    if "maxLength" in schema:
        yield "x" * (schema["maxLength"] + 1)
    if "minItems" in schema:
        yield ["x"] * (schema["minItems"] - 1)
    if "maxItems" in schema:
        yield ["x"] * (schema["maxItems"] + 1)


@each("operation", WITH_BODY)
def test_every_broken_rule_is_refused_with_the_fields_name(operation: Operation) -> None:
    example = calls_of(operation)[0]
    broken = 0
    for path, schema in properties(operation.api, operation.body["schema"]):
        for value in breaking(schema):
            call = example.with_fields({path: value})
            if call.keeps_contract:
                continue
            broken += 1
            message = refused(call).message
            assert path[0] in message, (path, value, message)
    assert broken


@each("operation", WITH_BODY)
def test_every_required_field_is_missed_by_name(operation: Operation) -> None:
    example = calls_of(operation)[0]
    for path, _ in properties(operation.api, operation.body["schema"]):
        call = example.with_fields({path: NOTHING})
        if not call.keeps_contract:
            assert refused(call).message == f"{'.'.join(path)}: is required"


@each("operation", tuple(found for found in WITH_BODY if found.node["requestBody"].get("required")))
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"nothing",
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b"{} {}",
        b"\xff\xff",
        b'{"a": NaN}',
        b"[" * 200 + b"]" * 200,
    ],
    ids=repr,
)
def test_a_body_that_is_none_is_refused(operation: Operation, body: bytes) -> None:
    call = calls_of(operation)[0]
    simulator = SIMULATORS[operation]
    answer = Answer(call, simulator.handle(replace(call.request(), body=body)))
    assert not answer.accepted
    assert answer.kept
    assert "body" in answer.message
    without_effect(simulator)


@each("operation", WITH_PARAMETERS)
def test_every_parameter_is_needed_and_has_to_keep_its_schema(operation: Operation) -> None:
    example = calls_of(operation)[0]
    for parameter in operation.parameters:
        name, place = parameter["name"], parameter["in"]
        if place != "path" and parameter.get("required"):
            assert refused(example.put(f"$request.{place}.{name}", NOTHING)).message == f"{name}: is required"
        for value in ("x y", "", "1.5", "null", "%", "[]"):
            call = example.put(f"$request.{place}.{name}", value)
            if (place, value) != ("path", "") and not operation.api.keeps(value, parameter["schema"]):
                assert refused(call).message.startswith(f"{name}: ")


@each("operation", OPERATIONS)
def test_every_key_is_needed(operation: Operation) -> None:
    simulator = SIMULATORS[operation]
    whole = calls_of(operation)[0].request()
    for key in operation.api.key_headers:
        for headers in (
            {name: value for name, value in whole.headers.items() if name != key},
            {**whole.headers, key: "  "},
        ):
            answer = Answer(calls_of(operation)[0], simulator.handle(replace(whole, headers=headers)))
            assert not answer.accepted
            assert answer.kept
            assert key in answer.message.lower()
    without_effect(simulator)


@each("operation", OPERATIONS)
def test_neighbouring_paths_and_other_methods_are_nobodys(operation: Operation) -> None:
    simulator = SIMULATORS[operation]
    whole = calls_of(operation)[0].request()
    assert simulator.handle(replace(whole, method="BREW")).status == 405
    for path in (whole.path + "/", f"/x{whole.path}", whole.path.swapcase(), f"{whole.path}/../x"):
        response = simulator.handle(replace(whole, path=path))
        spanning = any(parameter.get("x-allow-reserved") for parameter in operation.parameters)
        assert response.status == 404 or spanning, path
    without_effect(simulator)


def test_the_root_is_nobodys() -> None:
    for simulator in SIMULATORS.values():
        assert simulator.handle(Request("GET", "/")).status == 404
