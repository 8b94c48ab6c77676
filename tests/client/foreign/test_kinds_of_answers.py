"""Whatever kind of answer a service has for a status, the caller gets what the spec says of it."""

from __future__ import annotations

import json
import pickle
from typing import Any, Final

import pytest
from imgopen import HTTPStatusError, InvalidResponseError, RefusedError
from imgopen._runtime import answers
from imgopen._runtime.models import ResponseModel
from imgopen._runtime.operation import Operation
from imgopen._runtime.settings import Credential, Envelope
from imgopen._runtime.shapes import Answer, AnswerKind

from tests.client.foreign.conftest import take
from tests.client.foreign.stand import Stand
from tests.support.http import httpx


class Pet(ResponseModel):
    name: str
    age: int | None = None


def operation(*found: Answer) -> Operation[Any]:
    """Return an operation with these answers."""
    return Operation(name="pets.get", method="GET", path="/pets", answers=found)


def reply(status: int = 200, content: Any = b"", media_type: str | None = None) -> httpx.Response:
    """Return an answer; what is no bytes is written as JSON."""
    is_json = not isinstance(content, bytes)
    headers = {"Content-Type": media_type or ("application/json" if is_json else "a/b")}
    return httpx.Response(
        status, content=json.dumps(content).encode() if is_json else content, headers=headers
    )


JSON: Final[list[tuple[Any, Any, Any]]] = [
    (Pet, {"name": "Rex"}, Pet(name="Rex")),
    (list[Pet], [{"name": "Rex"}, {"name": 5}], [Pet(name="Rex"), Pet(name="5")]),
    (dict[str, Pet], {"a": {"name": "Rex"}}, {"a": Pet(name="Rex")}),
    (Pet | None, None, None),
    (list[str], [1, "2"], ["1", "2"]),
    (str, 5, "5"),
    (int | None, 5, 5),
    (Any, {"a": [1, None]}, {"a": [1, None]}),
    (None, {"a": [1, None]}, {"a": [1, None]}),
]


@pytest.mark.parametrize(("kind", "content", "wanted"), JSON)
@pytest.mark.parametrize("is_raw", [False, True])
def test_json_of_every_type(stand: Stand, kind: Any, content: Any, wanted: Any, is_raw: bool) -> None:
    found = stand.answers(reply(200, content)).call(operation(Answer("200", "json", kind)), is_raw=is_raw)
    assert (found.parse() if is_raw else found) == wanted


@pytest.mark.parametrize(
    ("kind", "media_type", "wanted"),
    [
        ("text", "text/plain; charset=latin-1", "grün"),
        ("bytes", "image/png", b"gr\xfcn"),
        ("nothing", "text/plain", None),
    ],
)
def test_what_is_no_json(stand: Stand, kind: AnswerKind, media_type: str, wanted: Any) -> None:
    stand.answers(reply(200, b"gr\xfcn", media_type))
    assert stand.call(operation(Answer("2XX", kind))) == wanted


BY_STATUS: Final = operation(
    Answer("default", "json", dict[str, int]),
    Answer("2XX", "text"),
    Answer("200", "json", Pet),
    Answer("204", "nothing"),
    Answer("206", "bytes"),
)


@pytest.mark.parametrize(
    ("status", "content", "wanted"),
    [
        (200, b'{"name":"Rex"}', Pet(name="Rex")),
        (201, b'{"name":"Rex"}', '{"name":"Rex"}'),
        (204, b"", None),
        (206, b"abc", b"abc"),
    ],
)
def test_the_status_decides(stand: Stand, status: int, content: bytes, wanted: Any) -> None:
    assert stand.answers(reply(status, content)).call(BY_STATUS) == wanted


@pytest.mark.parametrize(
    ("media_type", "content", "wanted"),
    [
        ("application/vnd.x+json; charset=utf-8", b'{"name":"Rex"}', Pet(name="Rex")),
        ("text/csv", b"a,b", "a,b"),
        ("image/png", b"a,b", b"a,b"),
    ],
)
def test_the_media_type_decides_between_answers_of_one_status(
    stand: Stand, media_type: str, content: bytes, wanted: Any
) -> None:
    several = operation(Answer("200", "bytes"), Answer("200", "text"), Answer("200", "json", Pet))
    assert stand.answers(reply(200, content, media_type)).call(several) == wanted


@pytest.mark.parametrize(
    ("known", "content", "wanted"),
    [
        ((Answer("200", "text"), Answer("201", "json", Pet)), b'{"name":"Rex"}', Pet(name="Rex")),
        ((Answer("200", "text"),), b"abc", "abc"),
        ((Answer("200", "bytes"),), b"abc", b"abc"),
        ((Answer("204", "nothing"),), b"abc", None),
        ((Answer("200", "json", Pet),), b"", None),
        ((), b"abc", None),
    ],
)
def test_a_success_that_the_spec_does_not_name(
    stand: Stand, known: tuple[Answer, ...], content: bytes, wanted: Any
) -> None:
    assert stand.answers(reply(202, content)).call(operation(*known)) == wanted


def test_an_empty_body_is_null_where_null_may_be(stand: Stand) -> None:
    assert stand.answers(reply(200, b" ")).call(operation(Answer("200", "json", list[Pet] | None))) is None
    with pytest.raises(InvalidResponseError, match="not what the spec promises"):
        stand.call(operation(Answer("200", "json", list[Pet])))


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"name":[]}', b"\xff", b"null"])
def test_json_that_is_not_what_was_promised(stand: Stand, content: bytes) -> None:
    with pytest.raises(InvalidResponseError, match=r"^pets\.get: the answer is not what the spec promises"):
        stand.answers(reply(200, content)).call(operation(Answer("200", "json", Pet)))


@pytest.mark.parametrize("status", [301, 400, 404, 500])
@pytest.mark.parametrize("kind", ["json", "text", "bytes", "nothing"])
def test_what_is_no_success_is_an_error(stand: Stand, status: int, kind: AnswerKind) -> None:
    stand.answers(reply(status, {"errors": [{"detail": "no"}]}))
    with pytest.raises(HTTPStatusError, match=f"HTTP status {status}") as caught:
        stand.call(operation(Answer("default", kind, Any)))
    assert str(caught.value) == f"pets.get: HTTP status {status}: {{'errors': [{{'detail': 'no'}}]}}"
    assert (caught.value.status_code, caught.value.body) == (status, {"errors": [{"detail": "no"}]})
    assert pickle.loads(pickle.dumps(caught.value)).body == caught.value.body


@pytest.mark.parametrize(
    ("content", "body"), [(b"", None), (b"<html>", "<html>"), (b"\xff", "�"), (b"null", None), (b"[1]", [1])]
)
def test_the_body_of_an_error_of_any_form(stand: Stand, content: bytes, body: Any) -> None:
    with pytest.raises(HTTPStatusError) as caught:
        stand.answers(reply(403, content)).call(operation(Answer("200", "nothing")))
    assert caught.value.body == body


def test_the_body_of_an_error_shows_no_key(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    take(monkeypatch, Credential(argument="token", header="", variable="TOKEN", kind="bearer"))
    stand.settings = {"credentials": {"token": "a-very-secret-token"}}
    told = {"a-very-secret-token": ["say a-very-secret-token", {"x": "https://x.example/?sig=1"}]}
    with pytest.raises(HTTPStatusError) as caught:
        stand.answers(reply(401, told)).call(operation(Answer("200", "nothing")))
    assert caught.value.body == {"***": ["say ***", {"x": "https://x.example/?***"}]}


def test_a_refusal_is_one_whatever_was_due(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    envelope = Envelope(
        code="code", code_key="code", message="msg", message_key="msg", data="data", success="0"
    )
    monkeypatch.setattr(answers, "ENVELOPE", envelope)
    stand.answers(reply(200, {"code": 7, "msg": "too large"}))
    kinds: tuple[AnswerKind, ...] = ("bytes", "text", "nothing", "json")
    for kind in kinds:
        with pytest.raises(RefusedError, match="refused with code 7: too large"):
            stand.call(operation(Answer("200", kind, Any)))
    assert stand.answers(reply(200, b"\x00")).call(operation(Answer("200", "bytes"))) == b"\x00"


def test_an_operation_with_one_answer_needs_no_list_of_answers(stand: Stand) -> None:
    plain: Operation[Pet] = Operation(name="pets.get", method="GET", path="/pets", answer=Pet)
    assert stand.answers(reply(200, {"name": "Rex"})).call(plain) == Pet(name="Rex")
    assert plain.is_plain
