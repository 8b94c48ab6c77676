"""A client of an API that is not ours: operations and models are made by hand, keys by each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from imgopen._runtime import answers, configuration, keys
from imgopen._runtime.settings import Credential

from tests.client.foreign.stand import Stand


@pytest.fixture(autouse=True)
def _foreign(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away what our own document says of the package as a whole."""
    monkeypatch.setattr(answers, "ENVELOPE", None)
    take(monkeypatch)


@pytest.fixture(params=["sync", "async"])
def stand(request: pytest.FixtureRequest) -> Iterator[Stand]:
    """A client, once sync and once async, and the service that it calls."""
    with Stand(is_async=request.param == "async").opened() as made:
        yield made


def take(monkeypatch: pytest.MonkeyPatch, *credentials: Credential) -> None:
    """Let the package have these credentials and no other."""
    for module in (keys, configuration):
        monkeypatch.setattr(module, "CREDENTIALS", credentials)
    for credential in credentials:
        monkeypatch.delenv(credential.variable, raising=False)
