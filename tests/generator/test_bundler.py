"""A bundle holds everything, refers only to itself, and still knows the line of every part."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from generator.bundle import bundle_spec
from generator.document.grammar import walk
from generator.document.pointer import follow, join_pointer, split_pointer
from generator.render.package import bundle_text
from generator.source.nodes import locate
from tests.support.command import GENERATED, SPEC
from tests.support.small_spec import write_spec


def test_references_all_lead_somewhere_inside() -> None:
    document = bundle_spec(SPEC).document
    references = [visit.node["$ref"] for visit in walk(document) if "$ref" in visit.node]
    assert references
    for reference in references:
        assert follow(document, split_pointer(reference.removeprefix("#"))) is not None


def test_a_part_knows_the_line_of_its_own_file(tmp_path: Path) -> None:
    write_spec(tmp_path)
    document = bundle_spec(tmp_path / "openapi.yaml").document
    place = locate(document, ["components", "schemas", "Glaze", "properties", "color", "enum"])
    assert place.file.name == "Glaze.yaml"
    assert "enum" in place.file.read_text(encoding="utf-8").splitlines()[place.line - 1]


def test_an_example_that_looks_like_a_reference_stays_as_it_is(tmp_path: Path) -> None:
    changes = {
        "paths/fire.yaml": ("value: {potId: p1, heat: 800", "value: {potId: p1, $ref: none.yaml, heat: 800")
    }
    document = bundle_spec(write_spec(tmp_path, changes)).document
    assert '"$ref": "none.yaml"' in json.dumps(document)


def test_a_property_may_be_called_like_a_keyword(tmp_path: Path) -> None:
    changes = {"schemas/Glaze.yaml": ("  color:\n", "  example:\n    $ref: Shade.yaml\n  color:\n")}
    write_spec(tmp_path, {**changes, "schemas/Shade.yaml": "type: string\n"})
    document = bundle_spec(tmp_path / "openapi.yaml").document
    assert document["components"]["schemas"]["Shade"] == {"type": "string"}


def test_a_recursive_schema_is_no_circle(tmp_path: Path) -> None:
    changes = {"schemas/Glaze.yaml": ("  color:\n", "  under:\n    $ref: Glaze.yaml\n  color:\n")}
    document = bundle_spec(write_spec(tmp_path, changes)).document
    under = document["components"]["schemas"]["Glaze"]["properties"]["under"]
    assert under == {"$ref": "#/components/schemas/Glaze"}


def test_a_bundle_of_a_bundle_is_the_same(tmp_path: Path) -> None:
    text = (GENERATED / "openapi.json").read_text(encoding="utf-8")
    file = tmp_path / "openapi.json"
    file.write_text(text, encoding="utf-8")
    assert bundle_text(bundle_spec(file)) == text


@given(steps=st.lists(st.text(max_size=5).filter(lambda text: "%" not in text), max_size=5))
def test_pointers_survive_their_escapes(steps: list[str]) -> None:
    assert list(split_pointer(join_pointer(steps))) == steps
