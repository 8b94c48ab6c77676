"""An operation may have a server of its own; a base URL of the caller's is for all of them."""

from __future__ import annotations

from typing import Any

import pytest
from imgopen import ConfigurationError
from imgopen._runtime import configuration
from imgopen._runtime.operation import Operation
from imgopen._runtime.product import BASE_URL, BASE_URL_VARIABLE

from tests.client.foreign.stand import Stand

UPLOAD: Operation[Any] = Operation(
    name="files.get", method="GET", path="/files", server="https://upload.example:8443/v2/"
)
USUAL: Operation[Any] = Operation(name="things.get", method="GET", path="/things", accept="a/b")


@pytest.fixture(autouse=True)
def _no_base_url(monkeypatch: pytest.MonkeyPatch, stand: Stand) -> None:
    monkeypatch.delenv(BASE_URL_VARIABLE, raising=False)
    stand.settings = {"base_url": None}


def urls(stand: Stand) -> list[str]:
    """Return where the two operations are sent."""
    stand.call(UPLOAD)
    stand.call(USUAL)
    assert [request.headers["Host"] for request in stand.requests] == [
        request.url.netloc.decode() for request in stand.requests
    ]
    return [str(request.url) for request in stand.requests]


def test_an_operation_is_sent_to_its_own_server(stand: Stand) -> None:
    assert urls(stand) == ["https://upload.example:8443/v2/files", f"{BASE_URL}/things"]


def test_a_base_url_of_the_caller_is_for_all(stand: Stand) -> None:
    stand.settings = {"base_url": "http://localhost:9/x/"}
    assert urls(stand) == ["http://localhost:9/x/files", "http://localhost:9/x/things"]


def test_a_base_url_of_the_environment_is_for_all(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(BASE_URL_VARIABLE, "http://localhost:9/y")
    assert urls(stand) == ["http://localhost:9/y/files", "http://localhost:9/y/things"]


def test_a_document_without_a_server_needs_a_base_url(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(configuration, "BASE_URL", "")
    with pytest.raises(
        ConfigurationError, match=f"no base URL: pass base_url=... or set .* {BASE_URL_VARIABLE}"
    ):
        stand.client()
    stand.settings = {"base_url": "http://localhost:9"}
    assert urls(stand) == ["http://localhost:9/files", "http://localhost:9/things"]
