"""Pictures, fetched with httpx from where the service says they are."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from imgopen_mock import Response, Simulator
from imgopen_mock.core.pictures import Drawing
from imgopen_mock.respx_router import mock_router
from imgopen_mock.testing import ImgOpenMock
from PIL import Image

from tests.client.conftest import client_class
from tests.mock_server.plugin.callbacks import CALLING, with_callback
from tests.mock_server.plugin.conftest import KILN
from tests.support.operations import keys


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts(inner)


def draw(service: ImgOpenMock) -> str:
    """Have a picture made, and return its address."""
    results = {
        operation.id: operation.task.results if operation.task else ()
        for operation in service.simulator.bundle.operations
    }
    case = next(case for case in CALLING if "pictures" in results[case.operation.name])
    target = service.callback_target()
    with client_class("")(**keys()) as client:
        case.call(client, **with_callback(case, target.url))
    service.advance_until_idle()
    return next(
        text for text in texts(target.received[0].json()) if text.startswith(service.simulator.bundle.origin)
    )


def test_a_picture_has_the_size_that_was_asked_for(real: ImgOpenMock) -> None:
    address = draw(real)

    async def get() -> bytes:
        async with httpx.AsyncClient() as client:
            return (await client.get(address)).content

    response = httpx.get(address)
    (task,) = real.simulator.tasks
    with Image.open(io.BytesIO(response.content)) as picture:
        assert picture.size == (task.work.width, task.work.height)
    assert response.headers["content-type"].startswith("image/")
    assert asyncio.run(get()) == response.content


def test_its_head_has_no_body_and_another_address_no_picture(real: ImgOpenMock) -> None:
    address = draw(real)
    head = httpx.head(address)
    assert (head.status_code, head.content) == (200, b"")
    assert httpx.get(f"{address}x").status_code == 404


def test_what_cannot_be_painted_is_not_there(simulator: Simulator, monkeypatch: pytest.MonkeyPatch) -> None:
    endless = Drawing(
        prompt="a road", seed=1, task_id="1", number=0, width=10**5, height=1, format="png", percentage=100
    )
    monkeypatch.setattr(simulator, "handle", lambda _: Response(200, {}, b"", endless))
    with mock_router(simulator):
        response = httpx.get(KILN)
    assert response.status_code == 404
    assert "too large" in response.json()["text"]
