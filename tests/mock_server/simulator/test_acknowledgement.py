"""What acknowledges a callback: one of the documented values in the receiver's JSON answer, and nothing else."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from imgopen_mock import Attempt, NoReply, Outcome, Reply

from tests.mock_server.simulator.apis import RINGING, each
from tests.mock_server.simulator.bells import bell_of
from tests.mock_server.simulator.documents import Json, Operation
from tests.mock_server.simulator.receivers import BRISK, EVER, heard, listen, ring

RULED = tuple(
    {json.dumps([s.api.name, bell_of(s).rule]): s for s in reversed(RINGING) if bell_of(s).rule}.values()
)
"""One operation for every rule that there is."""
UNRULED = tuple(submit for submit in RINGING if not bell_of(submit).rule)
SIMULATORS = {submit: submit.api.simulator(BRISK) for submit in RINGING}
STATUSES = (100, 200, 201, 204, 299, 400, 401, 404, 410, 429, 500, 503, 599)
REDIRECTS = (300, 301, 302, 303, 304, 307, 308, 399)


def attempt_with(submit: Operation, outcome: Outcome) -> Attempt:
    """Make a first attempt and let it come out so."""
    simulator = SIMULATORS[submit]
    simulator.reset()
    delivery = ring(simulator, submit)
    passing = simulator.advance(delivery.task.ends - simulator.clock.now())
    (attempt,) = next(passing)
    with pytest.raises(StopIteration):
        passing.send([outcome])
    return attempt


def is_acknowledged(submit: Operation, outcome: Outcome) -> bool:
    """Tell whether an outcome acknowledges, after everything that has to hold in either case."""
    attempt = attempt_with(submit, outcome)
    assert attempt.ended is not None
    assert attempt.outcome is not None
    if not attempt.acknowledged:
        assert 3 < len(attempt.failure) < 400
        assert "\n" not in attempt.failure
    assert attempt.delivery.acknowledged is attempt.acknowledged
    follows = len(bell_of(submit).ladder()) > 1 and not attempt.acknowledged
    assert (attempt.delivery.next_due is not None) is follows
    return attempt.acknowledged


def parts(submit: Operation) -> tuple[str, list[Any]]:
    acknowledgement = bell_of(submit).rule["acknowledgement"]
    return acknowledgement["property"], acknowledgement["values"]


def reply(answer: Any, status: int = 200) -> Reply:
    return Reply(status, json.dumps(answer).encode())


def same(value: Any, wanted: Any) -> bool:
    """Compare as JSON Schema does: 7 is 7.0, and true is not 1."""
    if isinstance(value, bool) or isinstance(wanted, bool):
        return value is wanted
    return bool(value == wanted)


@each("submit", RULED)
def test_every_documented_value_acknowledges_whatever_the_status_is(submit: Operation) -> None:
    name, values = parts(submit)
    assert len(values) > 1
    for value in values:
        for status in STATUSES:
            assert is_acknowledged(submit, reply({name: value}, status)), (value, status)
        assert is_acknowledged(submit, reply({"other": [1], name: value, "more": None}))
        assert is_acknowledged(submit, Reply(200, b" \r\n\t" + json.dumps({name: value}, indent=4).encode()))
        if isinstance(value, int) and not isinstance(value, bool):
            assert is_acknowledged(submit, reply({name: float(value)}))


@each("submit", RULED)
def test_a_redirect_does_not_acknowledge_whatever_it_says(submit: Operation) -> None:
    name, values = parts(submit)
    for value in values:
        for status in REDIRECTS:
            assert not is_acknowledged(submit, reply({name: value}, status))
            assert str(status) in attempt_with(submit, reply({name: value}, status)).failure


@each("submit", RULED)
@pytest.mark.parametrize(
    "wrong",
    [
        None,
        "",
        "no",
        "OK",
        [],
        {},
        ["200"],
        {"code": "200"},
        0,
        -1,
        1,
        0.5,
        1e300,
        10**400,
        "\u0000",
        "\U0001f35e",
    ],
    ids=repr,
)
def test_another_value_does_not(submit: Operation, wrong: Any) -> None:
    name, _ = parts(submit)
    assert not is_acknowledged(submit, Reply(200, json.dumps({name: wrong}).encode()))


@each("submit", RULED)
def test_what_resembles_a_documented_value_does_not(submit: Operation) -> None:
    name, values = parts(submit)
    for value in values:
        spoilt: list[Any] = [[value], {name: value}, f"{value} ", f" {value}", f"{value}.0", f"{value}x"]
        if isinstance(value, str):
            spoilt += [value.swapcase()] if value.swapcase() != value else []
        elif isinstance(value, bool):
            spoilt += [int(value), str(value)]
        else:
            spoilt += [value + 1, value + 1e-9, -value]
        for wrong in spoilt:
            assert not is_acknowledged(submit, reply({name: wrong})), wrong
        for other in (name.upper(), f"{name} ", "data"):
            assert not is_acknowledged(submit, reply({other: value}))
        for around in (
            [{name: value}],
            {"data": {name: value}},
            value,
            [name, value],
            json.dumps({name: value}),
        ):
            assert not is_acknowledged(submit, reply(around))


@each("submit", RULED)
def test_true_is_not_one(submit: Operation) -> None:
    """Python thinks that it is, JSON does not."""
    name, _ = parts(submit)
    api = submit.api.only(submit)
    twin = api.operation(submit.id)
    for right, wrong in ((1, True), (0, False), (True, 1), (False, 0), (True, 1.0)):
        bell_of(twin).rule["acknowledgement"]["values"][:] = [right]
        changed = api.changed()
        simulator = changed.simulator(BRISK)
        delivery = ring(simulator, changed.operation(submit.id))
        made = listen(simulator, EVER, reply({name: wrong}))
        assert not delivery.acknowledged
        assert len(made) == len(bell_of(submit).ladder())
        simulator.reset()
        delivery = ring(simulator, changed.operation(submit.id))
        assert len(listen(simulator, EVER, reply({name: right}))) == 1
        assert delivery.acknowledged


@each("submit", RULED)
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" ",
        b"OK",
        b"200",
        b"null",
        b"<html>200</html>",
        b"\xff\xfe\x00",
        b"\x00" * 100,
        b"[" * 100_000,
        b'{"a":' * 200 + b"1" + b"}" * 200,
        b"9" * 10_000,
        b'"' + b"x" * 3_000_000 + b'"',
        b"{" + b" " * 3_000_000,
    ],
    ids=lambda body: repr(body[:12]),
)
def test_what_is_no_answer_does_not(submit: Operation, body: bytes) -> None:
    assert not is_acknowledged(submit, Reply(200, body))
    kept = attempt_with(submit, Reply(200, body)).outcome
    assert isinstance(kept, Reply)
    assert kept.body == body[: len(kept.body)]
    assert len(kept.body) <= 64 * 1024


@each("submit", RULED)
def test_strict_json_is_needed(submit: Operation) -> None:
    name, values = parts(submit)
    value = json.dumps(values[0])
    for text in (
        f"{{'{name}': {value}}}",
        f'{{"{name}": {value},}}',
        f'{{"{name}": {value}}} trailing',
        f'{{"{name}": {value}, "n": NaN}}',
        f'{{"{name}": {value}, "n": Infinity}}',
        f'{{"{name}": NaN}}',
        f'{{"{name}": 1e999}}',
        f"{name}={values[0]}",
        f'{{"{name}": {value}',
    ):
        assert not is_acknowledged(submit, Reply(200, text.encode())), text


@each("submit", (*RULED, *UNRULED))
@pytest.mark.parametrize("refused", [False, True])
def test_silence_does_not(submit: Operation, refused: bool) -> None:
    attempt = attempt_with(submit, NoReply("no answer within 10 s", refused))
    assert not attempt.acknowledged
    assert attempt.failure == "no answer within 10 s"


def test_silence_does_not_even_if_nobody_knows_why() -> None:
    attempt = attempt_with(RULED[0], NoReply(""))
    assert not attempt.acknowledged
    assert attempt.failure


@pytest.mark.parametrize(
    "character", ["\u0000", "\u001b", "\u007f", "\u0085", "\u009b", "\u2028", "\u202e"], ids=ascii
)
def test_a_reason_is_one_line_that_can_be_shown(character: str) -> None:
    """A receiver is a stranger: what it says must not be able to write to a terminal as it likes."""
    name, _ = parts(RULED[0])
    failure = attempt_with(RULED[0], reply({name: f"a{character}b"})).failure
    assert len(failure.splitlines()) == 1
    assert failure.isprintable()


json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@st.composite
def answers(draw: st.DrawFn, name: str, values: list[Any]) -> Any:
    value = draw(json_values | st.sampled_from(values) | st.sampled_from([True, False, 1, 0, 1.0]))
    around: Json = draw(st.dictionaries(st.text(max_size=5), json_values, max_size=2))
    return draw(st.sampled_from([{**around, name: value}, around, value, [value]]))


@each("submit", RULED)
@given(data=st.data())
@settings(max_examples=100)
def test_any_answer_is_judged_by_the_rule_alone(submit: Operation, data: st.DataObject) -> None:
    name, values = parts(submit)
    answer = data.draw(answers(name, values))
    status = data.draw(st.sampled_from(STATUSES + REDIRECTS))
    expected = (
        isinstance(answer, dict)
        and any(same(answer[name], value) for value in values if name in answer)
        and not 300 <= status < 400
    )
    assert is_acknowledged(submit, reply(answer, status)) is expected


@each("submit", RULED)
@given(body=st.binary(max_size=200), status=st.integers(100, 599))
@settings(max_examples=60)
def test_no_bytes_are_too_odd_to_be_judged(submit: Operation, body: bytes, status: int) -> None:
    assert not is_acknowledged(submit, Reply(status, body))


@each("submit", UNRULED)
def test_without_a_rule_any_success_acknowledges_and_nothing_else(submit: Operation) -> None:
    for status in (*STATUSES, *REDIRECTS):
        for body in (b"", b"{}", b"\xff"):
            assert is_acknowledged(submit, Reply(status, body)) is (200 <= status < 300)


@each("submit", RINGING)
def test_what_came_of_every_attempt_is_on_record(submit: Operation) -> None:
    simulator = submit.api.simulator(BRISK)
    delivery = ring(simulator, submit)
    rungs = len(bell_of(submit).ladder())
    outcomes = [NoReply(f"reason {number}") for number in range(rungs - 1)]
    every: list[Outcome] = [*outcomes, heard(submit)]
    listen(simulator, EVER, lambda attempt: every[attempt.number - 1])
    assert [attempt.failure for attempt in delivery.attempts] == [*(found.reason for found in outcomes), ""]
    assert [attempt.outcome for attempt in delivery.attempts] == every
    assert all(attempt.ended is not None and math.isfinite(attempt.ended) for attempt in delivery.attempts)
