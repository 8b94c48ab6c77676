"""Places in documents, and copies that differ in one of them."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st
from imgopen_contract.document.expressions import NOTHING

from generator.source.complaint import Location
from generator.source.nodes import MapNode, SeqNode
from tests.mutants.pointers import END, Pointer, changed, renamed, settled, value_at

NAMES = st.text("ab/~-0", min_size=1, max_size=3)
VALUES = st.recursive(
    st.none() | st.integers(0, 3) | st.text("x", max_size=1),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)
NEW = "new"


def places(value: Any, way: Pointer = ()) -> list[Pointer]:
    """Return every place of a document but its root."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place for key, inner in pairs for place in ((*way, str(key)), *places(inner, (*way, str(key))))]


@given(document=VALUES, data=st.data())
def test_only_the_place_is_another_and_the_document_itself_stays(document: Any, data: st.DataObject) -> None:
    assume(places(document))
    place = data.draw(st.sampled_from(places(document)))
    before = deepcopy(document)
    after = changed(document, place, NEW)
    assert document == before
    assert value_at(after, place) == NEW
    assert changed(after, place, value_at(document, place)) == document


@given(document=VALUES, data=st.data())
def test_what_is_taken_away_is_gone(document: Any, data: st.DataObject) -> None:
    assume(places(document))
    *home, key = place = data.draw(st.sampled_from(places(document)))
    before, after = value_at(document, tuple(home)), value_at(changed(document, place, NOTHING), tuple(home))
    if isinstance(before, dict):
        assert after == {name: value for name, value in before.items() if name != key}
    else:
        assert after == [*before[: int(key)], *before[int(key) + 1 :]]


@given(values=st.lists(st.integers()))
def test_the_place_behind_the_last_element_takes_another_one(values: list[int]) -> None:
    assert changed({"values": values}, ("values", END), NEW) == {"values": [*values, NEW]}


@given(document=st.dictionaries(NAMES, st.integers(), min_size=1), data=st.data())
def test_a_key_with_another_name_keeps_value_and_place(document: dict[str, int], data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(list(document)))
    after = renamed({"inner": document}, ("inner", key), NEW)["inner"]
    assert list(after.values()) == list(document.values())
    assert list(after) == [NEW if name == key else name for name in document]


def test_references_are_followed_on_the_way_and_at_its_end() -> None:
    document = {
        "a": {"$ref": "#/parts/x~1y"},
        "parts": {"x/y": {"b": {"$ref": "#/parts/z"}}, "z": {"c": [{"$ref": "#/parts/last"}]}, "last": 1},
    }
    assert settled(document, ("a",)) == ("parts", "x/y")
    assert settled(document, ("a", "b", "c", "0")) == ("parts", "last")


def test_nothing_stands_where_no_way_leads() -> None:
    assert value_at({"a": [1]}, ("a", "1")) is NOTHING
    assert value_at({"a": [1]}, ("a", "x")) is NOTHING
    assert value_at({"a": 1}, ("a", "b")) is NOTHING


def test_nodes_that_know_their_lines_stay_such() -> None:
    here = Location(Path("spec.yaml"), 7)
    root, inner, values = MapNode(here), MapNode(here), SeqNode(here)
    values.push(1, here)
    inner.put("values", values, here)
    root.put("inner", inner, here)
    after = changed(root, ("inner", "values", END), 2)
    assert isinstance(after["inner"], MapNode)
    assert isinstance(after["inner"]["values"], SeqNode)
    assert after == {"inner": {"values": [1, 2]}}
    assert after["inner"].at("values") == here
    assert root == {"inner": {"values": [1]}}
