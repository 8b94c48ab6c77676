"""What a typed call sends, to the letter: parameters in every style, bodies in every encoding, files."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from typing import Any

import pytest

from tests.generator.documents.packages import Stand, package, stand

BOX = {"wide": 1, "high": 2}

TARGETS: list[tuple[str, dict[str, Any], str]] = [
    (
        "simple",
        {"id": 7, "tags": ["a,b", "c d"], "box": BOX, "boxes": BOX},
        "/v1/simple/7/a%2Cb,c%20d/wide,1,high,2/wide=1,high=2",
    ),
    ("label", {"tags": ["a", "b"], "all": ["a", "b"], "box": BOX}, "/v1/label/.a,b/.a.b/.wide=1.high=2"),
    (
        "matrix",
        {"id": "x/y", "tags": ["a", "b"], "all": ["a", "b"], "box": BOX},
        "/v1/matrix/;id=x%2Fy/;tags=a,b/;all=a;all=b/;wide=1;high=2",
    ),
    ("query", {"text": "a&b c"}, "/v1/query?text=a%26b%20c"),
    ("query", {"text": "", "flag": False}, "/v1/query?text=&flag=false"),
    ("query", {"text": "t", "form": ["a", "b"]}, "/v1/query?text=t&form=a&form=b"),
    ("query", {"text": "t", "flat": ["a", "b,c"]}, "/v1/query?text=t&flat=a,b%2Cc"),
    ("query", {"text": "t", "spaced": [1, 2]}, "/v1/query?text=t&spaced=1%202"),
    ("query", {"text": "t", "piped": [1, 2]}, "/v1/query?text=t&piped=1%7C2"),
    ("query", {"text": "t", "deep": BOX}, "/v1/query?text=t&deep%5Bwide%5D=1&deep%5Bhigh%5D=2"),
    ("query", {"text": "t", "spread": {"wood": "oak", "nails": 3}}, "/v1/query?text=t&wood=oak&nails=3"),
    ("query", {"text": "t", "filter": {"wide": 1}}, "/v1/query?text=t&filter=%7B%22wide%22%3A1%7D"),
    ("query", {"text": "t", "form": []}, "/v1/query?text=t"),
]


@pytest.mark.parametrize(("method", "arguments", "target"), TARGETS)
def test_parameters_of_path_and_query(method: str, arguments: dict[str, Any], target: str) -> None:
    parcels = stand("parameters")
    assert getattr(parcels.client.parcels, method)(**arguments) is None
    assert parcels.last.method == "GET"
    assert parcels.target == target


def test_parameters_of_headers_and_cookies() -> None:
    parcels = stand("parameters")
    parcels.client.parcels.around(x_shared="s", x_many=[1, 2], x_box=BOX, session="a b", crumbs=["x", "y"])
    headers = parcels.last.headers
    assert (headers["X-Shared"], headers["X-Many"], headers["X-Box"]) == ("s", "1,2", "wide=1,high=2")
    assert headers["Cookie"] == "session=a%20b; crumbs=x,y"


def test_a_model_may_stand_for_a_dict_in_a_parameter() -> None:
    parcels = stand("parameters")
    box = parcels.package.part("models").Box(wide=1)
    parcels.client.parcels.query(text="t", deep=box)
    assert parcels.target == "/v1/query?text=t&deep%5Bwide%5D=1"


LETTER = {"text": "a"}

BODIES: list[tuple[Callable[[Any], Any], object, str, bytes]] = [
    (
        lambda client: client.form.send_form(to="a b", copies=2, tags=["x", "y"]),
        None,
        "application/x-www-form-urlencoded",
        b"to=a%20b&copies=2&tags=x&tags=y",
    ),
    (lambda client: client.text.send_text(body="Grüße"), "x", "text/plain; charset=utf-8", "Grüße".encode()),
    (lambda client: client.bytes.send_bytes(body=b"\x00\xff"), None, "application/octet-stream", b"\x00\xff"),
    (
        lambda client: client.list_.send_list(body=[{"text": "a"}, {"text": "b", "page": 2}]),
        [LETTER],
        "application/json",
        b'[{"text":"a"},{"text":"b","page":2}]',
    ),
    (lambda client: client.patch.change(text="a"), LETTER, "application/merge-patch+json", b'{"text":"a"}'),
    (
        lambda client: client.several.send_one(text="a", page=1),
        LETTER,
        "application/json",
        b'{"text":"a","page":1}',
    ),
    (lambda client: client.value.put_number(body=5), 1, "application/json", b"5"),
]


@pytest.mark.parametrize(("call", "answer", "media_type", "body"), BODIES)
def test_bodies(call: Callable[[Any], Any], answer: object, media_type: str, body: bytes) -> None:
    letters = stand("bodies")
    letters.answer(200, json=answer)
    call(letters.client)
    assert letters.last.headers["Content-Type"] == media_type
    assert letters.last.content == body


def test_a_value_that_breaks_a_rule_is_not_sent() -> None:
    letters = stand("bodies")
    with pytest.raises(letters.package.module.InvalidRequestError):
        letters.client.value.put_number(body=0)
    assert letters.sent == []


def _parts(albums: Stand) -> list[tuple[str, str | None, str, bytes]]:
    head = f"Content-Type: {albums.last.headers['Content-Type']}\r\nMIME-Version: 1.0\r\n\r\n".encode()
    payload = message_from_bytes(head + albums.last.content).get_payload()
    assert isinstance(payload, list)
    found = []
    for part in payload:
        assert isinstance(part, Message)
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        name = part.get_param("name", header="Content-Disposition")
        found.append((str(name), part.get_filename(), part.get_content_type(), content))
    return found


def test_a_file_among_fields(tmp_path: Path) -> None:
    albums, picture = stand("uploads"), tmp_path / "me"
    picture.write_bytes(b"pixels")
    albums.client.one.add_one(photo=picture, title="Me", size=3, place={"city": "Ulm"})
    assert sorted(_parts(albums)) == [
        ("photo", "me", "image/png", b"pixels"),
        ("place", None, "application/json", b'{"city":"Ulm"}'),
        ("size", None, "text/plain", b"3"),
        ("title", None, "text/plain", b"Me"),
    ]


def test_many_files_in_every_form() -> None:
    albums = stand("uploads")
    photos = [b"one", io.BytesIO(b"two"), ("three.txt", b"three", "text/x-note")]
    albums.client.many.add_many(photos=photos, tags=["a", "b"])
    found = _parts(albums)
    assert [content for name, _, _, content in found if name == "photos"] == [b"one", b"two", b"three"]
    assert found[-1][1:3] == ("three.txt", "text/x-note")
    assert [content for name, _, _, content in found if name == "tags"] == [b"a", b"b"]


def test_json_unless_a_file_is_given() -> None:
    albums = stand("uploads")
    albums.client.maybe.add_maybe(title="T")
    assert json.loads(albums.last.content) == {"title": "T"}
    assert albums.last.headers["Content-Type"] == "application/json"
    albums.client.maybe.add_maybe(title="T", cover=b"cover")
    assert {(name, content) for name, _, _, content in _parts(albums)} == {
        ("title", b"T"),
        ("cover", b"cover"),
    }


def test_text_is_no_file() -> None:
    albums = stand("uploads")
    with pytest.raises(albums.package.module.InvalidRequestError, match="photo"):
        albums.client.one.add_one(photo="me.png")
    assert albums.sent == []


def test_null_and_left_out() -> None:
    absence = stand("nullable")
    answer = {"must": None, "color": None, "may": None}
    absence.answer(json=answer)
    result = absence.client.old.old(must=None, color=None, may=None, inner={"gone": None})
    assert json.loads(absence.last.content) == {"must": None, "color": None, "inner": {"gone": None}}
    assert (result.must, result.color, result.may, result.box) == (None, None, None, None)
    with pytest.raises(absence.package.module.InvalidRequestError, match="below"):
        absence.client.old.old(must="m", color="red", below=5)


def test_lists_of_types() -> None:
    presence = stand("type_lists")
    presence.answer(json={"must": "m", "either": 5})
    result = presence.client.new.new(must=None, either=5, list_=["a", None], box={"size": 1})
    assert json.loads(presence.last.content) == {
        "must": None,
        "either": 5,
        "list": ["a", None],
        "box": {"size": 1},
    }
    assert result.either == 5
    presence.answer(json=None)
    assert presence.client.gone.gone() is None
    presence.answer(json="here")
    assert presence.client.gone.gone() == "here"


def test_nullable_means_what_it_meant_before() -> None:
    presence = stand("type_lists")
    presence.answer(json={"gone": None, "box": None, "both": None})
    result = presence.client.late.late(gone=None, box=None)
    assert json.loads(presence.last.content) == {"gone": None, "box": None}
    assert (result.gone, result.box, result.both) == (None, None, None)


def test_what_is_only_read_is_not_asked_for_and_what_is_only_written_not_promised() -> None:
    sides = stand("sides")
    sides.answer(json={"id": "1", "name": "n"})
    thing = sides.client.things.add_thing(name="n", secret="s")
    assert json.loads(sides.last.content) == {"name": "n", "secret": "s"}
    assert (thing.id, thing.name) == ("1", "n")
    sides.client.things.get_thing(id=7)
    assert sides.target == "/v1/things/7"


def test_maps_in_all_forms() -> None:
    sides = stand("sides")
    sent = {
        "open": {"a": "x", "more": 1},
        "closed": {"a": "x"},
        "typed": {"k": "v"},
        "anything": {"k": [1]},
        "free": {"k": {"l": None}},
        "both": {"a": "x", "n": 1},
        "nothing": [1, {"a": None}],
    }
    sides.answer(json=sent)
    result = sides.client.maps.add_maps(**sent)
    assert json.loads(sides.last.content) == sent
    assert result.model_dump(by_alias=True, exclude_unset=True) == sent
    for wrong in ({"closed": {"b": 1}}, {"typed": {"k": 1}}):
        with pytest.raises(sides.package.module.InvalidRequestError, match=next(iter(wrong))):
            sides.client.maps.add_maps(**wrong)
    sides.answer(json={"k": {"id": "1", "name": "n"}})
    assert sides.client.map.add_map(body={"a": 1})["k"].name == "n"
    assert sides.last.content == b'{"a":1}'


def test_names_that_python_has_already() -> None:
    names = stand("names")
    names.answer(json=[{"list": ["a"], "dict": {"k": "v"}}])
    (found,) = names.client.class_.list(
        id="p", id_in_query="q", id_in_header="h", from_="f", self_="s", timeout_=9, weird_name=["w"]
    )
    assert names.target == "/v1/list/p?id=q&from=f&self=s&timeout=9&weird%5Bname%5D=w"
    assert names.last.headers["id"] == "h"
    assert (found.list_, found.dict_) == (["a"], {"k": "v"})
    value = {"int": 1, "class": "c", "a-b": "dash", "a_b": "line", "model_config": "m", "json": {"copy": "c"}}
    names.answer(json=value)
    given = names.client.class_.dict(
        id="p", int_=1, class_="c", a_b="dash", a_b_in_body="line", model_config_="m", json_={"copy": "c"}
    )
    assert json.loads(names.last.content) == value
    assert given.model_dump(by_alias=True, exclude_unset=True) == value


@pytest.mark.parametrize(
    ("method", "http_method"), [("same", "GET"), ("same_2", "PUT"), ("delete_same", "DELETE")]
)
def test_operation_ids_that_are_doubled_or_missing(method: str, http_method: str) -> None:
    names = stand("names")
    getattr(names.client.import_, method)()
    assert (names.last.method, names.target) == (http_method, "/v1/same")


def test_defaults_of_others_are_left_to_the_service() -> None:
    values = stand("values")
    values.answer(json="no")
    assert values.client.values.send() == "no"
    assert values.target == "/v1/values"
    assert values.last.content in (b"{}", b"")
    values.client.values.send(limit=20, size=5, mixed=1, fraction=0.5, const="fixed", whole=2)
    assert values.target == "/v1/values?limit=20"
    assert json.loads(values.last.content) == {
        "size": 5,
        "mixed": 1,
        "fraction": 0.5,
        "const": "fixed",
        "whole": 2,
    }
    for wrong in ({"mixed": "b"}, {"const": "other"}, {"whole": 3}):
        with pytest.raises(values.package.module.InvalidRequestError, match=next(iter(wrong))):
            values.client.values.send(**wrong)


SECRETS = {
    "key": "k1",
    "in_query": "k2",
    "in_cookie": "k3",
    "username": "ü",
    "password": "p:w",
    "token": "k4",
    "flow": "k5",
}
PROOFS: list[tuple[str, str, dict[str, str]]] = [
    ("plain", "/v1/plain", {"X-Key": "k1"}),
    ("open", "/v1/open", {}),
    ("query", "/v1/query?key=k2", {}),
    ("cookie", "/v1/cookie", {"Cookie": "session=k3"}),
    ("basic", "/v1/basic", {"Authorization": "Basic w7w6cDp3"}),
    ("bearer", "/v1/bearer", {"Authorization": "Bearer k4"}),
    ("flow", "/v1/flow", {"Authorization": "Bearer k5"}),
    ("both", "/v1/both?key=k2", {"X-Key": "k1"}),
    ("either", "/v1/either", {"Authorization": "Bearer k4"}),
    ("maybe", "/v1/maybe", {"Authorization": "Bearer k4"}),
]


@pytest.mark.parametrize(("name", "target", "headers"), PROOFS)
def test_only_the_keys_that_an_operation_needs_are_sent(
    name: str, target: str, headers: dict[str, str]
) -> None:
    locks = stand("security", **SECRETS)
    getattr(getattr(locks.client, name), name)()
    assert locks.target == target
    found = {key: locks.last.headers.get(key) for key in ("X-Key", "Cookie", "Authorization")}
    assert {key: value for key, value in found.items() if value is not None} == headers


def test_the_alternative_is_the_one_whose_keys_are_there() -> None:
    locks = stand("security", key="k1")
    locks.client.either.either()
    assert (locks.last.headers.get("X-Key"), locks.last.headers.get("Authorization")) == ("k1", None)
    locks.client.maybe.maybe()
    assert locks.last.headers.get("Authorization") is None
    with pytest.raises(locks.package.module.ConfigurationError, match="token"):
        locks.client.bearer.bearer()
    assert len(locks.sent) == 2


SERVERS = [
    ("usual", "usual", "https://north.example/v2/usual"),
    ("path", "of_path", "https://path.example/path"),
    ("path", "of_operation", "https://operation.example/x/path"),
]


@pytest.mark.parametrize(("group", "method", "url"), SERVERS)
def test_servers(group: str, method: str, url: str) -> None:
    places = stand("servers")
    getattr(getattr(places.client, group), method)()
    assert str(places.last.url) == url
    own = stand("servers", base_url="https://own.example/here")
    getattr(getattr(own.client, group), method)()
    assert str(own.last.url) == "https://own.example/here/" + url.rpartition("/")[2]


def test_a_relative_server_needs_a_base_url() -> None:
    with pytest.raises(package("relative").module.ConfigurationError, match="base_url"):
        stand("relative")
    nowhere = stand("relative", base_url="https://own.example/v1")
    nowhere.client.here_fragment.again(q="x")
    assert nowhere.target == "/v1/here?q=x"
