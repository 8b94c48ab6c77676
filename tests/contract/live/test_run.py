"""What a run does when the service is not as it should be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from imgopen_contract.cases import HttpRequest, cases_of
from imgopen_contract.document import Operation
from imgopen_contract.live import Answer, NoAnswerError
from imgopen_contract.live.plan import Terms
from imgopen_contract.live.run import MOST_FAILURES, UnusableServiceError
from imgopen_contract.report import Status

from tests.contract.live.services import Simulated, differing, envelope, finding_of, kiln, run_against
from tests.contract.suite import document, operations

CODES = document().envelope
CHEAP = tuple(one for one in operations() if not one.costs)
COSTING = [one for one in operations() if one.costs and one.status == "documented"]
INFERRED = [one for one in operations() if one.is_inferred]
EVERYTHING = Terms("run", allow_billable=True, max_calls=100_000)
NO_DATA: dict[str, Any] = {CODES.data: {}}
Respond = Callable[[HttpRequest], Answer]


class Partly:
    """Answers as the simulator does, but for some operations."""

    def __init__(self, other: Respond, *instead: Operation) -> None:
        self._simulated = Simulated.of(document().data)
        self._other = other
        self._paths = {one.path for one in instead}
        self.seen: list[HttpRequest] = []

    def __call__(self, request: HttpRequest) -> Answer:
        if request.path.partition("?")[0] not in self._paths:
            return self._simulated(request)
        self.seen.append(request)
        return self._other(request)


def accept(request: HttpRequest) -> Answer:
    return envelope(document(), CODES.success, **NO_DATA)


def refuse(request: HttpRequest) -> Answer:
    return envelope(document(), CODES.refusal, "no")


def fail(request: HttpRequest) -> Answer:
    raise NoAnswerError("no connection")


BRIEF = tuple(one for one in operations() if len(cases_of(one)) < 300)


@pytest.mark.parametrize("chosen", [BRIEF, kiln().operations[:1]], ids=["images", "pots"])
@pytest.mark.parametrize("terms", [Terms("run"), EVERYTHING], ids=["free", "everything"])
def test_the_simulator_agrees(chosen: tuple[Operation, ...], terms: Terms) -> None:
    api = chosen[0].document
    _, report = run_against(api, Simulated.of(api.data), terms, chosen)
    assert not differing(report)
    assert report.count(Status.AGREES) > 20
    if terms is EVERYTHING:
        assert report.proved == report.count(Status.AGREES)
        assert report.count(Status.UNKNOWN) == 0


def test_what_accepts_too_much_gets_no_more() -> None:
    operation = COSTING[0]
    service = Partly(accept, operation)
    _, report = run_against(document(), service, operations=(operation,))
    assert len(service.seen) == 1
    assert report.billable == 1
    found = [one.rule for status in (Status.DIFFERS, Status.DISCOVERY) for _, one in report.findings(status)]
    assert len(found) == 2
    assert "answer" in found
    assert any(operation.label in note for note in report.notes)


def test_more_surprises_have_to_be_paid_for() -> None:
    operation = COSTING[0]
    service = Partly(accept, operation)
    _, report = run_against(document(), service, Terms("run", True, 7), (operation,))
    assert len(service.seen) == 7 == report.billable


def test_refusals_prove_nothing_where_nothing_is_accepted() -> None:
    operation = COSTING[0]
    _, report = run_against(document(), Partly(refuse, operation), operations=(operation,))
    agreeing = [one for _, one in report.findings(Status.AGREES)]
    assert len(agreeing) > 10
    assert not any(finding.proved for finding in agreeing)


def test_what_refuses_everything_differs_once() -> None:
    operation = COSTING[0]
    _, report = run_against(document(), Partly(refuse, operation), EVERYTHING, (operation,))
    assert differing(report) == {(operation.label, "the operation / plain request")}


def test_an_account_that_runs_dry_is_no_difference() -> None:
    operation = COSTING[0]
    simulated = Simulated.of(document().data)
    accepted = 0

    def until_it_is_empty(request: HttpRequest) -> Answer:
        nonlocal accepted
        if accepted == 3:
            return refuse(request)
        answer = simulated(request)
        accepted += f'"{CODES.success}"'.encode() in answer.body
        return answer

    _, report = run_against(document(), Partly(until_it_is_empty, operation), EVERYTHING, (operation,))
    assert accepted == 3
    assert not differing(report)
    assert any("by now so is the plain request" in one.summary for _, one in report.findings())


@pytest.mark.parametrize(
    "trouble", [fail, lambda request: Answer(503, {}, b"busy")], ids=["no answer", "503"]
)
def test_trouble_is_never_agreement(trouble: Respond) -> None:
    operation = COSTING[0]
    run, report = run_against(document(), Partly(trouble, operation), operations=(operation,))
    assert run.ended
    assert len(run.records[operation].observations) == MOST_FAILURES
    assert {finding.status for _, finding in report.findings()} == {Status.UNKNOWN}


def test_what_may_cost_is_not_repeated_when_no_answer_came() -> None:
    operation = COSTING[0]
    service = Partly(fail, operation)
    run_against(document(), service, EVERYTHING, (operation,))
    times = Counter(request.body for request in service.seen)
    assert times.pop(service.seen[0].body) == 1, "the plain request, which may have been accepted"
    assert set(times.values()) == {3}, "and the others, which cost nothing"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (refuse, "no"),
        (fail, "cannot be reached"),
        (lambda request: Answer(401, {}, b"who are you?"), "401"),
        (lambda request: Answer(200, {}, b"<html>"), "not JSON"),
    ],
    ids=["refused", "unreachable", "401", "a web page"],
)
def test_a_service_that_takes_no_keys_ends_it(answer: Respond, said: str) -> None:
    with pytest.raises(UnusableServiceError, match=said):
        run_against(document(), answer, operations=(COSTING[0],))


def test_an_interrupt_keeps_what_was_learnt() -> None:
    simulated = Simulated.of(document().data)

    def interrupted(request: HttpRequest) -> Answer:
        if len(simulated.seen) == 40:
            raise KeyboardInterrupt
        return simulated(request)

    run, report = run_against(document(), interrupted, operations=CHEAP)
    assert "interrupted" in report.ended
    assert report.count(Status.AGREES) > 5
    assert report.count(Status.UNKNOWN) > 5
    assert any(finding.summary == run.ended for _, finding in report.findings(Status.UNKNOWN))


@pytest.mark.parametrize(
    "nobody",
    [
        lambda request: Answer(404, {}, b"not found"),
        lambda request: Answer(405, {}, b""),
        lambda request: envelope(document(), "404", f"no such path {request.path}"),
        lambda request: envelope(document(), CODES.refusal, "unknown api"),
    ],
    ids=["404", "405", "an envelope", "a refusal"],
)
def test_an_inferred_operation_that_is_not_there_stays_unknown(nobody: Respond) -> None:
    known = {one.path for one in operations() if not one.is_inferred}
    simulated = Simulated.of(document().data)

    def send(request: HttpRequest) -> Answer:
        return simulated(request) if request.path in known else nobody(request)

    _, report = run_against(document(), send, operations=tuple(INFERRED))
    assert {finding.status for _, finding in report.findings()} == {Status.UNKNOWN}
    assert all(
        one.calls == 2
        for one in report.operations
        if one.label in {each.label for each in INFERRED if each.costs}
    )


def test_an_inferred_operation_that_is_there_is_a_discovery() -> None:
    _, report = run_against(document(), Simulated.of(document().data), operations=tuple(INFERRED))
    assert report.count(Status.DISCOVERY) == len(INFERRED)
    assert not differing(report)


def test_what_differs_at_an_inferred_operation_is_a_discovery() -> None:
    operation = next(one for one in INFERRED if one.is_list)
    _, report = run_against(document(), Partly(accept, operation), operations=(operation,))
    assert not differing(report)
    assert report.count(Status.DISCOVERY) > 3


def test_a_documented_operation_that_is_not_there_differs_once() -> None:
    operation = COSTING[0]
    service = Partly(lambda request: Answer(404, {}, b"not found"), operation)
    _, report = run_against(document(), service, EVERYTHING, (operation,))
    assert differing(report) == {(operation.label, "the operation / answer")}
    assert len(service.seen) == 1


def test_a_query_for_an_unknown_task_may_be_refused_or_not() -> None:
    operation = next(one for one in operations() if one.role == "query" and one.status == "documented")
    examples = [one for one in operation.answer_examples if one[CODES.code] == CODES.success]
    for answer in (refuse, lambda request: envelope(document(), **_as_envelope(examples[0]))):
        _, report = run_against(document(), Partly(answer, operation), operations=(operation,))
        plain = finding_of(report, operation, lambda one: one.rule == "plain request")
        assert plain.status is Status.AGREES


def _as_envelope(example: dict[str, Any]) -> dict[str, Any]:
    rest = {name: value for name, value in example.items() if name not in (CODES.code, CODES.message)}
    return {"code": example[CODES.code], "message": example[CODES.message], **rest}


def test_a_query_alone_needs_one_task_that_is_counted() -> None:
    (operation, *_) = (one for one in operations() if one.role == "query" and one.status == "documented")
    service = Simulated.of(document().data)
    _, report = run_against(document(), service, Terms("run", True, 5), (operation,))
    assert len(service.simulator.tasks) == 1 == report.billable
    assert report.proved == report.count(Status.AGREES) > 5


def test_redirects_are_not_agreement() -> None:
    operation = COSTING[0]
    service = Partly(lambda request: Answer(302, {"location": "https://elsewhere.example"}, b""), operation)
    _, report = run_against(document(), service, operations=(operation,))
    assert report.count(Status.AGREES) == 0


def test_messages_that_name_no_field_are_told_and_no_difference() -> None:
    operation = COSTING[0]
    _, report = run_against(document(), Partly(refuse, operation), operations=(operation,))
    (own,) = (one for one in report.operations if one.label == operation.label)
    assert not differing(report)
    assert any(note.startswith("0 of ") for note in own.notes)


def test_a_case_that_is_refused_only_in_company_is_tried_alone() -> None:
    """A service that refuses one value refuses every request with it; the others in that request are not to blame."""
    case = next(
        one
        for operation in sorted(COSTING, key=lambda one: len(cases_of(one)))
        for one in cases_of(operation)
        if one.accepted and one.rule.keyword == "maximum" and one.value == one.rule.limit
    )
    operation = case.rule.operation
    simulated = Simulated.of(document().data)
    refused: list[HttpRequest] = []

    def stricter(request: HttpRequest) -> Answer:
        name = str(case.rule.way[-1])
        if f'"{name}": {case.value}'.encode() in request.body:
            refused.append(request)
            return refuse(request)
        return simulated(request)

    _, report = run_against(document(), Partly(stricter, operation), EVERYTHING, (operation,))
    assert differing(report) == {(operation.label, f"{case.rule.field} / {case.rule.name}")}
    assert len(refused) > 1
