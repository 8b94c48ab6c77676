"""What a typed call returns: the types that the signature names, chosen as the document says."""

from __future__ import annotations

from typing import Any

import pytest

from tests.generator.documents.packages import stand


def _name(value: object) -> str:
    return type(value).__name__


def test_kinds_of_answers() -> None:
    letters = stand("bodies")
    letters.answer(text="Grüße")
    assert letters.client.text.send_text(body="x") == "Grüße"
    letters.answer(content=b"\x89PNG")
    assert letters.client.bytes.send_bytes(body=b"x") == b"\x89PNG"
    letters.answer(json=[{"text": "a"}])
    (letter,) = letters.client.list_.send_list(body=[])
    assert (_name(letter), letter.text) == ("Letter", "a")
    letters.answer(status=201, json=2.5)
    assert letters.client.value.put_number(body=1) == 2.5


def test_each_success_has_a_type_of_its_own() -> None:
    letters = stand("bodies")
    for status, content, kind in (
        (200, {"json": {"text": "a"}}, "Letter"),
        (202, {"json": {"ticket": "t"}}, "Ticket"),
        (204, {}, "NoneType"),
    ):
        letters.answer(status, **content)
        assert _name(letters.client.several.send_one(text="a")) == kind


def test_json_is_asked_for_where_there_is_a_choice() -> None:
    letters = stand("bodies")
    letters.answer(json={"text": "a"})
    assert letters.client.either.read().text == "a"
    assert letters.last.headers["Accept"] == "application/json"


def test_what_is_read_as_text_is_not_asked_for_as_bytes() -> None:
    letters = stand("bodies")
    letters.answer(text="<letter/>")
    assert letters.client.paper.print() == "<letter/>"
    assert letters.last.headers["Accept"] == "application/xml, text/plain"


PETS: list[tuple[dict[str, Any], str]] = [
    ({"kind": "meow", "name": "a"}, "Cat"),
    ({"kind": "woof", "name": "a"}, "Dog"),
    ({"kind": "woof", "lives": 3}, "Dog"),
]


@pytest.mark.parametrize(("data", "kind"), PETS)
def test_a_mapping_tells_the_members_of_a_union_apart(data: dict[str, Any], kind: str) -> None:
    animals = stand("unions")
    animals.answer(json=[data, data])
    found = animals.client.pets.list_pets()
    assert [_name(pet) for pet in found] == [kind, kind]
    assert [pet.model_dump(by_alias=True, exclude_unset=True) for pet in found] == [data, data]


def test_a_word_that_the_document_does_not_know_breaks_no_answer() -> None:
    animals = stand("unions")
    animals.answer(json={"kind": "moo", "tricks": ["sit"]})
    found = animals.client.pets.add_pet(body={"kind": "meow"})
    assert found.model_dump(by_alias=True, exclude_unset=True) == {"kind": "moo", "tricks": ["sit"]}


def test_names_and_constants_tell_too() -> None:
    animals = stand("unions")
    for form in ("Circle", "Square"):
        animals.answer(json={"shape": {"form": form, "size": 1}})
        assert _name(animals.client.shapes.get_shape().shape) == form
    animals.answer(json={"a": {"event": "stop"}, "b": {"event": "start"}, "c": "text"})
    found = animals.client.events.get_events()
    assert [_name(found[key]) for key in "abc"] == ["Stop", "Start", "str"]


def test_members_of_a_union_may_be_given_as_models() -> None:
    animals = stand("unions")
    animals.answer(json={"kind": "woof"})
    dog = animals.package.part("models").DogInput(kind="woof", tricks=["sit"])
    assert _name(animals.client.pets.add_pet(body=dog)) == "Dog"
    assert animals.last.content == b'{"kind":"woof","tricks":["sit"]}'


def test_inheritance() -> None:
    staff = stand("inheritance")
    boss = {"role": "Manager", "name": "Ann", "team": [{"role": "Guest", "until": "2024-01-01"}]}
    staff.answer(json=boss)
    found = staff.client.staff.hire(**boss)
    assert (_name(found), _name(found.team[0]), found.team[0].until) == ("Manager", "Guest", "2024-01-01")
    for kind in ("Manager", "Guest"):
        staff.answer(json={"role": kind, "team": []})
        assert _name(staff.client.anyone.get_anyone()) == kind
    refused = staff.package.module.InvalidRequestError
    for name in ("A", "A" * 21):
        with pytest.raises(refused, match="name"):
            staff.client.staff.hire(role="Manager", team=[], name=name)
    with pytest.raises(refused, match="inner"):
        staff.client.note.note(role="r", inner="i")


def test_recursion() -> None:
    trees = stand("recursion")
    leaf: dict[str, Any] = {"name": "leaf"}
    tree = {
        "name": "root",
        "parent": leaf,
        "children": [{"name": "child", "children": [leaf]}],
        "byName": {"x": leaf},
        "next": leaf,
        "other": {"tree": leaf},
    }
    trees.answer(json=tree)
    found = trees.client.tree.put_tree(
        name="root",
        parent=leaf,
        children=[{"name": "child", "children": [leaf]}],
        by_name={"x": leaf},
        next=leaf,
        other={"tree": leaf},
    )
    assert found.model_dump(by_alias=True, exclude_unset=True) == tree
    assert {_name(node) for node in (found.children[0].children[0], found.by_name["x"], found.next)} == {
        "Node"
    }
    trees.answer(json={"back": {"links": [{"back": {}}]}})
    assert _name(trees.client.chain.get_chain().back.links[0].back) == "Knot"
    trees.answer(json=["a", {"b": ["c"]}])
    assert trees.client.json.put_json(body=["a", {"b": ["c"]}]) == ["a", {"b": ["c"]}]


def test_webhooks_have_models() -> None:
    hooks = stand("hooks")
    assert hooks.package.part("models").Event.model_validate({"id": "1", "tags": ["a"]}).tags == ["a"]
    hooks.answer(json={"any": "thing"})
    assert hooks.client.post("/anything", {}) == {"any": "thing"}
