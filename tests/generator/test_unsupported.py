"""What the client would not keep to is told with file and line: an error for our spec, a notice for one of others."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest

from tests.support.command import run
from tests.support.package import Changes
from tests.support.small_spec import GLAZE, ROOT, line_of, write_spec

REQUEST = "schemas/FirePotRequest.yaml"
HEAT = "    multipleOf: 50\n"
IN_QUERY = "  parameters:\n    - {name: q, in: query, schema: {type: SHAPE}}\n  requestBody:\n"
Others = Literal["notice", "silence", "error"]

# What it is, what changes in the small spec, the file and the line that must be named, words of the complaint, and what
# it is in a document of others: a notice; nothing, where no value breaks the rule or another name is found; an error.
CASES: list[tuple[str, Changes, str, str, str, Others]] = [
    (
        "not",
        {REQUEST: ("properties:\n", "not: {required: [lid]}\nproperties:\n")},
        REQUEST,
        "not:",
        "not is not checked",
        "notice",
    ),
    (
        "patternProperties",
        {"schemas/Glaze.yaml": GLAZE + "patternProperties: {^x: {type: string}}\n"},
        "schemas/Glaze.yaml",
        "patternProperties",
        "patternProperties",
        "notice",
    ),
    (
        "a rule of another type",
        {REQUEST: (HEAT, HEAT + "    maxLength: 3\n")},
        REQUEST,
        "maxLength",
        "maxLength",
        "silence",
    ),
    (
        "unique items",
        {REQUEST: ("  glaze:\n", "  marks: {type: array, items: {type: string}, uniqueItems: true}\n  glaze:\n")},
        REQUEST,
        "uniqueItems",
        "uniqueItems",
        "notice",
    ),
    (
        "a rule beside a reference",
        {REQUEST: ("    $ref: Glaze.yaml", "    $ref: Glaze.yaml\n    maxProperties: 1")},
        REQUEST,
        "maxProperties",
        "maxProperties beside a $ref",
        "notice",
    ),
    (
        "a rule beside an enum",
        {"schemas/Glaze.yaml": ("    enum:", "    minLength: 3\n    enum:")},
        "schemas/Glaze.yaml",
        "minLength",
        "minLength",
        "silence",
    ),
    (
        "a required field without a schema",
        {
            REQUEST: ("additionalProperties: false\nrequired: [potId]", "required: [potId, lid]"),
            "paths/fire.yaml": ("glaze: {color: sky blue}}", "glaze: {color: sky blue}, lid: 1}"),
        },
        REQUEST,
        "required: [potId, lid]",
        "required field lid is not among the properties",
        "notice",
    ),
    (
        "typed properties beside named ones",
        {"schemas/Glaze.yaml": ("additionalProperties: false", "additionalProperties: {type: string}")},
        "schemas/Glaze.yaml",
        "additionalProperties",
        "a schema beside properties",
        "notice",
    ),
    (
        "a key called like a setting",
        {"openapi.yaml": ROOT.replace("kilnKey", "maxRetries")},
        "openapi.yaml",
        "security",
        "becomes the argument max_retries, which the client has already",
        "silence",
    ),
    (
        "a taken title",
        {"openapi.yaml": ("Clay Works", "Transport")},
        "openapi.yaml",
        "title",
        "called Transport",
        "silence",
    ),
    (
        "no server",
        {"openapi.yaml": ("https://clay.example", "/relative")},
        "openapi.yaml",
        "servers",
        "absolute URL",
        "notice",
    ),
    (
        "an answer without data",
        {"schemas/FiredAnswer.yaml": ("  data:\n", "  other:\n")},
        "paths/fire.yaml",
        "responses",
        "has no data, which x-envelope names",
        "error",
    ),
]  # fmt: skip

SUPPORTED: dict[str, Changes] = {
    "a required field that may be null": {
        REQUEST: ("  potId:\n    type: string", "  potId:\n    type: [string, 'null']")
    },
    "a list in the query": {"paths/fire.yaml": ("  requestBody:\n", IN_QUERY.replace("SHAPE", "array"))},
    "a cookie": {
        "paths/fire.yaml": (
            "  requestBody:\n",
            IN_QUERY.replace("SHAPE", "string").replace("query", "cookie"),
        )
    },
    "security of its own": {"paths/fire.yaml": ("  requestBody:\n", "  security: []\n  requestBody:\n")},
    "servers of its own": {
        "paths/fire.yaml": ("  requestBody:\n", "  servers: [{url: https://a.example}]\n  requestBody:\n")
    },
    "a key in the query": {"openapi.yaml": ("in: header", "in: query")},
    "allOf": {
        REQUEST: ("    $ref: Glaze.yaml", "    allOf: [{$ref: Glaze.yaml}, {description: How to glaze it.}]")
    },
}


@pytest.mark.parametrize(
    ("changes", "file", "line_with", "says", "others"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_what_is_not_supported_is_said(
    changes: Changes, file: str, line_with: str, says: str, others: Others, tmp_path: Path
) -> None:
    spec = write_spec(tmp_path / "spec", changes)
    place = f"{tmp_path / 'spec' / file}:{line_of(tmp_path / 'spec' / file, line_with)}: "
    for rules in ("house", "openapi"):
        out = tmp_path / rules
        result = run("generate", "--spec", spec, "--out", out, "--rules", rules)
        is_error = rules == "house" or others == "error"
        assert (result.exit_code, out.exists()) == (int(is_error), not is_error), result.stderr
        before = place if is_error else f"notice: {place}"
        here = [line for line in result.stderr.splitlines() if line.startswith(before)]
        is_told = any(says in line for line in here)
        assert is_told == (is_error or others == "notice"), result.stderr


@pytest.mark.parametrize("changes", SUPPORTED.values(), ids=list(SUPPORTED))
def test_what_is_supported_is_not_told_of(changes: Changes, tmp_path: Path) -> None:
    spec = write_spec(tmp_path / "spec", changes)
    for rules in ("house", "openapi"):
        result = run("generate", "--spec", spec, "--out", tmp_path / rules, "--rules", rules)
        assert (result.exit_code, result.stderr) == (0, "")
