"""Whether a simulator delivers a callback as often as the document says, and when it says."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from imgopen_contract.cases import Call, askable
from imgopen_contract.delivery import Sent, judge
from imgopen_contract.document import Callback, DeliveryRule, Operation
from imgopen_contract.document.expressions import NOTHING, steps_of
from imgopen_mock import NoReply, Outcome, Reply

from tests.contract.simulator_subject import SimulatorSubject

EVER = 1e7
HOST = "receiver.example"
ADDRESS = f"http://{HOST}/tasks"


def check_ladder(subject: SimulatorSubject, operation: Operation) -> None:
    """Hold a simulator to the delivery rule of an operation's callbacks.

    Nobody acknowledges, in several ways that only look like it; then each documented word does, at each attempt.
    """
    for callback in operation.callbacks:
        rule = callback.rule
        if rule is None:
            continue
        for outcome in unheard(rule):
            assert len(delivered(subject, callback, [outcome] * rule.attempts)) == rule.attempts
        later = [(number, rule.values[0]) for number in range(2, rule.attempts + 1)]
        for number, word in [(1, word) for word in rule.values] + later:
            heard = Reply(500, json.dumps({rule.key: word}).encode())
            outcomes = [*[Reply(200, b"{}")] * (number - 1), heard]
            assert len(delivered(subject, callback, outcomes)) == number


def unheard(rule: DeliveryRule) -> tuple[Outcome, ...]:
    """Return what does not acknowledge: silence, HTTP 200 by itself, and the right word in the wrong place."""
    word = rule.values[0]
    bodies: tuple[Any, ...] = (
        {},
        {rule.key: None},
        {rule.key: True},
        {rule.key: [word]},
        {f"{rule.key}x": word},
        word,
        [word],
        *({rule.key: near} for near in near_misses(rule)),
    )
    return (
        NoReply("no answer in time"),
        Reply(200, b""),
        Reply(200, b"OK"),
        *(Reply(200, json.dumps(body).encode()) for body in bodies if not rule.acknowledges(body)),
    )


def near_misses(rule: DeliveryRule) -> list[Any]:
    """Return what is next to the words that acknowledge."""
    return [word + 1 if isinstance(word, (int, float)) else f"{word}x" for word in rule.values]


def delivered(subject: SimulatorSubject, callback: Callback, outcomes: Sequence[Outcome]) -> list[Sent]:
    """Submit a task and let its callback be delivered to the end; return what was sent, which keeps the rule.

    Args:
        outcomes: What comes of each attempt; there must not be more attempts than these.
    """
    assert callback.rule is not None
    simulator = subject.simulator
    simulator.reset()
    reaction = subject.ask(calling_back(callback))
    assert reaction.accepted, reaction.message
    (task,) = simulator.tasks
    log: list[Sent] = []
    passing = simulator.advance(EVER)
    batch = next(passing, None)
    while batch is not None:
        (attempt,) = batch
        check_payload(callback, attempt.request.body)
        assert len(log) < len(outcomes), "it is sent once more"
        outcome = outcomes[len(log)]
        body = outcome.body if isinstance(outcome, Reply) else None
        log.append(Sent(attempt.sent, attempt.sent, body, attempt.request.body))
        try:
            batch = passing.send([outcome])
        except StopIteration:
            batch = None
    violations = judge(log, callback.rule, task.ends, until=simulator.clock.now())
    assert not violations, "; ".join(violation.text for violation in violations)
    return log


def check_payload(callback: Callback, body: bytes) -> None:
    """Make sure that what is posted keeps its schema."""
    payload: Any = json.loads(body)
    assert callback.operation.document.keeps(payload, callback.schema), payload


def calling_back(callback: Callback) -> Call:
    """Return the baseline of the callback's operation, with what makes up an address to post to."""
    call = askable(callback.operation)
    expressions = re.findall(r"\{(.+?)\}", callback.url)
    for expression in expressions:
        if call.evaluate(expression) is NOTHING or len(expressions) == 1:
            place, *way = steps_of(expression)
            call = call.put(place, tuple(way), ADDRESS if len(expressions) == 1 else HOST)
    return call
