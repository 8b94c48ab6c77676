"""Receivers of callbacks that need no server."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import httpx
import pytest
from imgopen_mock import Reply
from imgopen_mock.testing import Answer, ImgOpenMock, ReceivedCallback

from tests.mock_server.plugin.conftest import Fire

HEARD = {"heard": "yes"}


class CrashError(Exception):
    pass


def test_the_documented_acknowledgement_is_the_usual_answer(service: ImgOpenMock, fire: Fire) -> None:
    target = service.callback_target()
    fire("pot-1", bell=f"{target.url}pots/1?colour=ash")
    (made,) = service.advance(60)
    (received,) = target.received
    assert made.acknowledged
    assert target.attempts == [made] == service.task("pot-1").delivery.attempts
    assert (received.url, received.method, received.at, received.attempt) == (
        f"{target.url}pots/1?colour=ash",
        "POST",
        8.0,
        1,
    )
    assert received.headers == {"content-type": "application/json"}
    assert received.json() == json.loads(received.body)
    assert repr(target) == f"<callback target {target.url}, 1 received>"
    assert repr(received) == f"<callback to {received.url}: attempt 1 at 8 s>"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (HEARD, ""),
        ({"heard": 1}, ""),
        (Reply(500, b'{"heard": "yes"}'), ""),
        (httpx.Response(200, json=HEARD), ""),
        (lambda _: HEARD, ""),
        (lambda _: None, ""),
        (lambda _: httpx.Response(200, json=HEARD), ""),
        ([HEARD], ""),
        ({"heard": "no"}, 'heard is "no", not "yes" or 1'),
        (200, 'HTTP 200 without a body; JSON with heard "yes" or 1 would acknowledge'),
        (302, "HTTP 302: redirects are not followed"),
        (ConnectionResetError, "the connection broke: ConnectionResetError"),
        (ConnectionError("gone\nfor ever"), "the connection broke: ConnectionError: gone for ever"),
        (lambda _: TimeoutError(), "the connection broke: TimeoutError"),
        (lambda _: 204, 'HTTP 204 without a body; JSON with heard "yes" or 1 would acknowledge'),
    ],
)
def test_every_form_of_an_answer(service: ImgOpenMock, fire: Fire, answer: Answer, reason: str) -> None:
    fire(bell=service.callback_target(answer).url)
    (attempt,) = service.advance(8)
    assert (attempt.failure, attempt.acknowledged) == (reason, not reason)


async def not_now(_: ReceivedCallback) -> None:
    """An answer that has to be awaited."""


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ([], ValueError),
        (99, ValueError),
        (600, ValueError),
        (True, TypeError),
        ("ok", TypeError),
        (b"ok", TypeError),
        ([None, object()], TypeError),
        (int, TypeError),
        (not_now, TypeError),
        ({"heard": {1}}, TypeError),
    ],
)
def test_what_cannot_be_an_answer_is_refused_at_once(
    service: ImgOpenMock, answer: Any, error: type[Exception]
) -> None:
    with pytest.raises(error):
        service.callback_target(answer)


def test_an_answer_that_has_to_be_awaited_is_a_mistake(service: ImgOpenMock, fire: Fire) -> None:
    fire(bell=service.callback_target(lambda callback: not_now(callback)).url)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="a test client makes a synchronous call"):
        service.advance(8)


def test_answers_in_turn_the_last_one_for_ever(service: ImgOpenMock, fire: Fire) -> None:
    seen: list[ReceivedCallback] = []
    target = service.callback_target([ConnectionError, 500, seen.append, {"heard": "what?"}])
    fire("pot-1", bell=target.url)
    assert [attempt.due for attempt in service.advance(60)] == [8, 10, 14.5]
    assert seen == target.received[2:] == [target.received[-1]]
    fire("pot-2", bell=target.url)
    service.advance_until_idle()
    assert service.task("pot-2").delivery.state == "given_up"
    assert len(target.received) == 3 + 5


def test_what_a_function_raises_comes_out_and_nothing_hangs(service: ImgOpenMock, fire: Fire) -> None:
    def answer(callback: ReceivedCallback) -> dict[str, str]:
        if callback.attempt == 1:
            raise CrashError("no\nroom")
        return HEARD

    crashing, other = service.callback_target(answer), service.callback_target()
    fire("pot-1", bell=crashing.url)
    fire("pot-2", bell=other.url)
    with pytest.raises(CrashError):
        service.advance(60)
    assert service.now == 8
    assert [delivery.state for delivery in service.deliveries] == ["waiting", "acknowledged"]
    assert crashing.attempts[0].failure == "the receiver raised CrashError: no room"
    service.advance(60)
    assert [attempt.outcome for attempt in crashing.attempts][1:] == ["acknowledged"]


def test_of_two_that_raise_at_once_the_first_comes_out(service: ImgOpenMock, fire: Fire) -> None:
    def answering(error: Exception) -> Answer:
        def answer(_: ReceivedCallback) -> None:
            raise error

        return answer

    for number, error in enumerate([CrashError("first"), CrashError("second")]):
        fire(f"pot-{number}", bell=service.callback_target(answering(error)).url)
    with pytest.raises(CrashError, match="first"):
        service.advance(8)
    assert [delivery.attempts[0].failure for delivery in service.deliveries] == [
        "the receiver raised CrashError: first",
        "the receiver raised CrashError: second",
    ]


def test_a_receiver_may_ask_the_api_and_submit_more(service: ImgOpenMock, fire: Fire) -> None:
    def answer(callback: ReceivedCallback) -> None:
        if len(service.tasks) < 3:
            fire(f"pot-{len(service.tasks) + 1}", bell=callback.url)

    target = service.callback_target(answer)
    fire("pot-1", bell=target.url)
    made = service.advance_until_idle()
    assert [attempt.due for attempt in made] == [8, 16, 24]
    assert [task.state for task in service.tasks] == ["succeeded"] * 3


def test_callbacks_without_end_are_noticed(service: ImgOpenMock, fire: Fire, monkeypatch: Any) -> None:
    monkeypatch.setattr("imgopen_mock.testing.mock._MOST_ROUNDS", 20)

    def answer(callback: ReceivedCallback) -> None:
        fire(f"{callback.at}", bell=callback.url)

    target = service.callback_target(answer)
    fire("pot-1", bell=target.url)
    with pytest.raises(RuntimeError, match="still something to do at 160 s"):
        service.advance_until_idle()


@pytest.mark.parametrize("url", ["https://example.com/bell", "http://[", "callback-1", "http://127.0.0.1:1/"])
def test_any_other_url_is_not_reached_and_the_reason_says_so(
    service: ImgOpenMock, fire: Fire, url: str
) -> None:
    service.callback_target()
    fire(bell=url)
    (attempt,) = service.advance(8)
    assert attempt.failure.startswith("nothing was sent")
    assert "imgopen_mock.callback_target()" in attempt.failure


def test_each_target_has_its_own_url(service: ImgOpenMock, fire: Fire) -> None:
    targets: Sequence[Any] = [service.callback_target() for _ in range(3)]
    assert len({target.url for target in targets}) == 3
    fire(bell=targets[1].url)
    service.advance(8)
    assert [len(target.received) for target in targets] == [0, 1, 0]


def test_a_reset_begins_anew(service: ImgOpenMock, fire: Fire) -> None:
    target = service.callback_target([{"heard": "no"}, None])
    fire("pot-1", bell=target.url)
    service.advance(8)
    service.fail_next(http=500)
    service.reset()
    assert (service.tasks, service.deliveries, service.requests) == ([], [], [])
    assert (target.received, target.attempts, service.now) == ([], [], 8)
    fire("pot-1", bell=target.url)
    assert [attempt.acknowledged for attempt in service.advance(60)] == [False, True]
