"""One client in many threads, and in a process and its children: nobody gets the answer of another."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import imgopen
import pytest

from tests.client.conftest import client_class, success
from tests.client.robustness.sockets import listening, read_request
from tests.support.operations import keys


@dataclass
class Echo:
    """A server that gives back what it was sent, and keeps its connections open.

    Attributes:
        connections: for each connection, the bodies that came over it.
        ended: is released whenever the other side has hung up.
    """

    url: str = ""
    connections: list[list[Any]] = field(default_factory=list)
    ended: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def serve(self, connection: Any) -> None:
        """Serve one connection until the other side hangs up."""
        bodies: list[Any] = []
        self.connections.append(bodies)
        while request := read_request(connection):
            body = json.loads(request.partition(b"\r\n\r\n")[2])
            bodies.append(body)
            content = success(body).content
            head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(content)}\r\n\r\n".encode()
            connection.sendall(head + content)
        self.ended.release()


@pytest.fixture
def echo() -> Iterator[Echo]:
    """A running echo."""
    served = Echo()
    with listening(served.serve, threads=20) as port:
        served.url = f"http://127.0.0.1:{port}"
        yield served


def _client(echo: Echo, **settings: Any) -> Any:
    return client_class("")(**{**keys(), "base_url": echo.url, "max_retries": 0, **settings})


def _sent(client: Any, value: object) -> object:
    return list(client.post("/x", {"value": value}).values())[-1]["value"]


def test_one_client_in_many_threads(echo: Echo) -> None:
    start = threading.Barrier(16)

    def work(number: int) -> list[object]:
        start.wait(10)
        return [_sent(client, f"{number}-{turn}") for turn in range(5)]

    with _client(echo) as client, ThreadPoolExecutor(16) as pool:
        for number, answers in enumerate(pool.map(work, range(16))):
            assert answers == [f"{number}-{turn}" for turn in range(5)]
    assert sum(map(len, echo.connections)) == 80


def test_threads_that_begin_at_once_share_one_pool(echo: Echo, monkeypatch: pytest.MonkeyPatch) -> None:
    client = _client(echo)
    make, barrier = client._connections._make, threading.Barrier(8)

    def slow() -> Any:
        made = make()
        barrier.wait(10)
        return made

    client._connections._make = slow
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: client._connections.current(), range(8)))
    assert len(set(map(id, found))) == 1
    client.close()


def test_a_client_before_and_after_a_fork(echo: Echo) -> None:
    client = _client(echo)
    assert _sent(client, "before") == "before"
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(writing, json.dumps([_sent(client, f"child {turn}") for turn in range(3)]).encode())
        finally:
            os._exit(0)
    os.close(writing)
    parents = [_sent(client, f"parent {turn}") for turn in range(3)]
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    client.close()
    assert json.loads(said) == [f"child {turn}" for turn in range(3)]
    assert parents == [f"parent {turn}" for turn in range(3)]
    # Each process has a connection of its own, and keeps to it.
    assert sorted(len(bodies) for bodies in echo.connections) == [3, 4]
    for bodies in echo.connections:
        assert len({body["value"].split()[0] == "child" for body in bodies}) == 1


def test_closing_in_a_child_leaves_the_parent_alone(echo: Echo) -> None:
    client = _client(echo)
    _sent(client, "before")
    child = os.fork()
    if child == 0:
        client.close()
        os._exit(0)
    os.waitpid(child, 0)
    assert _sent(client, "after") == "after"
    assert len(echo.connections) == 1
    client.close()


def test_a_closed_client_says_so(echo: Echo) -> None:
    client = _client(echo)
    _sent(client, 1)
    client.close()
    client.close()
    with pytest.raises(imgopen.ConfigurationError, match="the client is closed"):
        _sent(client, 2)


def test_closing_while_a_call_waits_for_its_next_attempt_ends_the_call(echo: Echo) -> None:
    client = _client(echo, base_url="http://127.0.0.1:9", max_retries=3)
    client._sleep = lambda _: client.close()
    with pytest.raises(imgopen.ImgOpenError, match="closed"):
        _sent(client, 1)


def test_a_client_of_the_callers_stays_open(echo: Echo) -> None:
    from tests.support.http import httpx

    with httpx.Client(trust_env=False) as http:
        with _client(echo, http_client=http) as client:
            _sent(client, 1)
        assert not http.is_closed
        assert _sent(client, 2) == 2
    with pytest.raises(imgopen.ConfigurationError, match="the client is closed"):
        _sent(client, 3)


def test_a_client_that_is_forgotten_closes_its_connections(echo: Echo) -> None:
    """Python warns of sockets that nobody has closed; warnings are errors here."""
    client = _client(echo)
    _sent(client, 1)
    http = client._connections.current()
    del client
    gc.collect()
    assert http.is_closed


def test_a_program_that_closes_nothing_ends_without_a_warning(echo: Echo) -> None:
    program = (
        "import asyncio, sys, imgopen\n"
        f"settings = dict({keys()!r}, base_url={echo.url!r}, max_retries=0)\n"
        f"client = imgopen.{client_class('').__name__}(**settings)\n"
        "client.post('/x', {})\n"
        f"waiting = imgopen.{client_class('Async').__name__}(**settings)\n"
        "for turn in range(3):\n"
        "    asyncio.run(waiting.post('/x', {}))\n"
        "import gc; gc.collect()\n"
        "print('done')\n"
    )
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, "done\n", "")
