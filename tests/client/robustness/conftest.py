"""The sync and the async side of the client."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from tests.client.robustness.ways import Side


@pytest.fixture(params=["sync", "async"])
def side(request: pytest.FixtureRequest) -> Iterator[Side]:
    """The sync client, and the async client in a loop of its own."""
    if request.param == "sync":
        yield Side(None)
        return
    with asyncio.Runner() as runner:
        yield Side(runner)
