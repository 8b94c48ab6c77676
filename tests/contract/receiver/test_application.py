"""An application in this process is started and ended as a server does it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from imgopen_contract.receiver import Endpoint, Grade, ReceiverError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from tests.contract.receiver.examples import PATH, RAW
from tests.contract.receiver.recorder import acknowledgement, checks_named


def living(events: list[str]) -> Starlette:
    """Return an application that needs what it makes when it starts."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[dict[str, Any]]:
        events.append("started")
        yield {"loop": asyncio.get_running_loop(), "answer": acknowledgement()}
        events.append("ended")

    async def take(request: Request) -> Response:
        await request.body()
        assert request.state.loop is asyncio.get_running_loop()
        request.state.answer_of_this_request = True
        events.append("took")
        return JSONResponse(request.state.answer)

    return Starlette(routes=[Route(PATH, take, methods=["POST"])], lifespan=lifespan)


def test_it_is_started_before_and_ended_after_and_keeps_its_state() -> None:
    events: list[str] = []
    with Endpoint(living(events), url=PATH) as endpoint:
        assert events == ["started"]
        result = checks_named("documented")[0].judge(endpoint)
    assert result.grade is Grade.RIGHT
    assert events == ["started", "took", "ended"]


def test_it_is_ended_if_a_check_fails() -> None:
    events: list[str] = []
    with pytest.raises(AssertionError), Endpoint(living(events), url=PATH) as endpoint:
        checks_named("empty")[0].run(endpoint)
    assert events[-1] == "ended"


def test_one_that_does_not_start_is_no_receiver() -> None:
    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        if acknowledgement():
            raise ConnectionError("no database")
        yield

    with pytest.raises(ReceiverError, match=r"^the application does not start: [^$]*no database"):
        Endpoint(Starlette(lifespan=lifespan))


async def without_words(scope: Scope, receive: Receive, send: Send) -> None:
    """Fails to start and does not say why."""
    await receive()
    await send({"type": "lifespan.startup.failed"})


async def confused(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers everything as if it were a request."""
    await receive()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})


async def absent(scope: Scope, receive: Receive, send: Send) -> None:
    """Overlooks what is no request."""
    if scope["type"] == "http":
        await confused(scope, receive, send)


def test_the_reason_may_be_missing() -> None:
    with pytest.raises(ReceiverError, match=r"^the application does not start: it says no more$"):
        Endpoint(without_words)


@pytest.mark.parametrize("app", [RAW, confused, absent])
def test_one_that_knows_no_lifespan_is_used_without(app: Any) -> None:
    with Endpoint(app) as endpoint:
        (exchange, *_) = checks_named("documented")[0].judge(endpoint).exchanges
    assert exchange.came.startswith("HTTP 200")
