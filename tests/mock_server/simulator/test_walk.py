"""Every operation of every API answers its examples, and the links lead from each task to the queries about it."""

from __future__ import annotations

import pytest
from imgopen_mock import Fault, FaultKind, Phase, Simulator

from tests.mock_server.simulator.apis import IMMEDIATE, OPERATIONS, QUERIES, SUBMITS, each
from tests.mock_server.simulator.calls import Call, Link, ask, calls_of, links_of
from tests.mock_server.simulator.documents import Operation
from tests.mock_server.simulator.expressions import NOTHING
from tests.mock_server.simulator.meanings import promised, told
from tests.mock_server.simulator.receivers import BRISK, EVER, WORK, listen
from tests.mock_server.simulator.results import inquiries

RESULTS = {"pictures", "picture", "caption", "prompts", "styles", "faces"}


def submitted(simulator: Simulator, submit: Operation, number: int = 1, account: str = "own") -> Call:
    """Submit a task, and return the call that did."""
    call = calls_of(submit)[0].numbered(number)
    answer = ask(simulator, call, account)
    assert answer.accepted, answer.body
    return call


@each("operation", OPERATIONS)
def test_every_example_is_answered_as_documented(operation: Operation) -> None:
    """A query is asked about a task that was submitted with the example of an operation which links to it."""
    asked = calls_of(operation) if operation.role != "query" else linking(operation)
    assert asked
    for call in asked:
        simulator = operation.api.simulator(BRISK)
        answers = [ask(simulator, call)]
        if operation.role == "query":
            answers += [answer for answer in inquiries(simulator, call) if answer.call.operation is operation]
            assert len(answers) > 1
        for answer in answers:
            assert answer.accepted, answer.body
            assert answer.kept, answer.body


def linking(query: Operation) -> list[Call]:
    """Return the examples of all operations that link to a query."""
    return [
        call
        for submit in SUBMITS
        if any(link.operation is query for link in links_of(submit))
        for call in calls_of(submit)
    ]


def test_every_query_is_linked_and_every_task_has_a_query() -> None:
    assert {link.operation for submit in SUBMITS for link in links_of(submit)} == set(QUERIES)
    assert all(links_of(submit) for submit in SUBMITS)


@each("submit", SUBMITS)
def test_the_receipt_repeats_the_id_and_tells_of_a_task_that_has_not_begun(submit: Operation) -> None:
    simulator = submit.api.simulator(BRISK)
    for number in (1, 2):
        call = calls_of(submit)[0].numbered(number)
        answer = ask(simulator, call)
        assert answer.get("receipt") in (call.task_id, NOTHING)
        if answer.get("state") is not NOTHING:
            assert answer.state == "pending"
        assert told(answer, "pictures") + told(answer, "picture") + told(answer, "caption") == []
    first, second = simulator.tasks
    assert first.assigned != second.assigned
    assert answer.get("assigned") in (second.assigned, NOTHING)


@each("submit", SUBMITS)
@pytest.mark.parametrize("failing", [False, True])
def test_every_linked_query_follows_the_task_through_its_life(submit: Operation, failing: bool) -> None:
    simulator = submit.api.simulator(BRISK)
    if failing:
        simulator.set_fault(Fault(FaultKind.FAIL_TASK, submit.id, message="it cracked"))
    begin = simulator.clock.now()
    call = submitted(simulator, submit)
    (task,) = simulator.tasks
    assert task.submitted == begin
    assert task.ends == begin + WORK
    assigned = set()
    for time, phase in (
        (begin, Phase.PENDING),
        ((task.submitted + task.starts) / 2, Phase.PENDING),
        (task.starts, Phase.RUNNING),
        ((task.starts + task.ends) / 2, Phase.RUNNING),
        (task.ends, Phase.FAILED if failing else Phase.SUCCEEDED),
        (task.ends + EVER, Phase.FAILED if failing else Phase.SUCCEEDED),
    ):
        listen(simulator, time - simulator.clock.now())
        assert task.phase(simulator.clock.now()) is phase
        for answer in inquiries(simulator, call):
            assert answer.accepted, answer.body
            assert answer.kept, answer.body
            assert answer.state in allowed(answer.call.operation, phase)
            assert answer.get("receipt") in (call.task_id, NOTHING)
            assigned |= {str(answer.get("assigned"))} - {str(NOTHING)}
            if phase is Phase.FAILED:
                assert answer.get("message") in ("it cracked", NOTHING)
            if phase is not Phase.SUCCEEDED:
                results = [told(answer, meaning) for meaning in RESULTS]
                assert all(not value for values in results for value in values)
    assert len(assigned) <= 1


def allowed(query: Operation, phase: Phase) -> set[str]:
    """Return the kinds of states that may be told of a phase; an API may not tell waiting from running."""
    kinds = query.task["states"].keys()
    if phase.finished:
        return {phase.value}
    return {phase.value} if phase.value in kinds else {"pending", "running"} & kinds


@each("submit", SUBMITS)
def test_a_finished_task_gives_every_result_that_it_is_said_to_give(submit: Operation) -> None:
    simulator = submit.api.simulator(BRISK)
    call = submitted(simulator, submit)
    listen(simulator, WORK)
    answers = inquiries(simulator, call)
    for result in submit.task["results"]:
        meanings = {result, "picture"} if result == "pictures" else {result}
        able = [answer for answer in answers if meanings & promised(answer.call.operation)]
        assert able
        for answer in able:
            values = [value for meaning in meanings for value in told(answer, meaning)]
            assert values
            assert all(values)
    strange = RESULTS - {"picture"} - set(submit.task["results"])
    strange |= set() if "pictures" in submit.task["results"] else {"picture"}
    for answer in answers:
        assert not any(value for meaning in strange for value in told(answer, meaning))


@each("operation", IMMEDIATE)
def test_an_immediate_operation_answers_with_its_result(operation: Operation) -> None:
    simulator = operation.api.simulator()
    for call in calls_of(operation):
        answer = ask(simulator, call)
        assert answer.accepted
        assert answer.kept
        assert answer.get("state") is NOTHING or answer.state == "succeeded"
        for result in operation.task["results"]:
            assert told(answer, result)
            assert all(told(answer, result))
    assert {task.phase(simulator.clock.now()) for task in simulator.tasks} == {Phase.SUCCEEDED}
    assert simulator.next_due() is None


@each("operation", IMMEDIATE)
def test_an_immediate_operation_can_fail(operation: Operation) -> None:
    """Where the API has no state to say so in, it is refused."""
    simulator = operation.api.simulator()
    simulator.set_fault(Fault(FaultKind.FAIL_TASK, operation.id, message="it cracked"))
    answer = ask(simulator, calls_of(operation)[0])
    assert answer.kept, answer.body
    assert not any(value for result in RESULTS for value in told(answer, result))
    if operation.task.get("states", {}).get("failed"):
        assert answer.state == "failed"
        assert [task.phase(simulator.clock.now()) for task in simulator.tasks] == [Phase.FAILED]
    else:
        assert not answer.accepted
        assert answer.message == "it cracked"
        assert simulator.tasks == ()


@each("submit", SUBMITS)
def test_an_id_serves_once_for_what_is_asked_for_at_the_same_place(submit: Operation) -> None:
    """Whether two operations share their ids, their links say: the same query with the same constants."""
    api = submit.api
    simulator = api.simulator(BRISK)
    call = submitted(simulator, submit)
    before = [answer.response for answer in inquiries(simulator, call)]
    for other in (found for found in SUBMITS if found.api is api):
        again = calls_of(other)[0].numbered(1)
        shared = other is submit or bool(places(call) & places(again))
        probe = api.simulator(BRISK)
        submitted(probe, submit)
        answer = ask(probe, again)
        assert answer.kept
        assert answer.accepted is not shared, (other.id, answer.body)
        assert len(probe.tasks) == 2 - shared
        if shared:
            assert str(again.task_id) in answer.message
            assert [found.response for found in inquiries(probe, call)] == before


def places(call: Call) -> set[tuple[str, ...]]:
    return {
        (link.operation.id, *(f"{name}={value}" for name, value in sorted(link.constants.items())))
        for link in links_of(call.operation)
    }


@each("submit", SUBMITS)
def test_accounts_do_not_see_each_other(submit: Operation) -> None:
    """Who asks for another's task is told exactly what is told where there is no such task at all."""
    simulator, empty = submit.api.simulator(BRISK), submit.api.simulator(BRISK)
    call = submitted(simulator, submit, account="own")
    for question in questions(submit, call):
        ours, nobodys = ask(simulator, question, "other"), ask(empty, question, "other")
        assert not ours.accepted
        assert ours.kept
        assert ours.response == nobodys.response
    assert ask(simulator, call, "other").accepted
    assert not ask(simulator, call, "other").accepted
    for account in ("own", "other"):
        assert all(answer.accepted for answer in inquiries(simulator, call, account))
    listen(simulator, WORK)
    assert len(simulator.tasks) == 2


def questions(submit: Operation, call: Call) -> list[Call]:
    """Return all ways to ask about a task: by its own links, and by those of all other operations."""
    found = [link.call(call) for link in links_of(submit)]
    for link in {link for other in SUBMITS if other.api is submit.api for link in links_of(other)}:
        own = next((mine for mine in links_of(submit) if mine.operation is link.operation), None)
        if own is not None:
            found.append(elsewhere(own, link, call))
    return found


def elsewhere(own: Link, link: Link, call: Call) -> Call:
    """Ask for the task of a call with the constants of another link."""
    question = own.call(call)
    values = {
        place: dict(found) if isinstance(found, dict) else found for place, found in question.values.items()
    }
    for parameter in link.operation.parameters:
        if parameter["name"] in link.constants:
            values[parameter["in"]][parameter["name"]] = link.constants[parameter["name"]]
    return Call(question.operation, values)


@each("submit", SUBMITS)
def test_a_task_is_not_found_where_another_operation_keeps_its_own(submit: Operation) -> None:
    simulator = submit.api.simulator(BRISK)
    call = submitted(simulator, submit)
    for own in links_of(submit):
        others = [
            link
            for other in SUBMITS
            if other.api is submit.api
            for link in links_of(other)
            if link.operation is own.operation and link.constants != own.constants
        ]
        for link in others:
            answer = ask(simulator, elsewhere(own, link, call))
            assert not answer.accepted
            assert answer.kept
            assert all(name in answer.message for name in own.constants)
            assert all(str(value) in answer.message for value in own.constants.values())


@each("submit", SUBMITS)
def test_an_unknown_id_is_refused_with_its_name_and_value(submit: Operation) -> None:
    simulator = submit.api.simulator(BRISK)
    submitted(simulator, submit, 1)
    unknown = calls_of(submit)[0].numbered(2)
    for link in links_of(submit):
        answer = ask(simulator, link.call(unknown))
        assert not answer.accepted
        assert answer.kept
        name = str(link.operation.task["id"]).replace("/", ".").rpartition(".")[2]
        assert answer.message.startswith(f"{name}: ")
        assert str(unknown.task_id) in answer.message


@each("submit", tuple(found for found in SUBMITS if any(link.constants for link in links_of(found))))
def test_a_place_that_no_link_knows_has_no_tasks(submit: Operation) -> None:
    """Who asks there is told where the own task is; about an id that is no task's, that there is no such place."""
    simulator = submit.api.simulator(BRISK)
    call = submitted(simulator, submit, 1)
    links = [link for link in links_of(submit) if link.constants]
    for link in links:
        for asked in (call, calls_of(submit)[0].numbered(2)):
            question, wrong = nowhere(link, asked)
            answer = ask(simulator, question)
            assert not answer.accepted
            assert answer.kept
            assert all(name in answer.message for name in link.constants)
            told_of = [str(value) for value in link.constants.values()] if asked is call else wrong
            assert all(value in answer.message for value in told_of), answer.message


def nowhere(link: Link, asked: Call) -> tuple[Call, list[str]]:
    """Ask by a link, but with constants that no link has."""
    question = link.call(asked)
    known = {value for other in SUBMITS for found in links_of(other) for value in found.constants.values()}
    wrong: list[str] = []
    for parameter in link.operation.parameters:
        name, place = parameter["name"], parameter["in"]
        if name in link.constants:
            options = parameter["schema"].get("enum", [f"{link.constants[name]}x"])
            wrong.append(next(option for option in options if option not in known))
            question.values[place] = {**question.values[place], name: wrong[-1]}
    return question, wrong
