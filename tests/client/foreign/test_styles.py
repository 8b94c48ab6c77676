"""Parameters are written as the table of styles of OpenAPI says."""

from __future__ import annotations

import json
from typing import Any, Final
from urllib.parse import parse_qsl, unquote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from imgopen import InvalidRequestError
from imgopen._runtime.models import RequestModel
from imgopen._runtime.operation import Operation
from imgopen._runtime.shapes import Style, StyleName
from imgopen._runtime.styles import UnwritableError, cookie_texts, header_text, path_text, query_text
from pydantic import Field

from tests.client.foreign.stand import Stand

ARRAY: Final = ["blue", "black", "brown"]
OBJECT: Final = {"R": 100, "G": 200, "B": 150}

# Place, style, explode, value and what is written: the table "Style Examples" of OpenAPI 3.1.1, for `color`.
TABLE: Final[list[tuple[str, StyleName, bool, Any, str]]] = [
    ("path", "matrix", False, "", ";color"),
    ("path", "matrix", False, "blue", ";color=blue"),
    ("path", "matrix", False, ARRAY, ";color=blue,black,brown"),
    ("path", "matrix", False, OBJECT, ";color=R,100,G,200,B,150"),
    ("path", "matrix", True, "", ";color"),
    ("path", "matrix", True, "blue", ";color=blue"),
    ("path", "matrix", True, ARRAY, ";color=blue;color=black;color=brown"),
    ("path", "matrix", True, OBJECT, ";R=100;G=200;B=150"),
    ("path", "label", False, "blue", ".blue"),
    ("path", "label", False, ARRAY, ".blue,black,brown"),
    ("path", "label", False, OBJECT, ".R,100,G,200,B,150"),
    ("path", "label", True, "blue", ".blue"),
    ("path", "label", True, ARRAY, ".blue.black.brown"),
    ("path", "label", True, OBJECT, ".R=100.G=200.B=150"),
    ("path", "simple", False, "blue", "blue"),
    ("path", "simple", False, ARRAY, "blue,black,brown"),
    ("path", "simple", False, OBJECT, "R,100,G,200,B,150"),
    ("path", "simple", True, ARRAY, "blue,black,brown"),
    ("path", "simple", True, OBJECT, "R=100,G=200,B=150"),
    ("header", "simple", False, ARRAY, "blue,black,brown"),
    ("header", "simple", False, OBJECT, "R,100,G,200,B,150"),
    ("header", "simple", True, ARRAY, "blue,black,brown"),
    ("header", "simple", True, OBJECT, "R=100,G=200,B=150"),
    ("query", "form", False, "", "color="),
    ("query", "form", False, "blue", "color=blue"),
    ("query", "form", False, ARRAY, "color=blue,black,brown"),
    ("query", "form", False, OBJECT, "color=R,100,G,200,B,150"),
    ("query", "form", True, ARRAY, "color=blue&color=black&color=brown"),
    ("query", "form", True, OBJECT, "R=100&G=200&B=150"),
    ("query", "spaceDelimited", False, ARRAY, "color=blue%20black%20brown"),
    ("query", "spaceDelimited", False, OBJECT, "color=R%20100%20G%20200%20B%20150"),
    ("query", "pipeDelimited", False, ARRAY, "color=blue%7Cblack%7Cbrown"),
    ("query", "pipeDelimited", False, OBJECT, "color=R%7C100%7CG%7C200%7CB%7C150"),
    ("query", "deepObject", True, OBJECT, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"),
    ("query", "json", False, OBJECT, "color=%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D"),
    ("cookie", "form", False, "blue", "color=blue"),
    ("cookie", "form", False, ARRAY, "color=blue,black,brown"),
    ("cookie", "form", False, OBJECT, "color=R,100,G,200,B,150"),
    ("cookie", "form", True, ARRAY, "color=blue; color=black; color=brown"),
    ("cookie", "form", True, OBJECT, "R=100; G=200; B=150"),
]

TEXTS: Final = st.text(max_size=6)
SCALARS: Final = TEXTS | st.integers() | st.booleans()
LISTS: Final = st.lists(TEXTS, min_size=1, max_size=4)
OBJECTS: Final = st.dictionaries(st.text(min_size=1, max_size=5), TEXTS, min_size=1, max_size=4)


class Colour(RequestModel):
    R: int | None = None
    G: int | None = None
    B: int | None = None


class Parameters(RequestModel):
    the_colour: str | list[str] | Colour | None = Field(None, alias="color")


def operation(place: str, style: Style | None) -> Operation[Any]:
    """Return an operation with one parameter in a place."""
    fields: dict[str, Any] = {f"{place}_fields": (("color", "the_colour"),)}
    if place == "path":
        fields = {"path_fields": (("color", "the_colour", False),)}
    return Operation(
        name="things.get",
        method="GET",
        path="/things/{color}/x" if place == "path" else "/things",
        parameters=Parameters,
        styles={} if style is None else {f"{place}:color": style},
        **fields,
    )


@pytest.mark.parametrize(("place", "style", "explode", "value", "written"), TABLE)
def test_the_table_of_styles(
    stand: Stand, place: str, style: StyleName, explode: bool, value: Any, written: str
) -> None:
    value = Colour(**value) if isinstance(value, dict) else value
    stand.call(operation(place, Style(style, explode)), parameters={"the_colour": value})
    found = {
        "path": stand.last.path.removeprefix("/v1/things/").removesuffix("/x"),
        "query": stand.last.query,
        "header": stand.last.headers.get("color", ""),
        "cookie": stand.last.headers.get("cookie", ""),
    }
    assert found[place] == written
    assert not any(text for other, text in found.items() if other not in (place, "path"))


@pytest.mark.parametrize("place", ["query", "header", "cookie"])
@pytest.mark.parametrize("value", [None, [], Colour()])
@pytest.mark.parametrize("explode", [True, False])
def test_what_is_empty_is_left_out(stand: Stand, place: str, value: Any, explode: bool) -> None:
    name: StyleName = "simple" if place == "header" else "form"
    stand.call(operation(place, Style(name, explode)), parameters={"the_colour": value})
    assert stand.last.query == ""
    assert "color" not in stand.last.headers
    assert "cookie" not in stand.last.headers


@pytest.mark.parametrize("style", ["simple", "label", "matrix"])
@pytest.mark.parametrize("value", [[], Colour()])
def test_an_empty_list_cannot_stand_in_a_path(stand: Stand, style: StyleName, value: Any) -> None:
    with pytest.raises(InvalidRequestError, match=r"the_colour=.* cannot stand in a path") as caught:
        stand.call(operation("path", Style(style, explode=False)), parameters={"the_colour": value})
    assert caught.value.errors[0].field == "the_colour"
    assert not stand.sent


@pytest.mark.parametrize(
    ("style", "value"), [("simple", ""), ("simple", ".."), ("label", ""), ("label", "."), ("simple", [".."])]
)
def test_no_parameter_climbs_out_of_its_path(stand: Stand, style: StyleName, value: Any) -> None:
    with pytest.raises(InvalidRequestError, match="cannot stand in a path"):
        stand.call(operation("path", Style(style, explode=True)), parameters={"the_colour": value})
    assert not stand.sent


@pytest.mark.parametrize(
    ("place", "style", "item"),
    [("query", "spaceDelimited", "a b"), ("query", "pipeDelimited", "a|b"), ("header", "simple", "a,b")],
)
def test_an_item_that_would_be_read_as_two_is_refused(
    stand: Stand, place: str, style: StyleName, item: str
) -> None:
    with pytest.raises(InvalidRequestError, match=r"the_colour=.*separates items"):
        stand.call(operation(place, Style(style, explode=False)), parameters={"the_colour": ["x", item]})
    assert not stand.sent


@pytest.mark.parametrize("value", ["grün", "a\r\nX-Evil: 1", "\x00"])
def test_a_header_that_cannot_be_sent_is_refused(stand: Stand, value: str) -> None:
    with pytest.raises(InvalidRequestError, match="cannot stand in a header"):
        stand.call(operation("header", Style("simple", explode=False)), parameters={"the_colour": [value]})
    assert not stand.sent


def test_parameters_go_beside_those_of_the_http_client(stand: Stand) -> None:
    stand.http = {"params": {"color": "grey", "trace": "a b"}, "cookies": {"session": "s1"}}
    stand.call(operation("query", Style("form", explode=False)), parameters={"the_colour": ["a,b", "c"]})
    assert stand.last.query == "color=a%2Cb,c&trace=a+b"
    assert stand.last.headers["cookie"] == "session=s1"
    stand.call(operation("cookie", Style("form", explode=True)), parameters={"the_colour": ["a;b", "c"]})
    assert stand.last.headers["cookie"] == "session=s1; color=a%3Bb; color=c"


def test_scalar_cookies_need_no_style(stand: Stand) -> None:
    stand.call(operation("cookie", None), parameters={"the_colour": "a b=%;"})
    assert stand.last.headers["cookie"] == "color=a%20b=%25%3B"


def pairs(query: str) -> list[tuple[str, str]]:
    """Return what a server reads in a query."""
    return parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query))


@given(st.text(max_size=5), SCALARS)
def test_a_scalar_in_a_query_can_be_read_again(name: str, value: Any) -> None:
    text = {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)
    assert pairs(query_text(name, value, Style("form", explode=True))) == [(name, text)]


@given(st.text(max_size=5), LISTS)
def test_an_exploded_list_in_a_query_can_be_read_again(name: str, value: list[str]) -> None:
    assert pairs(query_text(name, value, Style("form", explode=True))) == [(name, item) for item in value]


@given(OBJECTS)
def test_an_exploded_object_in_a_query_can_be_read_again(value: dict[str, str]) -> None:
    assert pairs(query_text("x", value, Style("form", explode=True))) == list(value.items())


@given(LISTS)
def test_a_list_with_commas_can_be_read_again(value: list[str]) -> None:
    name, _, text = query_text("x", value, Style("form", explode=False)).partition("=")
    assert [unquote(item) for item in text.split(",")] == value
    assert name == "x"
    in_path = path_text("x", value, Style("simple", explode=False))
    assert [unquote(item) for item in in_path.split(",")] == value
    assert "/" not in in_path
    matrix = path_text("x", value, Style("matrix", explode=True))
    assert [unquote(item.removeprefix("x=")) for item in matrix.split(";")[1:]] == value


@given(LISTS, st.sampled_from([("spaceDelimited", " "), ("pipeDelimited", "|")]))
def test_a_delimited_list_can_be_read_again_or_is_refused(
    value: list[str], style: tuple[StyleName, str]
) -> None:
    if any(style[1] in item for item in value):
        with pytest.raises(UnwritableError):
            query_text("x", value, Style(style[0], explode=False))
        return
    ((name, text),) = pairs(query_text("x", value, Style(style[0], explode=False)))
    assert (name, text.split(style[1])) == ("x", value)


@given(LISTS)
def test_a_list_in_a_label_or_header_can_be_read_again_or_is_refused(value: list[str]) -> None:
    label, header = Style("label", explode=True), Style("simple", explode=False)
    if any("." in item for item in value):
        with pytest.raises(UnwritableError):
            path_text("x", value, label)
    else:
        assert [unquote(item) for item in path_text("x", value, label).split(".")[1:]] == value
    if any("," in item for item in value):
        with pytest.raises(UnwritableError):
            header_text(value, header)
    else:
        assert header_text(value, header).split(",") == value


@given(LISTS)
def test_cookies_can_be_read_again(value: list[str]) -> None:
    texts = cookie_texts("x", value, Style("form", explode=True))
    assert [unquote(text.removeprefix("x=")) for text in texts] == value
    texts += cookie_texts("x", {item or "x": item for item in value}, Style("form", explode=True))
    assert all(char.isascii() and char.isprintable() and char not in ' ;"\\' for char in "".join(texts))


@pytest.mark.parametrize(
    ("name", "explode"), sorted({(entry[1], entry[2]) for entry in TABLE if entry[1] != "json"})
)
@pytest.mark.parametrize(
    ("value", "same"),
    [(["a", None, "b"], ["a", "b"]), ({"a": None, "b": 1}, {"b": 1}), ([None], []), ({"a": None}, {})],
)
def test_entries_that_are_null_are_left_out(name: StyleName, explode: bool, value: Any, same: Any) -> None:
    style = Style(name, explode)
    assert query_text("x", value, style) == query_text("x", same, style)
    assert path_text("x", value, style) == path_text("x", same, style)
    assert header_text(value, style) == header_text(same, style)
    assert cookie_texts("x", value, style) == cookie_texts("x", same, style)


JSON: Final = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab", min_size=1), inner, max_size=3),
)


@given(st.dictionaries(st.text("abc", min_size=1), JSON, max_size=3))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_a_deep_object_keeps_every_value_and_the_way_to_it(value: dict[str, Any]) -> None:
    assert pairs(query_text("x", value, Style("deepObject", explode=True))) == list(_leaves("x", value))


def _leaves(way: str, value: Any) -> Any:
    """Yield what PHP, Rails and qs read as the value."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(f"{way}[{key}]", inner)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            flat = all(not isinstance(other, (list, dict)) for other in value)
            yield from _leaves(f"{way}[]" if flat else f"{way}[{index}]", item)
    else:
        yield way, {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


@given(JSON)
def test_json_in_every_place_can_be_read_again(value: Any) -> None:
    style = Style("json", explode=False)
    assert json.loads(pairs(query_text("x", value, style))[0][1]) == value
    assert json.loads(unquote(path_text("x", value, style))) == value
    assert json.loads(header_text(value, style)) == value
    assert json.loads(unquote(cookie_texts("x", value, style)[0].removeprefix("x="))) == value
