"""A pottery's API for the tests of the mock server: nothing in it is Img Open's, so nothing may be built in."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from imgopen_mock import Bundle, Request, Simulator, VirtualClock

KILN = Path(__file__).with_name("kiln.json")


Send: TypeAlias = Callable[..., tuple[int, Any]]
"""Sends a request to the kiln's simulator; returns HTTP status and answer."""


@pytest.fixture
def kiln_document() -> dict[str, Any]:
    """A fresh copy of the kiln's OpenAPI document, free to be changed."""
    document: dict[str, Any] = json.loads(KILN.read_text())
    return document


@pytest.fixture(scope="session")
def kiln_file() -> Path:
    return KILN


@pytest.fixture(scope="session")
def kiln() -> Bundle:
    return Bundle.parse(KILN.read_bytes())


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock()


@pytest.fixture
def simulator(kiln: Bundle, clock: VirtualClock) -> Simulator:
    return Simulator(kiln, clock)


@pytest.fixture
def firing() -> dict[str, Any]:
    """A request that keeps every rule."""
    return {"glaze": "ash", "bell": "http://127.0.0.1/bell", "job": {"ref": "pot-9"}}


@pytest.fixture
def keys() -> dict[str, str]:
    """The headers that the kiln asks for."""
    return {"kiln-key": "k-1", "kiln-secret": "s-1"}


@pytest.fixture
def send(simulator: Simulator, keys: dict[str, str]) -> Send:
    def send_to_simulator(
        body: Any = None,
        *,
        path: str = "/firings",
        method: str = "POST",
        headers: Mapping[str, str] | None = None,
        query: str = "",
    ) -> tuple[int, Any]:
        sent = {"content-type": "application/json", **keys} if headers is None else headers
        content = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        response = simulator.handle(Request(method, path, sent, content, query))
        return response.status, json.loads(response.body)

    return send_to_simulator
