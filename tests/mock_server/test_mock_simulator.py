"""The way of a request through the simulator: what is looked at first, and what is recorded."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeAlias

import pytest
from imgopen_mock import Bundle, ContractWarning, Request, Simulator, VirtualClock
from imgopen_mock.core.exchange.bodies import MAX_NESTING

Send: TypeAlias = Callable[..., tuple[int, Any]]
JSON = {"content-type": "application/json"}


def test_unknown_path_is_404_and_names_what_was_asked_for(send: Send) -> None:
    status, answer = send(path="/firing", headers={})
    assert status == 404
    assert answer["verdict"] == "COLD"
    assert answer["text"] == "POST /firing: there is no such operation; did you mean /firings?"


def test_wrong_method_is_405_with_allow(simulator: Simulator) -> None:
    response = simulator.handle(Request("PATCH", "/shelves/1"))
    assert response.status == 405
    assert response.headers["allow"] == "GET, DELETE"
    assert json.loads(response.body) == {
        "verdict": "COLD",
        "text": "PATCH /shelves/1: the method is not allowed here, only GET, DELETE is",
    }


def test_long_paths_and_methods_are_cut(simulator: Simulator) -> None:
    response = simulator.handle(Request("M" * 10_000, "/" + "x" * 100_000))
    assert len(response.body) < 500


@pytest.mark.parametrize(
    ("headers", "text"),
    [
        ({}, "Kiln-Key: the header is missing; Kiln-Secret: the header is missing"),
        ({"kiln-secret": "hush"}, "Kiln-Key: the header is missing"),
        ({"kiln-secret": "hush", "kiln-key": ""}, "Kiln-Key: the header is empty"),
        ({"kiln-secret": " \t", "kiln-key": "k"}, "Kiln-Secret: the header is empty"),
    ],
)
def test_keys_are_looked_at_before_the_body(send: Send, headers: dict[str, str], text: str) -> None:
    status, answer = send(b"not json", headers=headers)
    assert (status, answer) == (202, {"verdict": "COLD", "text": text, "payload": None})


def test_one_of_several_keys_is_enough(send: Send) -> None:
    for headers in ({"kiln-key": "k"}, {"authorization": "Bearer b"}):
        assert send(path="/shelves/1", method="DELETE", headers=headers)[1]["verdict"] == "FIRED"
    assert (
        send(path="/shelves/1", method="DELETE", headers={})[1]["text"] == "Kiln-Key: the header is missing"
    )


def test_secrets_are_never_repeated(simulator: Simulator) -> None:
    request = Request("POST", "/firings", {"kiln-key": "", "kiln-secret": "hush-hush"}, b"{}")
    assert b"hush" not in simulator.handle(request).body
    assert "hush" not in repr(request)
    mood = Request("GET", "/shelves/1", {"kiln-mood": "hush-hush"}, query="side=left")
    answer = json.loads(simulator.handle(mood).body)
    assert answer["text"] == "Kiln-Mood: its value is longer than 4 characters"


@pytest.mark.parametrize(
    ("content_type", "text"),
    [
        (None, "Content-Type: the header is missing, it should be application/json"),
        ("text/plain", "Content-Type: text/plain is not application/json"),
        ("application/jsonp", "Content-Type: application/jsonp is not application/json"),
    ],
)
def test_content_type_is_looked_at_before_the_body(
    send: Send, content_type: str | None, text: str, keys: dict[str, str]
) -> None:
    headers = dict(keys) if content_type is None else {**keys, "content-type": content_type}
    assert send(b"not json", headers=headers)[1]["text"] == text


@pytest.mark.parametrize("content_type", ["Application/JSON", "application/json; charset=utf-8"])
def test_content_type_may_have_parameters_and_capitals(
    send: Send, firing: dict[str, Any], content_type: str, keys: dict[str, str]
) -> None:
    assert send(firing, headers={**keys, "content-type": content_type})[1]["verdict"] == "FIRED"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b"", "body: is required"),
        (b"\xff{}", "body: is not UTF-8 (byte 0)"),
        ('{"glaze": "ash"}'.encode("utf-16"), "body: is not UTF-8 (byte 0)"),
        (
            b"{'a': 1}",
            "body: is not JSON (Expecting property name enclosed in double quotes, line 1 column 2)",
        ),
        (b'{"hours": NaN}', "body: is not JSON (NaN is not a JSON number)"),
        (b'{"hours": -Infinity}', "body: is not JSON (-Infinity is not a JSON number)"),
        (b'{"hours": 1e999}', "body: has a number that is too large"),
        (b'{"hours": ' + b"1" * 5000 + b"}", "body: has a number with too many digits"),
        (b'{"glaze": "\\ud83c"}', "body: has half of a surrogate pair, which is not a character"),
        (b'{"\\uDC00": 1}', "body: has half of a surrogate pair, which is not a character"),
        (b"[" * 1_000_000, f"body: is nested deeper than {MAX_NESTING} levels"),
        (b"[" * 101 + b"]" * 101, f"body: is nested deeper than {MAX_NESTING} levels"),
        (b"[" * 100 + b"]" * 100, "body: an array is not an object"),
        (b'{"a":' * 101 + b"1" + b"}" * 101, f"body: is nested deeper than {MAX_NESTING} levels"),
        (b"[" * 99 + b"[],[]" + b"]" * 99, "body: an array is not an object"),
        (b"[" + b"[]," * 200 + b"1]", "body: an array is not an object"),
    ],
)
def test_body_that_is_no_json(send: Send, body: bytes, text: str) -> None:
    status, answer = send(body)
    assert status == 202
    assert answer["text"].startswith(text)


def test_whole_surrogate_pairs_and_repeated_fields_are_fine(send: Send) -> None:
    body = b'{"glaze": 3, "glaze": "ash", "job": {"ref": "\\ud83c\\udffa \\\\ud800"}}'
    assert send(body)[1]["payload"]["ticket"] == "\U0001f3fa \\ud800"


def test_body_may_be_left_out_where_it_is_optional(send: Send, keys: dict[str, str]) -> None:
    assert send(path="/kilns/a/state", headers=keys)[1]["verdict"] == "FIRED"
    assert send({"fresh": 1}, path="/kilns/a/state")[1]["text"] == "fresh: 1 is not a boolean"


@pytest.mark.parametrize(
    ("path", "query", "text"),
    [
        ("/shelves/one", "side=left", 'number: "one" is not an integer'),
        ("/shelves/0", "side=left", "number: 0 is less than the minimum of 1"),
        ("/shelves/%5B1%5D", "side=left", 'number: "[1]" is not an integer'),
        ("/shelves/1", "", "side: is required"),
        ("/shelves/1", "side=", 'side: "" is not one of left, right'),
        ("/shelves/x", "side=up", 'number: "x" is not an integer; side: "up" is not one of left, right'),
    ],
)
def test_parameters_keep_their_schemas(send: Send, path: str, query: str, text: str) -> None:
    assert send(path=path, method="GET", query=query)[1]["text"] == text


def test_parameters_are_looked_at_before_the_body(send: Send) -> None:
    assert send(path="/shelves/2", method="GET", query="side=right")[1]["verdict"] == "FIRED"


def test_refusal_has_the_documented_shape(send: Send) -> None:
    assert set(send({})[1]) == {"verdict", "text", "payload"}


def test_refusal_that_is_not_documented_is_the_bare_frame(send: Send) -> None:
    _, answer = send(headers={}, path="/kilns/all/state")
    assert set(answer) == {"verdict", "text"}
    assert answer["verdict"] == "COLD"


def test_media_type_of_the_answer_comes_from_the_document(
    kiln_document: dict[str, Any], keys: dict[str, str]
) -> None:
    response = kiln_document["paths"]["/kilns/all/state"]["post"]["responses"]["200"]
    response["content"]["application/vnd.kiln+json"] = response["content"].pop("application/json")
    simulator = Simulator(Bundle.parse(json.dumps(kiln_document)))
    answer = simulator.handle(Request("POST", "/kilns/all/state", keys))
    assert answer.headers == {"content-type": "application/vnd.kiln+json"}


def test_omitted_field_that_is_flagged_required_is_recorded(
    send: Send, simulator: Simulator, clock: VirtualClock, firing: dict[str, Any]
) -> None:
    send(firing)
    assert len(simulator.warnings) == 0
    clock.advance(2.5)
    del firing["bell"]
    send(firing)
    send({**firing, "pots": [{"maker": "me"}, {"name": "b"}, {}]})
    bell = ContractWarning(2.5, "fire", "bell", "The page's example has none.")
    assert list(simulator.warnings) == [
        bell,
        ContractWarning(2.5, "fire", "pots[].maker", "Nobody signs."),
        bell,
    ]


def test_refused_request_leaves_no_warning(send: Send, simulator: Simulator) -> None:
    send({"glaze": "ash"})
    assert simulator.warnings == ()


def test_warnings_do_not_grow_for_ever(
    kiln: Bundle, simulator: Simulator, firing: dict[str, Any], keys: dict[str, str]
) -> None:
    del firing["bell"]
    request = Request("POST", "/firings", {**JSON, **keys}, json.dumps(firing).encode())
    for _ in range(1100):
        simulator.handle(request)
    assert len(simulator.warnings) == 1000


def test_clock_stands_still_and_never_runs_backwards() -> None:
    clock = VirtualClock()
    clock.advance(3600)
    clock.advance(0)
    assert clock.now() == 3600
    for seconds in (-1, float("nan"), float("inf")):
        with pytest.raises(ValueError, match="cannot be advanced"):
            clock.advance(seconds)
