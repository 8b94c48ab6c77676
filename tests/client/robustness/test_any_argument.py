"""Whatever a caller gives, an error of the package says that it cannot be sent, or it is sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import imgopen
import pytest

from tests.client.http.conftest import asking, submitting
from tests.client.robustness.ways import Side, failure_of
from tests.support.http import httpx


class _Odd:
    def __repr__(self) -> str:
        raise LookupError


def _deep(depth: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(depth):
        value = [value]
    return value


def _endless() -> list[Any]:
    value: list[Any] = []
    value.append(value)
    return value


ODD: Final[dict[str, Any]] = {
    "a huge number": 10**5000,
    "deep lists": _deep(100_000),
    "a list in itself": _endless(),
    "an object without repr": _Odd(),
    "a list of those": [_Odd()],
    "half a character": "\ud800",
    "no number": float("nan"),
    "bytes": b"\xff",
    "a number for a name": {1: 2},
    "a class": object,
}
GIVEN: Final[dict[str, Callable[[Any, Any], Any]]] = {
    "body": lambda client, odd: client.post("/x", odd),
    "path": lambda client, odd: client.post(f"/{odd}" if isinstance(odd, str) else "//", {}),
    "extra_body": lambda client, odd: asking().call(client, extra_body=odd),
    "in extra_body": lambda client, odd: asking().call(client, extra_body={"z": odd}),
    "extra_headers": lambda client, odd: asking().call(client, extra_headers=odd),
    "in extra_headers": lambda client, odd: asking().call(client, extra_headers={"z": odd}),
    "timeout": lambda client, odd: asking().call(client, timeout=odd),
    "max_retries": lambda client, odd: asking().call(client, max_retries=odd),
    "arguments": lambda client, odd: submitting().call(
        client, **dict.fromkeys(submitting().arguments(), odd)
    ),
}


@pytest.mark.parametrize("given", GIVEN)
@pytest.mark.parametrize("odd", ODD)
def test_only_errors_of_the_package_come_out(odd: str, given: str, side: Side) -> None:
    sent: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(404)

    client = side.client(http_client=side.http(answer), max_retries=0)
    error = failure_of(lambda: side.done(GIVEN[given](client, ODD[odd])))
    if sent:
        assert isinstance(error, imgopen.HTTPStatusError)
    else:
        assert isinstance(error, (imgopen.InvalidRequestError, imgopen.ConfigurationError))


@pytest.mark.parametrize("odd", [name for name in ODD if not isinstance(ODD[name], str)])
def test_an_id_that_is_no_text_is_refused(odd: str, side: Side) -> None:
    with pytest.raises(imgopen.ConfigurationError):
        side.client().resume(ODD[odd])


def test_parameters_that_are_too_long_for_a_url_are_refused(side: Side) -> None:
    http = side.http(lambda _: httpx.Response(200), params={"a": "b"})
    client = side.client(http_client=http)
    http.params = {"a": "b" * 70_000}
    with pytest.raises(imgopen.InvalidRequestError, match="cannot stand in a URL"):
        side.done(client.post("/x", {}))
