"""The survey finds what it is meant to find: a service that let everything pass would prove nothing."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.documents.described import Document, documents_in
from tests.documents.kinds import kind_of
from tests.documents.report import report
from tests.documents.samples import Samples, UnsampleableError
from tests.documents.service import BASE_URL, Expected, Service
from tests.documents.survey import Check, Result

DOCUMENT: dict[str, Any] = {
    "openapi": "3.0.3",
    "info": {"title": "Try | me", "version": "1"},
    "paths": {
        "/things/{id}": {
            "post": {
                "security": [{"key": []}],
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}},
                    {"name": "q", "in": "query", "schema": {"type": "array", "items": {"type": "integer"}}},
                    {"name": "X-H", "in": "header", "schema": {"type": "string"}},
                    {"name": "c", "in": "cookie", "schema": {"type": "string"}},
                ],
                "requestBody": {
                    "required": True,
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}},
                },
                "responses": {"200": {"description": "Done."}},
            }
        }
    },
    "components": {
        "schemas": {
            "Thing": {
                "type": "object",
                "required": ["a"],
                "properties": {"a": {"type": "string", "nullable": True}},
            },
            "Endless": {
                "type": "object",
                "required": ["next"],
                "properties": {"next": {"$ref": "#/components/schemas/Endless"}},
            },
        },
        "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}},
    },
}
RIGHT: dict[str, Any] = {
    "method": "POST",
    "url": f"{BASE_URL}/things/a%20b?q=1&q=2",
    "headers": {"X-Key": "k", "X-H": "h", "Cookie": "c=d"},
    "json": {"a": None},
}


@pytest.fixture
def document(tmp_path: Path) -> Document:
    """The document of this module, in a file."""
    file = tmp_path / "try.json"
    file.write_text(json.dumps(DOCUMENT), encoding="utf-8")
    return Document(file)


def _problems(document: Document, request: httpx.Request) -> list[str]:
    service = Service(document, Samples(document, is_request=True), {"key": "k"})
    values = {("path", "id"): "a b", ("query", "q"): [1, 2], ("header", "X-H"): "h", ("cookie", "c"): "d"}
    operation = document.operations["POST", "/things/{id}"]
    service.expect(Expected(operation, values, {"a": None}, has_body=True))
    service.handle(request)
    return service.problems


def test_a_right_request_passes(document: Document) -> None:
    assert _problems(document, httpx.Request(**RIGHT)) == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"method": "PUT"}, "method"),
        ({"url": f"{BASE_URL}/things/a?q=1&q=2"}, "path"),
        ({"url": f"{BASE_URL}/things/a%20b?q=1,2"}, "query"),
        ({"url": f"{BASE_URL}/things/a%20b?q=1&q=2&more=1"}, "query"),
        ({"headers": {"X-Key": "k", "Cookie": "c=d"}}, "X-H"),
        ({"headers": {"X-Key": "k", "X-H": "h"}}, "cookie"),
        ({"headers": {"X-Key": "other", "X-H": "h", "Cookie": "c=d"}}, "keys"),
        ({"json": {}}, "body"),
        ({"json": {"a": 1}}, "body"),
        ({"json": None, "data": {"a": "1"}}, "does not tell of"),
    ],
)
def test_a_wrong_request_is_noticed(document: Document, change: dict[str, Any], says: str) -> None:
    problems = _problems(document, httpx.Request(**{**RIGHT, **change}))
    assert any(says in problem for problem in problems), problems


@pytest.mark.parametrize(
    ("schema", "is_full", "value"),
    [
        ({"$ref": "#/components/schemas/Thing"}, True, {"a": "text"}),
        ({"type": "integer", "minimum": 3, "exclusiveMinimum": True, "multipleOf": 2}, True, 4),
        (
            {"type": "array", "minItems": 2, "uniqueItems": True, "items": {"type": "string"}},
            True,
            ["text", "text1"],
        ),
        ({"type": "object", "properties": {"a": {"type": "string"}}}, False, {}),
        ({"allOf": [{"type": "string", "minLength": 6}, {"maxLength": 6}]}, True, "textxx"),
        ({"oneOf": [{"type": "string", "enum": ["x"]}, {"type": "integer"}]}, True, "x"),
        ({"type": "string", "pattern": "^[0-9]{4}-x$"}, True, "0000-x"),
    ],
)
def test_samples(document: Document, schema: dict[str, Any], is_full: bool, value: object) -> None:
    samples = Samples(document, is_request=True)
    assert samples.of(schema, is_full=is_full) == value
    assert samples.admitted == []


def test_what_has_no_sample(document: Document) -> None:
    samples = Samples(document, is_request=True)
    with pytest.raises(UnsampleableError):
        samples.of({"$ref": "#/components/schemas/Endless"})
    samples.of({"type": "string", "minLength": 3, "enum": ["a"]})
    assert len(samples.admitted) == 1


def test_the_report_names_documents_and_faults_and_no_place() -> None:
    fine = Result("Fine 1", "3.1.0", 5_000, 3, 4, 1.25, 0.5, calls=3, notices=Counter({"a kind": 2}))
    fine.mypy = Check(3.0, ())
    broken = Result("Bro|ken 2", "3.0.0", 2_000_000, 2, 1, 2.0, 0.5, calls=2)
    broken.pyright = Check(9.0, ("models.py: wrong",))
    broken.call_failures = [("GET /x", "path: 'a' instead of 'b'")]
    text = report([fine, broken])
    assert "| Fine 1 | 3.1.0 | 5 kB | 3 | 4 | 1.2 | 0.5 | 3 s, 0 errors | - | 3/3 | 2 |" in text
    assert "| Bro\\|ken 2 | 3.0.0 | 2.0 MB | 2 | 1 | 2.0 | 0.5 | - | 9 s, 1 error | 1/2 | 0 |" in text
    assert "- Bro\\|ken 2: GET /x: path: 'a' instead of 'b'" in text
    assert "| a kind | 2 | 1 |" in text
    assert fine.is_fine
    assert not broken.is_fine


@pytest.mark.parametrize(
    ("what", "kind"),
    [
        ("uniqueItems is not checked by the client", "`uniqueItems` is not checked"),
        (
            "the pattern ^(?=a) is not checked, as it has no form",
            "a pattern without a form of linear time is not checked",
        ),
        ("the default 'x' is not of the type integer", "a default that its schema refuses"),
    ],
)
def test_kinds_of_notices_have_no_names_of_a_document(what: str, kind: str) -> None:
    assert kind_of(what) == kind


def test_documents_are_told_from_other_files(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "a.yaml").write_text("openapi: 3.1.0\n", encoding="utf-8")
    (tmp_path / "b.json").write_text('{"swagger": "2.0"}', encoding="utf-8")
    (tmp_path / "c.txt").write_text("openapi: 3.1.0\n", encoding="utf-8")
    assert [file.name for file in documents_in(tmp_path)] == ["a.yaml"]
