"""What the client would not keep to is refused with file and line, never dropped in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.command import run
from tests.support.package import Changes
from tests.support.small_spec import ANSWER, GLAZE, ROOT, line_of, write_spec

REQUEST = "schemas/FirePotRequest.yaml"
HEAT = "    multipleOf: 50\n"
IN_QUERY = "  parameters:\n    - {name: q, in: query, schema: {type: SHAPE}}\n  requestBody:\n"

# What it is, what changes in the small spec, the file and the line that must be named, and words of the complaint.
CASES: list[tuple[str, Changes, str, str, str]] = [
    ("allOf", {REQUEST: ("properties:\n", "allOf: [{$ref: Glaze.yaml}]\nproperties:\n")}, REQUEST, "allOf", "allOf"),
    ("not", {REQUEST: ("properties:\n", "not: {required: [heat]}\nproperties:\n")}, REQUEST, "not:", "not"),
    (
        "patternProperties",
        {"schemas/Glaze.yaml": GLAZE + "patternProperties: {^x: {type: string}}\n"},
        "schemas/Glaze.yaml",
        "patternProperties",
        "patternProperties",
    ),
    ("a rule of another type", {REQUEST: (HEAT, HEAT + "    maxLength: 3\n")}, REQUEST, "maxLength", "maxLength"),
    (
        "unique items",
        {REQUEST: ("  glaze:\n", "  marks: {type: array, items: {type: string}, uniqueItems: true}\n  glaze:\n")},
        REQUEST,
        "uniqueItems",
        "uniqueItems",
    ),
    (
        "a rule beside a reference",
        {REQUEST: ("    $ref: Glaze.yaml", "    $ref: Glaze.yaml\n    maxProperties: 1")},
        REQUEST,
        "maxProperties",
        "maxProperties beside a $ref",
    ),
    (
        "a rule beside an enum",
        {"schemas/Glaze.yaml": ("    enum:", "    minLength: 4\n    enum:")},
        "schemas/Glaze.yaml",
        "minLength",
        "minLength",
    ),
    (
        "a required field without a schema",
        {REQUEST: ("required: [potId]", "required: [potId, lid]")},
        REQUEST,
        "required: [potId, lid]",
        "required field lid is not among the properties",
    ),
    (
        "a required field that may be null",
        {REQUEST: ("  potId:\n    type: string", "  potId:\n    type: [string, 'null']")},
        REQUEST,
        "potId:",
        "a required field that may be null",
    ),
    (
        "typed properties beside named ones",
        {"schemas/Glaze.yaml": ("additionalProperties: false", "additionalProperties: {type: string}")},
        "schemas/Glaze.yaml",
        "additionalProperties",
        "a schema beside properties",
    ),
    (
        "a list in the query",
        {"paths/fire.yaml": ("  requestBody:\n", IN_QUERY.replace("SHAPE", "array"))},
        "paths/fire.yaml",
        "name: q",
        "a query parameter of this form",
    ),
    (
        "a cookie",
        {"paths/fire.yaml": ("  requestBody:\n", IN_QUERY.replace("SHAPE", "string").replace("query", "cookie"))},
        "paths/fire.yaml",
        "name: q",
        "a cookie parameter",
    ),
    (
        "a body that is no object",
        {"paths/fire.yaml": ("          $ref: ../schemas/FirePotRequest.yaml", "          type: string")},
        "paths/fire.yaml",
        "requestBody",
        "only a JSON object",
    ),
    (
        "security of its own",
        {"paths/fire.yaml": ("  requestBody:\n", "  security: []\n  requestBody:\n")},
        "paths/fire.yaml",
        "security",
        "security of an operation's own",
    ),
    (
        "servers of its own",
        {"paths/fire.yaml": ("  requestBody:\n", "  servers: [{url: https://a.example}]\n  requestBody:\n")},
        "paths/fire.yaml",
        "servers",
        "servers of a path's or an operation's own",
    ),
    (
        "a key in the query",
        {"openapi.yaml": ("in: header", "in: query")},
        "openapi.yaml",
        "kilnKey: {",
        "only keys in headers",
    ),
    (
        "a key called like a setting",
        {"openapi.yaml": ROOT.replace("kilnKey", "maxRetries")},
        "openapi.yaml",
        "security",
        "becomes the argument max_retries, which the client has already",
    ),
    ("a taken title", {"openapi.yaml": ("Clay Works", "Transport")}, "openapi.yaml", "title", "called Transport"),
    ("no server", {"openapi.yaml": ("https://clay.example", "/relative")}, "openapi.yaml", "servers", "absolute URL"),
    (
        "allOf in an answer",
        {"schemas/FiredAnswer.yaml": f"{ANSWER}allOf: [{{type: object}}]\n"},
        "schemas/FiredAnswer.yaml",
        "allOf",
        "allOf",
    ),
    (
        "an answer without data",
        {"schemas/FiredAnswer.yaml": ("  data:\n", "  other:\n")},
        "paths/fire.yaml",
        "responses",
        "has no data, which x-envelope names",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "file", "line_with", "says"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_what_is_not_supported_is_said(
    changes: Changes, file: str, line_with: str, says: str, tmp_path: Path
) -> None:
    spec, out = write_spec(tmp_path / "spec", changes), tmp_path / "out"
    result = run("generate", "--spec", spec, "--out", out, "--rules", "openapi")
    assert result.exit_code == 1
    place = f"{tmp_path / 'spec' / file}:{line_of(tmp_path / 'spec' / file, line_with)}: "
    here = [line for line in result.stderr.splitlines() if line.startswith(place)]
    assert any(says in line for line in here), result.stderr
    assert not out.exists()
