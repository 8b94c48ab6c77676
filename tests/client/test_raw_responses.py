"""Every method gives its answer as it came, too, with the same arguments, to be parsed later."""

from __future__ import annotations

import asyncio
import inspect
from typing import Any

import imgopen
import pytest
from imgopen_mock.testing import ImgOpenMock

from tests.client.conftest import Service, refusal, success
from tests.client.stories import play, settle
from tests.support.http import httpx
from tests.support.operations import OperationCase, answered, cases

EVERY = pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
BOTH = pytest.mark.parametrize("kind", ["sync", "async"])


def raw_method(client: Any, case: OperationCase) -> Any:
    return getattr(getattr(client, case.group.attribute).with_raw_response, case.operation.method)


@EVERY
@BOTH
def test_it_parses_to_what_the_method_gives(case: OperationCase, kind: str) -> None:
    async def story(client: Any) -> Any:
        before = case.prelude()
        arguments = case.arguments()
        if before is not None:
            await settle(before[0].call(client))
            arguments |= before[1]
        return await settle(raw_method(client, case)(**arguments))

    with ImgOpenMock() as mock:
        raw = play(kind, mock, story)
        assert raw.status_code == 200
        assert raw.headers["content-type"].startswith("application/json")
        assert raw.content == raw.http_response.content
        result = raw.parse()
        assert answered(result).model_dump()
        assert hasattr(result, "wait") == hasattr(result, "receipt")


@EVERY
def test_the_arguments_are_the_same(case: OperationCase) -> None:
    for client in (Service().client(), Service().async_client()):
        method = getattr(getattr(client, case.group.attribute), case.operation.method)
        assert inspect.signature(raw_method(client, case)) == inspect.signature(method)


@BOTH
def test_refusals_and_errors_are_answers_until_they_are_parsed(kind: str, case: OperationCase) -> None:
    for answer, error in (
        (refusal("400", "no"), imgopen.RefusedError),
        (httpx.Response(404), imgopen.HTTPStatusError),
        (httpx.Response(200, text="<html>"), imgopen.InvalidResponseError),
    ):
        service = Service([answer])
        if kind == "sync":
            raw = raw_method(service.client(), case)(**case.arguments())
        else:
            raw = asyncio.run(raw_method(service.async_client(), case)(**case.arguments()))
        assert raw.status_code == answer.status_code
        with pytest.raises(error):
            raw.parse()


def test_retries_are_those_of_every_call(case: OperationCase) -> None:
    service = Service([httpx.Response(503), success({})])
    client = service.client()
    assert raw_method(client, case)(**case.arguments()).status_code == 200
    assert len(service.requests) == 2
    with pytest.raises(imgopen.InvalidRequestError):
        raw_method(client, case)(**{**case.arguments(), case.operation.arguments[0].name: object()})
