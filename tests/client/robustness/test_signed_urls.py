"""No error of the package shows the query of a URL, which may be a signature."""

from __future__ import annotations

import secrets
from typing import Any, Final

import imgopen
import pytest

from tests.client.http.conftest import asking
from tests.client.robustness.ways import Side, failure_of
from tests.support.http import httpx
from tests.support.operations import OperationCase, api, cases

SIGNATURE: Final = secrets.token_urlsafe(30)
SIGNED: Final = f"https://pictures.example/1.jpg?Expires=1&Signature={SIGNATURE}"
TEXTS: Final = {
    "alone": SIGNED,
    "in a sentence": f"cannot fetch {SIGNED}, sorry",
    "in quotes": f'"{SIGNED}"',
    "in brackets": f"<{SIGNED}>",
    "twice": f"{SIGNED.replace('https', 'HTTPS')} {SIGNED}",
    "in a fragment": f"https://pictures.example/1.jpg#{SIGNATURE}",
}


def _answers(text: str) -> list[dict[str, Any]]:
    envelope = api().envelope
    assert envelope is not None
    return [
        {envelope.code_key: "no", envelope.message_key: text},
        {envelope.code_key: text},
        {envelope.code_key: envelope.success, envelope.data: text},
        {envelope.code_key: envelope.success, envelope.data: [{"a": text}]},
    ]


@pytest.mark.parametrize("status", [200, 400])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_what_the_service_says(text: str, status: int, side: Side) -> None:
    waiting = _answers(text)
    client = side.client(http_client=side.http(lambda _: httpx.Response(status, json=waiting.pop(0))))
    while waiting:
        error = failure_of(lambda: side.done(asking().call(client)))
        assert error is not None
        assert SIGNATURE[:8] not in "".join((str(error), repr(error.args), str(error.msg), str(error.code)))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_an_argument_that_is_refused(case: OperationCase, side: Side) -> None:
    client = side.client(http_client=side.http(lambda _: httpx.Response(200)))
    for name in case.arguments():
        error = failure_of(lambda name=name: side.done(case.call(client, **{name: [[SIGNED]]})))  # type: ignore[misc]
        if isinstance(error, imgopen.InvalidRequestError):
            assert "pictures.example" in str(error)
            assert SIGNATURE[:8] not in "".join((str(error), *map(str, error.errors)))


def test_a_failure_of_the_http_library(side: Side) -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError(f"no way to {SIGNED}")

    error = failure_of(lambda: side.done(asking().call(side.client(http_client=side.http(answer)))))
    assert "no way to https://pictures.example/1.jpg?***" in str(error)
