"""Answers that wait on the simulator's clock."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest
from imgopen_mock import Clock, Fault, FaultKind, RealClock, Simulator, VirtualClock, create_app, load_bundle
from imgopen_mock.delays import Delays
from starlette.types import ASGIApp, Message

from tests.mock_server.jobs import Job
from tests.mock_server.servers import client_of

FAST = 1e6
"""A clock that runs so fast that a quarter of an hour takes a millisecond."""


def delayed(clock: Clock, seconds: float) -> tuple[Job, Simulator]:
    simulator = Simulator(load_bundle(), clock)
    simulator.set_fault(Fault(FaultKind.DELAY, seconds=seconds, times=1))
    return Job.of(simulator.bundle), simulator


async def calm() -> None:
    """Let everything happen that can happen without time."""
    for _ in range(50):
        await asyncio.sleep(0)


def test_answer_waits_until_the_virtual_clock_was_advanced() -> None:
    job, simulator = delayed(VirtualClock(), 0.8)

    async def ask() -> None:
        async with client_of(create_app(simulator)) as client:
            answer = asyncio.create_task(client.request(**job.sent("t-1")))
            await calm()
            assert len(simulator.tasks) == 1  # it has had its effect
            for step in (0.7, 0.05):
                await client.post("/_mock/clock/advance", json={"seconds": step})
                await calm()
                assert not answer.done()
            await client.post("/_mock/clock/advance", json={"seconds": 0.05})
            assert (await answer).status_code == job.status

    asyncio.run(ask())


def test_answer_waits_on_a_clock_that_runs() -> None:
    clock = RealClock(rate=FAST)
    job, simulator = delayed(clock, 1000)

    async def ask() -> None:
        async with client_of(create_app(simulator)) as client:
            began = clock.now()
            assert (await client.request(**job.sent("t-1"))).status_code == job.status
            assert clock.now() - began >= 1000

    asyncio.run(ask())


def run(app: ASGIApp, job: Job, during: Callable[[asyncio.Event], Awaitable[Any]]) -> list[Message]:
    """Send a request without a server; `during` may let the client go away. Return what the client got."""
    sent: list[Message] = []

    async def ask() -> None:
        gone = asyncio.Event()
        body: list[Message] = [{"type": "http.request", "body": job.body("t-1"), "more_body": False}]

        async def receive() -> Message:
            if body:
                return body.pop()
            await gone.wait()
            return {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            sent.append(message)

        headers = [(name.lower().encode(), value.encode()) for name, value in job.headers.items()]
        scope = {
            "type": "http", "method": job.operation.method, "path": job.path, "query_string": b"",
            "headers": headers, "http_version": "1.1", "scheme": "http", "asgi": {"version": "3.0"},
        }  # fmt: skip
        answering = asyncio.ensure_future(app(scope, receive, send))
        await during(gone)
        await answering

    asyncio.run(ask())
    return sent


@pytest.mark.parametrize("clock", [VirtualClock(), RealClock()], ids=["virtual", "real"])
def test_waiting_ends_when_the_client_goes_away(clock: Clock) -> None:
    job, simulator = delayed(clock, 3600)

    async def leave(gone: asyncio.Event) -> None:
        await calm()
        gone.set()

    assert run(create_app(simulator), job, leave) == []


@pytest.mark.parametrize("clock", [VirtualClock(), RealClock()], ids=["virtual", "real"])
def test_waiting_ends_when_the_server_stops(clock: Clock) -> None:
    job, simulator = delayed(clock, 3600)
    app = create_app(simulator)
    delays: Delays = app.state.delays

    async def stop(_: asyncio.Event) -> None:
        await calm()
        delays.end()

    start, end = run(app, job, stop)
    assert start["status"] == job.status
    assert json.loads(end["body"])[simulator.bundle.envelope.code] == simulator.bundle.envelope.success


def test_waiting_may_be_cancelled() -> None:
    job, simulator = delayed(VirtualClock(), 10)

    async def ask() -> None:
        async with client_of(create_app(simulator)) as client:
            with pytest.raises(asyncio.TimeoutError):
                await asyncio.wait_for(client.request(**job.sent("t-1")), 0.01)
            assert (await client.get("/_mock/clock")).status_code == httpx.codes.OK

    asyncio.run(ask())
