"""What is required and may be null is sent as null; what is optional and None is left out."""

from __future__ import annotations

import json
from typing import Any, Literal

import pytest
from imgopen import InvalidRequestError
from imgopen._runtime.models import RequestModel
from imgopen._runtime.operation import Operation
from imgopen._runtime.requests import Options
from imgopen._runtime.shapes import Content
from pydantic import Field

from tests.client.foreign.stand import Stand


class Inner(RequestModel):
    must: str | None = Field(alias="mustBe")
    may: str | None = None


class Outer(RequestModel):
    the_name: str | None = Field(alias="theName")
    anything: Any
    choice: Literal["a", None]
    either: int | str | None
    list_of: list[Inner | None] | None = None
    inner: Inner | None = None
    number: int | None = None


OUTER: Operation[Any] = Operation(
    name="a.b",
    method="POST",
    path="/",
    body=Outer,
    nulls=frozenset(("the_name", "anything", "choice", "either")),
)
NONE: dict[str, Any] = {"the_name": None, "anything": None, "choice": None, "either": None}
NULL: dict[str, Any] = {"theName": None, "anything": None, "choice": None, "either": None}


def test_required_fields_are_sent_as_null(stand: Stand) -> None:
    stand.call(OUTER, body={**NONE, "number": None, "inner": None})
    assert json.loads(stand.last.body) == NULL


def test_values_are_sent_as_values(stand: Stand) -> None:
    stand.call(OUTER, body={"the_name": "n", "anything": 0, "choice": "a", "either": ""})
    assert json.loads(stand.last.body) == {"theName": "n", "anything": 0, "choice": "a", "either": ""}


@pytest.mark.parametrize(
    "inner", [{"must": None}, {"mustBe": None, "may": None}, Inner(mustBe=None), Inner(mustBe=None, may=None)]
)
def test_nulls_inside_of_objects_and_lists(stand: Stand, inner: Any) -> None:
    stand.call(OUTER, body={**NONE, "inner": inner, "list_of": [inner, None]})
    wanted = {"mustBe": None}
    assert json.loads(stand.last.body) == {**NULL, "inner": wanted, "list_of": [wanted, None]}
    assert isinstance(inner, dict) or inner.must is None


@pytest.mark.parametrize("missing", ["the_name", "anything", "choice", "either"])
def test_what_is_required_has_to_be_given_all_the_same(stand: Stand, missing: str) -> None:
    with pytest.raises(InvalidRequestError, match="is required"):
        stand.call(OUTER, body={name: None for name in NONE if name != missing})
    with pytest.raises(InvalidRequestError, match=r"inner\.must.* is required"):
        stand.call(OUTER, body={**NONE, "inner": {}})


def test_a_required_field_that_may_not_be_null_is_missing_where_it_is_none(stand: Stand) -> None:
    class Strict(RequestModel):
        name: str

    strict = Operation[Any](name="a.b", method="POST", path="/", body=Strict)
    with pytest.raises(InvalidRequestError, match="name is required"):
        stand.call(strict, body={"name": None})


def test_a_whole_body_may_be_null(stand: Stand) -> None:
    class Whole(RequestModel):
        body: list[int] | None

    whole = Operation[Any](
        name="a.b", method="PUT", path="/", body=Whole, body_field="body", nulls=frozenset(("body",))
    )
    stand.call(whole, body={"body": None})
    assert stand.last.body == b"null"
    stand.call(whole, body={"body": []})
    assert stand.last.body == b"[]"


def test_extra_fields_win_over_nulls(stand: Stand) -> None:
    stand.call(OUTER, body=NONE, options=Options(extra_body={"theName": "x", "new": None}))
    assert json.loads(stand.last.body) == {**NULL, "theName": "x", "new": None}


@pytest.mark.parametrize("encoding", ["form", "multipart"])
def test_forms_have_no_null(stand: Stand, encoding: Any) -> None:
    made = Operation[Any](
        name="a.b",
        method="POST",
        path="/",
        body=Outer,
        nulls=OUTER.nulls,
        content=Content("multipart/form-data" if encoding == "multipart" else "a/form", encoding),
    )
    stand.call(made, body={**NONE, "number": 5})
    assert b"5" in stand.last.body
    assert b"null" not in stand.last.body
    assert b"theName" not in stand.last.body


def test_only_models_with_such_fields_are_written_another_way() -> None:
    class Usual(RequestModel):
        name: str
        number: int | None = None

    Usual(name="x")
    assert "function-wrap" not in str(Usual.__pydantic_core_schema__)
    Inner(mustBe=None)
    assert "function-wrap" in str(Inner.__pydantic_core_schema__)
