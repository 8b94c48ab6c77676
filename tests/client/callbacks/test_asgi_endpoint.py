"""The receiver as an ASGI application, by itself and within FastAPI."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

import pytest
from fastapi import FastAPI, Request, Response
from hypothesis import given
from hypothesis import strategies as st
from imgopen import ConfigurationError
from imgopen._runtime.callbacks import AsyncCallback, AsyncReceiver
from starlette.routing import Route

from tests.client.callbacks.posted import acknowledges, some
from tests.client.callbacks.taking import Taking, signed
from tests.support.http import httpx

URL = urlsplit(signed().for_task("fox-1", some().operation))
BODY = some().body("fox-1")


def piece(body: bytes, more: bool = False) -> dict[str, Any]:
    return {"type": "http.request", "body": body, "more_body": more}


def ask(receiver: Taking, *messages: dict[str, Any], **changes: Any) -> list[dict[str, Any]]:
    """Send a request that is right but for the changes; return what is sent back."""
    scope = {"type": "http", "method": "POST", "path": "/", "query_string": URL.query.encode(), **changes}
    return talk(receiver, scope, *(messages or (piece(BODY),)))


def talk(receiver: Taking, scope: dict[str, Any], *messages: dict[str, Any]) -> list[dict[str, Any]]:
    sent: list[dict[str, Any]] = []
    given = iter(messages)

    async def receive() -> dict[str, Any]:
        return next(given)

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(receiver.receiver.asgi(scope, receive, send))
    return sent


def judged(sent: list[dict[str, Any]]) -> tuple[int, bool]:
    """Return the status of an answer, and whether it acknowledges."""
    start, end = sent
    assert (start["type"], end["type"]) == ("http.response.start", "http.response.body")
    assert dict(start["headers"])[b"content-type"] == b"application/json"
    return start["status"], acknowledges(end["body"])


def test_a_callback_is_acknowledged() -> None:
    receiver = Taking(True)
    assert judged(ask(receiver)) == (200, True)
    assert [callback.task_id for callback in receiver.taken] == ["fox-1"]


@given(st.lists(st.integers(0, len(BODY)), max_size=5))
def test_a_body_may_come_in_pieces(cuts: list[int]) -> None:
    places = [0, *sorted(cuts), len(BODY)]
    pieces = [piece(BODY[start:end], True) for start, end in pairwise(places)]
    assert judged(ask(Taking(True), *pieces, {"type": "http.request"})) == (200, True)


def test_the_path_and_a_mount_do_not_matter() -> None:
    assert judged(ask(Taking(True), path="/shop/callbacks/", root_path="/shop")) == (200, True)


def test_the_rest_of_the_query_does_not_matter() -> None:
    query = f"?&{URL.query}&more=?".encode()
    assert judged(ask(Taking(True), query_string=query)) == (200, True)


@pytest.mark.parametrize("query", [b"", URL.query.encode() + b"x", b"\xff\x00"])
def test_another_query_is_refused(query: bytes) -> None:
    receiver = Taking(True)
    assert judged(ask(receiver, query_string=query)) == (403, False)
    assert receiver.taken == []


def test_a_body_that_breaks_off_is_not_a_callback() -> None:
    receiver = Taking(True)
    gone = {"type": "http.disconnect"}
    assert ask(receiver, piece(BODY, True), gone) == []
    assert ask(receiver, gone) == []
    assert receiver.taken == []


def test_a_body_that_is_too_long_is_not_read_to_its_end() -> None:
    receiver = Taking(True, max_bytes=len(BODY))
    assert judged(ask(receiver, piece(BODY, True), piece(b" ", True))) == (413, False)
    assert receiver.taken == []
    assert judged(ask(receiver, piece(BODY, True), piece(b""))) == (200, True)


def test_a_sender_that_did_not_wait_for_the_answer_comes_again() -> None:
    receiver = Taking(True)

    async def run() -> None:
        async def receive() -> dict[str, Any]:
            return piece(BODY)

        async def send(message: Any) -> None:
            raise OSError("the sender is gone")

        scope = {"type": "http", "method": "POST", "query_string": URL.query.encode()}
        await receiver.receiver.asgi(scope, receive, send)

    asyncio.run(run())
    assert judged(ask(receiver)) == (200, True)
    assert len(receiver.taken) == 1


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_only_what_is_posted_is_a_callback(method: str) -> None:
    receiver = Taking(True)
    sent = ask(receiver, method=method)
    assert judged(sent) == (405, False)
    assert dict(sent[0]["headers"])[b"allow"] == b"POST"
    assert (sent[1]["body"] == b"") == (method == "HEAD")
    assert receiver.taken == []


def test_it_starts_and_ends_with_a_server_of_its_own() -> None:
    sent = talk(
        Taking(True), {"type": "lifespan"}, {"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}
    )
    assert sent == [{"type": "lifespan.startup.complete"}, {"type": "lifespan.shutdown.complete"}]


def test_a_web_socket_is_closed() -> None:
    assert talk(Taking(True), {"type": "websocket"}, {"type": "websocket.connect"}) == [
        {"type": "websocket.close"}
    ]


def test_what_is_no_request_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="carrier pigeon"):
        talk(Taking(True), {"type": "carrier pigeon"})


@given(st.binary(), st.binary())
def test_no_request_makes_it_fail(body: bytes, query: bytes) -> None:
    receiver = Taking(True)
    sent = ask(receiver, piece(body), query_string=query)
    assert judged(sent) == (403, False)
    assert isinstance(json.loads(sent[1]["body"]), dict)


def with_a_route(receiver: AsyncReceiver) -> FastAPI:
    return FastAPI(routes=[Route("/shop/callbacks", receiver.asgi)])


def with_a_mount(receiver: AsyncReceiver) -> FastAPI:
    app = FastAPI()
    app.mount("/shop", receiver.asgi)
    return app


def with_an_endpoint(receiver: AsyncReceiver) -> FastAPI:
    app = FastAPI()

    @app.post("/shop/callbacks")
    async def callbacks(request: Request) -> Response:
        answer = await receiver.receive(str(request.url), await request.body())
        return Response(answer.body, answer.status, media_type=answer.content_type)

    return app


@pytest.mark.parametrize("application", [with_a_route, with_a_mount, with_an_endpoint])
def test_within_fastapi(application: Callable[[AsyncReceiver], FastAPI]) -> None:
    taken: list[AsyncCallback[Any]] = []

    async def handle(callback: AsyncCallback[Any]) -> None:
        taken.append(callback)

    async def run() -> None:
        app = application(AsyncReceiver(handle, urls=signed()))
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="https://shop.example") as client:
            for _ in range(2):
                answer = await client.post(f"/shop/callbacks?{URL.query}", content=BODY)
                assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
                assert acknowledges(answer.content)
            forged = await client.post(f"/shop/callbacks?{URL.query}x", content=BODY)
            assert (forged.status_code, acknowledges(forged.content)) == (403, False)

    asyncio.run(run())
    assert [callback.task_id for callback in taken] == ["fox-1"]
