"""What is sent, and what it may cost: the service itself counts."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from imgopen_contract.cases import Call, Case, baseline, cases_of
from imgopen_contract.document import Document, Operation
from imgopen_contract.live.combine import changes_of, combined, is_boundless, merged, orders_work
from imgopen_contract.live.ids import Ids, id_place
from imgopen_contract.live.plan import Plan, Purpose, Terms, is_plain, plan_of
from imgopen_contract.live.sameness import spokesmen

from tests.contract.live.services import Simulated, differing, kiln, run_against
from tests.contract.suite import document, every_case, operations

COSTING = [one for one in operations() if one.costs]
EVERY_COSTING = pytest.mark.parametrize("operation", COSTING, ids=lambda one: one.label)
EVERYTHING = Terms("run", allow_billable=True, max_calls=1_000_000)


def wire(call: Call) -> str:
    return json.dumps([call.operation.label, call.values, call.keys], default=repr)


@pytest.fixture(scope="module")
def everything() -> Plan:
    return plan_of(document(), every_case(), EVERYTHING)


@pytest.mark.parametrize("api", [document(), kiln()], ids=lambda api: api.title)
def test_by_default_nothing_is_sent_that_may_be_accepted_and_cost(api: Document) -> None:
    cases = [case for operation in api.operations for case in cases_of(operation)]
    for step in plan_of(api, cases, Terms("run")).steps:
        assert not step.may_cost
        if step.operation.costs and step.purpose is not Purpose.CONTROL:
            assert step.cases
            assert not any(case.accepted for case in step.cases)


def test_every_case_is_sent_or_has_a_reason(everything: Plan) -> None:
    sent = {case for step in everything.steps for case in step.cases}
    plain = {case for case in every_case() if is_plain(case)}
    reasons = {case for case, reason in everything.left_out if reason}
    assert not sent & reasons
    assert sent | reasons | plain == set(spokesmen(every_case()).values()) | plain


def test_no_request_is_sent_twice(everything: Plan) -> None:
    cases = (Purpose.CASES, Purpose.PLAIN)
    assert max(Counter(wire(step.call) for step in everything.steps if step.purpose in cases).values()) == 1


def test_a_request_for_several_cases_holds_each_of_them_and_keeps_the_document(everything: Plan) -> None:
    several = [step for step in everything.steps if len(step.cases) > 1]
    assert several
    for step in several:
        operation = step.operation
        assert all(case.accepted for case in step.cases)
        assert sum(map(orders_work, step.cases)) <= 1
        assert document().keeps(step.call.body, operation.body_schema)
        for case in step.cases:
            for (place, *way), value in changes_of(case):
                assert step.call.get(str(place), tuple(way)) == value


@EVERY_COSTING
def test_together_is_cheaper(operation: Operation) -> None:
    cases = [case for case in cases_of(operation) if case.accepted]
    assert len(combined(cases)) <= len(cases)
    assert sorted(map(id, (case for group in combined(cases) for case in group))) == sorted(map(id, cases))


def test_nothing_without_a_limit_is_ordered(everything: Plan) -> None:
    tried = [case for step in everything.steps if step.may_cost for case in step.cases]
    assert not any(map(is_boundless, tried))
    assert any(map(is_boundless, every_case()))


@pytest.mark.parametrize("name", ["allow_billable", ""])
def test_plain_requests_come_first(name: str) -> None:
    plan = plan_of(document(), every_case(), Terms("run", bool(name), 10 if name else 0))
    paid = [step for step in plan.steps if step.may_cost]
    assert [step.purpose for step in paid[: len(COSTING)]] == [Purpose.PLAIN] * len(COSTING) * bool(name)


@settings(max_examples=8)
@given(st.integers(1, 60), st.booleans())
def test_the_ceiling_holds(ceiling: int, lax: bool) -> None:
    """The simulator keeps a task for each request that made it work; it may even be one that accepts too much."""
    data = json.loads(json.dumps(dict(kiln().data)))
    if lax:
        for node in _closed(data):
            node["additionalProperties"] = True
    service = Simulated.of(data)
    run, report = run_against(kiln(), service, Terms("run", allow_billable=True, max_calls=ceiling))
    worked = len(service.simulator.tasks)
    surprised = sum(bool(record.surprises) for record in run.records.values())
    assert worked <= ceiling + surprised
    assert worked <= report.billable <= ceiling + surprised


def test_by_default_the_service_has_nothing_to_do_and_agrees() -> None:
    service = Simulated.of(document().data)
    _, report = run_against(document(), service)
    assert not differing(report)
    assert not service.simulator.tasks
    assert report.billable == 0


def test_an_id_is_used_once() -> None:
    service = Simulated.of(kiln().data)
    run_against(kiln(), service, EVERYTHING)
    ids = [json.dumps(task.id) for task in service.simulator.tasks]
    assert len(ids) > 10
    assert len(ids) == len(set(ids))


@EVERY_COSTING
def test_a_fresh_id_keeps_the_document_and_changes_nothing_else(operation: Operation) -> None:
    call = baseline(operation)
    ids = Ids("run")
    fresh, other = (ids.freshen(call, None) for _ in range(2))
    place = id_place(operation)
    if place is None or not call.get(*place):
        assert wire(fresh) == wire(call)
        return
    assert document().keeps(fresh.body, operation.body_schema)
    assert fresh.get(*place) != other.get(*place)
    assert wire(fresh.put(*place, call.get(*place))) == wire(call)


def test_what_is_tried_for_the_id_itself_is_kept() -> None:
    tried = [case for case in every_case() if _is_about_id(case)]
    assert tried
    for case in tried:
        place = id_place(case.rule.operation)
        assert place is not None
        sent = Ids("run").freshen(case.call, case.rule).get(*place)
        if case.accepted and isinstance(case.value, str) and case.value:
            assert str(sent).endswith(case.value)
        else:
            assert wire(Ids("run").freshen(case.call, case.rule)) == wire(case.call)


def _is_about_id(case: Case) -> bool:
    rule = case.rule
    return id_place(rule.operation) == (rule.place, rule.way) and rule.keyword != "required"


def _closed(node: object) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    if isinstance(node, dict):
        found += [node] if node.get("additionalProperties") is False else []
        for value in node.values():
            found += _closed(value)
    elif isinstance(node, list):
        for value in node:
            found += _closed(value)
    return found


def test_merging_one_case_is_the_case() -> None:
    for case in every_case()[:200]:
        assert merged([case]) is case.call
