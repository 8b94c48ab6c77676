"""The mutators by themselves, with rules that the document does not have."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imgopen_contract.document import Document
from imgopen_contract.document.expressions import NOTHING
from imgopen_contract.rules import Constraint

from tests.contract.suite import operations
from tests.mutants.derive import MUTATORS
from tests.mutants.mutant import Change
from tests.mutants.mutators.objects import repetitions
from tests.mutants.mutators.patterns import variants

HOME = ("components", "schemas", "Thing")
LIMITS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")


def rule(schema: dict[str, Any], keyword: str) -> Constraint:
    """Return a rule of a schema that stands nowhere."""
    return Constraint(operations()[0], "body", ("thing",), keyword, schema[keyword], schema, (*HOME, keyword))


def changes(schema: dict[str, Any], keyword: str) -> list[Change]:
    return list(MUTATORS[keyword](rule(schema, keyword)))


def after(schema: dict[str, Any], change: Change) -> Any:
    """Return the schema with a change."""
    return change.applied({"components": {"schemas": {"Thing": schema}}})["components"]["schemas"]["Thing"]


def keeps(value: Any, schema: dict[str, Any]) -> bool:
    return Document({}).keeps(value, schema)


@given(
    low=st.integers(-40, 40),
    span=st.integers(2, 40),
    step=st.integers(1, 7),
    keyword=st.sampled_from(LIMITS),
    kind=st.sampled_from(["integer", "number"]),
)
def test_a_moved_limit_leaves_some_numbers_and_is_loosened_and_tightened(
    low: int, span: int, step: int, keyword: str, kind: str
) -> None:
    other = "maximum" if "inimum" in keyword else "minimum"
    ends = {"minimum": low * step, "maximum": (low + span) * step}
    ends |= {"exclusiveMinimum": ends["minimum"], "exclusiveMaximum": ends["maximum"]}
    schema = {"type": kind, keyword: ends[keyword], other: ends[other], "multipleOf": step}
    allowed = range(ends["minimum"] - step, ends["maximum"] + 2 * step, step)
    found = changes(schema, keyword)
    sizes = [sum(keeps(value, after(schema, change)) for value in allowed) for change in found]
    size = sum(keeps(value, schema) for value in allowed)
    assert min(sizes) > 0
    assert any(other > size for other in sizes)
    assert any(other < size for other in sizes)
    assert {name: limit for name, limit in schema.items() if name != keyword} in [
        after(schema, change) for change in found
    ]


@pytest.mark.parametrize("keyword", ["minimum", "maximum"])
def test_a_range_of_one_number_is_not_tightened(keyword: str) -> None:
    schema = {"type": "integer", "minimum": 3, "maximum": 3}
    found = [after(schema, change) for change in changes(schema, keyword)]
    assert len(found) == 3
    assert all(keeps(3, each) for each in found)


@given(limit=st.integers(-5, 5), keyword=st.sampled_from(LIMITS))
def test_a_limit_of_any_numbers_is_moved_by_the_smallest_step_that_there_is(limit: int, keyword: str) -> None:
    schema = {"type": "number", keyword: limit}
    nearest = min(abs(float(change.value) - limit) for change in changes(schema, keyword) if is_moved(change))
    assert 0 < nearest < 1e-14


def is_moved(change: Change) -> bool:
    return change.value is not NOTHING and not change.name


@given(step=st.integers(2, 60), kind=st.sampled_from(["integer", "number"]))
def test_a_grid_gets_finer_and_coarser(step: int, kind: str) -> None:
    schema = {"type": kind, "multipleOf": step}
    finer, coarser, dropped = changes(schema, "multipleOf")
    assert dropped.value is NOTHING
    assert coarser.value == 2 * step
    assert 0 < finer.value < step
    assert step % finer.value == 0
    assert kind == "number" or isinstance(finer.value, int)


def test_a_grid_of_ones_gets_no_finer() -> None:
    found = changes({"type": "integer", "multipleOf": 1}, "multipleOf")
    assert [change.value for change in found] == [2, NOTHING]


@given(options=st.lists(st.text("abAB", max_size=2) | st.integers(0, 3), min_size=1, unique_by=repr))
def test_each_allowed_value_is_removed_once_and_a_new_one_added(options: list[Any]) -> None:
    schema = {"enum": options}
    lists = [after(schema, change).get("enum") for change in changes(schema, "enum")]
    assert lists.count(None) == 1
    shorter = [found for found in lists if found is not None and len(found) < len(options)]
    assert len(shorter) == (len(options) if len(options) > 1 else 0)
    (longer,) = [found for found in lists if found is not None and len(found) > len(options)]
    assert longer[:-1] == options
    assert longer[-1] not in options


@given(
    low=st.integers(0, 5),
    span=st.integers(0, 5),
    keyword=st.sampled_from(["minLength", "maxLength", "minItems", "maxItems"]),
)
def test_a_length_is_never_impossible(low: int, span: int, keyword: str) -> None:
    part = keyword[3:]
    schema = {f"min{part}": low, f"max{part}": low + span}
    found = [after(schema, change) for change in changes(schema, keyword)]
    assert all(0 <= each.get(f"min{part}", 0) <= each.get(f"max{part}", 99) for each in found)
    assert {each.get(keyword) for each in found} >= {None}
    assert len(found) == len({each.get(keyword) for each in found})
    assert len(found) == 3 or low == 0 or span == 0


@pytest.mark.parametrize("kind", ["string", "integer", "number", "boolean", "null", "array", "object"])
def test_a_type_is_dropped_widened_by_each_other_one_and_replaced(kind: str) -> None:
    values: dict[str, Any] = {"string": "x", "integer": 1, "number": 1.5, "boolean": True, "null": None}
    values |= {"array": [], "object": {}}
    schema = {"type": kind}
    found = [after(schema, change) for change in changes(schema, "type")]
    assert {} in found
    for other, value in values.items():
        if not keeps(value, schema):
            assert any(keeps(value, each) and keeps(values[kind], each) and each for each in found), other
    assert any(not keeps(values[kind], each) for each in found)


def test_a_union_loses_each_of_its_members() -> None:
    found = [change.value for change in changes({"type": ["integer", "string"]}, "type")]
    assert "integer" in found
    assert "string" in found


def test_a_type_that_other_rules_need_is_not_replaced() -> None:
    found = changes({"type": "integer", "minimum": 1}, "type")
    assert "string" not in [change.value for change in found]
    assert ["integer", "string"] in [change.value for change in found]


def test_a_flag_is_flipped() -> None:
    assert [change.value for change in changes({"uniqueItems": True}, "uniqueItems")] == [False]
    assert [change.value for change in repetitions({"type": "array", "items": {}}, HOME)] == [True]
    assert list(repetitions({"type": "array", "items": {}, "uniqueItems": True}, HOME)) == []


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("^a$", {"a$", "^a"}),
        ("ab?", {"ab", "a"}),
        ("a+", {"a", "a*"}),
        ("a*", {"a+", ""}),
        ("(ab)?c", {"(ab)c", "c"}),
        ("a|b|c", {"b|c", "a|c", "a|b"}),
        ("x(a|b)", {"x(b)", "x(a)"}),
        (r"1\.5", {"1.5"}),
        ("[eE]", {"[E]", "[e]"}),
        ("[0-9]", {"[1-9]", "[0-8]"}),
        (r"[\]x]+", {r"[\]x]", r"[\]x]*"}),
        (r"\d{2,3}", set()),
    ],
)
def test_a_pattern_is_changed_at_each_of_its_signs(pattern: str, expected: set[str]) -> None:
    assert set(variants(pattern)) == expected


@given(pattern=st.from_regex(r"\A\^?([ab0](\?|\+|\*)?|\[ab\]|\((a|b)\|(c|d)\)\??|\\\.){1,5}\$?\Z"))
def test_every_variant_is_another_pattern(pattern: str) -> None:
    found = variants(pattern)
    assert pattern not in found
    assert len(found) == len(set(found))
    for each in found:
        re.compile(each)
