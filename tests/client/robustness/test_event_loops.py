"""One async client in several event loops, one after the other and at once: each has connections of its own."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import imgopen
import pytest

from tests.client.conftest import client_class
from tests.client.robustness.sockets import listening
from tests.client.robustness.test_threads_and_forks import Echo
from tests.support.http import httpx
from tests.support.operations import keys


@pytest.fixture
def echo() -> Iterator[Echo]:
    """A running echo."""
    served = Echo()
    with listening(served.serve, threads=12) as port:
        served.url = f"http://127.0.0.1:{port}"
        yield served


def _client(echo: Echo, **settings: Any) -> Any:
    return client_class("Async")(**{**keys(), "base_url": echo.url, "max_retries": 0, **settings})


async def _sent(client: Any, value: object) -> object:
    answer = await client.post("/x", {"value": value})
    return list(answer.values())[-1]["value"]


async def _all_sent(client: Any, values: list[str]) -> list[object]:
    return list(await asyncio.gather(*(_sent(client, value) for value in values)))


def test_several_loops_one_after_the_other(echo: Echo) -> None:
    client = _client(echo)
    for turn in range(4):
        assert asyncio.run(_sent(client, turn)) == turn
    assert len(echo.connections) == 4


def test_a_loop_that_ends_leaves_no_connection_open(echo: Echo) -> None:
    client = _client(echo)
    for turn in range(5):
        asyncio.run(_sent(client, turn))
        assert echo.ended.acquire(timeout=10)
    assert len(client._connections._place._things) <= 1


def test_two_loops_in_two_threads_at_once(echo: Echo) -> None:
    client = _client(echo)
    names = [[f"{thread}-{number}" for number in range(5)] for thread in "ab"]
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda values: asyncio.run(_all_sent(client, values)), names))
    assert answers == names
    for bodies in echo.connections:
        assert len({body["value"][0] for body in bodies}) == 1


def test_calls_of_one_loop_share_its_connections(echo: Echo) -> None:
    client = _client(echo)

    async def work() -> None:
        for turn in range(3):
            await _sent(client, turn)
        await client.close()

    asyncio.run(work())
    assert [len(bodies) for bodies in echo.connections] == [3]


def test_a_closed_client_says_so_in_every_loop(echo: Echo) -> None:
    client = _client(echo)

    async def work() -> None:
        async with client:
            await _sent(client, 1)
        await client.close()

    asyncio.run(work())
    with pytest.raises(imgopen.ConfigurationError, match="the client is closed"):
        asyncio.run(_sent(client, 2))


def test_a_client_of_the_callers_stays_in_its_loop(echo: Echo) -> None:
    """The HTTP library cannot use its connections in another loop, and its complaint becomes one of the package."""
    http = httpx.AsyncClient(trust_env=False)
    client = _client(echo, http_client=http)

    async def keep_busy() -> object:
        return await _sent(client, 1)

    with asyncio.Runner() as first:
        assert first.run(keep_busy()) == 1
        with asyncio.Runner() as second, pytest.raises(imgopen.TransportError):
            second.run(keep_busy())
        first.run(http.aclose())


def test_a_client_that_is_forgotten_in_a_running_loop_closes_its_connections(echo: Echo) -> None:
    async def work() -> bool:
        client = _client(echo)
        await _sent(client, 1)
        http = client._connections.current()
        del client
        gc.collect()
        for _ in range(5):
            await asyncio.sleep(0)
        return bool(http.is_closed)

    assert asyncio.run(work())
