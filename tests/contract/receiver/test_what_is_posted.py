"""The payloads of each check: everything that the document lets the service post, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from imgopen_contract.document import Document
from imgopen_contract.document.expressions import NOTHING, read, written
from imgopen_contract.receiver import receiver_checks
from imgopen_contract.receiver.kind import Kind

from tests.contract.receiver.documents import REAL, each_of
from tests.contract.receiver.looking import (
    id_places,
    keeps,
    object_ways,
    objects_of,
    posted,
    schemas_of,
    succeeding,
    ways_in,
    without_ids,
)
from tests.contract.receiver.recorder import Got, record


@each_of()
def test_in_each_object_of_the_payload_a_field_is_unknown_if_the_schema_lets_it_be(
    document: Document,
) -> None:
    for kind, got in posted(document, "unknown-fields"):
        plain = succeeding(kind)
        added = [sorted(_added(plain, request.json)) for request in got]
        places = [way for way in object_ways(plain) if keeps(kind, written(plain, (*way, "?"), 1))]
        assert {tuple(way) for way in added if len(way) == 1} == {(way,) for way in places}
        assert sorted(places) in added


def _added(plain: Any, value: Any) -> Iterator[tuple[Any, ...]]:
    for way in object_ways(plain):
        if read(value, way).keys() - read(plain, way).keys():
            yield way


@each_of()
def test_every_part_that_may_be_left_out_is_left_out_once(document: Document) -> None:
    missing = 0
    for kind, got in posted_if_any(document, "optional-parts"):
        plain = succeeding(kind)
        sent = [without_ids(kind, request.json) for request in got]
        for way in object_ways(plain):
            for name in read(plain, way):
                less = written(plain, (*way, name), NOTHING)
                if keeps(kind, less) and not kind.places.protects((*way, name)):
                    missing += 1
                    assert without_ids(kind, less) in sent
        assert all(read(value, kind.places.state) is not NOTHING for value in sent)
        assert all(read(value, way) is not NOTHING for value in sent for way in id_places(kind))
    assert missing or document is not REAL


def posted_if_any(document: Document, name: str) -> Iterator[tuple[Kind, list[Got]]]:
    if any(check.name == name for check in receiver_checks(document)):
        yield from posted(document, name)


def test_every_list_is_empty_once() -> None:
    seen = 0
    for kind, got in posted(REAL, "optional-parts"):
        plain = succeeding(kind)
        sent = [without_ids(kind, request.json) for request in got]
        for way in ways_in(plain):
            if isinstance(read(plain, way), list):
                seen += 1
                assert without_ids(kind, written(plain, way, [])) in sent
    assert seen


@each_of("real", "loose", "bakery")
def test_null_is_posted_wherever_the_schema_has_it(document: Document) -> None:
    for kind, got in posted(document, "nulls"):
        texts = [json.dumps(request.json) for request in got]
        nullable = [
            name
            for schema in schemas_of(document, kind.callback.schema)
            for name, inner in schema.get("properties", {}).items()
            if _admits_null(document, inner)
        ]
        assert nullable
        for name in nullable:
            assert any(f'"{name}": null' in text for text in texts)


def _admits_null(document: Document, schema: Any) -> bool:
    schema = document.resolve(schema)
    branches = [*schema.get("oneOf", ()), *schema.get("anyOf", ())]
    return "null" in schema.get("type", ()) or any(
        document.resolve(found).get("type") == "null" for found in branches
    )


@each_of("real", "bakery")
def test_every_state_that_means_failure_is_posted_and_one_that_no_list_has(document: Document) -> None:
    for kind, got in posted(document, "failed"):
        parts = [link.operation.task for operation in kind.operations for link in operation.links]
        told = {read(request.json, kind.places.state) for request in got}
        part = next(part for part in parts if "states" in part and set(part["states"]["failed"]) <= told)
        unlisted = told - {value for values in part["states"].values() for value in values}
        assert told - unlisted == set(part["states"]["failed"])
        assert len(unlisted) == (1 if document is REAL else 0)  # the other one's schema lists them all


def test_for_every_operation_a_payload_has_what_its_task_gives() -> None:
    for kind, got in posted(REAL, "results"):
        documented = succeeding(kind)
        texts = [request.json for request in got] + [documented]
        for operation in kind.operations:
            for result in operation.task["results"]:
                names = set(_names_meaning(kind, {result, result.removesuffix("s")}))
                assert any(names & {name for found in objects_of(value) for name in found} for value in texts)
        assert len(got) == len({json.dumps(sorted(o.task["results"])) for o in kind.operations}) - 1


def _names_meaning(kind: Kind, words: set[str]) -> Iterator[str]:
    for schema in schemas_of(kind.document, kind.callback.schema):
        for name, inner in schema.get("properties", {}).items():
            if kind.document.resolve(inner).get("x-meaning") in words:
                yield name


def test_texts_are_long_and_of_many_scripts_where_they_may_be() -> None:
    for kind, got in (*posted(REAL, "long-texts"), *posted(REAL, "other-scripts")):
        (request,) = got
        plain = succeeding(kind)
        before = [value for found in objects_of(plain) for value in found.values() if isinstance(value, str)]
        after = [
            value for found in objects_of(request.json) for value in found.values() if isinstance(value, str)
        ]
        assert len(before) == len(after)
        changed = [text for text in after if len(text) > 3000 or not text.isascii()]
        assert changed
        assert all("://" not in text or text.isascii() for text in changed)
        assert all(" " not in text for text in changed if "://" in text)


def test_another_payload_is_told_for_the_same_task_and_the_older_one_comes_again() -> None:
    for check, _, got in record("changed", "out-of-order"):
        bodies = [request.body for request in got]
        assert len(set(bodies)) >= 2
        states = {read(request.json, check.kind.places.state) for request in got}
        assert len(states) == 2
        if check.name == "out-of-order":
            assert bodies[0] == bodies[2] != bodies[1]


@each_of("real", "loose", "bakery")
def test_what_is_no_matter_of_the_state_is_tried_with_a_task_that_succeeded(document: Document) -> None:
    for check, _, got in record("duplicates", "unknown-fields", "json-forms", document=document):
        tasks = [link.operation.task for operation in check.kind.operations for link in operation.links]
        succeeded = [value for task in tasks for value in task["states"]["succeeded"]]
        assert {read(request.json, check.kind.places.state) for request in got} <= set(succeeded)


def test_the_same_bytes_come_as_often_as_the_service_may_send_them() -> None:
    for check, _, got in record("duplicates"):
        assert len(got) == check.kind.rule.attempts
        assert len({request.body for request in got}) == 1


def test_json_is_written_in_different_ways_that_say_the_same() -> None:
    for kind, got in posted(REAL, "json-forms"):
        assert len({request.body for request in got}) == len(got) > 3
        assert len({json.dumps(without_ids(kind, request.json), sort_keys=True) for request in got}) == 1
        assert any(b"\n" in request.body for request in got)
        orders = [[*request.json] for request in got]
        assert orders[0][::-1] in orders


def test_a_payload_breaks_off_in_several_places() -> None:
    for kind, got in posted(REAL, "truncated"):
        assert len(got) >= 3
        for request in got:
            assert request.body
            assert request.headers["content-length"] == str(len(request.body))
            with pytest.raises(json.JSONDecodeError):
                json.loads(request.body)
        assert kind.payloads
