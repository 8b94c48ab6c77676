"""What the tests of the courier share; they are coroutines, run by anyio's plugin on asyncio."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack
from typing import Any, TypeAlias

import pytest
from imgopen_mock.core.exchange.callbacks import CallbackRequest

from tests.mock_server.courier.receivers import Receiver, Script, listening

Listen: TypeAlias = Callable[..., Any]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
async def listen() -> AsyncIterator[Listen]:
    """Starts receivers that are gone when the test ends."""
    async with AsyncExitStack() as stack:

        async def start(script: Script, **options: Any) -> Receiver:
            return await stack.enter_async_context(listening(script, **options))

        yield start


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Nothing that a receiver does is worth a line in the log."""
    caplog.set_level(logging.INFO)
    yield
    assert caplog.get_records("call") == []


@pytest.fixture
def callback() -> Callable[[str], CallbackRequest]:
    """Makes a callback to a URL."""
    return lambda url: CallbackRequest(url, "POST", {"content-type": "application/json"}, b'{"fired":true}')
