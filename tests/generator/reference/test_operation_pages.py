"""Each operation has a page that says all that the document says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from generator.document.grammar import walk
from generator.document.view import deref
from generator.source.nodes import MapNode
from tests.generator.reference.pages import Page, as_json, fields_of, plain
from tests.support.operations import OperationCase, api, cases, document

_RULES = (
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
)

each_operation = pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)


def _node(case: OperationCase) -> Any:
    return document()["paths"][case.operation.path][case.operation.http_method.lower()]


def _schema(case: OperationCase) -> Any:
    return _node(case)["requestBody"]["content"]["application/json"]["schema"]


def _one_line(text: object) -> str:
    return " ".join(str(text).split()).replace("`", "")


@each_operation
def test_it_says_what_the_operation_is(case: OperationCase, page: Page) -> None:
    node = _node(case)
    shown = page.text.replace("`", "")
    assert shown.startswith(f"# {_one_line(node['summary'])}\n")
    assert f">{case.operation.http_method}<" in shown
    assert f">{case.operation.path}<" in shown
    assert _one_line(node["description"]) in shown
    provenance = node["x-provenance"]
    assert f">{provenance['status']}<" in shown
    assert _one_line(provenance.get("note", "")) in shown
    for name in provenance.get("pages", ()):
        assert name in shown


@each_operation
def test_every_parameter_has_its_type_range_default_and_note(case: OperationCase, page: Page) -> None:
    fields = fields_of(document(), _schema(case), "request")
    assert fields
    for anchor, name, schema in fields:
        target = deref(document(), schema)
        shown = page.field(anchor)
        assert f">{name}<" in shown, anchor
        assert str(target["type"] if isinstance(target.get("type"), str) else target["type"][0]) in shown
        for rule in _RULES:
            if rule in target:
                assert re.search(rf"(?<![\d.]){re.escape(str(target[rule]))}(?![\d])", shown), (anchor, rule)
        for value in target.get("enum", ()):
            assert as_json(value) in shown
        if "pattern" in target:
            assert plain(target["pattern"]) in shown
        default = schema.get("default", target.get("default"))
        assert default is None or f"Default `{as_json(default)}`" in shown, anchor
        for node in (schema, target):
            if "x-provenance" in node:
                assert _one_line(node["x-provenance"]["note"]) in shown.replace("`", ""), anchor
        described = schema.get("description", target.get("description"))
        assert _one_line(described) in shown.replace("`", "")


@each_operation
def test_what_is_required_is_told_from_what_is_optional(case: OperationCase, page: Page) -> None:
    schema = deref(document(), _schema(case))
    for anchor, name, _ in fields_of(document(), schema, "request"):
        if name in schema["properties"] and anchor.count("-") == 1:
            word = "required" if name in schema.get("required", ()) else "optional"
            assert f">{word}</span>" in page.field(anchor)


@each_operation
def test_every_note_of_the_operation_is_among_what_is_left_unsaid(case: OperationCase, page: Page) -> None:
    _, _, unsaid = page.text.replace("`", "").partition("## What the vendor leaves unsaid")
    notes = set(_notes(_schema(case), []))
    for response in _node(case)["responses"].values():
        notes |= set(_notes(response, []))
    for note in notes:
        assert note in unsaid, note
    assert bool(unsaid) >= bool(notes)


def _notes(node: Any, seen: list[int]) -> Iterator[str]:
    """Yield the notes of everything below a node of the document, references followed."""
    node = deref(document(), node) if isinstance(node, MapNode) and "$ref" in node else node
    if id(node) in seen:
        return
    seen.append(id(node))
    if isinstance(node, MapNode):
        if "x-provenance" in node:
            yield _one_line(node["x-provenance"]["note"])
        for key, value in node.items():
            if key not in ("links", "examples", "x-provenance"):
                yield from _notes(value, seen)
    elif isinstance(node, list):
        for entry in node:
            yield from _notes(entry, seen)


@each_operation
def test_the_states_of_its_task_are_told(case: OperationCase, page: Page) -> None:
    states = _node(case).get("x-task", {}).get("states", {})
    for meaning, values in states.items():
        for value in values:
            assert f"<code>{as_json(value)}</code> {meaning}<" in page.text


@each_operation
def test_the_queries_of_its_task_are_linked(case: OperationCase, page: Page) -> None:
    by_name = {other.operation.name: other for other in cases()}
    for link in case.links():
        query = by_name[link["operationId"]]
        assert f"[`client.{query.group.attribute}.{query.operation.method}`](" in page.source


def test_all_notes_stand_on_the_page_that_collects_them(files: dict[str, str]) -> None:
    shown = plain(files["unsaid.md"]).replace("`", "")
    notes = [
        _one_line(visit.node["x-provenance"]["note"])
        for visit in walk(document())
        if visit.kind in ("operation", "parameter", "schema", "requestBody", "response")
        and isinstance(visit.node, MapNode)
        and "note" in visit.node.get("x-provenance", {})
    ]
    assert len(notes) > len(cases())
    assert [note for note in notes if note not in shown] == []


def test_every_operation_is_listed_with_its_page(files: dict[str, str]) -> None:
    for case in cases():
        assert f"](operations/{case.group.attribute}/{case.operation.method}.md)" in files["operations.md"]


def test_every_class_has_a_place(files: dict[str, str]) -> None:
    refs = [model.ref for model in api().models] + [choice.ref for choice in api().choices]
    for ref in refs:
        assert f'<span id="{ref.name}"></span>' in files[f"models/{ref.module}.md"]
