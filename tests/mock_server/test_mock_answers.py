"""What an admitted request is answered with."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeAlias

import pytest
from imgopen_mock import Bundle, Request, Simulator
from imgopen_mock.core.description.document import Document
from imgopen_mock.core.description.expressions import Expression, Template
from imgopen_mock.core.description.pointers import MISSING, assign, lookup, split
from imgopen_mock.core.description.schemas import complete, sample
from jsonschema_rs import Draft202012Validator

Send: TypeAlias = Callable[..., tuple[int, Any]]


def test_documented_example_with_the_callers_id_and_the_fields_that_it_lacks(
    send: Send, firing: dict[str, Any]
) -> None:
    status, answer = send(firing)
    assert status == 202
    assert answer == {
        "verdict": "FIRED",
        "text": "lit",
        "payload": {"ticket": "pot-9", "state": "queued", "number": 8},
    }


def test_one_answer_does_not_change_the_next(send: Send, firing: dict[str, Any]) -> None:
    send(firing)
    _, answer = send({**firing, "job": {"ref": "pot-10"}})
    assert answer["payload"]["ticket"] == "pot-10"


def test_answer_has_the_services_id_where_the_caller_gives_none(
    kiln_document: dict[str, Any], firing: dict[str, Any], keys: dict[str, str]
) -> None:
    """Also after another caller gave one."""
    kiln_document["paths"]["/firings"]["post"]["x-task"]["id"] = "$request.body#/seed"
    simulator = Simulator(Bundle.parse(json.dumps(kiln_document)))
    headers = {"content-type": "application/json", **keys}
    tickets = []
    for body in ({**firing, "seed": "7"}, firing):
        response = simulator.handle(Request("POST", "/firings", headers, json.dumps(body).encode()))
        tickets.append(json.loads(response.body)["payload"]["ticket"])
    assert tickets == ["7", "9"]


def test_answer_without_an_example_is_made_from_the_schema(send: Send) -> None:
    _, answer = send(path="/kilns/yard/north/state")
    assert answer == {
        "verdict": "FIRED",
        "text": "glowing",
        "payload": {"kiln": "yard/north", "degrees": 600},
    }


def test_single_example_is_used(send: Send) -> None:
    _, answer = send(path="/kilns/all/state")
    assert answer["payload"] == {"kiln": "all", "degrees": 20}


def test_half_a_character_in_a_path_is_answered(simulator: Simulator) -> None:
    response = simulator.handle(Request("POST", "/\ud800"))
    assert "\ud800" in json.loads(response.body)["text"]


def test_characters_of_all_languages_stay_readable(simulator: Simulator) -> None:
    assert "/窯".encode() in simulator.handle(Request("POST", "/窯")).body


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "integer", "minimum": 7, "multipleOf": 5},
        {"type": "integer", "exclusiveMinimum": 10, "multipleOf": 5},
        {"type": "integer", "maximum": -3},
        {"type": "number", "exclusiveMinimum": 0},
        {"type": "number", "minimum": 0.25},
        {"type": "string", "minLength": 9},
        {"type": "string", "maxLength": 2},
        {"type": ["null", "string"]},
        {"type": "null"},
        {"type": "boolean"},
        {"type": "array", "minItems": 2, "items": {"type": "integer", "minimum": 3}},
        {"type": "object", "required": ["a"], "properties": {"a": {"type": "boolean"}}},
        {"properties": {"a": {"type": "boolean"}}, "required": ["a"]},
        {"oneOf": [{"type": "string"}, {"type": "integer"}]},
        {"required": ["a"], "anyOf": [{"type": "object", "properties": {"b": {"const": 1}}}]},
        {"allOf": [{"properties": {"a": {"enum": [3]}}}], "required": ["a"], "type": "object"},
        {"enum": ["x", "y"]},
        {"const": {"deep": [1]}},
        {},
        True,
    ],
)
def test_sample_keeps_its_schema(schema: Any) -> None:
    assert Draft202012Validator(schema).is_valid(sample(Document({}), schema))


def test_samples_prefer_what_the_schema_says() -> None:
    document = Document({})
    assert sample(document, {"type": "string", "default": "d"}) == "d"
    assert sample(document, {"type": "string", "examples": ["e"]}) == "e"
    assert sample(document, {"type": "string", "example": "old"}) == "old"


def test_completing_reaches_into_arrays_and_leaves_what_is_there() -> None:
    schema = {
        "type": "array",
        "items": {"required": ["a", "b"], "properties": {"a": {"const": 1}, "b": {"const": 2}}},
    }
    assert complete(Document({}), schema, [{"a": 0}, {}]) == [{"a": 0, "b": 2}, {"a": 1, "b": 2}]


def test_sample_does_not_hand_out_the_schema_itself() -> None:
    schema: dict[str, Any] = {"default": {"a": []}}
    sample(Document({}), schema)["a"].append(1)
    assert schema == {"default": {"a": []}}


def test_expressions_point_into_an_exchange() -> None:
    exchange = {
        "request": {
            "body": {"a/b": [1, {"c": 2}]},
            "path": {"p": "x"},
            "header": {"h-1": "y"},
            "query": {"q": "z"},
        }
    }
    assert Expression.parse("$request.body#/a~1b/1/c").read(exchange) == 2
    assert Expression.parse("$request.body").read(exchange) == {"a/b": [1, {"c": 2}]}
    assert Expression.parse("$request.path.p").read(exchange) == "x"
    assert Expression.parse("$request.header.H-1").read(exchange) == "y"
    assert Expression.parse("$request.query.q").read(exchange) == "z"
    assert Expression.parse("$request.body#/a~1b/7").read(exchange) is MISSING
    assert Expression.parse("$response.body#/a").read(exchange) is MISSING


@pytest.mark.parametrize(
    "text", ["", "$url", "$request.body#a", "$request.cookie.c", "$request.path.", "body"]
)
def test_what_is_no_expression(text: str) -> None:
    with pytest.raises(ValueError, match="is not a"):
        Expression.parse(text)


def test_templates_mix_text_and_expressions() -> None:
    exchange = {"request": {"body": {"host": "h", "port": 1}}}
    template = Template.parse("http://{$request.body#/host}:{$request.body#/port}/bell")
    assert template.fill(exchange) == "http://h:1/bell"
    assert Template.parse("$request.body#/host").fill(exchange) == "h"
    assert Template.parse("{$request.body#/none}").fill(exchange) is None


def test_pointers() -> None:
    assert split("") == ()
    assert split("/a~1b/~01") == ("a/b", "~1")
    assert lookup([0], ("00",)) == 0
    assert lookup([0], ("-1",)) is MISSING
    target: dict[str, Any] = {"list": [1]}
    assign(target, ("list", "0"), 2)
    assign(target, ("new", "deep"), 3)
    assert target == {"list": [2], "new": {"deep": 3}}
    with pytest.raises(ValueError, match="/list/1 cannot hold"):
        assign(target, ("list", "1"), 2)


def test_simulator_keeps_to_the_bundle_it_was_given(
    kiln_document: dict[str, Any], firing: dict[str, Any]
) -> None:
    """Other names, another status and another verdict in the document are all it takes."""
    kiln_document["x-envelope"]["success"] = "GLOWING"
    kiln_document["components"]["schemas"]["Ticket"]["properties"]["verdict"]["const"] = "GLOWING"
    responses = kiln_document["paths"]["/firings"]["post"]["responses"]
    responses["203"] = responses.pop("202")
    kiln_document["components"]["securitySchemes"]["kilnKey"]["name"] = "Other-Key"
    simulator = Simulator(Bundle.parse(json.dumps(kiln_document)))
    headers = {"content-type": "application/json", "other-key": "k", "kiln-secret": "s"}
    response = simulator.handle(Request("POST", "/firings", headers, json.dumps(firing).encode()))
    assert response.status == 203
    assert json.loads(response.body) == {
        "verdict": "GLOWING",
        "text": "string",
        "payload": {"ticket": "pot-9", "number": 8, "state": "queued"},
    }
