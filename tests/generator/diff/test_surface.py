"""What two clients tell of each other that their documents do not."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.bundle import Bundle
from generator.diff import Diff, Impact, Source, compare_documents
from generator.diff.surface.fitting import Fitting
from generator.ir import build_api
from generator.ir.types import ANY, FILE, NONE, Choice, ListOf, MapOf, Named, Scalar, Type, one_of
from tests.generator.diff.base import as_nodes
from tests.generator.diff.surface_rows import (
    DEFAULT_ROWS,
    SURFACE_ROWS,
    DefaultRow,
    Json,
    SurfaceRow,
    document,
    operation,
    schemas,
)

Edit = Callable[[Json], object]


def _source(draft: Json, name: str, *, is_own: bool) -> Source:
    nodes = as_nodes(draft, Path(f"{name}.json"))
    api = build_api(Bundle(nodes, frozenset(), Path(f"{name}.json")), "clay", is_strict=is_own)
    return Source(name, nodes, lambda file: file.as_posix(), api, is_own)


def _diff(edit: Edit, *, is_own: bool = False, before: Edit = lambda draft: None) -> Diff:
    old = document()
    before(old)
    new = copy.deepcopy(old)
    edit(new)
    return compare_documents(_source(old, "old", is_own=is_own), _source(new, "new", is_own=is_own), "clay")


def _breaking(diff: Diff) -> list[str]:
    return sorted(change.kind for change in diff.changes if change.impact is Impact.breaking)


@pytest.mark.parametrize("row", [pytest.param(row, id=row.title) for row in SURFACE_ROWS])
def test_an_edit_breaks_what_the_table_says(row: SurfaceRow) -> None:
    diff = _diff(row.edit, before=row.before)
    assert _breaking(diff) == sorted(row.breaking)
    if row.names:
        assert diff.changes[0].python == row.names


def test_the_same_client_has_no_change() -> None:
    assert not _diff(lambda draft: None).changes


def test_a_class_is_told_once_with_all_its_operations() -> None:
    diff = _diff(
        lambda draft: schemas(draft)["Made"]["properties"].update(coat={"$ref": "#/components/schemas/Coat"})
    )
    (change,) = [change for change in diff.changes if change.kind == "request-class-replaced"]
    assert change.operations == ("pots.either", "pots.makePot", "pots.paintPot")
    assert (change.old.pointer, change.new.pointer) == ("/components/schemas/Coat",) * 2


def test_what_breaks_already_is_not_told_again() -> None:
    def removed(draft: Json) -> None:
        del schemas(draft)["Wish"]["properties"]["label"]
        operation(draft, "/pots")["parameters"] = [
            {"name": "day", "in": "query", "required": True, "schema": {"type": "string"}}
        ]

    assert _breaking(_diff(removed)) == ["request-property-removed", "request-required-parameter-added"]


def test_an_answer_that_breaks_already_is_not_told_again() -> None:
    def removed(draft: Json) -> None:
        del schemas(draft)["Made"]["properties"]["id"]
        operation(draft, "/pots")["responses"]["204"] = {"description": "Nothing."}

    assert set(_breaking(_diff(removed))) == {"response-property-removed"}


def test_an_argument_stands_where_its_field_does() -> None:
    (change,) = [change for change in _diff(SURFACE_ROWS[4].edit).changes if "argument-type" in change.kind]
    assert change.new.pointer.endswith("/requestBody/content/multipart~1form-data/schema/properties/photo")


def test_a_parameter_has_the_name_that_it_has_beside_a_field() -> None:
    def removed(draft: Json) -> None:
        del operation(draft, "/pots")["parameters"]

    changes = {change.kind: change for change in _diff(removed, before=SURFACE_ROWS[0].edit).changes}
    assert changes.keys() == {"request-parameter-removed", "request-argument-renamed"}
    assert changes["request-parameter-removed"].python == ("client.pots.make_pot(label=...)",)


def test_a_whole_body_is_the_argument_that_is_named() -> None:
    def longer(draft: Json) -> None:
        schemas(draft)["Clay"]["properties"]["form"]["minLength"] = 3

    (change,) = _diff(longer).changes
    assert change.python == ("client.pots.either(body=...)", "clay.models.Clay.form")


@pytest.mark.parametrize("row", [pytest.param(row, id=row.of_client) for row in DEFAULT_ROWS])
@pytest.mark.parametrize("is_own", [True, False])
def test_defaults_are_those_of_the_client_or_of_the_service(row: DefaultRow, is_own: bool) -> None:
    (change,) = _diff(row.edit, is_own=is_own).changes
    if is_own:
        assert (change.kind, change.impact) == (f"request-{row.of_client}", Impact.risky)
    else:
        assert (change.kind, change.impact) == (f"request-{row.of_service}", row.impact)


def test_parts_in_place_are_the_object_that_they_are_together() -> None:
    def in_parts(draft: Json) -> None:
        wish = schemas(draft)["Wish"]
        fields = wish.pop("properties")
        first = {"type": "object", "required": ["heat"], "properties": {"heat": fields.pop("heat")}}
        schemas(draft)["Wish"] = {"allOf": [first, {"type": "object", "properties": fields}]}

    assert [change.kind for change in _diff(in_parts).changes] == ["request-written-differently"]

    def in_parts_and_lower(draft: Json) -> None:
        in_parts(draft)
        schemas(draft)["Wish"]["allOf"][0]["properties"]["heat"]["maximum"] = 3

    (change,) = _diff(in_parts_and_lower).changes
    assert change.kind == "request-maximum-added"
    assert change.new.pointer == "/components/schemas/Wish/allOf/0/properties/heat/maximum"


def test_parts_that_contradict_each_other_stay_parts() -> None:
    def in_parts(draft: Json) -> None:
        wish = schemas(draft)["Wish"]
        more = {"type": "object", "properties": {"heat": {"type": "integer", "maximum": 3}}}
        schemas(draft)["Wish"] = {"allOf": [wish, more]}

    assert "request-part-added" in {change.kind for change in _diff(in_parts).changes}


COLOR = Named("Color", "pots", is_model=False)
POT, JUG, JAR = (Named(name, "pots", is_model=True) for name in ("Pot", "Jug", "Jar"))
OPEN = Named("Open", "pots", is_model=True, is_open=True)
TEXT, NUMBER, FLOAT = Scalar("str"), Scalar("int"), Scalar("float")


@pytest.mark.parametrize(
    ("given", "wanted", "in_requests", "in_answers"),
    [
        (TEXT, TEXT, True, True),
        (TEXT, ANY, True, True),
        (ANY, TEXT, False, False),
        (NUMBER, FLOAT, True, True),
        (FLOAT, NUMBER, False, False),
        (FILE, TEXT, False, False),
        (TEXT, FILE, False, False),
        (one_of([TEXT, NONE]), TEXT, False, False),
        (TEXT, one_of([NONE, TEXT]), True, True),
        (one_of([TEXT, NUMBER]), one_of([NUMBER, TEXT]), True, True),
        (Choice(("a",)), Choice(("a", "b")), True, True),
        (Choice(("a", "b")), Choice(("a",)), False, True),
        (Choice((1,)), Choice(("a",)), False, False),
        (Choice(("a",)), TEXT, True, True),
        (TEXT, Choice(("a",)), False, True),
        (COLOR, TEXT, True, True),
        (ListOf(NUMBER), ListOf(FLOAT), True, True),
        (ListOf(TEXT), TEXT, False, False),
        (ListOf(one_of([TEXT, NONE])), ListOf(TEXT), False, False),
        (MapOf(NUMBER), MapOf(FLOAT), True, True),
        (MapOf(TEXT), MapOf(NUMBER), False, False),
        (MapOf(TEXT), OPEN, True, True),
        (MapOf(TEXT), POT, False, False),
        (POT, POT, True, True),
        (POT, JUG, True, True),
        (POT, JAR, False, False),
    ],
)
def test_which_values_pass_for_which(given: Type, wanted: Type, in_requests: bool, in_answers: bool) -> None:
    for is_open, passes in ((False, in_requests), (True, in_answers)):
        fitting = Fitting({COLOR: Choice(("red",))}, {("Pot", "Jug")}, is_open=is_open)
        assert fitting.fits(given, wanted) is passes
