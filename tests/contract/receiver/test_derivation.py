"""What a receiver is held to follows from the document alone: from any document, and with nothing of it left out."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest
from imgopen_contract.document import Document
from imgopen_contract.document.expressions import NOTHING, read
from imgopen_contract.receiver import ReceiverError, receiver_checks

from tests.contract.receiver.documents import BAKERY, KILN, REAL, each_of
from tests.contract.receiver.looking import id_places, keeps, kinds, posted, without_ids
from tests.contract.receiver.recorder import record

ACKNOWLEDGED = {check.name for check in receiver_checks()} - {
    "not-json",
    "empty",
    "no-payload",
    "truncated",
    "no-task-id",
    "after-rubbish",
}


@each_of()
def test_every_callback_with_a_rule_is_checked_and_only_once(document: Document) -> None:
    served = [operation.id for kind in kinds(document) for operation in kind.operations]
    calling = [
        operation.id
        for operation in document.operations
        for callback in operation.callbacks
        if callback.rule is not None
    ]
    assert sorted(served) == sorted(calling)
    assert len(kinds(document)) == len({json.dumps(kind.callback.schema) for kind in kinds(document)})


@each_of()
def test_no_two_checks_have_the_same_id(document: Document) -> None:
    names = [str(check) for check in receiver_checks(document)]
    assert len(names) == len(set(names))
    assert all(check.title and check.hint and check.id == str(check) for check in receiver_checks(document))


def test_in_the_real_document_a_component_is_called_by_its_name() -> None:
    assert {kind.name for kind in kinds(REAL)} == set(REAL.data["components"]["callbacks"])


@each_of()
def test_everything_that_has_to_be_acknowledged_keeps_the_schema(document: Document) -> None:
    for check, result, got in record(document=document):
        if check.name in ACKNOWLEDGED:
            assert len(got) == len(result.exchanges) > 0
            for request in got:
                assert keeps(check.kind, request.json), (check.id, request.body)
                assert request.method == check.kind.callback.method


@each_of()
def test_nothing_that_must_not_be_acknowledged_is_a_payload(document: Document) -> None:
    names = {check.name for check in receiver_checks(document)} - ACKNOWLEDGED - {"after-rubbish"}
    assert names
    for check, _, got in record(*names, document=document):
        for request in got:
            try:
                value = request.json
            except ValueError:
                continue
            known = [read(value, way) for way in id_places(check.kind)]
            assert not keeps(check.kind, value) or set(known) == {NOTHING}


@each_of()
def test_every_documented_payload_is_posted_as_it_is_but_for_its_ids(document: Document) -> None:
    for kind, got in posted(document, "documented"):
        sent = [without_ids(kind, request.json) for request in got]
        assert sent == [without_ids(kind, value) for value in kind.payloads.values()]


@each_of()
def test_no_two_tasks_have_the_same_ids(document: Document) -> None:
    """Parcels of one task are told apart by the checks; here each check has as many ids as it has tasks."""
    tasks = {"duplicates": 1, "changed": 1, "out-of-order": 1, "interleaved": 3, "at-once": 8}
    seen: set[Any] = set()
    for check, _, got in record(*tasks, document=document):
        for way in id_places(check.kind):
            ids = {json.dumps(read(request.json, way)) for request in got}
            assert len(ids) == tasks[check.name]
            assert not ids & seen
            seen |= ids


def test_ids_are_of_the_documented_type_and_begin_with_the_prefix() -> None:
    for check, _, got in record("documented", prefix="team-7/"):
        for way in check.kind.places.ids:
            assert all(read(request.json, way).startswith("team-7/") for request in got)
    for check, _, got in record("documented", document=BAKERY):
        (way,) = check.kind.places.ids
        assert all(isinstance(read(request.json, way), int) for request in got)


def test_ids_can_be_made_by_the_caller() -> None:
    made: list[str] = []

    def new_id() -> str:
        made.append(f"known-{len(made)}")
        return made[-1]

    for check, _, got in record("documented", "interleaved", new_id=new_id):
        for way in check.kind.places.ids:
            assert {read(request.json, way) for request in got} <= set(made)


def test_also_where_ids_are_numbers() -> None:
    numbers = iter(range(700_000, 800_000))
    for check, _, got in record("documented", document=BAKERY, new_id=lambda: next(numbers)):
        (way,) = check.kind.places.ids
        assert all(700_000 <= read(request.json, way) < 800_000 for request in got)


def test_of_a_document_without_described_payloads_the_rest_is_checked() -> None:
    names = {check.name for check in receiver_checks(KILN)}
    assert {"documented", "duplicates", "slow-body", "not-json", "truncated", "after-rubbish"} <= names
    assert not {"failed", "results", "optional-parts", "nulls", "no-task-id"} & names


def test_only_callbacks_of_chosen_operations_are_checked() -> None:
    every = kinds(REAL)
    chosen = [kind.operations[-1].id for kind in every]
    (first, *_) = chosen
    checks = receiver_checks(REAL, operations=[first])
    assert {check.kind.name for check in checks} == {every[0].name}
    some = {kind.name: kind for kind in (check.kind for check in receiver_checks(REAL, operations=chosen))}
    assert [kind.name for kind in some.values()] == [kind.name for kind in every]
    assert [[operation.id for operation in kind.operations] for kind in some.values()] == [
        [name] for name in chosen
    ]


def test_the_results_of_other_operations_are_not_checked() -> None:
    (kind,) = [kind for kind, _ in posted(REAL, "results")]
    alone = next(operation for operation in kind.operations if operation.task["results"] == ["pictures"])
    names = {check.name for check in receiver_checks(REAL, operations=[alone.id])}
    assert "results" not in names
    assert "documented" in names


def test_an_operation_without_callbacks_is_refused() -> None:
    calling = {operation.id for kind in kinds(REAL) for operation in kind.operations}
    silent = next(operation.id for operation in REAL.operations if operation.id not in calling)
    with pytest.raises(ReceiverError, match=rf"^{silent} has no callbacks; .*{min(calling)}"):
        receiver_checks(REAL, operations=[silent])
    with pytest.raises(ReceiverError, match=rf"^none_such: there is no such operation; .*{min(calling)}"):
        receiver_checks(REAL, operations=["none_such"])


def test_a_document_without_rules_of_delivery_is_refused() -> None:
    data = deepcopy(dict(KILN.data))
    for item in data["paths"].values():
        for operation in item.values():
            if isinstance(operation, dict):
                operation.pop("callbacks", None)
    with pytest.raises(ReceiverError, match="no callbacks with x-delivery"):
        receiver_checks(Document(data))


def test_callbacks_of_one_component_with_two_methods_are_two_kinds() -> None:
    data = json.loads(json.dumps(REAL.data))
    name, component = next(iter(data["components"]["callbacks"].items()))
    for item in component.values():
        item["put"] = deepcopy(item["post"])
    doubled = [kind for kind in kinds(Document(data)) if kind.name.startswith(name)]
    assert [kind.callback.method for kind in doubled] == ["POST", "PUT"]
    assert [kind.name for kind in doubled] == [f"{name}-1", f"{name}-2"]
