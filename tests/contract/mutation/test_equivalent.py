"""The list of equivalent mutants: what it excuses, and when it is out of date."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.contract.mutation.mutants import every_mutant, mutants_on
from tests.mutants.equivalent import Entry, EquivalentError, excuse_of, fits, load, stale
from tests.mutants.mutant import Side
from tests.mutants.proofs import Proof
from tests.mutants.trial import Outcome, Verdict

ONE, OTHER, *_ = mutants_on(Side.client)
SURVIVED = Outcome(Verdict.survived)
PROVED = Outcome(Verdict.survived, proofs=frozenset({Proof.same_code}))
KILLED = Outcome(Verdict.killed, "some test")
REFUSED = Outcome(Verdict.refused, "not supported")


def listed(*patterns: str, proof: Proof | None = None) -> list[Entry]:
    return [Entry(patterns, "a reason", proof)]


def test_every_id_of_the_real_list_fits_a_mutant() -> None:
    for entry in load():
        for pattern in entry.mutants:
            assert any(fits(mutant, pattern) for mutant in every_mutant()), pattern


def test_an_id_excuses_its_own_mutant_alone() -> None:
    entries = listed(ONE.id)
    assert excuse_of(ONE, SURVIVED, entries) is entries[0]
    assert excuse_of(OTHER, SURVIVED, entries) is None


def test_a_star_stands_for_any_text_and_other_signs_for_themselves() -> None:
    assert fits(ONE, "client *")
    assert not fits(ONE, "simulator *")
    assert all(fits(mutant, mutant.id) for mutant in every_mutant()[:500])
    assert not fits(ONE, ONE.id.replace(ONE.id[3], "?", 1))


def test_an_entry_with_a_proof_excuses_only_what_is_proved() -> None:
    entries = listed("client *", proof=Proof.same_code)
    assert excuse_of(ONE, PROVED, entries) is entries[0]
    assert excuse_of(ONE, SURVIVED, entries) is None


@pytest.mark.parametrize("outcome", [KILLED, REFUSED], ids=lambda outcome: outcome.verdict.value)
def test_an_entry_whose_mutant_does_not_survive_is_stale(outcome: Outcome) -> None:
    (problem,) = stale(listed(ONE.id), every_mutant(), {ONE: outcome})
    assert problem.startswith(f"{ONE.id}: ")
    assert outcome.by in problem


def test_one_mutant_that_is_killed_makes_a_pattern_stale() -> None:
    assert len(stale(listed("client *"), [ONE, OTHER], {ONE: SURVIVED, OTHER: KILLED})) == 1


def test_an_entry_of_no_mutant_is_stale_whatever_was_tried() -> None:
    assert stale(listed("client none"), every_mutant(), {}) == ["client none: there is no such mutant"]


def test_an_entry_is_not_stale_while_its_mutants_survive_or_were_not_tried() -> None:
    assert stale(listed(ONE.id), every_mutant(), {ONE: SURVIVED}) == []
    assert stale(listed(ONE.id), every_mutant(), {OTHER: KILLED}) == []


def test_a_proof_that_holds_of_nothing_is_stale_once_all_were_tried() -> None:
    entries = listed("client *", proof=Proof.same_code)
    assert len(stale(entries, [ONE, OTHER], {ONE: KILLED, OTHER: SURVIVED})) == 1
    assert stale(entries, [ONE, OTHER], {ONE: KILLED}) == []
    assert stale(entries, [ONE, OTHER], {ONE: KILLED, OTHER: PROVED}) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{}", "is not a list"),
        ("[", "is not YAML"),
        ("- mutants: [a]", "entry 1: has mutants, reason"),
        ("- {mutants: [a], reason: b, why: c}", "entry 1: has mutants, reason"),
        ("- {mutants: a, reason: b}", "entry 1: mutants: is not a list of ids"),
        ("- {mutants: [], reason: b}", "entry 1: mutants: is not a list of ids"),
        ("- {mutants: [a], reason: ' '}", "entry 1: reason: is empty"),
        (
            "- {mutants: [a], reason: b}\n- {mutants: [a], reason: b, proof: c}",
            "entry 2: proof: 'c' is not one",
        ),
    ],
)
def test_a_list_of_another_form_is_refused(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "list.yaml"
    path.write_text(text)
    with pytest.raises(EquivalentError) as caught:
        load(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert problem in str(caught.value)


def test_a_list_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(EquivalentError, match="cannot be read: No such file"):
        load(tmp_path / "none.yaml")
