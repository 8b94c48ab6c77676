"""The receivers are held to everything that the contract suite asks of a receiver of callbacks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from imgopen._runtime.callbacks import AsyncReceiver, Receiver
from imgopen_contract.receiver import Check, Endpoint, Grade, receiver_checks

from tests.support.http import httpx


def endless(application: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    """Say to a WSGI application what servers say that find the end of a body themselves."""

    def serve(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        return application({**environ, "wsgi.input_terminated": True}, start_response)

    return serve


async def _take(callback: object) -> None:
    """Keep nothing."""


RECEIVERS: dict[str, Callable[[], Any]] = {
    "wsgi": lambda: httpx.Client(transport=httpx.WSGITransport(endless(Receiver(str, urls=None).wsgi))),
    "asgi": lambda: AsyncReceiver(_take, urls=None).asgi,
}


@pytest.mark.parametrize("kind", RECEIVERS)
@pytest.mark.parametrize("check", receiver_checks(), ids=str)
def test_the_contract(kind: str, check: Check) -> None:
    with Endpoint(RECEIVERS[kind](), url="https://shop.example/", pause=lambda seconds: None) as endpoint:
        result = check.judge(endpoint)
    assert result.exchanges
    assert result.grade is Grade.RIGHT, result.text
