"""The simulator behind ASGI."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from imgopen_mock import Simulator, create_app, load_bundle
from imgopen_mock.server import BodyTooLargeError, DisconnectedError, read_body, request_from
from starlette.types import ASGIApp, Message, Scope


def request(app: ASGIApp, method: str, path: str, **options: Any) -> httpx.Response:
    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://kiln.test") as client:
            return await client.request(method, path, **options)

    return asyncio.run(ask())


@pytest.fixture
def app(simulator: Simulator) -> ASGIApp:
    return create_app(simulator, max_body=1000)


def test_request_reaches_the_simulator_and_its_answer_the_client(
    app: ASGIApp, firing: dict[str, Any], keys: dict[str, str]
) -> None:
    response = request(app, "POST", "/firings", json=firing, headers=keys)
    assert response.status_code == 202
    assert response.headers["content-type"] == "application/json"
    assert response.json()["payload"]["ticket"] == "pot-9"


def test_query_and_encoded_path_arrive(app: ASGIApp) -> None:
    response = request(app, "GET", "/shelves/%78%2Fy?side=up")
    assert response.json()["text"] == 'number: "x/y" is not an integer; side: "up" is not one of left, right'


def test_server_that_hands_over_no_raw_path() -> None:
    scope: Scope = {"method": "GET", "path": "/a b/ü", "query_string": b"", "headers": []}
    assert request_from(scope, b"").path == "/a%20b/%C3%BC"


@pytest.mark.parametrize(
    "path", ["/docs", "/redoc", "/openapi.json", "/", "/firings/", "/a%0Ab", "//", "/firings%2F"]
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_framework_answers_nothing_by_itself(app: ASGIApp, method: str, path: str) -> None:
    response = request(app, method, path)
    assert response.status_code == 404
    assert response.json()["verdict"] == "COLD"


def test_without_a_simulator_the_packaged_document_is_served() -> None:
    app = create_app()
    assert app.title == load_bundle().title
    assert request(app, "GET", "/").status_code == 404


def test_wrong_method(app: ASGIApp) -> None:
    response = request(app, "GET", "/firings")
    assert response.status_code == 405
    assert response.headers["allow"] == "POST"


def test_repeated_headers_are_joined(app: ASGIApp) -> None:
    headers = [("Kiln-Mood", "aa"), ("Kiln-Mood", "bb")]
    response = request(app, "GET", "/shelves/1?side=left", headers=headers)
    assert response.json()["text"] == "Kiln-Mood: its value is longer than 4 characters"


def test_body_within_the_limit(app: ASGIApp, keys: dict[str, str]) -> None:
    response = request(app, "POST", "/firings", content=b"x" * 1000, headers=keys)
    assert response.status_code == 202


def test_body_beyond_the_limit(app: ASGIApp, keys: dict[str, str]) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(101):
            yield b"x" * 10

    response = request(app, "POST", "/firings", content=chunks(), headers=keys)
    assert response.status_code == 413
    assert response.headers["connection"] == "close"
    assert response.json() == {"verdict": "COLD", "text": "body: is longer than 1000 bytes"}


def test_limit_stops_the_reading() -> None:
    taken = 0

    async def receive() -> Message:
        nonlocal taken
        taken += 1
        return {"type": "http.request", "body": b"x" * 10, "more_body": True}

    with pytest.raises(BodyTooLargeError):
        asyncio.run(read_body(receive, 25))
    assert taken == 3


def test_client_that_goes_away_gets_no_answer(app: ASGIApp) -> None:
    messages: list[Message] = [
        {"type": "http.request", "body": b"{", "more_body": True},
        {"type": "http.disconnect"},
    ]
    sent: list[Message] = []

    async def receive() -> Message:
        return messages.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    scope: Scope = {
        "type": "http", "method": "POST", "path": "/firings", "raw_path": b"/firings", "query_string": b"",
        "headers": [], "http_version": "1.1", "scheme": "http", "root_path": "", "asgi": {"version": "3.0"},
    }  # fmt: skip

    async def ask() -> None:
        await app(scope, receive, send)

    asyncio.run(ask())
    assert sent == []


def test_reading_ends_when_the_client_goes_away() -> None:
    async def receive() -> Message:
        return {"type": "http.disconnect"}

    with pytest.raises(DisconnectedError):
        asyncio.run(read_body(receive, 10))


def test_core_comes_without_the_web_framework() -> None:
    code = (
        "import imgopen_mock, sys, json; "
        "print(json.dumps([name for name in ('fastapi', 'uvicorn', 'typer', 'asyncio') if name in sys.modules]))"
    )
    output = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert json.loads(output) == []


def test_public_names_exist() -> None:
    import imgopen_mock

    for name in imgopen_mock.__all__:
        assert getattr(imgopen_mock, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = imgopen_mock.nothing
