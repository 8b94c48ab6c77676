"""The suite fails when the simulator is broken on purpose, and the check that fails says what is broken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from imgopen_contract.document import Operation, load_document
from imgopen_mock import Fault, FaultKind, Simulator
from schemathesis import GenerationMode

from tests.contract.stateful.breakages import (
    Answered,
    Faulty,
    Forgetful,
    Json,
    Tampered,
    Wavering,
    one_account,
    rules_by_keyword,
    telling,
    with_constants,
    without_keys,
    without_rules,
)
from tests.contract.stateful.machines import machine, with_targets
from tests.contract.stateful.runs import failed_checks
from tests.contract.stateful.service import in_process

DOCUMENT = load_document()
ENVELOPE = DOCUMENT.envelope
RULES = rules_by_keyword(DOCUMENT)
BEYOND = frozenset({"additionalProperties", "minItems", "maxItems"})
"""Rules that schemathesis's random data hardly ever breaks alone; the boundary cases of the contract do."""

SOME = 3
"""Operations that are enough to find a rule that is not kept."""


def linked() -> list[str]:
    """Return the operation with the fewest fields of those whose link gives a constant, and where it leads."""
    found = [
        operation for operation in DOCUMENT.operations if any(link.parameters for link in operation.links)
    ]
    smallest = min(found, key=lambda operation: len(DOCUMENT.resolve(operation.body_schema)["properties"]))
    return [operation.id for operation in with_targets([smallest])]


LINKED = linked()


def richest_in(keyword: str) -> list[str]:
    """Return the operations of whose rules the most are of a kind: it is there that random data breaks them soonest."""
    every = Counter(rule.operation.id for rules in RULES.values() for rule in rules)
    of_kind = Counter(rule.operation.id for rule in RULES[keyword])
    return sorted(of_kind, key=lambda name: of_kind[name] / every[name], reverse=True)[:SOME]


def accepting(condition: Callable[[Answered], bool]) -> Simulator:
    """Make a simulator that gives the documented answer to some requests that it should refuse."""

    def tell(answered: Answered) -> Json:
        wanted = not answered.accepted and condition(answered)
        return answered.example if wanted else answered.answer

    return Tampered(DOCUMENT, tell=tell)


def refusing() -> Simulator:
    """Make a simulator that refuses what it should accept."""
    return Tampered(DOCUMENT, tell=lambda told: told.refusal("no") if told.accepted else told.answer)


def silent() -> Simulator:
    """Make a simulator that gives no reason for a refusal."""
    return Tampered(DOCUMENT, tell=lambda told: told.answer if told.accepted else told.refusal("no"))


def without_data() -> Simulator:
    """Make a simulator that leaves out what an answer is about."""
    names = (ENVELOPE.code, ENVELOPE.message)
    return Tampered(DOCUMENT, tell=lambda told: {name: told.answer[name] for name in names})


def numeric() -> Simulator:
    """Make a simulator whose codes are numbers."""
    return Tampered(
        DOCUMENT, tell=lambda told: {**told.answer, ENVELOPE.code: int(told.answer[ENVELOPE.code])}
    )


def untyped() -> Simulator:
    """Make a simulator whose answers are of another media type."""
    return Tampered(DOCUMENT, respond=lambda sent: replace(sent, headers={"content-type": "text/html"}))


def unlisted_state(operation: Operation, _: Any) -> Any:
    """Return a state that is not documented."""
    return 1 + max(value for values in operation.task["states"].values() for value in values)


def success(operation: Operation, _: Any) -> Any:
    """Return the state of a task that has succeeded."""
    return operation.task["states"]["succeeded"][0]


def no_verdict() -> Simulator:
    """Make a simulator whose code is neither of success nor of refusal."""
    return Faulty(DOCUMENT, Fault(FaultKind.REFUSE, code=ENVELOPE.success + ENVELOPE.refusal))


BREAKAGES: dict[str, tuple[Callable[[], Simulator], str]] = {
    "HTTP 500": (lambda: Faulty(DOCUMENT, Fault(FaultKind.HTTP)), "not_a_server_error"),
    "HTTP 404": (lambda: Faulty(DOCUMENT, Fault(FaultKind.HTTP, status=404)), "status_code_conformance"),
    "another media type": (untyped, "content_type_conformance"),
    "no JSON": (lambda: Faulty(DOCUMENT, Fault(FaultKind.INVALID_JSON)), "response_schema_conformance"),
    "the code a number": (numeric, "response_schema_conformance"),
    "a code that is no verdict": (no_verdict, "response_schema_conformance"),
    "no data": (without_data, "response_schema_conformance"),
    "refuses what is valid": (refusing, "valid_request_is_accepted"),
    "accepts what is broken": (
        lambda: accepting(lambda told: not told.admitted),
        "broken_request_is_refused",
    ),
    "refuses without a reason": (silent, "refusal_names_the_field"),
    "accepts a taken id": (
        lambda: accepting(lambda told: told.admitted and told.operation.role == "submit"),
        "taken_id_is_refused",
    ),
    "tells of tasks that are none": (
        lambda: accepting(lambda told: told.admitted and told.operation.role == "query"),
        "unknown_task_is_refused",
    ),
    "tells strangers": (lambda: one_account(DOCUMENT), "unknown_task_is_refused"),
    "forgets": (lambda: Forgetful(DOCUMENT), "valid_request_is_accepted"),
    "looks elsewhere": (
        lambda: with_constants(DOCUMENT, lambda given: {name: f"other-{given[name]}" for name in given}),
        "link_leads_to_its_task",
    ),
    "looks everywhere": (lambda: with_constants(DOCUMENT, lambda _: {}), "unknown_task_is_refused"),
    "tells of another task": (
        lambda: telling(DOCUMENT, "receipt", lambda _, told: f"{told}x"),
        "answer_is_about_its_task",
    ),
    "gives the task another id": (
        lambda: telling(DOCUMENT, "assigned", lambda _, told: f"{told}x"),
        "answer_is_about_its_task",
    ),
    "a state of its own": (
        lambda: telling(DOCUMENT, "state", unlisted_state),
        "state_is_documented",
    ),
    "goes back": (lambda: Wavering(DOCUMENT), "state_goes_forward"),
    "done too early": (lambda: telling(DOCUMENT, "state", success), "finished_task_shows_its_results"),
}


@pytest.mark.parametrize("keyword", sorted(RULES.keys() - BEYOND))
def test_a_keyword_that_is_not_kept(keyword: str) -> None:
    service = in_process(Tampered(without_rules(DOCUMENT, RULES[keyword])))
    workflow, _ = machine(DOCUMENT, service, richest_in(keyword), [GenerationMode.NEGATIVE])
    assert "broken_request_is_refused" in failed_checks(workflow)


@pytest.mark.parametrize(("broken", "check"), BREAKAGES.values(), ids=BREAKAGES)
def test_a_breakage(broken: Callable[[], Simulator], check: str) -> None:
    workflow, _ = machine(DOCUMENT, in_process(broken()), LINKED)
    assert check in failed_checks(workflow)


def test_keys_that_are_not_asked_for() -> None:
    names = [operation.id for operation in DOCUMENT.operations if operation.is_list]
    workflow, _ = machine(DOCUMENT, in_process(without_keys(DOCUMENT)), names)
    assert failed_checks(workflow) == {"keyless_request_is_refused"}


def test_another_opinion() -> None:
    """If schemathesis breaks what we see no rule for, one of the two reads the document wrongly."""
    (name, *_) = [rule.operation.id for rule in RULES["enum"]]
    lenient = without_rules(DOCUMENT, RULES["enum"])
    workflow, _ = machine(DOCUMENT, in_process(Tampered(lenient)), [name], [GenerationMode.NEGATIVE])
    workflow.document = lenient
    assert failed_checks(workflow) == {"opinions_agree"}
