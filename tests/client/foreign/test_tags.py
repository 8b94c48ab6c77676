"""Tags choose the members of unions, wherever a union stands, and an unknown tag breaks nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imgopen._runtime.models import ResponseModel
from imgopen._runtime.shapes import Answer
from imgopen._runtime.tags import lenient_adapter
from pydantic import Field, ValidationError


def tag(*values: Any, alias: str = "petType") -> Any:
    return Field(alias=alias, json_schema_extra={"tags": [*values]})


class Cat(ResponseModel):
    pet_type: Annotated[str, tag("cat", "kitten")]
    friends: list[Cat | Dog | Bird] | None = None
    lives: int | None = None


class Dog(ResponseModel):
    pet_type: Annotated[str, tag("dog")]
    by_name: dict[str, Cat | Dog] | None = None
    best: Cat | Dog | None = None
    tricks: list[list[Cat | Dog | str]] | None = None


class Bird(ResponseModel):
    pet_type: Annotated[str, tag("bird", "dog")]
    eggs: int


class Stone(ResponseModel):
    weight: float | None = None


class Owner(ResponseModel):
    pet: Cat | Dog | Bird
    other: Stone | Dog | None = None
    plain: Stone | None = None


class Square(ResponseModel):
    kind: Annotated[int, tag(1, alias="kind")]
    flat: Annotated[bool, tag(True, alias="flat")]


class Cube(ResponseModel):
    kind: Annotated[int, tag(1, alias="kind")]
    flat: Annotated[bool, tag(False, alias="flat")]


class Circle(ResponseModel):
    kind: Annotated[int, tag(2, alias="kind")]


class Right(ResponseModel):
    side: Annotated[str, tag("right", alias="side")]
    size: int | None = None


class Left(ResponseModel):
    side: Annotated[str, tag("left", alias="side")]
    child: Right | Left | None = None


def read(kind: Any, data: Any) -> Any:
    """Return what data becomes, from JSON as from Python objects."""
    import json

    adapter = lenient_adapter(kind)
    found = adapter.validate_json(json.dumps(data))
    assert adapter.validate_python(data) == found
    return found


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        ({"petType": "cat"}, Cat),
        ({"petType": "kitten", "best": 1}, Cat),
        ({"petType": "dog"}, Dog),
        ({"pet_type": "dog"}, Dog),
        ({"petType": "dog", "eggs": 3}, Bird),
        ({"petType": "bird", "eggs": 3, "lives": 4, "friends": []}, Bird),
        ({"petType": "zebra"}, Cat),
        ({"petType": "zebra", "eggs": 3}, Bird),
    ],
)
@pytest.mark.parametrize("place", ["root", "field", "list", "dict"])
def test_the_tag_decides_everywhere(data: Any, wanted: type[ResponseModel], place: str) -> None:
    union = Cat | Dog | Bird
    found = {
        "root": lambda: read(union, data),
        "field": lambda: read(Owner, {"pet": data}).pet,
        "list": lambda: read(list[union], [data])[0],
        "dict": lambda: read(dict[str, union | None], {"a": data, "b": None})["a"],
    }[place]()
    assert type(found) is wanted


def test_unions_inside_of_unions() -> None:
    inner = {"petType": "dog", "best": {"petType": "cat", "lives": 7}}
    data = {
        "petType": "cat",
        "friends": [{"petType": "dog", "by_name": {"x": inner, "y": {"petType": "cat"}}}],
    }
    found = read(Cat | Dog, data)
    dog = found.friends[0]
    assert [
        type(thing) for thing in (found, dog, dog.by_name["x"], dog.by_name["x"].best, dog.by_name["y"])
    ] == [*(Cat, Dog, Dog, Cat, Cat)]
    assert read(Dog, {"petType": "dog", "tricks": [["a", {"petType": "dog"}]]}).tricks == [
        ["a", Dog(pet_type="dog")]
    ]


def test_a_model_that_has_itself_in_a_union() -> None:
    found = read(Left, {"side": "left", "child": {"side": "left", "size": 3, "child": {"side": "right"}}})
    assert [type(thing) for thing in (found, found.child, found.child.child)] == [Left, Left, Right]


def test_members_without_tags_take_what_fits_no_tag() -> None:
    assert type(read(Owner, {"pet": {"petType": "cat"}, "other": {"weight": 3}}).other) is Stone
    assert (
        type(read(Owner, {"pet": {"petType": "cat"}, "other": {"petType": "dog", "weight": 3}}).other) is Dog
    )
    assert read(Owner, {"pet": {"petType": "cat"}, "other": None}).other is None


def test_all_tags_of_a_member_have_to_fit() -> None:
    union = Circle | Square | Cube
    assert type(read(union, {"kind": 1, "flat": False})) is Cube
    assert type(read(union, {"kind": 1, "flat": True})) is Square
    assert type(read(union, {"kind": 2, "flat": True})) is Circle


def test_a_number_is_no_truth_value_as_a_tag() -> None:
    class Yes(ResponseModel):
        is_it: Annotated[Any, tag(True, alias="is")]

    class One(ResponseModel):
        is_it: Annotated[Any, tag(1, alias="is")]

    assert type(read(Yes | One, {"is": 1})) is One
    assert type(read(One | Yes, {"is": True})) is Yes


def test_the_fault_is_that_of_the_chosen_member() -> None:
    with pytest.raises(ValidationError) as caught:
        read(Cat | Dog, {"petType": "cat", "lives": "x"})
    assert [error["loc"] for error in caught.value.errors()] == [("Cat", "lives")]


@pytest.mark.parametrize("data", [{"petType": ["cat"]}, {"petType": None}, {}, [], "cat", 5, None])
def test_what_is_no_tag_is_tried_with_every_member(data: Any) -> None:
    with pytest.raises(ValidationError):
        read(Cat | Dog, data)


def test_models_are_members_as_they_are() -> None:
    dog = Dog(pet_type="dog")
    assert Owner(pet=dog).pet is dog
    assert Owner(pet=dog).model_dump(by_alias=True, exclude_unset=True) == {"pet": {"petType": "dog"}}
    assert Owner.model_validate_json(Owner(pet=dog).model_dump_json(by_alias=True)) == Owner(pet=dog)


def test_many_tags_that_cannot_all_be_combined_still_choose_one_member() -> None:
    kinds: list[Any] = []
    for number in range(20):
        fields = {"kind": number, "form": -number}
        made = type(
            f"Kind{number}",
            (ResponseModel,),
            {
                "__module__": __name__,
                "__annotations__": dict.fromkeys(fields, int),
                **{name: Field(json_schema_extra={"tags": [value]}) for name, value in fields.items()},
            },
        )
        kinds.append(made)
    union: Any = kinds[0]
    for kind in kinds[1:]:
        union |= kind
    assert type(read(union, {"kind": 7, "form": -7})) is kinds[7]
    assert type(read(union, {"kind": 7, "form": 7})) in kinds


@given(st.sampled_from(["cat", "kitten", "dog", "bird"]) | st.text(), st.integers())
def test_an_answer_with_any_tag_is_read(name: str, eggs: int) -> None:
    found = lenient_adapter(list[Cat | Dog | Bird]).validate_python([{"petType": name, "eggs": eggs}])[0]
    assert found.pet_type == name
    wanted: dict[str, type[ResponseModel]] = {"cat": Cat, "kitten": Cat, "bird": Bird}
    assert type(found) is wanted.get(name, type(found))


def test_an_answer_is_read_by_many_threads_at_once() -> None:
    class Fresh(ResponseModel):
        pet: Cat | Dog | Fresh | None = None

    answer = Answer("200", "json", list[Fresh])
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(answer.adapter.validate_json, [b'[{"pet":{"petType":"dog"}}]'] * 50))
    assert {type(entry[0].pet) for entry in found} == {Dog}


def test_models_without_unions_are_built_as_ever() -> None:
    schema = Stone.__pydantic_core_schema__
    read(Stone, {})
    assert "tagged-union" not in str(schema)
    assert "function" not in str(Stone.__pydantic_core_schema__)
