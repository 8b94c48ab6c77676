"""The simulator behind httpx2, which has connections of its own: it is asked as it is by httpx."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeAlias

import httpx
import httpx2
import pytest
import respx
from imgopen_mock.testing import ImgOpenMock

from tests.mock_server.plugin.conftest import KILN

Post: TypeAlias = Callable[..., httpx2.Response]


@pytest.fixture(params=["sync", "async"])
def post(request: pytest.FixtureRequest, keys: dict[str, str]) -> Post:
    """Posts a firing with either kind of client."""
    body = {"job": {"ref": "pot-1"}, "glaze": "ash"}

    def send(url: str = f"{KILN}/firings", **options: Any) -> httpx2.Response:
        given = {"json": body, "headers": keys, **options}
        if request.param == "sync":
            return httpx2.post(url, **given)

        async def work() -> httpx2.Response:
            async with httpx2.AsyncClient(trust_env=False) as client:
                return await client.post(url, **given)

        return asyncio.run(work())

    return send


def test_the_simulator_answers(service: ImgOpenMock, post: Post) -> None:
    answer = post()
    assert isinstance(answer, httpx2.Response)
    assert (answer.status_code, answer.json()["payload"]["ticket"]) == (202, "pot-1")
    assert service.task("pot-1").state == "pending"


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ({"drop": True}, httpx2.RemoteProtocolError),
        ({"truncate": True}, httpx2.RemoteProtocolError),
        ({"delay": 9.0}, httpx2.ReadTimeout),
    ],
)
def test_a_network_that_breaks_looks_as_httpx2_shows_it(
    fault: dict[str, Any], kind: type[Exception], service: ImgOpenMock, post: Post
) -> None:
    service.fail_next(times=1, **fault)
    with pytest.raises(kind):
        post()
    assert post().status_code in (200, 202)


def test_what_is_for_others_passes(service: ImgOpenMock, post: Post) -> None:
    with respx.mock() as others:
        others.get("https://other.example").respond(201)
        assert httpx.get("https://other.example").status_code == 201
        with pytest.raises(httpx2.ConnectError):
            post("http://127.0.0.1:1/firings")
    assert service.requests == []


def test_after_the_end_nothing_is_caught(post: Post) -> None:
    with ImgOpenMock(base_url="http://127.0.0.1:1"):
        assert post("http://127.0.0.1:1/firings").status_code == 404
    with pytest.raises(httpx2.ConnectError):
        post("http://127.0.0.1:1/firings")
