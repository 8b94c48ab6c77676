"""Every operation of the spec, called with its example, against the simulator in this process."""

from __future__ import annotations

import asyncio
import inspect
import json
from typing import Any

import imgopen
import pytest
from imgopen_mock import Simulator, load_bundle
from pydantic import BaseModel

from generator.ir.types import Named
from tests.client.conftest import Service, client_class, success
from tests.support.http import httpx
from tests.support.operations import OperationCase, answered, api, cases, keys, simulator_transport

EVERY = pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)


@EVERY
def test_the_simulator_accepts_it_and_the_result_is_typed(case: OperationCase) -> None:
    transport = simulator_transport(Simulator(load_bundle()))
    with client_class("")(**keys(), http_client=httpx.Client(transport=transport)) as client:
        result = case.call_with_prelude(client)
    _assert_typed(case, result)


@EVERY
def test_the_async_method_gives_the_same(case: OperationCase) -> None:
    async def call() -> Any:
        transport = simulator_transport(Simulator(load_bundle()))
        async with client_class("Async")(
            **keys(), http_client=httpx.AsyncClient(transport=transport)
        ) as client:
            return await case.async_call_with_prelude(client)

    result = asyncio.run(call())
    _assert_typed(case, result)
    transport = simulator_transport(Simulator(load_bundle()))
    with client_class("")(**keys(), http_client=httpx.Client(transport=transport)) as client:
        assert answered(case.call_with_prelude(client)) == answered(result)


@EVERY
def test_what_is_sent_is_what_was_given_and_the_documented_defaults(
    case: OperationCase, service: Service
) -> None:
    service.answers = [httpx.Response(503)]
    with pytest.raises(imgopen.HTTPStatusError):
        case.call(service.client(max_retries=0))
    (request,) = service.requests
    defaults = {
        argument.wire_name: argument.default
        for argument in case.operation.arguments
        if argument.place == "body" and argument.default is not None
    }
    sent = json.loads(request.content)
    assert {name: sent[name] for name in case.body.keys() | defaults.keys()} == _with_nested_defaults(
        sent, {**defaults, **case.body}
    )
    assert sent.keys() == case.body.keys() | defaults.keys()
    for credential in api().credentials:
        assert request.headers[credential.header] == keys()[credential.argument]


@EVERY
def test_none_means_left_out(case: OperationCase, service: Service) -> None:
    service.answers = [httpx.Response(503)]
    optional = {
        argument.name: None
        for argument in case.operation.arguments
        if not argument.is_required and argument.default is None and argument.place == "body"
    }
    with pytest.raises(imgopen.HTTPStatusError):
        case.call(service.client(max_retries=0), **optional)
    assert b"null" not in service.requests[0].content


@EVERY
def test_sync_and_async_have_one_signature(case: OperationCase) -> None:
    signatures, returned = [], []
    for prefix in ("", "Async"):
        client = client_class(prefix)(**keys())
        method = getattr(getattr(client, case.group.attribute), case.operation.method)
        signature = inspect.signature(method)
        signatures.append(signature.replace(return_annotation=None))
        returned.append(signature.return_annotation.removeprefix("Async"))
        assert method.__doc__
    assert signatures[0] == signatures[1]
    assert returned[0] == returned[1]


@EVERY
def test_a_required_argument_cannot_be_forgotten(case: OperationCase, service: Service) -> None:
    service.answers = [success({})]
    for argument in case.operation.arguments:
        if argument.is_required:
            arguments = case.arguments()
            del arguments[argument.name]
            method = getattr(getattr(service.client(), case.group.attribute), case.operation.method)
            with pytest.raises(TypeError, match=argument.name):
                method(**arguments)
            with pytest.raises(imgopen.InvalidRequestError, match="is required"):
                method(**{**arguments, argument.name: None})
    assert not service.requests


def _assert_typed(case: OperationCase, result: Any) -> None:
    kind = case.operation.result
    submission = case.operation.roles.submission
    assert hasattr(result, "receipt") == bool(submission and submission.questions)
    result = answered(result)
    assert isinstance(kind, Named)
    assert isinstance(result, BaseModel)
    assert type(result).__name__ == kind.name


def _with_nested_defaults(sent: Any, expected: Any) -> Any:
    """Add to the expected value what the sent one has more inside of objects: the defaults of nested fields."""
    defaults = {
        (model.ref.name, name): schema["default"]
        for model in api().models
        for name, schema in model.schema["properties"].items()
        if "default" in schema
    }
    known = {name: value for (_, name), value in defaults.items()}

    def merge(actual: Any, wanted: Any) -> Any:
        if isinstance(actual, dict) and isinstance(wanted, dict):
            extra = {key: known[key] for key in actual.keys() - wanted.keys() if key in known}
            return {key: merge(actual.get(key), value) for key, value in {**extra, **wanted}.items()}
        return wanted

    return {key: merge(sent.get(key), value) for key, value in expected.items()}
