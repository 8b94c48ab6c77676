"""What finished tasks give: as many results as are asked for, with the seeds that are asked for."""

from __future__ import annotations

import math
from typing import Any

import pytest
from imgopen_mock import Task

from tests.mock_server.simulator.apis import APIS, IMMEDIATE, SUBMITS, each
from tests.mock_server.simulator.calls import Call, ask, calls_of
from tests.mock_server.simulator.documents import Api, Json, Operation
from tests.mock_server.simulator.expressions import NOTHING
from tests.mock_server.simulator.meanings import asked, fields_of, promised, told
from tests.mock_server.simulator.receivers import BRISK
from tests.mock_server.simulator.results import able, inquiries, outcome, pictures, wait

COUNTED = tuple(found for found in (*SUBMITS, *IMMEDIATE) if "count" in fields_of(found))
SEEDED = tuple(
    found for found in SUBMITS if "seed" in fields_of(found) and "pictures" in found.task["results"]
)
LISTED = {"pictures", "prompts"}


def with_meaning(call: Call, meaning: str, values: list[Any]) -> Call:
    """Return a call with values in the fields of a meaning; a text where the schema wants one."""
    changes = {}
    for (path, schema), value in zip(fields_of(call.operation)[meaning], values, strict=True):
        textual = schema.get("type") == "string" and value is not NOTHING
        changes[path] = str(value) if textual else value
    return call.with_fields(changes)


def counted_calls(operation: Operation) -> list[Call]:
    """Return calls that ask for some results each, in all fields that count or in some."""
    number = len(fields_of(operation)["count"])
    choices: list[list[Any]] = [[2] * number, [index + 2 for index in range(number)], [1] * number]
    choices += [[3 if place == index else NOTHING for place in range(number)] for index in range(number)]
    choices += [[NOTHING] * number]
    calls = [with_meaning(calls_of(operation)[0].numbered(1), "count", choice) for choice in choices]
    return [call for call in calls if call.keeps_contract and asked(call, "count")]


@each("operation", COUNTED)
def test_there_are_as_many_results_as_the_product_of_the_counts(operation: Operation) -> None:
    assert len(counted_calls(operation)) > 2
    for call in counted_calls(operation):
        _, answers = outcome(call, BRISK)
        expected = math.prod(asked(call, "count"))
        for answer in answers:
            assert answer.kept, answer.body
            lists = [found for meaning in LISTED for found in told(answer, meaning) if found]
            assert all(len(found) == expected for found in lists)
            assert (
                lists
                or not LISTED & promised(answer.call.operation)
                or "pictures" in operation.task["results"]
            )


@each("operation", tuple(found for found in COUNTED if "pictures" in found.task["results"]))
def test_every_picture_has_an_address_of_its_own_and_all_queries_tell_the_same(operation: Operation) -> None:
    number = len(fields_of(operation)["count"])
    call = with_meaning(calls_of(operation)[0].numbered(1), "count", [2] * number)
    simulator, answers = outcome(call, BRISK)
    found = [pictures([answer]) for answer in able(answers, "picture")]
    every = max(found, key=len)
    assert len(every) in (1, 2**number)
    assert all(addresses in (every, every[:1]) for addresses in found)
    again = [answer.response for answer in inquiries(simulator, call)]
    wait(simulator)
    assert [answer.response for answer in answers] == again
    assert [answer.response for answer in inquiries(simulator, call)] == again


@each("submit", SEEDED)
@pytest.mark.parametrize("seed", [0, 1, 42, 2**31 - 1])
def test_seeds_are_as_asked_for_and_count_up(submit: Operation, seed: int) -> None:
    call = with_meaning(calls_of(submit)[0].numbered(1), "seed", [seed])
    if "count" in fields_of(submit):
        call = with_meaning(call, "count", [2] * len(fields_of(submit)["count"]))
    _, answers = outcome(call, BRISK)
    for answer in answers:
        seeds = [int(value) for value in told(answer, "seed") if value is not None]
        assert seeds == [seed + index for index in range(len(seeds))]
        assert len(seeds) == (len(pictures([answer])) if "seed" in promised(answer.call.operation) else 0)


@each("submit", SEEDED)
@pytest.mark.parametrize("left_out", [NOTHING, -1], ids=["missing", "-1"])
def test_seeds_that_are_left_to_the_service_are_random(submit: Operation, left_out: Any) -> None:
    simulator = submit.api.simulator(BRISK)
    calls = [with_meaning(calls_of(submit)[0].numbered(number), "seed", [left_out]) for number in range(8)]
    assert all(ask(simulator, call).accepted for call in calls)
    wait(simulator)
    told_of = [
        {str(seed) for answer in inquiries(simulator, call) for seed in told(answer, "seed")}
        for call in calls
    ]
    if any("seed" in promised(answer.call.operation) for answer in inquiries(simulator, calls[0])):
        assert all(told_of)
        assert len(set().union(*told_of)) == sum(map(len, told_of))
    assert len({task.work.seed for task in simulator.tasks}) == len(calls)
    assert all(task.work.seed >= 0 for task in simulator.tasks)


@each("submit", SEEDED)
def test_a_whole_number_is_a_seed_however_it_is_written(submit: Operation) -> None:
    """In JSON, 5.0 is an integer as 5 is."""
    ((path, _),) = fields_of(submit)["seed"]
    call = calls_of(submit)[0].numbered(1).with_fields({path: 5.0})
    if not call.keeps_contract:
        return
    simulator, _ = outcome(call, BRISK)
    assert simulator.tasks[0].work.seed == 5


@each("submit", SEEDED)
def test_what_is_no_number_is_taken_for_no_seed(submit: Operation) -> None:
    ((path, _),) = fields_of(submit)["seed"]
    for odd in ("", "seed", "1.5", "-", "9" * 5000, "0x10", "\u0662", -7, 10**40, "-7", "1_0"):
        call = calls_of(submit)[0].numbered(1).with_fields({path: odd})
        if call.keeps_contract:
            _, answers = outcome(call, BRISK)
            assert all(answer.kept for answer in answers)
            assert all(
                int(seed) >= 0 for answer in answers for seed in told(answer, "seed") if seed is not None
            )


@pytest.mark.parametrize("api", APIS, ids=lambda api: api.name)
def test_the_service_gives_every_task_an_id_of_its_own(api: Api) -> None:
    simulator = api.simulator(BRISK)
    makers = [found for found in (*SUBMITS, *IMMEDIATE) if found.api is api]
    for number, maker in enumerate(makers * 12):
        assert ask(simulator, calls_of(maker)[0].numbered(number)).accepted
    assigned = [str(task.assigned) for task in simulator.tasks if "assigned" in task_of(api, task)]
    assert len(assigned) > len(makers)
    assert len(set(assigned)) == len(assigned)


def task_of(api: Api, task: Task) -> Json:
    """Return the `x-task` of the operation that made a task."""
    return api.operation(task.operation.id).task


@each("submit", tuple(found for found in SUBMITS if "faces" in found.task["results"]))
def test_faces_stand_side_by_side_inside_the_picture(submit: Operation) -> None:
    simulator = submit.api.simulator(BRISK)
    for number in range(20):
        call = calls_of(submit)[0].numbered(number)
        if "source" in fields_of(submit):
            call = with_meaning(call, "source", [f"http://yard.example/{number}.png"])
        assert ask(simulator, call).accepted
        wait(simulator)
        task = simulator.tasks[-1]
        for answer in able(inquiries(simulator, call), "faces"):
            faces = sorted(
                zip(*(told(answer, m) for m in ("number", "left", "top", "width", "height")), strict=True)
            )
            assert [face[0] for face in faces] == list(range(1, len(faces) + 1))
            right = 0.0
            for _, left, top, width, height in faces:
                assert left >= right
                right = left + width
                assert 0 <= top <= top + height <= task.work.height
            assert right <= task.work.width
            assert all(0 < sure <= 1 for sure in told(answer, "confidence"))


@each("operation", tuple(found for found in SUBMITS if {"steps", "count"} & fields_of(found).keys()))
def test_more_work_takes_longer_and_nothing_takes_for_ever(operation: Operation) -> None:
    """Where nothing else is set, the work decides how long a task takes."""
    for meaning in sorted({"steps", "count"} & fields_of(operation).keys()):
        for place, (path, schema) in enumerate(fields_of(operation)[meaning]):
            lengths = []
            for amount in (10, 20, 40, 10**6):
                value: Any = ["x"] * min(amount, 5000) if schema.get("type") == "array" else amount
                call = calls_of(operation)[0].numbered(place).with_fields({path: value})
                if call.keeps_contract:
                    simulator = operation.api.simulator()
                    assert ask(simulator, call).accepted
                    lengths.append(simulator.tasks[0].ends - simulator.tasks[0].submitted)
            assert len(lengths) > 1
            assert lengths == sorted(lengths)
            assert len(set(lengths[:3])) == len(lengths[:3])
            assert max(lengths) < 3600
