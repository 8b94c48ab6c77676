"""Callbacks of a server: really sent, tried again on schedule, and only to where they may go."""

from __future__ import annotations

import asyncio
import json
import logging
from itertools import accumulate
from typing import Any

import httpx
import pytest
from imgopen_mock import Pace, RealClock, Settings, Simulator, VirtualClock, create_app, load_bundle
from starlette.types import ASGIApp

from tests.mock_server.jobs import REAL_BUNDLE, Job
from tests.mock_server.receivers import receiving
from tests.mock_server.servers import PATIENCE, client_of, interrupt, serving

BUNDLE = load_bundle(REAL_BUNDLE)
JOB = Job.of(BUNDLE)
INTERVALS = JOB.intervals(REAL_BUNDLE)
ELSEWHERE = "http://192.0.2.1/bell"
"""An address that is nobody's, and not this computer."""

QUICK = Settings(pace=Pace(fixed=1))
FAST = 10_000.0


async def acknowledged(simulator: Simulator) -> None:
    """Let the event loop work until the last callback is acknowledged."""

    async def look() -> None:
        while not simulator.deliveries[-1].acknowledged:
            await asyncio.sleep(0)

    await asyncio.wait_for(look(), PATIENCE)


def refusing(number: int) -> bytes:
    """Answer that the callback was understood, but not in the way that the API asks for."""
    return b"{}"


def test_callback_is_sent_again_until_it_is_acknowledged() -> None:
    """Over sockets, and on a clock that runs fast."""
    answers = {1: b"not yet", 2: JOB.acknowledgement()}
    with (
        receiving(answers.__getitem__) as receiver,
        serving("--bundle", str(REAL_BUNDLE), "--time-scale", "100", "--task-seconds", "1") as (process, url),
        httpx.Client(base_url=url, trust_env=False, timeout=PATIENCE) as client,
    ):
        client.request(**JOB.sent("t-1", receiver.url)).raise_for_status()
        first, second = receiver.next(), receiver.next()
        assert json.loads(first) == json.loads(second)
        for _ in range(1000):
            (delivery,) = client.get("/_mock/deliveries", params={"task": "t-1"}).json()["deliveries"]
            if delivery["state"] == "acknowledged":
                break
        assert [attempt["acknowledged"] for attempt in delivery["attempts"]] == [False, True]
        assert [attempt["number"] for attempt in delivery["attempts"]] == [1, 2]
        assert delivery["attempts"][0]["body"] == "not yet"
        assert delivery["attempts"][1]["body"] == json.loads(JOB.acknowledgement())
        late = delivery["attempts"][1]["due"] - delivery["attempts"][0]["due"]
        assert late == pytest.approx(INTERVALS[0])
        assert "WARNING" not in interrupt(process)[1]


def test_virtual_time_walks_down_the_whole_ladder() -> None:
    with (
        receiving(refusing) as receiver,
        serving("--bundle", str(REAL_BUNDLE), "--clock", "virtual", "--task-seconds", "5") as (_, url),
        httpx.Client(base_url=url, trust_env=False, timeout=PATIENCE) as client,
    ):
        client.request(**JOB.sent("t-1", receiver.url)).raise_for_status()
        assert client.post("/_mock/clock/advance", json={"seconds": 4.5}).json()["made"] == 0
        clock = client.get("/_mock/clock").json()
        assert (clock["now"], clock["next_due"]) == (4.5, 5)
        advanced = client.post("/_mock/clock/advance", json={"seconds": sum(INTERVALS) + 1}).json()
        due = [5 + offset for offset in accumulate(INTERVALS, initial=0)]
        assert advanced["now"] == pytest.approx(due[-1] + 0.5)
        assert [attempt["due"] for attempt in advanced["attempts"]] == pytest.approx(due)
        assert [attempt["sent"] for attempt in advanced["attempts"]] == pytest.approx(due)
        assert receiver.bodies.qsize() == advanced["made"] == len(due)
        (delivery,) = client.get("/_mock/deliveries").json()["deliveries"]
        assert (delivery["state"], delivery["next_due"]) == ("given_up", None)
        assert delivery["attempts"] == [
            {name: value for name, value in attempt.items() if name in delivery["attempts"][0]}
            for attempt in advanced["attempts"]
        ]
        assert client.post("/_mock/clock/advance", json={"seconds": 1e6}).json()["made"] == 0


@pytest.fixture
def virtual() -> tuple[Simulator, ASGIApp]:
    simulator = Simulator(BUNDLE, VirtualClock(), settings=QUICK)
    return simulator, create_app(simulator)


def test_address_that_is_not_allowed_is_told_at_once_but_only_once(
    virtual: tuple[Simulator, ASGIApp], caplog: pytest.LogCaptureFixture
) -> None:
    _, app = virtual

    async def ask() -> Any:
        async with client_of(app) as client:
            await client.request(**JOB.sent("t-1", ELSEWHERE))
            await client.post("/_mock/clock/advance", json={"seconds": 1e6})
            return (await client.get("/_mock/deliveries", params={"state": "given_up"})).json()

    with caplog.at_level(logging.WARNING):
        (delivery,) = asyncio.run(ask())["deliveries"]
    assert len(delivery["attempts"]) == len(INTERVALS) + 1
    assert all(attempt["refused"] for attempt in delivery["attempts"])
    (record,) = caplog.records
    assert "192.0.2.1 is not an allowed address" in record.getMessage()
    assert '"t-1"' in record.getMessage()
    assert "\n" not in record.getMessage()


def test_outcomes_of_all_attempts_are_logged_for_those_who_want_to_know(
    virtual: tuple[Simulator, ASGIApp], caplog: pytest.LogCaptureFixture
) -> None:
    _, app = virtual

    async def ask(bell: str) -> None:
        async with client_of(app) as client:
            await client.request(**JOB.sent("t-1", bell))
            await client.post("/_mock/clock/advance", json={"seconds": 1e6})

    answers = {1: '{"\u009b2J": 1}'.encode(), 2: JOB.acknowledgement()}
    with receiving(answers.__getitem__) as receiver, caplog.at_level(logging.INFO, "imgopen_mock"):
        asyncio.run(ask(receiver.url))
    messages = [record.getMessage() for record in caplog.records if record.name.startswith("imgopen_mock")]
    assert len(messages) == 2
    assert messages[1].endswith(": acknowledged")
    assert all(message.isprintable() for message in messages)


def test_address_may_be_allowed() -> None:
    simulator = Simulator(BUNDLE, VirtualClock(), settings=QUICK)
    app = create_app(simulator, callback_allow=["192.0.2.0/24", "bell.example"])

    async def ask() -> Any:
        async with client_of(app) as client:
            return (await client.get("/_mock")).json()

    assert asyncio.run(ask())["callbacks"] == "loopback, 192.0.2.0/24, bell.example"


def test_every_event_loop_delivers() -> None:
    """As when each test of a suite runs in a loop of its own."""
    simulator = Simulator(BUNDLE, RealClock(FAST), settings=QUICK)
    app = create_app(simulator)

    async def submit(task_id: str, bell: str) -> None:
        async with client_of(app) as client:
            await client.request(**JOB.sent(task_id, bell))
            await acknowledged(simulator)

    with receiving(lambda _: JOB.acknowledgement()) as receiver:
        for task_id in ("t-1", "t-2", "t-3"):
            asyncio.run(submit(task_id, receiver.url))
        assert receiver.bodies.qsize() == 3


def test_what_was_due_before_is_sent_when_the_server_starts_and_nothing_after_it_has_stopped() -> None:
    simulator = Simulator(BUNDLE, RealClock(FAST), settings=QUICK)
    app = create_app(simulator)

    async def live() -> None:
        async with app.router.lifespan_context(app):
            await acknowledged(simulator)
        assert len(asyncio.all_tasks()) == 1

    with receiving(lambda _: JOB.acknowledgement()) as receiver:
        for task_id in ("t-1", "t-2"):
            simulator.handle(JOB.request(task_id, receiver.url))
            asyncio.run(live())
        assert receiver.bodies.qsize() == 2


def test_advances_wait_for_one_another(virtual: tuple[Simulator, ASGIApp]) -> None:
    _, app = virtual

    async def ask() -> list[Any]:
        async with client_of(app) as client:
            await client.request(**JOB.sent("t-1", ELSEWHERE))
            steps = [client.post("/_mock/clock/advance", json={"seconds": 1}) for _ in range(5)]
            return [(await step).json()["now"] for step in asyncio.as_completed(steps)]

    assert sorted(asyncio.run(ask())) == [1, 2, 3, 4, 5]


def test_attempt_is_finished_even_if_nobody_waits_for_the_advance(virtual: tuple[Simulator, ASGIApp]) -> None:
    simulator, app = virtual

    async def ask() -> None:
        release, came = asyncio.Event(), asyncio.Event()

        async def ring(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            came.set()
            await release.wait()
            answer = JOB.acknowledgement()
            writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n%s" % (len(answer), answer))
            await writer.drain()
            writer.close()

        bell = await asyncio.start_server(ring, "127.0.0.1", 0)
        url = f"http://127.0.0.1:{bell.sockets[0].getsockname()[1]}/bell"
        async with bell, client_of(app) as client:
            await client.request(**JOB.sent("t-1", url))
            impatient = asyncio.ensure_future(client.post("/_mock/clock/advance", json={"seconds": 10}))
            await came.wait()
            shown = (await client.get("/_mock/deliveries")).json()["deliveries"]
            assert [delivery["state"] for delivery in shown] == ["under_way"]
            impatient.cancel()
            with pytest.raises(asyncio.CancelledError):
                await impatient
            release.set()
            assert (await client.post("/_mock/clock/advance", json={"seconds": 0})).json()["now"] == 10

    asyncio.run(ask())
    (delivery,) = simulator.deliveries
    assert delivery.acknowledged


def test_receiver_may_ask_for_an_answer_that_is_delayed(virtual: tuple[Simulator, ASGIApp]) -> None:
    """The answer is due before the callback, so the callback can wait for it."""
    simulator, app = virtual

    async def ask() -> None:
        async with client_of(app) as client:
            got: asyncio.Future[int] = asyncio.get_running_loop().create_future()

            async def ring(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
                await reader.readuntil(b"\r\n\r\n")
                answer = await slow
                got.set_result(answer.status_code)
                writer.close()

            bell = await asyncio.start_server(ring, "127.0.0.1", 0)
            url = f"http://127.0.0.1:{bell.sockets[0].getsockname()[1]}/bell"
            async with bell:
                await client.request(**JOB.sent("t-1", url))
                await client.post("/_mock/faults", json={"kind": "delay", "seconds": 0.5, "times": 1})
                slow = asyncio.ensure_future(client.request(**JOB.sent("t-2")))
                while not simulator.requests[1:]:
                    await asyncio.sleep(0)
                await client.post("/_mock/clock/advance", json={"seconds": 1})
                assert await got == JOB.status

    asyncio.run(ask())
