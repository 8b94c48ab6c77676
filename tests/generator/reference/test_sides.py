"""A request shows what the client sends, and an answer what the service tells, at any depth."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final

import pytest

from generator.ir import build_api
from generator.lint import RuleSet
from generator.reference import reference_files
from generator.steps import load
from tests.generator.reference.curl_words import sent_by_curl
from tests.generator.reference.pages import Page

TEXT: Final[dict[str, Any]] = {"type": "string"}
LEVELS: Final = ("", "inner-", "listed-", "mapped-unnamed-", "based-", "chosen-")


def _sided(**inner: Any) -> dict[str, Any]:
    properties = {
        "made": {**TEXT, "readOnly": True},
        "named": {"$ref": "#/components/schemas/Made"},
        "secret": {**TEXT, "writeOnly": True},
        "both": TEXT,
        **inner,
    }
    return {"type": "object", "required": ["made", "named", "secret", "both"], "properties": properties}


def _document(example: Any = None) -> dict[str, Any]:
    own: dict[str, Any] = {"type": "object", "properties": {"made": {"description": "By the service."}}}
    thing = _sided(
        inner=_sided(),
        listed={"type": "array", "items": _sided()},
        mapped={"type": "object", "additionalProperties": _sided()},
        based={**own, "allOf": [_sided()]},
        chosen={"oneOf": [_sided(), {"type": "object", "properties": {"other": TEXT}}]},
    )
    media: dict[str, Any] = {"schema": {"$ref": "#/components/schemas/Thing"}}
    told = {"200": {"description": "The thing.", "content": {"application/json": media}}}
    sent = {**media, "example": example} if example is not None else media
    return {
        "openapi": "3.1.0",
        "info": {"title": "Things", "version": "1"},
        "servers": [{"url": "https://things.example"}],
        "components": {"schemas": {"Thing": thing, "Made": {**TEXT, "readOnly": True}}},
        "paths": {
            "/things": {
                "put": {
                    "operationId": "put",
                    "tags": ["things"],
                    "requestBody": {"required": True, "content": {"application/json": sent}},
                    "responses": told,
                }
            }
        },
    }


def _page(folder: Path, document: dict[str, Any]) -> Page:
    spec = folder / "openapi.json"
    spec.write_text(json.dumps(document), encoding="utf-8")
    bundle = load(spec, RuleSet.openapi)
    files = reference_files(build_api(bundle, "things", is_strict=False), bundle)
    return Page(files["operations/things/put.md"])


@pytest.fixture(scope="module")
def anchors(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The fields that the page of the operation shows."""
    page = _page(tmp_path_factory.mktemp("things"), _document())
    return set(re.findall(r'<div class="field" id="([^"]+)">', page.source))


@pytest.mark.parametrize("level", LEVELS)
def test_each_side_shows_its_own_fields(anchors: set[str], level: str) -> None:
    shown = {
        side: {name for name in ("made", "named", "secret", "both") if f"{side}-{level}{name}" in anchors}
        for side in ("request", "answer")
    }
    assert shown == {"request": {"secret", "both"}, "answer": {"made", "named", "both"}}


def test_a_request_that_is_made_has_no_field_that_the_service_makes(tmp_path: Path) -> None:
    page = _page(tmp_path, _document())
    (body,) = sent_by_curl(page.form("curl")).data
    assert json.loads(body) == {"secret": "...", "both": "..."}


def test_what_the_service_makes_is_taken_out_of_a_documented_request(tmp_path: Path) -> None:
    sent: dict[str, Any] = {"secret": "s", "both": "b"}
    whole = {**sent, "made": "m", "named": "n"}
    levels = {"inner": whole, "listed": [whole, whole], "mapped": {"made": whole}, "based": whole}
    kept = {"inner": sent, "listed": [sent, sent], "mapped": {"made": sent}, "based": sent}
    page = _page(tmp_path, _document({**whole, **levels, "unknown": {"made": 1}}))
    (body,) = sent_by_curl(page.form("curl")).data
    assert json.loads(body) == {**sent, **kept, "unknown": {"made": 1}}
    assert 'extra_body={"unknown": {"made": 1}}' in page.form("Python")
