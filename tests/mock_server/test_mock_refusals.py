"""The sentence of a refusal names field and rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import pytest
from imgopen_mock.core.exchange.refusals import MAX_PROBLEMS, broken_rules, field_name, sentence
from jsonschema_rs import Draft202012Validator

Send: TypeAlias = Callable[..., tuple[int, Any]]


def explain(schema: dict[str, Any], value: Any) -> str:
    return sentence(broken_rules(Draft202012Validator(schema), value))


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"degrees": 1001}, "degrees: 1001 is not a multiple of 5"),
        ({"degrees": 590}, "degrees: 590 is less than the minimum of 600"),
        ({"degrees": 1305}, "degrees: 1305 is greater than the maximum of 1300"),
        ({"degrees": "hot"}, 'degrees: "hot" is not an integer'),
        ({"degrees": 1001.5}, "degrees: 1001.5 is not an integer"),
        ({"degrees": True}, "degrees: true is not an integer"),
        ({"degrees": None}, "degrees: null is not an integer"),
        ({"hours": 0}, "hours: 0 is not greater than 0"),
        ({"hours": 48}, "hours: 48 is not less than 48"),
        ({"job": {}}, "job.ref: is required"),
        ({"job": {"ref": ""}}, 'job.ref: "" is shorter than 1 character'),
        ({"glaze": "Foo"}, 'glaze: "Foo" is not one of celadon, tenmoku, ash'),
        ({"shelves": []}, "shelves: an array has fewer than 1 item"),
        ({"shelves": [1, 2, 3, 4]}, "shelves: an array has more than 3 items"),
        ({"shelves": [2, 2]}, "shelves: an array has the same item twice"),
        ({"shelves": [1, 0]}, "shelves[1]: 0 is less than the minimum of 1"),
        ({"pots": [{}, {"name": "B"}]}, 'pots[1].name: "B" does not match ^[a-z]+$'),
        ({"pots": [{"name": "aaaaaaaaa"}]}, 'pots[0].name: "aaaaaaaaa" is longer than 8 characters'),
        ({"seed": "12x"}, 'seed: "12x" does not match ^-?[0-9]+$'),
        ({"seed": 1.5}, "seed: 1.5 is not a string or an integer"),
        ({"wood": 1}, "wood: 1 is not null or a string"),
        ({"mood": "wild"}, 'mood: "wild" is not "calm"'),
        ({"glase": "ash"}, "glase: is not a known field"),
        ({"job": {"ref": "r", "tags": {"0": 1}}}, 'job.tags["0"]: 1 is not a string'),
        ({"job": {"ref": "r", "tags": {"+00": 1}}}, 'job.tags["+00"]: 1 is not a string'),
        ({"job": {"ref": "r", "tags": {"": "", "x": "", "7": 7}}}, 'job.tags["7"]: 7 is not a string'),
        (
            {"job": {"ref": "r", "tags": {"a/b~c": 1, "": 2}}},
            'job.tags: 2 is not a string; job.tags["a/b~c"]: 1 is not a string',
        ),
        ({"a b": 1, "0": 1}, '["0"]: is not a known field; ["a b"]: is not a known field'),
    ],
)
def test_every_rule_has_its_words(
    send: Send, firing: dict[str, Any], changes: dict[str, Any], text: str
) -> None:
    assert send({**firing, **changes}) == (202, {"verdict": "COLD", "text": text, "payload": None})


@pytest.mark.parametrize(("value", "kind"), [([], "an array"), ("x", '"x"'), (None, "null"), (7, "7")])
def test_body_that_is_no_object(send: Send, value: Any, kind: str) -> None:
    _, answer = send(b"null" if value is None else value)
    assert answer["text"] == f"body: {kind} is not an object"


def test_all_broken_rules_are_named_in_the_order_of_their_fields(send: Send) -> None:
    _, answer = send({"wood": 1, "degrees": 7, "job": {}})
    assert answer["text"] == (
        "degrees: 7 is less than the minimum of 600; degrees: 7 is not a multiple of 5; "
        "glaze: is required; job.ref: is required; wood: 1 is not null or a string"
    )


def test_order_of_the_fields_in_the_request_does_not_matter(send: Send) -> None:
    broken = {"wood": 1, "degrees": 7, "job": {}, "x": 1, "y": 2}
    assert send(broken) == send(dict(reversed(broken.items())))


def test_only_a_few_problems_are_named(send: Send, firing: dict[str, Any]) -> None:
    _, answer = send({**firing, "shelves": [0, -1, -2], "pots": [{"name": ""} for _ in range(20)]})
    assert answer["text"].count(";") == MAX_PROBLEMS
    assert answer["text"].endswith("; and 38 more")


def test_of_a_long_body_only_the_first_problem_is_looked_for(send: Send, firing: dict[str, Any]) -> None:
    _, answer = send({**firing, "shelves": [0] * 10_000, "degrees": 7})
    assert answer["text"].count(";") == 0
    assert len(answer["text"]) < 100


def test_long_values_and_names_are_cut(send: Send, firing: dict[str, Any]) -> None:
    _, answer = send({**firing, "glaze": "g" * 5000, "n" * 5000: 1, "degrees": 10**4000})
    assert len(answer["text"]) < 700
    assert 'glaze: "' + "g" * 60 + '..." is not one of' in answer["text"]
    assert "; " + "n" * 60 + "...: is not a known field" in answer["text"]


def test_long_lists_of_choices_are_cut() -> None:
    text = explain({"enum": [f"choice {number}" for number in range(1000)]}, 1)
    assert text.startswith("body: 1 is not one of choice 0, choice 1, ")
    assert len(text) < 500


def test_value_that_fits_two_forms() -> None:
    text = explain({"oneOf": [{"minimum": 1}, {"maximum": 9}]}, 5)
    assert text == "body: 5 fits more than one of the allowed forms"


def test_value_that_fits_none_of_several_forms_of_its_type() -> None:
    schema = {"anyOf": [{"required": ["a"]}, {"required": ["b"]}, {"type": "string"}]}
    assert explain(schema, {}) == "body: fits none of 3 allowed forms (a: is required or b: is required)"


def test_rules_without_words_of_their_own_are_named() -> None:
    schema = {"dependentSchemas": {"a": False}, "not": {"required": ["b"]}, "propertyNames": {"maxLength": 3}}
    assert explain(schema, {"a": 1}) == "body: an object is not allowed here"
    assert explain(schema, {"b": 1}) == "body: an object is not allowed here"
    assert "name that is not allowed" in explain(schema, {"long": 1})
    assert (
        explain({"contains": {"type": "null"}}, [1]) == "body: an array has no item of the kind that it needs"
    )
    assert explain({"format": "uri"}, "no uri") == ""
    assert explain({"contentEncoding": "base64", "contentMediaType": "application/json"}, "{") == ""


def test_words_in_a_value_do_not_confuse_the_types() -> None:
    text = explain({"oneOf": [{"type": "integer"}, {"type": "null"}]}, "a is not b")
    assert text == 'body: "a is not b" is not an integer or null'


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"": {"x": {"0": 1}}}, "x[0]: 1 is not a string"),
        ({"": {"": {"+7": 1}}}, '["7"]: 1 is not a string'),
    ],
)
def test_names_that_the_validator_leaves_out_do_no_harm(value: Any, text: str) -> None:
    inner = {"additionalProperties": {"additionalProperties": {"type": "string"}}}
    assert explain({"additionalProperties": inner}, value) == text


def test_field_names() -> None:
    assert field_name(()) == "body"
    assert field_name(("a", 0, "b", "c d", "é")) == 'a[0].b["c d"]["é"]'
