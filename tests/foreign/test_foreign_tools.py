"""Tools of other people accept the bundle."""

from __future__ import annotations

import json
import socket
from typing import Any

import httpx
import schemathesis
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis.core.result import Ok

from tests.support.command import GENERATED, REPOSITORY
from tests.support.operations import api, cases, keys
from tests.support.processes import server

BUNDLE = GENERATED / "openapi.json"
PRISM = REPOSITORY / "tests/node/node_modules/.bin/prism"


def _bundle() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(BUNDLE.read_text(encoding="utf-8"))
    return found


def test_openapi_spec_validator_accepts_it() -> None:
    assert list(OpenAPIV31SpecValidator(_bundle()).iter_errors()) == []


def test_schemathesis_loads_every_operation() -> None:
    schema = schemathesis.openapi.from_dict(_bundle())
    found = {result.ok().label for result in schema.get_all_operations() if isinstance(result, Ok)}
    assert found == {f"{case.operation.http_method} {case.operation.path}" for case in cases()}


def test_prism_starts_on_it_and_answers_an_example() -> None:
    case = next(case for case in cases() if "{" not in case.operation.path)
    headers = {credential.header: keys()[credential.argument] for credential in api().credentials}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with server(
        (str(PRISM), "mock", "--port", str(port), str(BUNDLE)), r"is listening on (http://\S+)"
    ) as url:
        answer = httpx.post(f"{url}{case.operation.path}", json=case.body, headers=headers, timeout=30)
    assert answer.status_code == 200
    assert api().envelope is not None
    assert answer.json()[api().envelope.code_key] == api().envelope.success  # type: ignore[union-attr]
