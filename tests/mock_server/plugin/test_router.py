"""The simulator behind httpx, without a socket."""

from __future__ import annotations

import asyncio
import http.server
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
import respx
from imgopen_mock import Fault, FaultKind, Request, Response, Simulator
from imgopen_mock.respx_router import mock_router

from tests.mock_server.plugin.conftest import KILN, Fire


@pytest.fixture
def loopback() -> Iterator[str]:
    """A server of somebody else's on this machine."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            self.send_response(201)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_sync_and_async_clients_get_the_simulators_answer(
    simulator: Simulator, fire: Fire, keys: Any
) -> None:
    async def post() -> httpx.Response:
        async with httpx.AsyncClient() as client:
            return await client.post(
                f"{KILN}/firings", json={"job": {"ref": "pot-2"}, "glaze": "ash"}, headers=keys
            )

    with mock_router(simulator):
        answers = [fire("pot-1"), asyncio.run(post())]
    assert [answer.status_code for answer in answers] == [202, 202]
    assert [answer.json()["payload"]["ticket"] for answer in answers] == ["pot-1", "pot-2"]
    assert [entry.operation for entry in simulator.requests] == ["fire", "fire"]


def test_path_query_and_headers_arrive_as_they_were_sent(simulator: Simulator, keys: Any) -> None:
    with mock_router(simulator):
        kiln = httpx.post(f"{KILN}/kilns/yard%2Fnorth%20end/state", json={}, headers=keys)
        shelf = httpx.get(f"{KILN}/shelves/3?side=left", headers={"KILN-MOOD": "calmest"})
    assert simulator.requests[0].path == "/kilns/yard%2Fnorth%20end/state"
    assert kiln.json()["payload"]["kiln"] == "yard/north end"
    assert "Kiln-Mood: " in shelf.json()["text"]


def test_a_network_that_breaks_looks_as_httpx_shows_it(simulator: Simulator, fire: Fire) -> None:
    with mock_router(simulator):
        simulator.set_fault(Fault(FaultKind.DROP, times=1))
        with pytest.raises(
            httpx.RemoteProtocolError, match=r"Server disconnected without sending a response\."
        ):
            fire("pot-2")
        simulator.set_fault(Fault(FaultKind.TRUNCATE, times=1))
        with pytest.raises(httpx.RemoteProtocolError, match="peer closed connection") as caught:
            fire("pot-3")
    whole = len(simulator.requests[-1].answer)
    assert str(caught.value).endswith(f"message body (received {whole // 2} bytes, expected {whole})")
    assert caught.value.request.url == f"{KILN}/firings"
    assert [task.id for task in simulator.tasks] == ["pot-2", "pot-3"]


def test_half_an_answer_arrives_when_it_is_read_as_it_comes(simulator: Simulator, keys: Any) -> None:
    simulator.set_fault(Fault(FaultKind.TRUNCATE))
    body = {"json": {}, "headers": keys}

    def read(response: httpx.Response) -> None:
        for chunk in response.iter_bytes():
            arrived.append(chunk)

    async def async_read(response: httpx.Response) -> None:
        async for chunk in response.aiter_bytes():
            arrived.append(chunk)

    async def async_stream() -> None:
        async with (
            httpx.AsyncClient() as client,
            client.stream("POST", f"{KILN}/firings", **body) as response,
        ):
            with pytest.raises(httpx.RemoteProtocolError):
                await async_read(response)

    arrived: list[bytes] = []
    with mock_router(simulator):
        with (
            httpx.stream("POST", f"{KILN}/firings", **body) as response,
            pytest.raises(httpx.RemoteProtocolError),
        ):
            read(response)
        asyncio.run(async_stream())
    whole = simulator.requests[0].answer
    assert arrived == [whole[: len(whole) // 2]] * 2


@pytest.mark.parametrize(
    ("patience", "in_time"),
    [(4.9, False), (5.0, False), (5.1, True), (None, True)],
    ids=lambda value: str(value),
)
def test_a_late_answer_is_a_timeout_at_once_for_who_cannot_wait(
    simulator: Simulator, fire: Fire, patience: float | None, in_time: bool
) -> None:
    simulator.set_fault(Fault(FaultKind.DELAY, seconds=5))
    with mock_router(simulator):
        if in_time:
            assert fire(timeout=patience).status_code == 202
        else:
            with pytest.raises(httpx.ReadTimeout):
                fire(timeout=httpx.Timeout(None, read=patience))
    assert len(simulator.tasks) == 1


def test_further_servers_are_intercepted_and_named_in_the_addresses_of_pictures(
    simulator: Simulator, fire: Fire
) -> None:
    staging = ["http://staging.example:8080", "https://other.example/"]
    with mock_router(simulator, *staging):
        for number, origin in enumerate([KILN, "http://staging.example:8080", "https://other.example:443"]):
            assert fire(f"pot-{number}", origin=origin).status_code == 202
    assert [task.origin for task in simulator.tasks] == [
        KILN,
        "http://staging.example:8080",
        "https://other.example",
    ]


@pytest.mark.parametrize("url", ["kiln.example", "https://kiln.example/v1", "https://me@kiln.example", ""])
def test_a_base_url_is_an_origin(simulator: Simulator, url: str) -> None:
    with pytest.raises(ValueError, match="scheme, host and port are wanted"):
        mock_router(simulator, url)


def test_other_hosts_and_other_ports_are_reached(simulator: Simulator, loopback: str) -> None:
    async def post() -> httpx.Response:
        async with httpx.AsyncClient() as client:
            return await client.post(loopback, content=b"async")

    with mock_router(simulator, "http://127.0.0.1:9"):
        assert httpx.post(loopback, content=b"sync").content == b"sync"
        assert asyncio.run(post()).content == b"async"
    assert simulator.requests == ()


def test_transports_of_ones_own_are_left_alone(simulator: Simulator) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(418)

    with mock_router(simulator), httpx.Client(transport=httpx.MockTransport(answer)) as client:
        assert client.post(f"{KILN}/firings").status_code == 418
    assert simulator.requests == ()


@pytest.mark.parametrize("ours_first", [True, False], ids=["ours first", "theirs first"])
def test_other_respx_routers_keep_what_is_theirs(
    simulator: Simulator, fire: Fire, loopback: str, ours_first: bool
) -> None:
    theirs = respx.mock(base_url="https://bank.example")
    theirs.get("/balance").respond(json=7)
    ours = mock_router(simulator)
    first, second = (ours, theirs) if ours_first else (theirs, ours)
    with first, second:
        assert httpx.get("https://bank.example/balance").json() == 7
        assert fire().status_code == 202
        with pytest.raises(AssertionError, match="not mocked"):  # as theirs says of all that it does not know
            httpx.post(loopback, content=b"?")
    with ours:
        assert httpx.post(loopback, content=b"again").content == b"again"


def test_two_simulators_stand_side_by_side(simulator: Simulator, fire: Fire, loopback: str) -> None:
    other = Simulator(simulator.bundle)
    with mock_router(simulator):
        with mock_router(other, "https://other.example"):
            fire("pot-1", origin=KILN)
            fire("pot-2", origin="https://other.example")
            assert httpx.post(loopback, content=b"!").content == b"!"
        with pytest.raises(httpx.ConnectError):
            fire("pot-3", origin="http://127.0.0.1:9")
    assert [task.id for task in simulator.tasks] == ["pot-1"]
    assert [task.id for task in other.tasks] == ["pot-2"]


def test_nothing_is_intercepted_afterwards(simulator: Simulator) -> None:
    with mock_router(simulator, "http://127.0.0.1:9"):
        assert httpx.get("http://127.0.0.1:9/").status_code == 404
    with pytest.raises(httpx.ConnectError):
        httpx.get("http://127.0.0.1:9/")


def test_as_a_decorator(simulator: Simulator, fire: Fire) -> None:
    @mock_router(simulator)
    def submit() -> int:
        return fire().status_code

    assert submit() == 202


def test_threads_get_answers_of_their_own(simulator: Simulator, keys: Any) -> None:
    names = [f"pot-{number}" for number in range(60)]

    def post(name: str) -> httpx.Response:
        return client.post(f"{KILN}/firings", json={"glaze": "ash", "job": {"ref": name}}, headers=keys)

    with mock_router(simulator), httpx.Client() as client, ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(post, names))
    assert [answer.json()["payload"]["ticket"] for answer in answers] == names
    assert sorted(task.serial for task in simulator.tasks) == list(range(1, 61))


def test_a_lock_is_held_while_the_simulator_works(simulator: Simulator, fire: Fire, monkeypatch: Any) -> None:
    handle, lock, held = simulator.handle, threading.Lock(), []

    def watched(request: Request) -> Response:
        held.append(lock.locked())
        return handle(request)

    monkeypatch.setattr(simulator, "handle", watched)
    with mock_router(simulator, lock=lock):
        fire()
    assert held == [True]
    assert not lock.locked()
