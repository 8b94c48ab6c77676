"""Bodies in every encoding are what a server's parser reads the caller's values from."""

from __future__ import annotations

import json
from typing import Any, Final
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imgopen import InvalidRequestError
from imgopen._runtime.bodies import write_body
from imgopen._runtime.models import RequestModel
from imgopen._runtime.operation import Operation
from imgopen._runtime.requests import Options
from imgopen._runtime.shapes import Content, Encoding, Style
from pydantic import Field

from tests.client.foreign.stand import Sent, Stand
from tests.support.http import httpx


class Inner(RequestModel):
    first_name: str | None = Field(None, alias="firstName")
    tags: list[str] | None = None


class Thing(RequestModel):
    the_name: str | None = Field(None, alias="theName")
    count: int | None = None
    price: float | None = None
    is_new: bool | None = Field(None, alias="isNew")
    words: list[str] | None = None
    inner: Inner | None = None
    many: list[Inner] | None = None
    photo: Any = Field(None, alias="thePhoto")
    more: Any = None


class Whole(RequestModel):
    body: Any


FULL: Final[dict[str, Any]] = {
    "the_name": "a&b=ü c",
    "count": 3,
    "price": 1.5,
    "is_new": True,
    "words": ["x", "y z"],
    "inner": Inner(firstName="Ann", tags=["1", "2"]),
    "many": [{"first_name": "Bo"}, {"tags": ["3"]}],
}
FILES: Final = frozenset(("photo", "more"))


def operation(encoding: Encoding, media_type: str, **settings: Any) -> Operation[Any]:
    """Return an operation whose body is encoded so."""
    content = {key: settings.pop(key) for key in ("parts", "styles", "files") if key in settings}
    return Operation(
        name="things.make",
        method="POST",
        path="/things",
        **{"body": Thing, **settings},
        content=Content(media_type, encoding, **content),
    )


def form(**settings: Any) -> Operation[Any]:
    return operation("form", "application/x-www-form-urlencoded", **settings)


def multipart(**settings: Any) -> Operation[Any]:
    return operation("multipart", "multipart/form-data", **{"files": FILES, **settings})


def read_parts(sent: Sent) -> list[tuple[str, str, str | None, bytes]]:
    """Return name, media type, file name and content of each part."""
    found = []
    for part in sent.parts:
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        name = part.get_param("name", header="content-disposition")
        media_type = part.get_content_type() if "Content-Type" in part else ""
        found.append((str(name), media_type, part.get_filename(), content))
    return found


def test_a_form_is_read_by_the_standard_library(stand: Stand) -> None:
    stand.call(form(), body=FULL)
    assert stand.last.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert parse_qsl(stand.last.body.decode("ascii"), strict_parsing=True) == [
        ("theName", "a&b=ü c"),
        ("count", "3"),
        ("price", "1.5"),
        ("isNew", "true"),
        ("words", "x"),
        ("words", "y z"),
        ("inner[firstName]", "Ann"),
        ("inner[tags][]", "1"),
        ("inner[tags][]", "2"),
        ("many[0][firstName]", "Bo"),
        ("many[1][tags][]", "3"),
    ]


def test_the_styles_of_a_form_count(stand: Stand) -> None:
    styles = {
        "words": Style("pipeDelimited", explode=False),
        "inner": Style("json", explode=False),
        "many": Style("json", explode=False),
    }
    stand.call(form(styles=styles), body=FULL)
    found = dict(parse_qsl(stand.last.body.decode("ascii"), strict_parsing=True))
    assert found["words"] == "x|y z"
    assert json.loads(found["inner"]) == {"firstName": "Ann", "tags": ["1", "2"]}
    assert json.loads(found["many"]) == [{"firstName": "Bo"}, {"tags": ["3"]}]


def test_what_a_form_cannot_say_is_refused(stand: Stand) -> None:
    styles = {"words": Style("pipeDelimited", explode=False)}
    with pytest.raises(InvalidRequestError, match=r"words=\['a\|b'\] holds '\|'") as caught:
        stand.call(form(styles=styles), body={"words": ["a|b"]})
    assert caught.value.errors[0].field == "words"
    assert not stand.sent


@pytest.mark.parametrize("encoding", ["form", "multipart"])
def test_a_form_is_made_of_an_object(stand: Stand, encoding: Encoding) -> None:
    with pytest.raises(InvalidRequestError, match=r"body=\[1\] is not a mapping"):
        stand.call(operation(encoding, "a/b", body=Whole, body_field="body"), body={"body": [1]})
    stand.call(operation(encoding, "a/b", body=Whole, body_field="body"), body={"body": {"a": [1]}})
    assert b"1" in stand.last.body


@pytest.mark.parametrize("encoding", ["text", "bytes"])
def test_nothing_can_be_put_on_text_and_bytes(stand: Stand, encoding: Encoding) -> None:
    whole = operation(encoding, "a/b", body=Whole, body_field="body")
    with pytest.raises(InvalidRequestError, match="extra_body has nothing to be put on"):
        stand.call(whole, body={"body": b"1"}, options=Options(extra_body={"a": 1}))


def test_extra_fields_of_a_form_win(stand: Stand) -> None:
    options = Options(extra_body={"count": 9, "new": {"a": [1]}})
    stand.call(form(), body={"count": 1, "the_name": "n"}, options=options)
    found = parse_qsl(stand.last.body.decode("ascii"))
    assert found == [("theName", "n"), ("count", "9"), ("new[a][]", "1")]


@given(st.dictionaries(st.text(min_size=1), st.text(), max_size=4))
def test_any_text_comes_through_a_form(values: dict[str, str]) -> None:
    whole = form(body=Whole, body_field="body")
    body = write_body(whole, {"body": values}, None, is_async=False)
    assert body is not None
    assert isinstance(body.content, bytes)
    assert dict(parse_qsl(body.content.decode("ascii"), keep_blank_values=True)) == values


def test_multipart_is_read_by_the_standard_library(stand: Stand) -> None:
    stand.call(multipart(), body={**FULL, "photo": b"\x00\r\n--x", "more": [("ü.png", b"1"), b"2"]})
    assert stand.last.headers["Content-Type"].startswith("multipart/form-data; boundary=")
    assert stand.last.headers["Content-Length"] == str(len(stand.last.body))
    assert [(name, kind, content) for name, kind, _, content in read_parts(stand.last)] == [
        ("theName", "", "a&b=ü c".encode()),
        ("count", "", b"3"),
        ("price", "", b"1.5"),
        ("isNew", "", b"true"),
        ("words", "", b"x"),
        ("words", "", b"y z"),
        ("inner", "application/json", b'{"firstName":"Ann","tags":["1","2"]}'),
        ("many", "application/json", b'{"firstName":"Bo"}'),
        ("many", "application/json", b'{"tags":["3"]}'),
        ("thePhoto", "application/octet-stream", b"\x00\r\n--x"),
        ("more", "image/png", b"1"),
        ("more", "application/octet-stream", b"2"),
    ]


def test_the_spec_says_what_parts_are(stand: Stand) -> None:
    parts = {
        "inner": "application/merge+json",
        "theName": "application/json",
        "thePhoto": "image/png, image/jpeg",
    }
    styles = {"many": Style("deepObject", explode=True)}
    body = {**FULL, "photo": ("x.jpg", b"1"), "more": ("x.jpg", b"1", "x/y")}
    stand.call(multipart(parts=parts, styles=styles), body=body)
    kinds = {name: (kind, content) for name, kind, _, content in read_parts(stand.last)}
    assert kinds["inner"][0] == "application/merge+json"
    assert kinds["theName"][0] == "application/json"
    assert json.loads(kinds["theName"][1]) == FULL["the_name"]
    assert kinds["thePhoto"][0] == "image/jpeg"
    assert kinds["more"][0] == "x/y"
    assert kinds["many[0][firstName]"][1] == b"Bo"


def test_extra_fields_of_multipart_win_and_may_be_files(stand: Stand) -> None:
    options = Options(extra_body={"count": 9, "thePhoto": b"other", "new": ["a"]})
    stand.call(multipart(), body={"count": 1, "photo": b"mine"}, options=options)
    found = [(name, content) for name, _, _, content in read_parts(stand.last)]
    assert found == [("count", b"9"), ("new", b"a"), ("thePhoto", b"other")]
    stand.call(multipart(), body={"photo": b"mine"}, options=Options(extra_body={"thePhoto": "id of one"}))
    assert [part[3] for part in read_parts(stand.last)] == [b"id of one"]


def test_multipart_of_another_type_says_so(stand: Stand) -> None:
    stand.call(operation("multipart", "multipart/mixed"), body={"count": 1})
    assert stand.last.headers["Content-Type"].startswith("multipart/mixed; boundary=")
    assert read_parts(stand.last)[0][3] == b"1"


def test_multipart_without_a_field_is_still_multipart(stand: Stand) -> None:
    stand.call(multipart(), body={})
    assert stand.last.headers["Content-Type"].startswith("multipart/form-data; boundary=")
    assert stand.last.body == b"--empty--\r\n"


def test_json_unless_there_is_a_file(stand: Stand) -> None:
    both = operation("json-or-multipart", "multipart/form-data", files=FILES)
    stand.call(both, body={"count": 1})
    assert stand.last.headers["Content-Type"] == "application/json"
    assert json.loads(stand.last.body) == {"count": 1}
    stand.call(both, body={"count": 1, "photo": b"1"})
    assert stand.last.headers["Content-Type"].startswith("multipart/form-data; boundary=")
    assert [part[0] for part in read_parts(stand.last)] == ["count", "thePhoto"]


@pytest.mark.parametrize(
    ("value", "written"),
    [([1, {"a": None}], b'[1,{"a":null}]'), ("text", b'"text"'), (False, b"false"), ([], b"[]"), (0, b"0")],
)
def test_a_json_body_may_be_anything(stand: Stand, value: Any, written: bytes) -> None:
    whole = Operation[Any](name="a.b", method="PUT", path="/", body=Whole, body_field="body")
    stand.call(whole, body={"body": value})
    assert (stand.last.headers["Content-Type"], stand.last.body) == ("application/json", written)


def test_a_json_body_of_another_type_says_so(stand: Stand) -> None:
    patch = operation("json", "application/merge-patch+json")
    stand.call(patch, body={"count": 1})
    assert stand.last.headers["Content-Type"] == "application/merge-patch+json"
    assert json.loads(stand.last.body) == {"count": 1}


def test_extra_fields_go_on_top_of_an_object_alone(stand: Stand) -> None:
    whole = Operation[Any](name="a.b", method="PUT", path="/", body=Whole, body_field="body")
    stand.call(whole, body={"body": {"a": 1, "b": 1}}, options=Options(extra_body={"b": 2}))
    assert json.loads(stand.last.body) == {"a": 1, "b": 2}
    with pytest.raises(InvalidRequestError, match="extra_body"):
        stand.call(whole, body={"body": [1]}, options=Options(extra_body={"b": 2}))
    with pytest.raises(InvalidRequestError, match="not a mapping"):
        stand.call(whole, body={"body": [1]}, options=Options(extra_body=[1]))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("media_type", "header"),
    [
        ("text/plain", "text/plain; charset=utf-8"),
        ("text/csv; charset=UTF-8", "text/csv; charset=UTF-8"),
        ("application/yaml", "application/yaml"),
    ],
)
def test_text_is_sent_as_it_is(stand: Stand, media_type: str, header: str) -> None:
    text = operation("text", media_type, body=Whole, body_field="body")
    stand.call(text, body={"body": "ü\r\n{}"})
    assert (stand.last.headers["Content-Type"], stand.last.body) == (header, "ü\r\n{}".encode())


def test_nothing_is_sent_where_nothing_is_given(stand: Stand) -> None:
    optional = Operation[Any](name="a.b", method="POST", path="/", body=Thing, is_body_optional=True)
    stand.call(optional, body={"count": None})
    assert stand.last.body == b""
    assert "Content-Type" not in stand.last.headers
    assert stand.last.headers["Content-Length"] == "0"
    stand.call(optional, body={"count": 0})
    assert stand.last.body == b'{"count":0}'
    stand.call(optional, body={}, options=Options(extra_body={"a": 1}))
    assert stand.last.body == b'{"a":1}'


def test_a_body_of_one_field_that_is_not_given_is_none(stand: Stand) -> None:
    class Optional(RequestModel):
        body: list[int] | None = None

    whole = Operation[Any](name="a.b", method="PUT", path="/", body=Optional, body_field="body")
    stand.call(whole, body={"body": None})
    assert stand.last.body == b""


def test_a_request_without_a_body_does_not_say_what_it_is(stand: Stand) -> None:
    stand.call(Operation(name="a.b", method="DELETE", path="/x"))
    assert "Content-Type" not in stand.last.headers
    stand.call(
        Operation(name="a.b", method="DELETE", path="/x"),
        options=Options(extra_headers={"content-type": "a/b"}),
    )
    assert stand.last.headers["Content-Type"] == "a/b"


@pytest.mark.parametrize("encoding", ["form", "multipart", "json", "json-or-multipart"])
def test_rules_hold_in_every_encoding(stand: Stand, encoding: Encoding) -> None:
    with pytest.raises(InvalidRequestError, match="count='1' is not an integer") as caught:
        stand.call(operation(encoding, "x/y", files=FILES), body={"count": "1"})
    assert [error.field for error in caught.value.errors] == ["count"]
    assert not stand.sent


def test_the_header_accept_is_that_of_the_operation(stand: Stand) -> None:
    get = Operation[Any](name="a.b", method="GET", path="/x", accept="image/png, application/json")
    stand.call(get)
    assert stand.last.headers["Accept"] == "image/png, application/json"
    stand.call(get, options=Options(extra_headers={"accept": "image/webp"}))
    assert stand.last.headers["Accept"] == "image/webp"
    stand.call(Operation(name="a.b", method="GET", path="/x"))
    assert stand.last.headers["Accept"] == "application/json"


def test_settings_of_one_call_count(stand: Stand) -> None:
    stand.answers(httpx.Response(500), httpx.Response(204))
    stand.call(form(), body={"count": 1}, options=Options(timeout=3.0, max_retries=1))
    assert len(stand.sent) == 2
    assert set(stand.requests[0].extensions["timeout"].values()) == {3.0}
