"""A simulated service, and both clients."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from imgopen_mock.testing import ImgOpenMock

from tests.client.stories import play


@pytest.fixture
def mock() -> Iterator[ImgOpenMock]:
    """A simulated service."""
    with ImgOpenMock() as made:
        yield made


@pytest.fixture(params=["sync", "async"])
def run(request: pytest.FixtureRequest, mock: ImgOpenMock) -> Callable[..., Any]:
    """Plays a story with a client of the simulated service."""
    return partial(play, request.param, mock)
