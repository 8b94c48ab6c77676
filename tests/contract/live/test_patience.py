"""Sending again, and not too fast; no test waits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imgopen_contract.cases import HttpRequest
from imgopen_contract.live import Answer, NoAnswerError
from imgopen_contract.live.patience import Patience

REQUEST = HttpRequest("GET", "/", {}, b"")
NOW = datetime(2031, 2, 3, tzinfo=timezone.utc)


@dataclass
class World:
    """A time that passes only where somebody sleeps, and a service that gives one answer after the other."""

    answers: Iterable[Answer | None]
    now: float = 100.0
    naps: list[float] = field(default_factory=list)
    sent: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._answers = iter(self.answers)

    def send(self, request: HttpRequest) -> Answer:
        self.sent.append(self.now)
        answer = next(self._answers)
        if answer is None:
            raise NoAnswerError("no connection")
        return answer

    def sleep(self, seconds: float) -> None:
        assert seconds >= 0
        self.naps.append(seconds)
        self.now += seconds

    def patience(self, **options: float) -> Patience:
        return Patience(
            self.send,
            sleep=self.sleep,
            clock=lambda: self.now,
            now=lambda: NOW,
            **options,  # type: ignore[arg-type]
        )


def status(code: int, retry_after: str | None = None) -> Answer:
    return Answer(code, {} if retry_after is None else {"retry-after": retry_after}, b"")


@pytest.mark.parametrize("trouble", [None, status(500), status(503), status(429)])
def test_what_did_not_get_through_is_sent_again(trouble: Answer | None) -> None:
    world = World([status(200), trouble, trouble, status(201)])
    patience = world.patience()
    patience(REQUEST, repeatable=True)
    assert patience(REQUEST, repeatable=True).status == 201
    assert world.naps == [1, 2]


def test_what_was_never_reached_is_not_tried_again() -> None:
    world = World([None, status(200)])
    with pytest.raises(NoAnswerError):
        world.patience()(REQUEST, repeatable=True)
    assert not world.naps


@pytest.mark.parametrize("trouble", [None, status(500), status(429)])
def test_patience_ends(trouble: Answer | None) -> None:
    world = World([status(200), *[trouble] * 4])
    patience = world.patience(retries=3)
    patience(REQUEST, repeatable=True)
    with pytest.raises(NoAnswerError):
        patience(REQUEST, repeatable=True)
    assert len(world.sent) == 5


@pytest.mark.parametrize("trouble", [None, status(500), status(503)])
def test_what_may_cost_is_sent_once(trouble: Answer | None) -> None:
    world = World([status(200), trouble, status(200)])
    patience = world.patience()
    patience(REQUEST, repeatable=False)
    with pytest.raises(NoAnswerError):
        patience(REQUEST, repeatable=False)
    assert len(world.sent) == 2


def test_what_may_cost_is_sent_again_if_the_service_did_not_look_at_it() -> None:
    world = World([status(429, "7"), status(200)])
    assert world.patience()(REQUEST, repeatable=False).status == 200
    assert world.naps == [7]


@pytest.mark.parametrize(
    ("text", "wait"),
    [
        ("7", 7),
        (" 0 ", 0),
        ("100000", 60),
        (format_datetime(NOW + timedelta(seconds=9), usegmt=True), 9),
        (format_datetime(NOW - timedelta(seconds=9), usegmt=True), 0),
        ("soon", 1),
        ("-3", 1),
        ("", 1),
    ],
)
def test_the_service_says_how_long(text: str, wait: float) -> None:
    world = World([status(503, text), status(200)])
    world.patience()(REQUEST, repeatable=True)
    assert world.naps == [wait]


@given(st.floats(0.1, 50), st.integers(2, 30))
def test_the_pace_is_kept(rate: float, count: int) -> None:
    world = World([status(200)] * count)
    patience = world.patience(rate=rate)
    for _ in range(count):
        patience(REQUEST, repeatable=True)
    gaps = [after - before for before, after in zip(world.sent, world.sent[1:], strict=False)]
    assert all(gap >= 1 / rate - 1e-6 for gap in gaps)
    assert world.now - 100 <= count / rate


@pytest.mark.parametrize("code", [200, 302, 400, 404, 418])
def test_every_other_answer_is_taken(code: int) -> None:
    world = World([status(code)])
    assert world.patience()(REQUEST, repeatable=True).status == code
    assert not world.naps
