"""Receivers of callbacks, and time that passes while they answer."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st
from imgopen_mock import Attempt, Delivery, NoReply, Outcome, Pace, Reply, Settings, Simulator

from tests.mock_server.simulator.bells import bell_of
from tests.mock_server.simulator.calls import Call, ask, calls_of
from tests.mock_server.simulator.documents import Operation

DEAF = NoReply("nobody there")
EVER = 1e7
"""Longer than any ladder."""

MOST_ATTEMPTS = 10_000
"""More than any test makes: a delivery without end is to fail, not to hang."""

WORK = 8.0
BRISK = Settings(pace=Pace(fixed=WORK))
"""Every task takes eight seconds, whatever there is to do."""


def heard(submit: Operation) -> Reply:
    """Return an answer that acknowledges the callback of an operation."""
    return Reply(200, bell_of(submit).heard)


def heard_at(submit: Operation, last: int) -> Callable[[Attempt], Outcome]:
    """Return a receiver that acknowledges the attempt of one number and no other."""
    return lambda attempt: heard(submit) if attempt.number == last else DEAF


def ringing_call(submit: Operation, number: int = 1) -> Call:
    """Return a call whose task is told to a receiver."""
    return bell_of(submit).ringing(calls_of(submit)[0].numbered(number))


def ring(simulator: Simulator, submit: Operation, number: int = 1, account: str = "own") -> Delivery:
    """Submit a task that is told to a receiver, and return its delivery."""
    answer = ask(simulator, ringing_call(submit, number), account)
    assert answer.accepted, answer.body
    return simulator.deliveries[-1]


def listen(
    simulator: Simulator, seconds: float, receiver: Outcome | Callable[[Attempt], Outcome] = DEAF
) -> list[Attempt]:
    """Let time pass while a receiver answers at once; return the attempts in the order in which they were made."""
    made: list[Attempt] = []
    passing = simulator.advance(seconds)
    batch = next(passing, None)
    while batch is not None:
        assert batch
        made += batch
        assert len(made) < MOST_ATTEMPTS
        outcomes = [receiver(attempt) if callable(receiver) else receiver for attempt in batch]
        try:
            batch = passing.send(outcomes)
        except StopIteration:
            batch = None
    return made


def outcomes(submit: Operation) -> st.SearchStrategy[tuple[Outcome, bool]]:
    """Return what can come of an attempt, and whether it acknowledges."""
    body = bell_of(submit).heard if submit.callback_nodes else b""
    lenient = bool(submit.callback_nodes) and bool(bell_of(submit).rule)
    return st.sampled_from(
        [
            (Reply(200, body), True),
            (Reply(500, body), lenient),
            (Reply(302, body), False),
            (Reply(404, b"[]"), False),
            (Reply(500, b"\xff"), False),
            (NoReply("no answer"), False),
            (NoReply("not allowed", refused=True), False),
        ]
    )
