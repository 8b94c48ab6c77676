"""The simulator delivers callbacks as the document says, whatever happens; one that does not is found."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from imgopen_contract.delivery import is_acknowledged
from imgopen_mock import Bundle, CallbackRequest, Reply, Simulator
from imgopen_mock.core.tasks import deliveries

from tests.contract.delivery.life import CALLBACKS, Life
from tests.contract.delivery.replies import replies
from tests.contract.delivery.tasks import DOCUMENT

EVERYTHING = {
    "task",
    "failed task",
    "acknowledged",
    "acknowledged under an error",
    "near miss",
    "garbage",
    "redirect",
    "no answer",
    "late answer",
    "whole ladder",
    "acknowledged at the end",
}


def live(api: Bundle = Life.api, **options: Any) -> Counter[str]:
    """Let simulators live, and return what was seen; an AssertionError says that one broke the rule."""
    seen: Counter[str] = Counter()
    machine = type("Life", (Life,), {"seen": seen, "api": api})
    run_state_machine_as_test(machine, settings=settings(stateful_step_count=30, **options))
    return seen


def must_be_found(named: str, api: Bundle = Life.api) -> None:
    """Let simulators live of which one is known to break the rule; which lives they have is always the same."""
    with pytest.raises(AssertionError, match=f"Violation\\(rule='({named})'"):
        live(api, max_examples=20, phases=[Phase.generate], derandomize=True, database=None)


def test_the_document_has_callbacks_with_long_ladders_and_rules_to_keep() -> None:
    rules = [callback.rule for callback in CALLBACKS.values()]
    assert rules
    assert all(rule is not None and rule.attempts > len(rule.intervals) > 1 for rule in rules)


def test_the_simulator_keeps_the_rule_of_delivery() -> None:
    seen = live(max_examples=60)
    assert set(seen) == EVERYTHING
    assert min(seen.values()) > 0


def changed(change: Callable[[dict[str, Any]], None]) -> Bundle:
    """Return the bundle with other rules of delivery than the document has."""
    data = deepcopy(dict(DOCUMENT.data))
    found: list[dict[str, Any]] = []
    _collect(data, found)
    assert found
    for rule in found:
        change(rule)
    return Bundle.parse(json.dumps(data))


def _collect(node: Any, found: list[dict[str, Any]]) -> None:
    for name, inner in node.items() if isinstance(node, dict) else enumerate(node):
        if name == "x-delivery":
            found.append(inner)
        elif isinstance(inner, (dict, list)):
            _collect(inner, found)


def _one_retry_less(rule: dict[str, Any]) -> None:
    rule["retries"] -= 1


def _one_retry_more(rule: dict[str, Any]) -> None:
    rule["retries"] += 1


def _swapped_intervals(rule: dict[str, Any]) -> None:
    rule["intervals"][:2] = rule["intervals"][1::-1]


def _swapped_long_intervals(rule: dict[str, Any]) -> None:
    rule["intervals"][-2:] = rule["intervals"][:-3:-1]


def _no_repetition_of_the_last_interval(rule: dict[str, Any]) -> None:
    rule["retries"] = len(rule["intervals"])


def _one_value_alone(rule: dict[str, Any]) -> None:
    del rule["acknowledgement"]["values"][1:]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (_one_retry_less, "missing"),
        (_one_retry_more, "too many"),
        (_swapped_intervals, "late|missing"),
        (_swapped_long_intervals, "late|missing|early"),
        (_no_repetition_of_the_last_interval, "missing"),
        (_one_value_alone, "after acknowledgement"),
    ],
)
def test_a_simulator_that_goes_by_another_rule_is_found(
    change: Callable[[dict[str, Any]], None], named: str
) -> None:
    must_be_found(named, changed(change))


def _by_status(_rule: object, outcome: Any) -> str:
    """Take HTTP success for an acknowledgement."""
    return "" if isinstance(outcome, Reply) and outcome.status == 200 else "not 200"


def _never(_rule: object, outcome: object) -> str:
    return "not heard"


def _by_words(_rule: object, outcome: Any) -> str:
    """Look for the word alone, wherever it stands."""
    return "" if isinstance(outcome, Reply) and b"200" in outcome.body else "no such word"


@pytest.mark.parametrize(
    ("hears", "named"),
    [
        (_by_status, "missing|after acknowledgement"),
        (_never, "after acknowledgement"),
        (_by_words, "missing"),
    ],
)
def test_a_simulator_that_hears_otherwise_is_found(
    hears: Callable[[Any, Any], str], named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deliveries, "judge", hears)
    must_be_found(named)


class _Impatient(Simulator):
    """Makes the next attempt although the one before has no outcome yet."""

    def take_due(self, most: int | None = None) -> tuple[deliveries.Attempt, ...]:
        taken = super().take_due(most)
        for attempt in taken:
            self._world.schedule.add(attempt.delivery)
        return taken


class _Restarting(Simulator):
    """Counts the intervals from the outcome of the attempt before."""

    def finish(self, attempt: deliveries.Attempt, outcome: Any) -> None:
        attempt.delivery.task.ends += self.clock.now() - attempt.sent
        super().finish(attempt, outcome)


class _Sleepy(Simulator):
    """Tells of what is due a quarter of a second too late."""

    def next_due(self) -> float | None:
        due = super().next_due()
        return None if due is None else due + 0.25


class _Chatty(Simulator):
    """Counts the attempts in the body."""

    def take_due(self, most: int | None = None) -> tuple[deliveries.Attempt, ...]:
        taken = super().take_due(most)
        for attempt in taken:
            attempt.delivery.build = partial(_numbered, attempt.delivery.build)
        return taken


def _numbered(build: Callable[[deliveries.Delivery], CallbackRequest], delivery: Any) -> CallbackRequest:
    request = build(delivery)
    return replace(request, body=request.body[:-1] + b', "attempt": %d}' % delivery.made)


@pytest.mark.parametrize(
    ("broken", "named"),
    [
        (_Impatient, "overlap|too many|after acknowledgement"),
        (_Restarting, "late|missing"),
        (_Sleepy, "late|missing"),
        (_Chatty, "body changed"),
    ],
)
def test_a_simulator_that_is_broken_otherwise_is_found(
    broken: type[Simulator], named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.contract.delivery.life.Simulator", broken)
    must_be_found(named)


def test_replies_are_what_they_are_called() -> None:
    for rule in {callback.rule for callback in CALLBACKS.values() if callback.rule is not None}:
        heard = {came.kind for came in replies(rule) if is_acknowledged(rule, came.answer)}
        deaf = {came.kind for came in replies(rule) if not is_acknowledged(rule, came.answer)}
        assert heard == {"acknowledged", "acknowledged under an error"}
        assert deaf == {"near miss", "garbage", "redirect", "no answer"}
