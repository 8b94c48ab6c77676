"""Receivers of both sorts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from tests.client.callbacks.taking import Taking


@pytest.fixture(params=["sync", "async"])
def taking(request: pytest.FixtureRequest) -> Callable[..., Taking]:
    """Makes a receiver, once the sync one, once the async one."""
    return partial(Taking, request.param == "async")
