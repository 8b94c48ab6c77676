"""Requests that keep the contract and ask for the impossible: the task fails and says why, and nothing breaks."""

from __future__ import annotations

import tracemalloc
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.mock_server.simulator.apis import IMMEDIATE, SUBMITS, each
from tests.mock_server.simulator.calls import Answer, Call, ask, calls_of
from tests.mock_server.simulator.documents import Operation
from tests.mock_server.simulator.expressions import NOTHING
from tests.mock_server.simulator.meanings import fields_of, told
from tests.mock_server.simulator.receivers import BRISK
from tests.mock_server.simulator.results import fetch, inquiries, outcome, pictures, wait

ORDERING = tuple(found for found in (*SUBMITS, *IMMEDIATE) if len(fields_of(found)) > 1)
DRAWING = tuple(found for found in ORDERING if "pictures" in found.task["results"])
COUNTED = tuple(found for found in ORDERING if "count" in fields_of(found))
PAINTABLE = 100_000
"""Pixels that are painted in no time."""
MOST_PIXELS = 100_000_000
LONGEST_ANSWER = 1_000_000

ABSURD = (0, -1, 1, 2, 7, 255, 256, 257, 65_500, 65_501, 10**6, 10**9, -(10**9), 2**63, 10**40, -(10**400))
NUMBERS: st.SearchStrategy[Any] = (
    st.sampled_from(ABSURD) | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
)


def checked(call: Call) -> list[Answer]:
    """See a task through, and check that it either gives what it promises or says clearly why it does not."""
    simulator, answers = outcome(call)
    task = simulator.tasks[-1]
    assert task.ends - task.submitted < 86_400
    for answer in answers:
        assert answer.kept, answer.body
        assert len(answer.response.body) < LONGEST_ANSWER
        assert answer.state in ("succeeded", "failed")
        assert (answer.state == "failed") is bool(task.failure)
        if answer.state == "failed":
            assert 10 < len(task.failure) < 300
            assert task.failure.isprintable()
            assert answer.get("message") in (task.failure, NOTHING)
            assert not any(
                value for name in ("pictures", "picture", "prompts") for value in told(answer, name)
            )
    for url in pictures(answers)[:3]:
        response = fetch(simulator, url)
        assert response.status == 200
        drawing = response.drawing
        assert drawing is not None
        assert 1 <= drawing.width * drawing.height <= MOST_PIXELS
        if drawing.width * drawing.height <= PAINTABLE:
            assert response.content()
    return answers


@each("operation", COUNTED)
@pytest.mark.parametrize("count", [0, -1, -5, 10_000, 10**6, 10**30])
def test_absurd_counts_fail_with_the_number_in_the_message(operation: Operation, count: int) -> None:
    for path, _ in fields_of(operation)["count"]:
        changes = dict.fromkeys((found for found, _ in fields_of(operation)["count"]), 1) | {path: count}
        call = calls_of(operation)[0].numbered(1).with_fields(changes)
        if not call.keeps_contract:
            continue
        simulator, _ = outcome(call)
        if operation.role == "immediate":  # there is no state to fail in, so it gives as much as it can
            assert {answer.state for answer in checked(call)} == {"succeeded"}
            continue
        assert {answer.state for answer in checked(call)} == {"failed"}
        assert str(count) in simulator.tasks[-1].failure or count >= 10**12


@each("operation", DRAWING)
@pytest.mark.parametrize("side", [0, -8, 10**7, 10**30])
def test_absurd_sizes_fail_with_the_size_in_the_message(operation: Operation, side: int) -> None:
    for name in ("width", "height", "width-factor", "height-factor"):
        for path, _ in fields_of(operation).get(name, ()):
            call = calls_of(operation)[0].numbered(1).with_fields({path: side})
            if not call.keeps_contract:
                continue
            simulator, _ = outcome(call)
            assert {answer.state for answer in checked(call)} == {"failed"}
            assert "pixels" in simulator.tasks[-1].failure


@each("operation", tuple(found for found in DRAWING if {"width", "height"} <= fields_of(found).keys()))
@pytest.mark.parametrize("sides", [(65_501, 1), (1, 65_501), (90_000, 1), (1, 99_999)])
def test_every_picture_that_is_promised_can_be_painted(operation: Operation, sides: tuple[int, int]) -> None:
    """A file format has a longest side: what is longer has to fail, however few pixels it has."""
    ((across, _),), ((down, _),) = (fields_of(operation)[name] for name in ("width", "height"))
    call = calls_of(operation)[0].numbered(1).with_fields({across: sides[0], down: sides[1]})
    if call.keeps_contract:
        checked(call)


@each("operation", ORDERING)
@given(data=st.data())
@settings(max_examples=25)
def test_no_numbers_break_a_task(operation: Operation, data: st.DataObject) -> None:
    changes = {}
    for name, fields in fields_of(operation).items():
        for path, schema in fields:
            if name not in ("format", "source", "prompt") and data.draw(st.booleans()):
                values = NUMBERS | st.sampled_from([NOTHING, True, schema.get("minimum", 8)])
                value = data.draw(values)
                changes[path] = str(value) if schema.get("type") == "string" else value
    call = calls_of(operation)[0].numbered(1)
    for path, value in changes.items():
        changed = call.with_fields({path: value})
        call = changed if changed.keeps_contract else call
    checked(call)


def test_orders_of_millions_do_not_fill_the_memory() -> None:
    """A task is as large as its request, whatever it asks for."""
    calls = [
        calls_of(operation)[0].with_fields({path: 10**9 for path, _ in fields_of(operation)["count"]})
        for operation in COUNTED
    ]
    for call in (found for found in calls if found.keeps_contract):
        simulator = call.operation.api.simulator(BRISK)
        ask(simulator, call.numbered(0))
        tracemalloc.start()
        try:
            for number in range(1, 20):
                ask(simulator, call.numbered(number))
            wait(simulator)
            inquiries(simulator, call.numbered(1))
            assert tracemalloc.get_traced_memory()[1] < 2_000_000
        finally:
            tracemalloc.stop()
