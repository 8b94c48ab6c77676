"""Large and deep documents, and those with next to nothing in them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

from generator.lint import RuleSet
from generator.output import write_package
from generator.steps import build
from tests.generator.documents.packages import made

Json = dict[str, Any]
OPERATIONS = 1_000
DEPTH = 60


def _document(title: str, paths: Json, schemas: Json | None = None) -> Json:
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": "1"},
        "servers": [{"url": "https://api.example"}],
        "paths": paths,
        "components": {"schemas": schemas or {}},
    }


def _operation(number: int) -> Json:
    schema = {"$ref": f"#/components/schemas/Thing{number}"}
    body = {"required": True, "content": {"application/json": {"schema": schema}}}
    answer = {"200": {"description": "Done.", "content": {"application/json": {"schema": schema}}}}
    return {
        "post": {
            "operationId": f"op{number}",
            "tags": [f"tag{number % 20}"],
            "requestBody": body,
            "responses": answer,
        }
    }


def test_a_thousand_operations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    schemas = {
        f"Thing{number}": {
            "type": "object",
            "properties": {"name": {"type": "string"}, "size": {"type": "integer"}},
        }
        for number in range(OPERATIONS)
    }
    paths = {f"/thing/{number}": _operation(number) for number in range(OPERATIONS)}
    spec = tmp_path / "large.json"
    spec.write_text(json.dumps(_document("Large", paths, schemas)), encoding="utf-8")
    built = made(spec)
    sent: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(200, json={"name": "n"})

    client = built.module.Large(http_client=httpx.Client(transport=httpx.MockTransport(answer)))
    for number in (0, OPERATIONS - 1):
        result = getattr(getattr(client, f"tag{number % 20}"), f"op{number}")(name="x")
        assert type(result).__name__ == f"Thing{number}"
        assert sent[-1].url.path == f"/thing/{number}"


def test_a_deep_document(tmp_path: Path) -> None:
    schema: Json = {"type": "object", "properties": {"end": {"type": "string", "maxLength": 3}}}
    value: Any = {"end": "end"}
    for _ in range(DEPTH):
        schema = {"type": "object", "properties": {"inner": schema}}
        value = {"inner": value}
    body = {"required": True, "content": {"application/json": {"schema": schema}}}
    answer = {"200": {"description": "Done.", "content": {"application/json": {"schema": schema}}}}
    post = {"operationId": "dive", "tags": ["sea"], "requestBody": body, "responses": answer}
    spec = tmp_path / "deep.json"
    spec.write_text(json.dumps(_document("Deep", {"/dive": {"post": post}})), encoding="utf-8")
    module = made(spec).module
    sent: list[bytes] = []

    def handle(request: httpx.Request) -> httpx.Response:
        sent.append(request.read())
        return httpx.Response(200, json=value)

    client = module.Deep(http_client=httpx.Client(transport=httpx.MockTransport(handle)))
    result = client.sea.dive(**value)
    assert json.loads(sent[0]) == value
    for _ in range(DEPTH):
        result = result.inner
    assert result.end == "end"


@pytest.mark.parametrize("paths", [{}, {"/nothing": {}}, {"/nothing": {"summary": "Nothing is here."}}])
def test_a_document_without_operations(paths: Json, tmp_path: Path) -> None:
    spec = tmp_path / "empty.json"
    spec.write_text(json.dumps(_document("Empty", paths)), encoding="utf-8")
    built = build(spec, "empty", RuleSet.openapi)
    assert built.operations == 0
    write_package(built.files, tmp_path / "out")
    assert "made_empty" not in sys.modules
