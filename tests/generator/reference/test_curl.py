"""curl sends what the generated client sends, whatever the style of a parameter or the form of a body."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from email import message_from_bytes
from operator import attrgetter
from pathlib import Path
from typing import Any, Final

import httpx
import pytest

from generator.bundle import Bundle
from generator.ir import build_api
from generator.lint import RuleSet
from generator.output import write_package
from generator.reference import reference_files
from generator.render import render_package
from generator.render.http import LIBRARIES
from generator.steps import load
from tests.generator.reference.curl_words import Part, Sent, sent_by_curl
from tests.generator.reference.pages import Page
from tests.support.package import imported

PACKAGE: Final = "paints"
TEXT: Final = "light blue"
LIST: Final = ["a b", "c/d", "é&=", "x\"'$"]
OBJECT: Final = {"first": "a b", "second": 7}
NESTED: Final = {"first": {"x": "a b"}, "second": [1, 2]}
ANY_TEXT: Final[dict[str, Any]] = {"type": "string"}
TEXTS: Final[dict[str, Any]] = {"type": "array", "items": ANY_TEXT}
TWO: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {"first": ANY_TEXT, "second": {"type": "integer"}},
}
DEEP: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {
        "first": {"type": "object", "properties": {"x": ANY_TEXT}},
        "second": {"type": "array", "items": {"type": "integer"}},
    },
}
VALUES: Final[tuple[tuple[Any, Any], ...]] = ((ANY_TEXT, TEXT), (TEXTS, LIST), (TWO, OBJECT))

STYLES: Final = {
    "path": ("simple", "label", "matrix"),
    "query": ("form", "spaceDelimited", "pipeDelimited", "deepObject"),
    "header": ("simple",),
    "cookie": ("form",),
}


def _parameters() -> Iterator[dict[str, Any]]:
    """Yield a parameter in every place, style and kind of value that the table of OpenAPI has."""
    for place, styles in STYLES.items():
        for style in styles:
            for explode in (True, False):
                for schema, value in VALUES:
                    if _is_in_the_table(style, explode, value):
                        yield _parameter(place, value, schema=schema, style=style, explode=explode)
    for place in STYLES:
        yield _parameter(place, OBJECT, content={"application/json": {"schema": TWO}})
    yield _parameter("query", NESTED, schema=DEEP, style="deepObject", explode=True)
    yield _parameter("header", "", schema=ANY_TEXT)
    yield _parameter("path", 1.0, schema={"type": "number"})


def _is_in_the_table(style: str, explode: bool, value: Any) -> bool:
    if style == "deepObject":
        return explode and isinstance(value, dict)
    return not style.endswith("Delimited") or (not explode and not isinstance(value, str))


def _parameter(place: str, value: Any, **how: Any) -> dict[str, Any]:
    """Return a parameter, its value without what cannot be told from a separator, or cannot stand in the place."""
    refused = {"spaceDelimited": " "}.get(str(how.get("style")), "")
    refused = "é" if place == "header" else refused
    if isinstance(value, list) and refused:
        value = [item.replace(refused, "") for item in value]
    elif isinstance(value, dict) and refused:
        value = {
            name: item.replace(" ", "") if isinstance(item, str) else item for name, item in value.items()
        }
    return {"name": "color", "in": place, "required": True, "example": value, **how}


PICTURE: Final[dict[str, Any]] = {"type": "string", "format": "binary"}
FIELDS: Final[dict[str, Any]] = {
    "plain": "Rex & Co",
    "odd": '"a; b" \\',
    "at": "@home",
    "paren": "(x)",
    "number": 1.0,
    "texts": ["a,b", "c;d"],
    "meta": {"name": "a;b"},
    "many": [{"name": "x"}, {"name": "y"}],
    "typed": {"name": "z"},
    "said": 'so"',
    "piped": ["a", "b"],
    "nothing": None,
}
NAMED: Final[dict[str, Any]] = {"type": "object", "properties": {"name": ANY_TEXT}}
SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {
        **dict.fromkeys(("plain", "odd", "at", "paren", "said"), ANY_TEXT),
        "number": {"type": "number"},
        "texts": TEXTS,
        "piped": TEXTS,
        "meta": NAMED,
        "typed": NAMED,
        "many": {"type": "array", "items": NAMED},
        "nothing": {"type": ["string", "null"]},
    },
}
WITH_FILES: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {
        **SCHEMA["properties"],
        "file": PICTURE,
        "cover": PICTURE,
        "files": {"type": "array", "items": PICTURE},
    },
}
ENCODING: Final = {
    "typed": {"contentType": "application/vnd.x+json"},
    "said": {"contentType": "application/json"},
    "piped": {"style": "pipeDelimited", "explode": False},
    "cover": {"contentType": "image/png"},
}
FILES: Final = {"file": "x", "cover": "x", "files": ["x"]}
BODIES: Final[dict[str, Any]] = {
    "application/x-www-form-urlencoded": {"schema": SCHEMA, "example": FIELDS, "encoding": ENCODING},
    "multipart/form-data": {"schema": WITH_FILES, "example": {**FIELDS, **FILES}, "encoding": ENCODING},
    "multipart/mixed": {"schema": SCHEMA, "example": FIELDS},
}
NAMES: Final = [f"send{index}" for index in range(len(list(_parameters())) + len(BODIES))]


def _document() -> dict[str, Any]:
    operations: dict[str, Any] = {}
    requests: list[tuple[str, dict[str, Any]]] = [
        *(("get", {"parameters": [parameter]}) for parameter in _parameters()),
        *(("post", {"requestBody": {"required": True, "content": {name: BODIES[name]}}}) for name in BODIES),
    ]
    for name, (method, request) in zip(NAMES, requests, strict=True):
        is_path = any(each["in"] == "path" for each in request.get("parameters", ()))
        answers = {"204": {"description": "Taken."}}
        operations[f"/{name}{'/{color}/x' if is_path else ''}"] = {
            method: {"operationId": name, "tags": ["paint"], "responses": answers, **request}
        }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Paints", "version": "1"},
        "servers": [{"url": "https://paints.example/v1"}],
        "security": [{"crumb": []}],
        "components": {"securitySchemes": {"crumb": {"type": "apiKey", "in": "cookie", "name": "crumb"}}},
        "paths": operations,
    }


class Paints:
    """A generated client, and the reference of the same document."""

    def __init__(self, module: Any, files: dict[str, str]) -> None:
        self.module = module
        self.files = files

    def page(self, name: str) -> Page:
        """Return the page of an operation."""
        return Page(self.files[f"operations/paint/{name}.md"])

    def sent(self, name: str, monkeypatch: pytest.MonkeyPatch) -> httpx.Request:
        """Return what the client sends when the page's Python is run."""
        seen: list[httpx.Request] = []

        def answer(request: httpx.Request) -> httpx.Response:
            request.read()
            seen.append(request)
            return httpx.Response(204)

        client = httpx.Client(transport=httpx.MockTransport(answer))
        made = functools.partial(self.module.Paints, http_client=client)
        monkeypatch.setattr(self.module, "Paints", made)
        exec(compile(self.page(name).form("Python"), name, "exec"), {})
        (request,) = seen
        return request


@pytest.fixture(scope="module")
def paints(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Paints]:
    """The client and the reference, made once."""
    folder = tmp_path_factory.mktemp("paints")
    spec = folder / "openapi.json"
    spec.write_text(json.dumps(_document()), encoding="utf-8")
    bundle: Bundle = load(spec, RuleSet.openapi)
    api = build_api(bundle, PACKAGE, is_strict=False)
    assert not api.notices
    write_package(render_package(api, bundle, LIBRARIES["httpx"]), folder / "out")
    with imported(folder / "out", PACKAGE) as module:
        yield Paints(module, reference_files(api, bundle))


@pytest.mark.parametrize("name", NAMES)
def test_curl_sends_what_the_client_sends(paints: Paints, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAINTS_CRUMB", "secret")
    request = paints.sent(name, monkeypatch)
    source = paints.page(name).form("curl")
    sent = sent_by_curl(source.replace('"$PAINTS_CRUMB"', "secret"))
    assert httpx.URL(sent.url).host == request.url.host
    assert _query_ways(sent.url.removeprefix("https://paints.example")) == _query_ways(
        request.url.raw_path.decode()
    )
    assert sorted(sent.cookie.split("; ")) == sorted(request.headers["cookie"].split("; "))
    assert sent.headers.get("color") == request.headers.get("color")
    _assert_same_body(sent, request)


def _query_ways(target: str) -> str:
    """Return a path and query in which a space has one of the two ways to be written."""
    path, mark, query = target.partition("?")
    return f"{path}{mark}{query.replace('+', '%20')}"


def _assert_same_body(sent: Sent, request: httpx.Request) -> None:
    content_type: str = request.headers.get("content-type", "")
    if not content_type.startswith("multipart/"):
        assert sorted(sent.data) == sorted(request.content.decode().split("&") if request.content else [])
        return
    own = sent.headers.get("content-type", "multipart/form-data")
    assert own == content_type.partition(";")[0]
    # The client sends the fields in the order of their schema, texts before files.
    name_of = attrgetter("name")
    assert sorted(sent.parts, key=name_of) == sorted(_parts(content_type, request.content), key=name_of)


def _parts(content_type: str, content: bytes) -> list[Part]:
    message = message_from_bytes(b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + content)
    found: list[Part] = []
    for part in message.get_payload():
        assert not isinstance(part, str)
        name = part.get_param("name", header="content-disposition")
        is_file = part.get_filename() is not None
        text = part.get_payload(decode=True)
        assert isinstance(text, bytes)
        assert isinstance(name, str)
        media_type = part.get("content-type", "")
        # The client names the type of a file that nothing is known of; curl finds one by the file's name.
        media_type = "" if media_type == "application/octet-stream" else media_type
        found.append(Part(name, "" if is_file else text.decode(), media_type, is_file))
    return found


def test_a_value_that_the_client_refuses_to_write_is_left_out(tmp_path: Path) -> None:
    values: dict[str, Any] = {"query": ["a b"], "header": ["a,b"], "path": ["a.b"]}
    styles = {"query": "spaceDelimited", "header": "simple", "path": "label"}
    parameters = [
        {"name": place, "in": place, "required": True, "example": value, "schema": TEXTS}
        | {"style": styles[place], "explode": place == "path"}
        for place, value in values.items()
    ]
    split = {"name": "split", "in": "header", "example": "a\nb", "schema": ANY_TEXT}
    ignored = {"name": "Accept", "in": "header", "example": "text/html", "schema": ANY_TEXT}
    document = _document()
    answers = {"204": {"description": "Taken."}}
    operation = {"operationId": "x", "tags": ["paint"], "responses": answers}
    document["paths"] = {"/x/{path}": {"get": {**operation, "parameters": [*parameters, split, ignored]}}}
    spec = tmp_path / "openapi.json"
    spec.write_text(json.dumps(document), encoding="utf-8")
    bundle = load(spec, RuleSet.openapi)
    files = reference_files(build_api(bundle, PACKAGE, is_strict=False), bundle)
    sent = sent_by_curl(Page(files["operations/paint/x.md"]).form("curl"))
    assert sent.url == "https://paints.example/v1/x/{path}"
    assert sent.headers == {}
