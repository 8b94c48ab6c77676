"""A broken spec gives complaints with file and line, all of them in one run, and never a traceback."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.support.command import run
from tests.support.small_spec import FIRE, line_of, write_spec

Changes = Mapping[str, str | tuple[str, str]]

SECOND_PATH = ("paths:\n", "paths:\n  /again:\n    $ref: paths/again.yaml\n")


@dataclass(frozen=True)
class Broken:
    """A defect: what changes in the small spec, and the complaint that must come of it."""

    name: str
    changes: Changes
    file: str
    line_with: str
    says: tuple[str, ...] = field(default=())


def _with_meaning(meaning: str) -> tuple[str, str]:
    return "default: 900", f"default: 900\n    x-meaning: {meaning}"


def _with_task(task: str) -> tuple[str, str]:
    return "  requestBody:\n", f"  x-task: {{{task}, id: $request.body#/potId}}\n  requestBody:\n"


def _with_pagination(collection: str) -> tuple[str, str]:
    rest = "page: $request.body#/heat, size: $request.body#/heat, first: 1"
    places = f"{rest}, items: $response.body#/data, total: $response.body#/code"
    return "  requestBody:\n", f"  x-pagination: {{{collection}{places}}}\n  requestBody:\n"


BROKEN = [
    Broken(
        "bad reference",
        {"schemas/FirePotRequest.yaml": ("$ref: Glaze.yaml", "$ref: Enamel.yaml")},
        "schemas/FirePotRequest.yaml",
        "Enamel.yaml",
        ("Enamel.yaml: the file does not exist",),
    ),
    Broken(
        "bad pointer",
        {"schemas/FirePotRequest.yaml": ("$ref: Glaze.yaml", "$ref: Glaze.yaml#/nowhere")},
        "schemas/FirePotRequest.yaml",
        "#/nowhere",
        ("leads nowhere",),
    ),
    Broken(
        "duplicate operationId",
        {"openapi.yaml": SECOND_PATH, "paths/again.yaml": FIRE},
        "paths/fire.yaml",
        "operationId",
        ("firePot: this operationId is already used at", "paths/again.yaml:2"),
    ),
    Broken(
        "default outside the range",
        {"schemas/FirePotRequest.yaml": ("default: 900", "default: 1250")},
        "schemas/FirePotRequest.yaml",
        "default: 1250",
        ("heat: default 1250 is greater than the maximum of 1200",),
    ),
    Broken(
        "default between the steps",
        {"schemas/FirePotRequest.yaml": ("default: 900", "default: 901")},
        "schemas/FirePotRequest.yaml",
        "default: 901",
        ("heat: default 901 is not a multiple of 50",),
    ),
    Broken(
        "example of the wrong type",
        {"paths/fire.yaml": ("heat: 800", "heat: hot")},
        "paths/fire.yaml",
        "heat: hot",
        ('example page, heat: "hot" is not of type "integer"',),
    ),
    Broken(
        "unknown extension key",
        {"paths/fire.yaml": ("  x-provenance:", "  x-provenence:")},
        "paths/fire.yaml",
        "x-provenence",
        ("x-provenence: is not a known extension; did you mean x-provenance?",),
    ),
    Broken(
        "extension of the wrong shape",
        {"paths/fire.yaml": ("status: documented", "status: certain")},
        "paths/fire.yaml",
        "status: certain",
        ("x-provenance.status: input should be 'documented', 'partial' or 'inferred'",),
    ),
    Broken(
        "extension in the wrong place",
        {"schemas/Glaze.yaml": ("additionalProperties: false", "additionalProperties: false\nx-task: {}")},
        "schemas/Glaze.yaml",
        "x-task",
        ("x-task: has no meaning on a schema, only on: operation",),
    ),
    Broken(
        "circular file reference",
        {"schemas/Glaze.yaml": "$ref: Paint.yaml\n", "schemas/Paint.yaml": "$ref: Glaze.yaml\n"},
        "schemas/FirePotRequest.yaml",
        "$ref: Glaze.yaml",
        ("circular reference: Glaze.yaml -> Paint.yaml -> Glaze.yaml",),
    ),
    Broken(
        "circular path item",
        {"paths/fire.yaml": "$ref: ../paths/fire.yaml\n"},
        "openapi.yaml",
        "$ref: paths/fire.yaml",
        ("circular reference",),
    ),
    Broken(
        "invalid YAML",
        {"schemas/Glaze.yaml": "type: object\nproperties: [unclosed\n"},
        "schemas/Glaze.yaml",
        "",
        ("invalid YAML",),
    ),
    Broken(
        "a key twice",
        {"schemas/Glaze.yaml": ("additionalProperties: false", "additionalProperties: false\ntype: object")},
        "schemas/Glaze.yaml",
        "",
        ("type: is given twice (first in line 1)",),
    ),
    Broken(
        "two operations that become one method",
        {
            "openapi.yaml": SECOND_PATH,
            "paths/again.yaml": FIRE.replace("firePot", "fire_pot"),
        },
        "paths/fire.yaml",
        "operationId",
        ("firePot: becomes the method of kiln fire_pot, as fire_pot at", "paths/again.yaml:2"),
    ),
    Broken(
        "two fields that become one attribute",
        {"schemas/FirePotRequest.yaml": ("  glaze:\n", "  pot_id: {type: string}\n  glaze:\n")},
        "schemas/FirePotRequest.yaml",
        "pot_id",
        ("pot_id: becomes the field pot_id, as potId at",),
    ),
    Broken(
        "no provenance, two tags, no summary",
        {
            "paths/fire.yaml": FIRE.replace("  x-provenance: {status: documented, pages: [P 1]}\n", "")
            .replace("[kiln]", "[kiln, pots]")
            .replace("  summary: Fire a pot\n", "")
        },
        "paths/fire.yaml",
        "post:",
        ("firePot: has no summary", "firePot: has no x-provenance", "firePot: must have exactly one tag"),
    ),
    Broken(
        "a file that nothing refers to",
        {"schemas/Spare.yaml": "type: object\n"},
        "schemas/Spare.yaml",
        "type",
        ("Spare.yaml: nothing refers to this file",),
    ),
    Broken(
        "a component that nothing refers to",
        {
            "openapi.yaml": (
                "  securitySchemes:\n",
                "  schemas:\n    Spare: {type: object}\n  securitySchemes:\n",
            )
        },
        "openapi.yaml",
        "Spare",
        ("Spare: nothing refers to this entry of schemas",),
    ),
    Broken(
        "a file outside the folder of the spec",
        {"schemas/FirePotRequest.yaml": ("$ref: Glaze.yaml", "$ref: ../../outside.yaml")},
        "schemas/FirePotRequest.yaml",
        "outside",
        ("lies outside the spec's folder",),
    ),
    Broken(
        "a reference to the network",
        {"schemas/FirePotRequest.yaml": ("$ref: Glaze.yaml", "$ref: https://clay.example/Glaze.yaml")},
        "schemas/FirePotRequest.yaml",
        "https",
        ("references to the network are not followed",),
    ),
    Broken(
        "two schemas of one name",
        {
            "schemas/FirePotRequest.yaml": (
                "    $ref: Glaze.yaml",
                "    type: array\n    items: {$ref: Glaze.yaml}\n  other:\n    $ref: more/Glaze.yaml",
            ),
            "schemas/more/Glaze.yaml": "type: string\n",
        },
        "schemas/FirePotRequest.yaml",
        "more/Glaze.yaml",
        ("would both be components/schemas/Glaze",),
    ),
    Broken(
        "not OpenAPI",
        {"paths/fire.yaml": ("    required: true\n", "    required: perhaps\n")},
        "paths/fire.yaml",
        "perhaps",
        ('"perhaps" is not of type "boolean"',),
    ),
    Broken(
        "two tags that become one attribute",
        {"openapi.yaml": ("x-envelope:", "  - {name: Kiln, description: Another.}\nx-envelope:")},
        "openapi.yaml",
        "name: Kiln",
        ("Kiln: becomes the attribute of the client kiln, as kiln at", "Kiln: no operation has this tag"),
    ),
    Broken(
        "a tag that is not declared",
        {"paths/fire.yaml": ("[kiln]", "[oven]")},
        "paths/fire.yaml",
        "tags:",
        ("firePot: the tag oven is not declared under tags",),
    ),
    Broken(
        "two schemas that become one class",
        {
            "schemas/FirePotRequest.yaml": ("  glaze:\n", "  under:\n    $ref: glaze_.yaml\n  glaze:\n"),
            "schemas/glaze_.yaml": "type: object\n",
        },
        "schemas/glaze_.yaml",
        "type",
        ("glaze_: becomes the class Glaze, as Glaze at",),
    ),
    Broken(
        "a parameter and a field that become one argument",
        {
            "paths/fire.yaml": (
                "  requestBody:\n",
                "  parameters:\n    - {name: pot-id, in: query, schema: {type: string}}\n  requestBody:\n",
            )
        },
        "schemas/FirePotRequest.yaml",
        "potId:",
        ("potId: becomes the argument of firePot pot_id, as pot-id at",),
    ),
    Broken(
        "the example of a parameter",
        {
            "paths/fire.yaml": (
                "  requestBody:\n",
                "  parameters:\n    - {name: q, in: query, example: x, schema: {type: integer}}\n  requestBody:\n",
            )
        },
        "paths/fire.yaml",
        "name: q",
        ('example "x" is not of type "integer"',),
    ),
    Broken(
        "a callback to a field that is none",
        {
            "paths/fire.yaml": FIRE
            + """\
  callbacks:
    done:
      "{$request.body#/nowhere}":
        post:
          responses:
            "200": {description: Taken.}
"""
        },
        "paths/fire.yaml",
        "        post:",
        ("$request.body#/nowhere names no field of the request",),
    ),
    Broken(
        "a link to an operation that is none",
        {"paths/fire.yaml": FIRE + "      links:\n        next: {operationId: coolPot}\n"},
        "paths/fire.yaml",
        "next:",
        ("firePot.next: the linked operation does not exist",),
    ),
    Broken(
        "a link with a field that is none",
        {
            "paths/fire.yaml": FIRE
            + "      links:\n        next: {operationId: firePot, requestBody: {lid: $response.body#/data/lid}}\n"
        },
        "paths/fire.yaml",
        "next:",
        ("the body of firePot has no field lid", "$response.body#/data/lid names no field of the response"),
    ),
    Broken(
        "documented without a page",
        {"paths/fire.yaml": (", pages: [P 1]", "")},
        "paths/fire.yaml",
        "x-provenance",
        ("firePot: x-provenance: documented needs pages",),
    ),
    Broken(
        "inferred without a note",
        {"paths/fire.yaml": ("status: documented, pages: [P 1]", "status: inferred")},
        "paths/fire.yaml",
        "x-provenance",
        ("firePot: x-provenance: inferred needs a note",),
    ),
    Broken(
        "no success",
        {"paths/fire.yaml": ('"200":', '"404":')},
        "paths/fire.yaml",
        "responses:",
        ("firePot: has no success response",),
    ),
    Broken(
        "a task id that is no field",
        {
            "paths/fire.yaml": (
                "  requestBody:\n",
                "  x-task: {role: submit, results: [], id: $request.body#/potNumber}\n  requestBody:\n",
            )
        },
        "paths/fire.yaml",
        "x-task",
        ("firePot: $request.body#/potNumber names no field of the request",),
    ),
    Broken(
        "a meaning that is none",
        {"schemas/FirePotRequest.yaml": _with_meaning("widht")},
        "schemas/FirePotRequest.yaml",
        "x-meaning",
        ("x-meaning: is not a known meaning; did you mean width?",),
    ),
    Broken(
        "a meaning that is like none",
        {"schemas/FirePotRequest.yaml": _with_meaning("glossy")},
        "schemas/FirePotRequest.yaml",
        "x-meaning",
        ("x-meaning: is not a known meaning; known are prompt, source",),
    ),
    Broken(
        "a meaning that is no word",
        {"schemas/FirePotRequest.yaml": _with_meaning("[width]")},
        "schemas/FirePotRequest.yaml",
        "x-meaning",
        ("x-meaning: is not a known meaning",),
    ),
    Broken(
        "a meaning on what is no property",
        {
            "schemas/Glaze.yaml": (
                "additionalProperties: false",
                "additionalProperties: false\nx-meaning: prompt",
            )
        },
        "schemas/Glaze.yaml",
        "x-meaning",
        ("x-meaning: has no meaning but on a property",),
    ),
    Broken(
        "a meaning of an answer in a request",
        {"schemas/FirePotRequest.yaml": _with_meaning("percentage")},
        "schemas/FirePotRequest.yaml",
        "x-meaning",
        ("heat: the meaning percentage is for answers alone",),
    ),
    Broken(
        "a meaning of a request in an answer",
        {
            "schemas/FiredAnswer.yaml": (
                "description: Id of the pot.",
                "description: Id of the pot., x-meaning: prompt",
            )
        },
        "schemas/FiredAnswer.yaml",
        "x-meaning",
        ("potId: the meaning prompt is for requests alone",),
    ),
    Broken(
        "the meaning enlarge of a number",
        {"schemas/FirePotRequest.yaml": _with_meaning("enlarge")},
        "schemas/FirePotRequest.yaml",
        "x-meaning",
        ("heat: the meaning enlarge is for the type boolean, not integer",),
    ),
    Broken(
        "the meaning prompt of a number",
        {"schemas/FirePotRequest.yaml": _with_meaning("prompt")},
        "schemas/FirePotRequest.yaml",
        "x-meaning",
        ("heat: the meaning prompt is for the type string, not integer",),
    ),
    Broken(
        "the meaning count of a text",
        {
            "schemas/FirePotRequest.yaml": (
                "description: Id of the pot.",
                "description: Id of the pot.\n    x-meaning: count",
            )
        },
        "schemas/FirePotRequest.yaml",
        "x-meaning",
        ("potId: the meaning count is for the type integer, not string",),
    ),
    Broken(
        "the meaning pictures of a text",
        {
            "schemas/FiredAnswer.yaml": (
                "description: Id of the pot.",
                "description: Id of the pot., x-meaning: pictures",
            )
        },
        "schemas/FiredAnswer.yaml",
        "x-meaning",
        ("potId: the meaning pictures is for the type array, not string",),
    ),
    Broken(
        "the meaning progress of a text",
        {
            "schemas/FiredAnswer.yaml": (
                "description: Id of the pot.",
                "description: Id of the pot., x-meaning: progress",
            )
        },
        "schemas/FiredAnswer.yaml",
        "x-meaning",
        ("potId: the meaning progress is for the type object, not string",),
    ),
    Broken(
        "a meaning beside a reference to another type",
        {"schemas/FirePotRequest.yaml": ("$ref: Glaze.yaml", "$ref: Glaze.yaml\n    x-meaning: prompt")},
        "schemas/FirePotRequest.yaml",
        "x-meaning",
        ("glaze: the meaning prompt is for the type string, not object",),
    ),
    Broken(
        "a task without results",
        {"paths/fire.yaml": _with_task("role: submit")},
        "paths/fire.yaml",
        "x-task",
        ("firePot: x-task: the role submit needs results: what the finished task gives, [] for nothing",),
    ),
    Broken(
        "a task with no list of results",
        {"paths/fire.yaml": _with_task("role: immediate, results: null")},
        "paths/fire.yaml",
        "x-task",
        ("firePot: x-task: the role immediate needs results",),
    ),
    Broken(
        "a query with results",
        {"paths/fire.yaml": _with_task("role: query, results: []")},
        "paths/fire.yaml",
        "x-task",
        ("firePot: x-task: a query has no results; they stand where the task is submitted",),
    ),
    Broken(
        "a result that is none",
        {"paths/fire.yaml": _with_task("role: immediate, results: [pots]")},
        "paths/fire.yaml",
        "x-task",
        ("x-task.results.0: input should be 'pictures', 'caption', 'prompts', 'styles' or 'faces'",),
    ),
    Broken(
        "a result that no answer holds",
        {"paths/fire.yaml": _with_task("role: immediate, results: [caption]")},
        "paths/fire.yaml",
        "x-task",
        ("firePot: x-task: its answer has no field with the meaning caption",),
    ),
    Broken(
        "a result that no link leads to",
        {
            "paths/fire.yaml": _with_task("role: submit, results: [pictures]"),
            "schemas/FiredAnswer.yaml": (
                "description: Id of the pot.",
                "description: Id of the pot., x-meaning: picture",
            ),
        },
        "paths/fire.yaml",
        "x-task",
        ("firePot: x-task: the answer to which a link leads has no field with the meaning pictures",),
    ),
    Broken(
        "a list of no collection",
        {"paths/fire.yaml": _with_pagination("")},
        "paths/fire.yaml",
        "x-pagination",
        ("x-pagination.collection: field required",),
    ),
    Broken(
        "a collection of another spelling",
        {"paths/fire.yaml": _with_pagination("collection: Pots, ")},
        "paths/fire.yaml",
        "x-pagination",
        ("x-pagination.collection: string should match pattern",),
    ),
]


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.name)
@pytest.mark.parametrize("command", ["lint", "generate"])
def test_a_defect_is_reported_with_file_and_line(command: str, broken: Broken, tmp_path: Path) -> None:
    folder = tmp_path / "spec"
    spec = write_spec(folder, broken.changes)
    out = tmp_path / "out"
    result = run(command, "--spec", str(spec), *(["--out", str(out)] if command == "generate" else []))
    assert result.exit_code == 1
    place = f"{folder / broken.file}:"
    if broken.line_with:
        place += f"{line_of(folder / broken.file, broken.line_with)}: "
    for text in broken.says:
        assert text in result.stderr
    assert any(line.startswith(place) for line in result.stderr.splitlines()), result.stderr
    assert f"{len(result.stderr.splitlines()) - 1} complaint" in result.stderr
    assert not any(": document: " in line for line in result.stderr.splitlines())
    assert not out.exists()


def test_the_small_spec_itself_is_whole(tmp_path: Path) -> None:
    result = run("lint", "--spec", str(write_spec(tmp_path)))
    assert result.exit_code == 0, result.stderr
    assert "no complaints" in result.stdout


def test_all_defects_are_reported_in_one_run(tmp_path: Path) -> None:
    spec = write_spec(
        tmp_path,
        {
            "schemas/FirePotRequest.yaml": ("default: 900", "default: 1"),
            "paths/fire.yaml": ("heat: 800", "heat: hot"),
            "schemas/Spare.yaml": "type: object\n",
        },
    )
    result = run("lint", "--spec", str(spec))
    files = [line.partition(":")[0] for line in result.stderr.splitlines()]
    assert {Path(file).name for file in files} >= {"FirePotRequest.yaml", "fire.yaml", "Spare.yaml"}
    assert files[:-1] == sorted(files[:-1])


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        pytest.param(
            {"schemas/Glaze.yaml": ("enum: [sky blue, ash]", "enum: [sky blue, sky-blue, sky_blue]")},
            "Literal['sky blue', 'sky-blue', 'sky_blue']",
            id="an enum whose values would be one identifier",
        ),
        pytest.param(
            {"schemas/Glaze.yaml": ("  color:\n", "  class:\n    type: string\n  color:\n")},
            "class_: ",
            id="a keyword as a field",
        ),
    ],
)
def test_what_could_be_a_defect_gives_correct_code(changes: Changes, says: str, tmp_path: Path) -> None:
    spec = write_spec(tmp_path / "spec", changes)
    out = tmp_path / "out"
    result = run("generate", "--spec", str(spec), "--out", str(out), "--package", "clay")
    assert result.exit_code == 0, result.stderr
    models = (out / "src/clay/models/kiln.py").read_text(encoding="utf-8")
    assert says.replace("'", '"') in models
    compile(models, "kiln.py", "exec")


MEANINGFUL: Changes = {
    "schemas/FirePotRequest.yaml": _with_meaning("steps"),
    "schemas/FiredAnswer.yaml": (
        "description: Id of the pot.}",
        """\
description: Id of the pot., x-meaning: picture}
      stage:
        description: How far it is.
        anyOf: [{$ref: Stage.yaml}, {type: "null"}]
        x-meaning: progress""",
    ),
    "schemas/Stage.yaml": "type: object\nproperties:\n  done: {type: number, x-meaning: percentage}\n",
    "paths/fire.yaml": FIRE.replace(*_with_task("role: submit, results: [pictures]"))
    + "      links:\n        next: {operationId: firePot, requestBody: {potId: $request.body#/potId}}\n",
}


def test_meanings_and_results_that_fit_are_no_complaint(tmp_path: Path) -> None:
    result = run("lint", "--spec", str(write_spec(tmp_path, MEANINGFUL)))
    assert result.exit_code == 0, result.stderr


@pytest.mark.parametrize("role", ["submit", "immediate"])
def test_a_task_may_give_nothing(role: str, tmp_path: Path) -> None:
    changes: Changes = {"paths/fire.yaml": _with_task(f"role: {role}, results: []")}
    result = run("lint", "--spec", str(write_spec(tmp_path, changes)))
    assert result.exit_code == 0, result.stderr


def test_a_list_has_a_collection(tmp_path: Path) -> None:
    changes: Changes = {"paths/fire.yaml": _with_pagination("collection: fired-pots, ")}
    result = run("lint", "--spec", str(write_spec(tmp_path, changes)))
    assert result.exit_code == 0, result.stderr


def test_meanings_change_nothing_in_the_package(tmp_path: Path) -> None:
    for folder, changes in (("plain", {}), ("with", {"schemas/FirePotRequest.yaml": _with_meaning("steps")})):
        spec = write_spec(tmp_path / folder / "spec", changes)
        result = run("generate", "--spec", spec, "--out", tmp_path / folder / "out", "--package", "clay")
        assert result.exit_code == 0, result.stderr
    plain, other = (tmp_path / folder / "out/src/clay" for folder in ("plain", "with"))
    files = sorted(path.relative_to(plain) for path in plain.rglob("*.py"))
    assert files == sorted(path.relative_to(other) for path in other.rglob("*.py"))
    assert [(plain / file).read_text("utf-8") for file in files] == [
        (other / file).read_text("utf-8") for file in files
    ]


def test_the_meanings_of_others_are_not_ours(tmp_path: Path) -> None:
    changes: Changes = {"schemas/FirePotRequest.yaml": _with_meaning("{of: heat}")}
    result = run("lint", "--spec", str(write_spec(tmp_path, changes)), "--rules", "openapi")
    assert result.exit_code == 0, result.stderr
