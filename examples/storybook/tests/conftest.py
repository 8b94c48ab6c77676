from __future__ import annotations

from collections.abc import Iterator

import pytest
from imgopen import ImgOpen
from imgopen_mock.pytest_plugin import ImgOpenMock

from storybook import Page


@pytest.fixture
def pages() -> list[Page]:
    return [
        Page("fox-1", "a red fox finds a lantern in a snowy pine forest"),
        Page("fox-2", "the fox carries the lantern over a frozen lake"),
    ]


@pytest.fixture
def client(imgopen_mock: ImgOpenMock) -> Iterator[ImgOpen]:
    """A client for which the simulated time passes when it waits."""
    with ImgOpen(access_key_id="any", access_key_secret="any", sleep=imgopen_mock.advance) as client:
        yield client


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
