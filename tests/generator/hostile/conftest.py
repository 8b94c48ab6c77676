"""The cage of the tests in this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.generator.hostile.cage import Cage, open_cage


@pytest.fixture(scope="session")
def cage() -> Iterator[Cage]:
    with open_cage() as opened:
        yield opened
