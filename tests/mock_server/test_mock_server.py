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
from imgopen_mock.asgi import BodyTooLargeError, DisconnectedError, origin_of, read_body, read_request
from starlette.types import ASGIApp, Message, Receive, Scope

from tests.mock_server.servers import client_of

HTTP: Scope = {
    "type": "http", "method": "POST", "path": "/firings", "raw_path": b"/firings", "query_string": b"",
    "headers": [], "http_version": "1.1", "scheme": "http", "root_path": "", "asgi": {"version": "3.0"},
}  # fmt: skip


def request(app: ASGIApp, method: str, path: str, **options: Any) -> httpx.Response:
    async def ask() -> httpx.Response:
        async with client_of(app) as client:
            return await client.request(method, path, **options)

    return asyncio.run(ask())


def giving(*chunks: bytes) -> Receive:
    """Return what gives a body in chunks."""
    left = list(chunks)

    async def receive() -> Message:
        return {"type": "http.request", "body": left.pop(0), "more_body": bool(left)}

    return receive


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
    assert asyncio.run(read_request(scope, giving(b""), 10)).path == "/a%20b/%C3%BC"


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


def test_announced_body_beyond_the_limit_is_not_read(app: ASGIApp) -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        raise AssertionError("nothing should be read")

    async def send(message: Message) -> None:
        sent.append(message)

    async def ask(length: bytes) -> int:
        sent.clear()
        await app({**HTTP, "headers": [(b"content-length", length)]}, receive, send)
        return int(sent[0]["status"])

    for length in (b"1001", b"9" * 10_000):
        assert asyncio.run(ask(length)) == 413
        assert (b"connection", b"close") in sent[0]["headers"]


@pytest.mark.parametrize("length", [b"", b"x", b"-1", b"1, 1", "²".encode("latin-1")])
def test_length_that_is_no_number_is_left_to_the_reading(length: bytes) -> None:
    scope = {**HTTP, "headers": [(b"Content-Length", length)]}
    assert asyncio.run(read_request(scope, giving(b"ab", b"c"), 3)).body == b"abc"


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("127.0.0.1:4010", "https://127.0.0.1:4010"),
        ("kiln.example", "https://kiln.example"),
        ("[::1]:80", "https://[::1]:80"),
        ("docker_host:1", "https://docker_host:1"),
    ],
)
def test_origin_is_where_the_client_sent_it(host: str, origin: str) -> None:
    assert origin_of({"scheme": "https", "server": ("10.0.0.1", 8)}, host) == origin


@pytest.mark.parametrize(
    "host", ["", "a b", "a/b", "a@b", "-a", "a:b", "a:123456", "[x]", "a\r\nb", "a, b", "x" * 300]
)
def test_host_that_cannot_be_one_is_passed_over_for_the_servers_address(host: str) -> None:
    assert origin_of({"server": ("10.0.0.1", 8)}, host) == "http://10.0.0.1:8"
    assert origin_of({"server": ("::1", 8)}, host) == "http://[::1]:8"
    assert origin_of({"server": ("mock.test", None)}, host) == "http://mock.test"
    assert origin_of({"server": ("/run/mock.sock", None)}, host) == ""
    assert origin_of({}, host) == ""


def test_callbacks_that_may_go_nowhere() -> None:
    with pytest.raises(ValueError, match="not a host name"):
        create_app(callback_allow=["a b"])
    with pytest.raises(ValueError, match="0 seconds"):
        create_app(callback_timeout=0)


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

    async def ask() -> None:
        await app(dict(HTTP), receive, send)

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
