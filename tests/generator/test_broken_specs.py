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
                "  x-task: {role: submit, id: $request.body#/potNumber}\n  requestBody:\n",
            )
        },
        "paths/fire.yaml",
        "x-task",
        ("firePot: $request.body#/potNumber names no field of the request",),
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
