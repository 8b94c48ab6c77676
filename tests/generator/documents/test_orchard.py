"""Turns of schemas that are easily taken for something else."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.generator.documents.packages import SPECS, package, stand


def test_constants_of_a_common_base_do_not_hide_the_name_of_the_schema() -> None:
    orchard = stand("orchard")
    orchard.answer(json=[{"kind": "Pear", "age": 3}, {"kind": "Apple"}, {"kind": "Plum"}])
    found = orchard.client.trees.list_trees()
    assert [type(tree).__name__ for tree in found][:2] == ["Pear", "Apple"]
    assert found[2].kind == "Plum"


def test_what_is_said_to_be_a_base_may_be_what_extends_it() -> None:
    orchard = stand("orchard")
    orchard.answer(
        json=[{"use": "cuts", "beside": {"use": "Rake"}}, {"use": "Rake", "width": 3}, {"use": "digs"}]
    )
    saw, rake, other = orchard.client.tools.list_tools()
    assert [type(tool).__name__ for tool in (saw, saw.beside, rake, other)] == ["Saw", "Rake", "Rake", "Tool"]


def test_rules_of_items_do_not_take_the_name_of_a_schema() -> None:
    orchard = stand("orchard")
    orchard.answer(json={"id": 1, "name": "n"})
    tag = orchard.client.trees.plant_tree(tags=["abc"])
    assert (type(tag), tag.name) == (package("orchard").part("models").Tag, "n")
    with pytest.raises(package("orchard").module.InvalidRequestError, match="longer than 5"):
        orchard.client.trees.plant_tree(tags=["abcdef"])


def test_an_answer_without_a_body_holds_nothing() -> None:
    orchard = stand("orchard")
    orchard.answer(headers={"content-type": "application/json"})
    assert orchard.client.trees.count_trees() is None


@pytest.mark.parametrize("onto", [None, {"id": 1}])
def test_null_may_stand_beside_a_reference(onto: Any) -> None:
    orchard = stand("orchard")
    orchard.answer(json={"onto": onto, "height": 3})
    graft = orchard.client.grafts.read_graft()
    assert (graft.onto is None, graft.height) == (onto is None, 3)


def test_a_null_that_is_given_is_sent() -> None:
    orchard = stand("orchard")
    orchard.client.grafts.change_graft(
        body=[{"op": "add", "path": "/a", "value": None}, {"op": "remove", "path": "/b"}]
    )
    assert json.loads(orchard.last.content) == [
        {"op": "add", "path": "/a", "value": None},
        {"op": "remove", "path": "/b"},
    ]
    orchard.answer(json={})
    orchard.client.trees.plant_tree(note={"text": None, "by": None}, tags=None)
    assert json.loads(orchard.last.content) == {"note": {"text": None}}


@pytest.mark.parametrize("photo", [b"x", [b"x", b"y"]])
def test_a_file_among_alternatives(photo: Any) -> None:
    orchard = stand("orchard")
    orchard.client.photos.add_photo(photo=photo)
    assert orchard.last.content.count(b'name="photo"; filename=') == len(photo)


def test_what_only_redirects_is_told() -> None:
    lines = (SPECS / "orchard.yaml").read_text(encoding="utf-8").splitlines()
    (line,) = (number for number, text in enumerate(lines, 1) if '"302"' in text)
    (notice,) = package("orchard").notices
    assert f"orchard.yaml:{line}: openGate: only a redirect" in notice


def test_the_first_example_only_reads() -> None:
    readme = (package("orchard").out / "README.md").read_text(encoding="utf-8")
    assert "print(client.trees.list_trees())" in readme
