"""The generated client and the mock server, each from its own side of a socket."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import httpx
import imgopen
import pytest
from PIL import Image
from pydantic import BaseModel

from generator.document.grammar import walk
from generator.naming import field_name
from tests.client.conftest import client_class
from tests.client.test_invalid_requests import Rule, rules
from tests.support.command import REPOSITORY
from tests.support.operations import OperationCase, answered, api, cases, document, keys
from tests.support.processes import mock_server

FIRST = cases()[0]
RULES = [rule for rule in rules() if rule.case is FIRST and isinstance(rule.value, (int, float))]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with mock_server("--clock", "virtual") as address:
        yield address


@pytest.fixture
def url(server: str) -> str:
    """The address of a mock server that begins anew."""
    _reset(server)
    return server


def _reset(url: str) -> None:
    httpx.post(f"{url}/_mock/reset").raise_for_status()


@pytest.fixture
def headers() -> dict[str, str]:
    return {credential.header: keys()[credential.argument] for credential in api().credentials}


def _post(url: str, body: Any, headers: dict[str, str]) -> dict[str, Any]:
    answer = httpx.post(f"{url}{FIRST.operation.path}", json=body, headers=headers)
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def test_the_pages_example_gets_the_pages_answer(url: str, headers: dict[str, str]) -> None:
    operation = document()["paths"][FIRST.operation.path][FIRST.operation.http_method.lower()]
    (response,) = operation["responses"].values()
    examples = response["content"]["application/json"]["examples"]
    assert _post(url, FIRST.body, headers) == next(iter(examples.values()))["value"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_both_sides_refuse_the_same_value(rule: Rule, url: str, headers: dict[str, str]) -> None:
    names = {field_name(name): name for name in FIRST.body} | {
        argument.name: argument.wire_name for argument in FIRST.operation.arguments
    }
    if rule.value == rule.value:  # NaN has no form in JSON
        refused = _post(url, {**FIRST.body, names[rule.argument]: rule.value}, headers)
        assert api().envelope is not None
        assert refused[api().envelope.code_key] != api().envelope.success  # type: ignore[union-attr]
        said = refused[api().envelope.message_key]  # type: ignore[union-attr]
        assert said.startswith(f"{names[rule.argument]}: ")
        assert rule.says in said
    with (
        client_class("")(**keys(), base_url=url) as client,
        pytest.raises(imgopen.InvalidRequestError, match=f"{rule.argument}="),
    ):
        FIRST.call(client, **{rule.argument: rule.value})


@pytest.mark.parametrize("missing", [credential.header for credential in api().credentials])
def test_a_missing_key_is_refused_by_name(missing: str, url: str, headers: dict[str, str]) -> None:
    del headers[missing]
    refused = _post(url, FIRST.body, headers)
    assert api().envelope is not None
    assert refused[api().envelope.code_key] != api().envelope.success  # type: ignore[union-attr]
    assert missing in refused[api().envelope.message_key]  # type: ignore[union-attr]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
@pytest.mark.filterwarnings("ignore::imgopen.InferredOperationWarning")
def test_every_example_travels_sync_and_async(case: OperationCase, url: str) -> None:
    with client_class("")(**keys(), base_url=url) as client:
        result = answered(case.call_with_prelude(client))

    async def call() -> Any:
        async with client_class("Async")(**keys(), base_url=url) as async_client:
            return await case.async_call_with_prelude(async_client)

    _reset(url)
    assert isinstance(result, BaseModel)
    assert answered(asyncio.run(call())) == result


def test_a_service_that_is_not_there_is_a_transport_error() -> None:
    with (
        client_class("")(**keys(), base_url="http://127.0.0.1:9", max_retries=0) as client,
        pytest.raises(imgopen.TransportError),
    ):
        FIRST.call(client)


def test_the_demo_runs() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "docs.demo"], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    assert "Traceback" not in result.stdout + result.stderr
    attempts = re.findall(r"attempt (\d+) due at [\d.]+ s: (.*)", result.stdout)
    assert [number for number, _ in attempts] == ["1", "2"]
    assert [said == "acknowledged" for _, said in attempts] == [False, True]
    with Image.open(result.stdout.strip().rpartition("The picture: ")[2]) as picture:
        assert picture.size == tuple(FIRST.body[_field_meaning(side)] for side in ("width", "height"))


def _field_meaning(meaning: str) -> str:
    """Return the field of the first operation's example that has a meaning."""
    (found,) = {
        name
        for visit in walk(document())
        if visit.kind == "schema"
        for name, field in visit.node.get("properties", {}).items()
        if field.get("x-meaning") == meaning and name in FIRST.body
    }
    return str(found)
