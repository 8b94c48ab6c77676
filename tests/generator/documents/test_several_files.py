"""A document in several files, whose discriminator names its alternatives by file."""

from __future__ import annotations

from pathlib import Path

import httpx

from tests.generator.documents.packages import made

ROOT = """\
openapi: 3.1.0
info: {title: Harbour, version: "1"}
servers: [{url: https://harbour.example}]
paths:
  /boats:
    get:
      operationId: listBoats
      responses:
        "200": {description: All, content: {application/json: {schema: {type: array, items: {$ref: parts/boat.yaml}}}}}
"""
BOAT = """\
oneOf: [{$ref: tug.yaml}, {$ref: ferry.yaml}]
discriminator: {propertyName: kind, mapping: {F: ferry.yaml, T: ./tug.yaml, N: ../nowhere.yaml}}
"""
PART = "{type: object, required: [kind], properties: {kind: {type: string}, name: {type: string}}}\n"


def test_a_mapping_to_files_tells_the_alternatives(tmp_path: Path) -> None:
    parts = tmp_path / "parts"
    parts.mkdir()
    for name, text in (("boat", BOAT), ("tug", PART), ("ferry", PART)):
        (parts / f"{name}.yaml").write_text(text, encoding="utf-8")
    spec = tmp_path / "harbour.yaml"
    spec.write_text(ROOT, encoding="utf-8")
    package = made(spec)
    answer = httpx.Response(200, json=[{"kind": "F"}, {"kind": "T"}])
    http = httpx.Client(transport=httpx.MockTransport(lambda request: answer))
    found = package.module.Harbour(http_client=http).boats.list_boats()
    assert [type(boat).__name__ for boat in found] == ["Ferry", "Tug"]
