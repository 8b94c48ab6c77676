"""A simulator in this process, and batches that it does with both kinds of clients."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from imgopen_mock.testing import ImgOpenMock

from tests.client.batch.running import Batches


@pytest.fixture
def mock() -> ImgOpenMock:
    """A simulator whose tasks take five seconds; only the clients of batches ask it."""
    return ImgOpenMock(task_seconds=5)


@pytest.fixture(params=["sync", "async"])
def batches(request: pytest.FixtureRequest, mock: ImgOpenMock) -> Batches:
    """Batches with the sync and the async client."""
    return Batches(request.param, mock)


@pytest.fixture(autouse=True)
def _no_thread_is_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    assert set(threading.enumerate()) <= before
