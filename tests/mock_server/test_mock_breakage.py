"""Answers that break off, as clients see it."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from imgopen_mock import Fault, FaultKind, Simulator, create_app, load_bundle
from imgopen_mock.breakage import EXTENSION, AnswerBrokenOffError, breakable
from starlette.types import Message, Receive, Scope, Send

from tests.mock_server.jobs import REAL_BUNDLE, Job
from tests.mock_server.servers import PATIENCE, client_of, interrupt, serving

BUNDLE = load_bundle(REAL_BUNDLE)
JOB = Job.of(BUNDLE)
BROKEN = [FaultKind.DROP_REQUEST, FaultKind.DROP, FaultKind.TRUNCATE]


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """A server whose log is looked at when all tests are through."""
    with serving("--bundle", str(REAL_BUNDLE), "--log-level", "info") as (process, address):
        yield address
        output, errors = interrupt(process)
        assert process.returncode == 0
        assert "Traceback" not in output + errors
        assert "ERROR" not in output + errors
        assert errors.endswith("Stopped.\n")


@pytest.fixture
def client(url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=url, trust_env=False, timeout=PATIENCE) as client:
        client.post("/_mock/reset").raise_for_status()
        yield client


def break_next(client: httpx.Client, kind: FaultKind) -> None:
    client.post("/_mock/faults", json={"kind": kind.value, "times": 1}).raise_for_status()


def exchange(url: str, request: bytes) -> bytes:
    """Send bytes and return all that comes back until the connection is closed."""
    parts = urlsplit(url)
    with socket.create_connection((parts.hostname, parts.port), timeout=PATIENCE) as connection:
        connection.sendall(request)
        answer = b""
        while chunk := connection.recv(65536):
            answer += chunk
    return answer


def raw(task_id: str) -> bytes:
    body = JOB.body(task_id)
    headers = {**JOB.headers, "host": "mock.test", "content-length": str(len(body))}
    lines = [f"{JOB.operation.method} {JOB.path} HTTP/1.1", *(f"{name}: {headers[name]}" for name in headers)]
    return "\r\n".join([*lines, "", ""]).encode() + body


@pytest.mark.parametrize("kind", BROKEN)
def test_client_sees_an_answer_that_breaks_off(client: httpx.Client, kind: FaultKind) -> None:
    break_next(client, kind)
    message = "complete message body" if kind is FaultKind.TRUNCATE else "without sending a response"
    with pytest.raises(httpx.RemoteProtocolError, match=message):
        client.request(**JOB.sent("t-1"))
    assert client.request(**JOB.sent("t-2")).status_code == JOB.status
    had_effect = kind is not FaultKind.DROP_REQUEST
    tasks = client.get("/_mock/tasks").json()["tasks"]
    assert [task["id"] for task in tasks] == ["t-1"] * had_effect + ["t-2"]
    assert client.get("/_mock/requests").json()["requests"][0]["breakage"] == (
        "truncated" if kind is FaultKind.TRUNCATE else "dropped"
    )


@pytest.mark.parametrize("kind", [FaultKind.DROP_REQUEST, FaultKind.DROP])
def test_dropped_answer_has_no_byte(client: httpx.Client, url: str, kind: FaultKind) -> None:
    break_next(client, kind)
    assert exchange(url, raw("t-1")) == b""


def test_truncated_answer_is_half_of_what_it_says(client: httpx.Client, url: str) -> None:
    break_next(client, FaultKind.TRUNCATE)
    head, _, body = exchange(url, raw("t-1")).partition(b"\r\n\r\n")
    status, *lines = head.decode().split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in lines)
    assert status.split()[1] == str(JOB.status)
    assert len(body) == int(headers["content-length"]) // 2 > 0


def test_requests_behind_a_broken_one_on_the_same_connection_get_nothing(
    client: httpx.Client, url: str
) -> None:
    break_next(client, FaultKind.DROP)
    assert exchange(url, raw("t-1") + raw("t-2") + raw("t-3")) == b""


def test_broken_json_comes_whole(client: httpx.Client) -> None:
    break_next(client, FaultKind.INVALID_JSON)
    answer = client.request(**JOB.sent("t-1"))
    assert answer.status_code == JOB.status
    with pytest.raises(json.JSONDecodeError):
        answer.json()


@pytest.mark.parametrize("kind", BROKEN)
def test_without_a_connection_the_answer_breaks_off_with_an_error(kind: FaultKind) -> None:
    simulator = Simulator(BUNDLE)
    simulator.set_fault(Fault(kind, times=1))

    async def ask() -> None:
        async with client_of(create_app(simulator)) as client:
            with pytest.raises(AnswerBrokenOffError, match="a fault is set") as caught:
                await client.request(**JOB.sent("t-1"))
            assert isinstance(caught.value, ConnectionError)
            assert (await client.request(**JOB.sent("t-2"))).status_code == JOB.status

    asyncio.run(ask())


def test_only_exchanges_with_a_connection_can_be_closed() -> None:
    seen: list[Scope] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope)

    async def nothing(*_: Any) -> Any:
        raise AssertionError("nothing should be sent or received")

    class Exchange:
        transport = None
        disconnected = False

        async def send(self, message: Message) -> None:
            raise AssertionError("nothing should be sent")

    async def run() -> None:
        await breakable(app)({"type": "http"}, nothing, nothing)
        await breakable(app)({"type": "http"}, nothing, Exchange().send)
        await breakable(app)({"type": "lifespan"}, nothing, nothing)

    asyncio.run(run())
    assert len(seen) == 3
    assert not any(EXTENSION in scope.get("extensions", {}) for scope in seen)
