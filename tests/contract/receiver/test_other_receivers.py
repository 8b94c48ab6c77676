"""The kit judges the receivers that the other packages have, for whom it was not made."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any, cast

import httpx
from imgopen_contract.receiver import Grade, Report, check_receiver
from imgopen_mock import CallbackRequest, NoReply
from imgopen_mock.core.description.extensions import Delivery as Rule
from imgopen_mock.core.tasks.deliveries import Attempt
from imgopen_mock.testing.receivers import Receivers
from imgopen_mock.testing.replies import ReceivedCallback

from docs.demonstration.receiver import Receiver
from tests.contract.receiver.examples import FORM
from tests.contract.receiver.recorder import PATIENCE, grades

NO_OBJECT = {"not-json", "empty", "truncated"}


@contextmanager
def plugin_receiver(answer: Any) -> Iterator[httpx.Client]:
    """Let a client reach a receiver of the simulator's pytest plugin."""
    target = Receivers(lambda: ()).add(answer)
    ((key, value),) = FORM.acknowledgement.items()
    rule = Rule(key, (value,), (0.0,))

    def hand_over(request: httpx.Request) -> httpx.Response:
        sent = CallbackRequest(str(request.url), request.method, dict(request.headers), request.read())
        delivery = SimpleNamespace(callback=SimpleNamespace(delivery=rule))
        attempt = SimpleNamespace(request=sent, sent=0.0, number=1, delivery=delivery)
        outcome = target.receive(cast("Attempt", attempt))
        if isinstance(outcome, NoReply):
            raise httpx.ReadError(outcome.reason)
        return httpx.Response(
            outcome.status, content=outcome.body, headers={"content-type": "application/json"}
        )

    with httpx.Client(transport=httpx.MockTransport(hand_over), base_url=target.url) as client:
        yield client


def judged(answer: Callable[[ReceivedCallback], Any] | None) -> Report:
    with plugin_receiver(answer) as client:
        return check_receiver(client, timeout=PATIENCE, pause=lambda _: None)


def by_the_document(callback: ReceivedCallback) -> Any:
    try:
        known = FORM.task_id(callback.json()) is not None
    except ValueError:
        known = False
    return None if known else 400


def test_the_plugins_receiver_acknowledges_everything_unless_it_is_told_otherwise() -> None:
    assert grades(judged(None).results, Grade.WRONG) == NO_OBJECT | {"no-payload", "no-task-id"}
    assert judged(by_the_document).ok


def test_a_receiver_that_raises_does_not_acknowledge() -> None:
    """What is no JSON has no answer then, which is no more than doubtful."""

    def parses(callback: ReceivedCallback) -> None:
        if FORM.task_id(json.loads(callback.body)) is None:
            raise ConnectionError("hung up")

    report = judged(parses)
    assert report.ok
    assert grades(report.results, Grade.DOUBTFUL) == NO_OBJECT | {"no-payload", "no-task-id"}


def test_the_demos_receiver_takes_any_json_and_needs_its_length() -> None:
    with Receiver(dict(FORM.acknowledgement), refusals=0) as receiver:
        report = check_receiver(receiver.url, timeout=PATIENCE, pause=lambda _: None)
    assert grades(report.results, Grade.WRONG) == {"no-payload", "no-task-id", "no-length"}
    assert grades(report.results, Grade.DOUBTFUL) == NO_OBJECT
