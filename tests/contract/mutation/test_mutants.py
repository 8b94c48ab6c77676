"""The mutants of the document: each rule has some, each is one change of one place, and still a document."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from imgopen_contract.document import Operation
from imgopen_contract.document.expressions import NOTHING
from imgopen_contract.rules import constraints_of
from imgopen_contract.rules.walk import VALUE_KEYWORDS
from jsonschema_rs import meta

from tests.contract.mutation.mutants import every_mutant, mutants_on
from tests.contract.suite import document, operations
from tests.mutants.derive import MUTATORS
from tests.mutants.mutant import Mutant, Side
from tests.mutants.pointers import Pointer, value_at
from tests.mutants.sample import sampled

EVERY_SIDE = pytest.mark.parametrize("side", Side, ids=lambda side: side.value)


def test_every_keyword_that_can_be_a_rule_has_a_mutator() -> None:
    assert MUTATORS.keys() == {*VALUE_KEYWORDS, "security", "required", "additionalProperties"}


@pytest.mark.parametrize("operation", operations(), ids=lambda operation: operation.label)
def test_every_rule_of_the_document_is_changed_on_a_side_that_it_is_for(operation: Operation) -> None:
    changed: dict[Side, set[Pointer]] = {side: set() for side in Side}
    for mutant in every_mutant():
        if operation in mutant.operations:
            changed[mutant.side].add(mutant.change.pointer)
    for rule in constraints_of(operation):
        seen_by = [side for side, pointers in changed.items() if is_within(rule.pointer, pointers)]
        assert Side.simulator in seen_by, rule.label
        assert Side.client in seen_by or (rule.keyword == "type" and not rule.way), rule.label


def is_within(pointer: Pointer, pointers: set[Pointer]) -> bool:
    """Tell whether a place is among some, or an element of it is."""
    return any(found[: len(pointer)] == pointer for found in pointers)


def test_every_default_every_answer_and_every_delivery_is_changed() -> None:
    kinds = Counter((mutant.side, mutant.keyword) for mutant in every_mutant())
    for kind in ("default", "answer"):
        assert kinds[Side.client, kind] > 0
    for kind in ("x-delivery", "x-task", "x-envelope"):
        assert kinds[Side.simulator, kind] > 0


def test_no_two_mutants_have_one_name() -> None:
    names = Counter(mutant.id for mutant in every_mutant())
    assert [name for name, count in names.items() if count > 1] == []


def test_names_do_not_change_from_run_to_run() -> None:
    assert [mutant.id for mutant in every_mutant()] == [mutant.id for mutant in fresh()]


def fresh() -> tuple[Mutant, ...]:
    return every_mutant.__wrapped__()


@EVERY_SIDE
def test_a_mutant_is_one_change_of_one_place(side: Side) -> None:
    before = json.dumps(document().data)
    for mutant in mutants_on(side):
        places = list(differences(document().data, mutant.change.applied(document().data)))
        assert len(places) == 1, mutant.id
        common = min(len(places[0]), len(mutant.change.pointer))
        assert mutant.change.pointer[:common] == places[0][:common], mutant.id
    assert json.dumps(document().data) == before


def differences(before: Any, after: Any, place: Pointer = ()) -> Iterator[Pointer]:
    """Find the places in which two documents differ; what they share is not looked into.

    A list that is longer or shorter is one place, and so is an object of which a key has another name.
    """
    if before is after:
        return
    if isinstance(before, dict) and isinstance(after, dict) and len(before.keys() ^ after.keys()) < 2:
        for key in [*before, *(after.keys() - before.keys())]:
            yield from differences(before.get(key, NOTHING), after.get(key, NOTHING), (*place, key))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        if sum(one != two for one, two in zip(before, after, strict=True)) > 1:
            yield place
            return
        for index, (one, two) in enumerate(zip(before, after, strict=True)):
            yield from differences(one, two, (*place, str(index)))
    elif not alike(before, after):
        yield place


def alike(before: Any, after: Any) -> bool:
    """Compare as JSON; 1 and True are two things."""
    if NOTHING in (before, after):
        return False
    return json.dumps(before) == json.dumps(after)


@EVERY_SIDE
def test_what_is_changed_is_still_a_schema(side: Side) -> None:
    for mutant in mutants_on(side):
        *home, keyword = mutant.change.pointer
        if mutant.keyword.startswith("x-") or keyword == "required":
            continue
        after = value_at(mutant.change.applied(document().data), tuple(home))
        if isinstance(after, dict) and "type" in after:
            meta.validate({key: value for key, value in after.items() if key != "properties"})


@EVERY_SIDE
@pytest.mark.parametrize("seed", [0, 7])
def test_a_sample_has_what_was_asked_for_and_is_always_the_same(side: Side, seed: int) -> None:
    mutants = mutants_on(side)
    sample = sampled(mutants, 40, seed)
    assert len(sample) == len(set(sample)) == 40
    assert sample == sampled(mutants, 40, seed)
    assert sample != sampled(mutants, 40, seed + 1)
    assert sampled(mutants, len(mutants) + 1, seed) != []
    assert set(sampled(mutants, len(mutants) + 1, seed)) == set(mutants)
