"""How callbacks are handed over: with and without a length, in pieces, at the same time."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from typing import Any

import pytest
from imgopen_contract.receiver import Endpoint, Grade, receiver_checks
from imgopen_contract.receiver.parcel import Parcel
from imgopen_contract.receiver.sequences import _Gate
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from tests.contract.receiver import examples
from tests.contract.receiver.documents import REAL
from tests.contract.receiver.examples import PATH, Take, application
from tests.contract.receiver.recorder import PATIENCE, Recorder, acknowledgement, checks_named, record


def test_what_is_posted_says_what_it_is() -> None:
    for check, _, got in record():
        for request in got:
            headers = request.headers
            assert headers["content-type"].partition(";")[0] == check.kind.media_type
            assert headers["user-agent"].startswith("imgopen-contract/")
            sized = headers.get("content-length") == str(len(request.body))
            assert sized is (check.name != "no-length")
            assert ("transfer-encoding" in headers) is not sized


def test_the_charset_is_written_in_two_ways() -> None:
    for check, _, got in record("charset"):
        types = [request.headers["content-type"] for request in got]
        assert types == [f"{check.kind.media_type}; charset=utf-8", f"{check.kind.media_type};charset=UTF-8"]


def test_a_slow_body_comes_in_pieces_with_a_pause_between_any_two() -> None:
    pauses: list[float] = []
    recorded = record("slow-body", pause=pauses.append)
    for _, result, (request,) in recorded:
        assert result.grade is Grade.RIGHT
        assert len(request.pieces) >= 10
        assert json.loads(request.body)
    assert len(pauses) == sum(len(request.pieces) - 1 for _, _, (request,) in recorded)
    assert min(pauses) > 0


def test_callbacks_at_the_same_time_are_all_under_way_together() -> None:
    for _, _, got in record("at-once"):
        assert len(got) == 8
        assert max(request.beside for request in got) == 7


def test_a_callback_is_posted_while_another_is_on_its_way() -> None:
    for _, _, (slow, quick) in record("slow-and-quick"):
        assert len(slow.pieces) == 2
        assert len(quick.pieces) == 1
        assert (slow.beside, quick.beside) == (0, 1)


def test_in_the_middle_of_a_body_all_wait_for_the_last_one() -> None:
    gate, passed = _Gate(2, PATIENCE), threading.Event()
    stream = gate.within(Parcel("", "", "", "", b"{}"), 0)()
    assert next(stream) == b"{"

    def go_on() -> None:
        assert next(stream) == b"}"
        passed.set()

    thread = threading.Thread(target=go_on)
    thread.start()
    assert not passed.wait(0.05)
    gate.arrive(1)
    assert passed.wait(PATIENCE)
    thread.join()


async def unread(request: Request, store: examples.Store) -> Response:
    """Answers without a look at the body."""
    return store.heard


@pytest.mark.parametrize("take", [examples.right, examples.busy, unread])
@pytest.mark.parametrize("name", ["at-once", "slow-and-quick"])
def test_nobody_waits_for_who_is_done(name: str, take: Take) -> None:
    begun = time.monotonic()
    with Endpoint(application(take), url=PATH, timeout=PATIENCE) as endpoint:
        checks_named(name)[0].judge(endpoint)
    assert time.monotonic() - begun < PATIENCE


class Silent:
    """Never answers, and notices when nobody waits any more."""

    def __init__(self) -> None:
        self.got: list[str] = []
        self.left = 0
        self.was_left = threading.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        assert scope["type"] == "http"
        self.got.append(scope["path"])
        try:
            await asyncio.Event().wait()
        finally:
            self.left += 1
            self.was_left.set()


@pytest.mark.parametrize("name", ["documented", "slow-and-quick", "at-once"])
def test_who_never_answers_is_not_waited_for(name: str) -> None:
    app, begun = Silent(), time.monotonic()
    with Endpoint(app, timeout=0.1, pause=lambda _: None) as endpoint:
        (check, *_) = checks_named(name)
        result = check.judge(endpoint)
        assert app.was_left.wait(PATIENCE)
    assert result.grade is Grade.WRONG
    assert [exchange.came for exchange in result.exchanges] == ["no answer within 0.1 s"]
    assert app.left == len(app.got) > 0
    assert time.monotonic() - begun < PATIENCE


def test_to_give_no_answer_to_what_is_no_callback_is_doubtful() -> None:
    with Endpoint(Silent(), timeout=0.05) as endpoint:
        (check, *_) = checks_named("empty")
        assert check.judge(endpoint).grade is Grade.DOUBTFUL


def grade_of(name: str, answer: Any, status: int = 200, **headers: str) -> Grade:
    with Endpoint(Recorder(answer, status, **headers), timeout=PATIENCE, pause=lambda _: None) as endpoint:
        (check, *_) = checks_named(name)
        return check.judge(endpoint).grade


(KEY, FIRST), *_ = acknowledgement().items()
RULE = receiver_checks(REAL)[0].kind.rule


@pytest.mark.parametrize("status", [200, 201, 400, 404, 500])
@pytest.mark.parametrize("value", RULE.values)
def test_every_documented_value_acknowledges_under_any_status(value: Any, status: int) -> None:
    for answer in ({KEY: value}, {"more": [1], KEY: value, "data": None}):
        assert grade_of("documented", answer, status) is Grade.RIGHT
        assert grade_of("empty", answer, status) is Grade.WRONG


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"OK",
        b"\xff",
        [],
        {},
        {f"{KEY}s": FIRST},
        {KEY: None},
        {KEY: True},
        {KEY: [FIRST]},
        [{KEY: FIRST}],
        FIRST,
    ],
    ids=repr,
)
def test_nothing_else_does(answer: Any) -> None:
    assert grade_of("documented", answer) is Grade.WRONG
    assert grade_of("empty", answer) is Grade.RIGHT


def test_a_redirect_serves_neither_way() -> None:
    """Who follows it hears nothing, and who does not hears an acknowledgement."""
    for status in (301, 302, 307, 308):
        assert grade_of("documented", {KEY: FIRST}, status, location="/elsewhere") is Grade.WRONG
        assert grade_of("empty", {KEY: FIRST}, status, location="/elsewhere") is Grade.WRONG


@pytest.mark.parametrize(
    ("status", "media_type", "grade"),
    [
        (200, "application/json", Grade.RIGHT),
        (200, "application/json; charset=utf-8", Grade.RIGHT),
        (200, "Application/JSON", Grade.RIGHT),
        (200, "text/plain", Grade.DOUBTFUL),
        (200, "", Grade.DOUBTFUL),
        (202, "application/json", Grade.DOUBTFUL),
        (500, "application/json", Grade.DOUBTFUL),
    ],
)
def test_the_form_of_an_acknowledgement_is_looked_at_by_itself(
    status: int, media_type: str, grade: Grade
) -> None:
    answer = {KEY: FIRST}
    assert grade_of("acknowledgement", answer, status, **{"content-type": media_type}) is grade
    assert grade_of("documented", answer, status, **{"content-type": media_type}) is Grade.RIGHT


def test_a_long_answer_is_not_read_to_its_end() -> None:
    fits = 64 * 1024 - len(json.dumps({KEY: FIRST, "x": ""}))
    assert grade_of("documented", {KEY: FIRST, "x": "y" * fits}) is Grade.RIGHT
    assert grade_of("documented", {KEY: FIRST, "x": "y" * (fits + 1)}) is Grade.WRONG
    assert grade_of("empty", {KEY: FIRST, "x": "y" * (fits + 1)}) is Grade.RIGHT


def test_an_answer_that_may_be_an_acknowledgement_serves_neither_way() -> None:
    """What was not read may be nothing but spaces, and may be not."""
    answer = json.dumps({KEY: FIRST}).encode() + b" " * 64 * 1024
    assert grade_of("documented", answer) is Grade.WRONG
    assert grade_of("empty", answer) is Grade.WRONG
