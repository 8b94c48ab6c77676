"""What the client does not do for a document of others stands on a page."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from generator.ir import build_api
from generator.ir.model import Api
from generator.lint import RuleSet
from generator.reference import reference_files
from generator.reference.notices import notices_of
from generator.source.complaint import Complaint, Location
from generator.steps import load
from tests.generator.reference.pages import plain

PAGE = "notices.md"


def _document() -> dict[str, Any]:
    """Return a document whose requests ask for what no client of ours checks."""
    value = {"type": "object", "properties": {"a`b": {"type": "array", "items": {}, "uniqueItems": True}}}
    body = {"content": {"application/json": {"schema": value}, "text/<b>xml": {"schema": {"type": "string"}}}}
    header = {"name": "no header", "in": "header", "schema": {"type": "string"}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Things", "version": "1"},
        "servers": [{"url": "https://things.example"}],
        "paths": {
            f"/{name}": {
                "put": {
                    "operationId": name,
                    "tags": ["things"],
                    "parameters": [header],
                    "requestBody": body,
                    "responses": {"204": {"description": "Done."}},
                }
            }
            for name in ("one", "two")
        },
    }


def _made(folder: Path, document: dict[str, Any]) -> tuple[Api, dict[str, str]]:
    spec = folder / "openapi.json"
    spec.write_text(json.dumps(document, indent=1), encoding="utf-8")
    bundle = load(spec, RuleSet.openapi)
    api = build_api(bundle, "things", is_strict=False)
    return api, reference_files(api, bundle)


def test_every_notice_stands_once_below_what_it_says(tmp_path: Path) -> None:
    api, files = _made(tmp_path, _document())
    assert len({notice.what for notice in api.notices}) > 1
    first, *blocks = plain(files[PAGE]).split('<div class="note">')
    assert first.startswith("# What the client does not do\n")
    found: dict[str, list[str]] = {}
    for block in blocks:
        what = block.strip().partition("\n")[0]
        assert what not in found
        found[what] = re.findall(r"^- (.*)$", block, flags=re.MULTILINE)
    expected: dict[str, set[str]] = {}
    for notice in api.notices:
        where = notice.where
        ticks = "``" if "`" in where else "`"
        line = f"`openapi.json:{notice.location.line}`"
        expected.setdefault(notice.what, set()).add(f"{ticks}{where}{ticks} {line}")
    assert {what: set(at) for what, at in found.items()} == expected
    assert sum(map(len, found.values())) == sum(map(len, expected.values()))
    assert str(tmp_path) not in files[PAGE]
    assert f"[What the client does not do]({PAGE})" in files["index.md"]
    assert "\nnotices\n" in files["index.md"]


def test_without_notices_there_is_no_such_page(tmp_path: Path, files: dict[str, str]) -> None:
    document = _document()
    for item in document["paths"].values():
        item["put"].pop("requestBody")
        item["put"].pop("parameters")
    api, made = _made(tmp_path, document)
    assert not api.notices
    for pages in (made, files):
        assert PAGE not in pages
        assert "notices" not in pages["index.md"]


def test_a_file_beside_the_folder_is_named_from_there(tmp_path: Path) -> None:
    complaints = [
        Complaint(Location(tmp_path / "shared" / "x.yaml", 7), "B", "is <b>so</b>"),
        Complaint(Location(tmp_path / "api" / "parts" / "y.yaml", 3), "A", "is <b>so</b>"),
    ]
    (notice,) = notices_of([*complaints, *complaints], tmp_path / "api")
    assert [each.line for each in notice.at] == ["parts/y.yaml:3", "../shared/x.yaml:7"]
