"""What goes wrong on a client of either library: the same error, after the same number of attempts."""

from __future__ import annotations

import zlib
from typing import Any

import imgopen
import pytest

from tests.client.http.conftest import Answers, Carrier, asking
from tests.support.http import LIBRARIES, library

CASE = asking()
HOPELESS = {
    "UnsupportedProtocol": imgopen.TransportError,
    "LocalProtocolError": imgopen.TransportError,
    "TooManyRedirects": imgopen.TransportError,
    "DecodingError": imgopen.InvalidResponseError,
}
SPEAKING = ("StreamError", "InvalidURL")
"""Errors that are made with a message; the others have one of their own."""


def _names(base: str) -> list[str]:
    """Return the public errors of both libraries that are of a kind, whatever else one of them alone has."""
    found = [
        {name for name, kind in vars(library(of)).items() if _is_below(kind, getattr(library(of), base))}
        for of in LIBRARIES
    ]
    return sorted(set.intersection(*found))


def _is_below(kind: object, base: type[Exception]) -> bool:
    return isinstance(kind, type) and issubclass(kind, base)


def _failed(carrier: Carrier, failure: Any, **changes: Any) -> tuple[Any, int]:
    answers = Answers(carrier, [failure])
    with pytest.raises(imgopen.ImgOpenError) as caught:
        carrier.done(CASE.call(carrier.client(carrier.http(answers)), **changes))
    return caught.value, len(answers.requests)


@pytest.mark.parametrize("name", _names("RequestError"))
def test_every_error_of_a_request(carrier: Carrier, name: str) -> None:
    kind = getattr(carrier.library, name)
    error, attempts = _failed(carrier, kind("something broke"), max_retries=2)
    wanted = imgopen.RequestTimeoutError if issubclass(kind, carrier.library.TimeoutException) else None
    assert type(error) is (wanted or HOPELESS.get(name, imgopen.TransportError))
    assert attempts == (1 if name in HOPELESS else 3)
    assert isinstance(error.__cause__, kind)


@pytest.mark.parametrize("name", [*_names("StreamError"), "InvalidURL"])
def test_every_other_error_of_the_library(carrier: Carrier, name: str) -> None:
    kind = getattr(carrier.library, name)
    failure = kind("broke") if name in SPEAKING else kind()
    error, attempts = _failed(carrier, failure)
    assert (type(error), attempts) == (imgopen.TransportError, 1)


@pytest.mark.parametrize("status", [408, 429, 500, 503, 599, 400, 404])
def test_every_status(carrier: Carrier, status: int) -> None:
    error, attempts = _failed(carrier, status, max_retries=1)
    assert (type(error), error.status_code) == (imgopen.HTTPStatusError, status)
    assert attempts == (1 if status in (400, 404) else 2)


def test_an_answer_that_cannot_be_decoded(carrier: Carrier) -> None:
    def answer(_: Any) -> Any:
        body = zlib.compress(b"{}")[:-4] + b"nothing"
        stream = carrier.library.ByteStream(body)
        return carrier.library.Response(200, headers={"Content-Encoding": "deflate"}, stream=stream)

    client = carrier.client(carrier.http(answer))
    with pytest.raises(imgopen.InvalidResponseError, match="decoded"):
        carrier.done(CASE.call(client))


@pytest.mark.parametrize("status", [503, 404])
def test_a_hook_of_the_callers_may_raise_for_a_status(carrier: Carrier, status: int) -> None:
    def answers(request: Any) -> Any:
        return carrier.library.Response(status, headers={"Retry-After": "7"}, content=b"no")

    def plain(response: Any) -> None:
        response.raise_for_status()

    async def awaited(response: Any) -> None:
        response.raise_for_status()

    http = carrier.http(answers, event_hooks={"response": [awaited if carrier.is_async else plain]})
    waits: list[float] = []
    client = carrier.client(http, sleep=carrier.sleeping(waits.append))
    with pytest.raises(imgopen.HTTPStatusError) as caught:
        carrier.done(CASE.call(client, max_retries=2))
    assert caught.value.status_code == status
    assert waits == ([7, 7] if status == 503 else [])
