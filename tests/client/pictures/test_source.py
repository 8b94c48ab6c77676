"""The HTTP client of a download is the task's, or one that is opened and closed for it."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import anyio
import imgopen
import pytest
from imgopen._runtime.pictures import AsyncImages, Images, default_async_source, default_source

from tests.client.pictures.conftest import JPEG, LOOPS, Gallery, picture, streamed
from tests.client.pictures.loopback import content, listening
from tests.support.http import httpx


@pytest.mark.parametrize("closes_client", [False, True])
@pytest.mark.parametrize("status", [200, 404])
def test_only_a_client_that_was_opened_for_it_is_closed(
    closes_client: bool, status: int, gallery: Gallery, tmp_path: Path
) -> None:
    opened: list[Any] = []

    def client() -> Any:
        kind: Any = httpx.Client if gallery.mode == "sync" else httpx.AsyncClient
        transport = httpx.MockTransport(lambda _: streamed(JPEG, status=status))
        opened.append(kind(transport=transport, trust_env=False))
        return opened[-1]

    found = [picture(1), picture(2)]
    images = gallery.images(lambda _: None, found, client=client, closes_client=closes_client)
    for method, arguments in [
        (images[0].read, []),
        (images[0].save, [tmp_path / "fox"]),
        (images.save_all, [tmp_path / "all"]),
    ]:
        try:
            gallery.run(method, *arguments)
        except imgopen.DownloadError:
            assert status == 404
    assert [client.is_closed for client in opened] == [closes_client] * 3


def test_pictures_can_be_fetched_without_a_client(gallery: Gallery) -> None:
    with listening() as server:
        server.replies = {"/1.jpg": content(JPEG)}
        found = [picture(url=server.url("/1.jpg"))]
        images: Any = (
            Images(found, "fox-1", default_source())
            if gallery.mode == "sync"
            else AsyncImages(found, "fox-1", default_async_source())
        )
        assert gallery.run(images[0].read) == JPEG
    assert server.headers[0]["user-agent"].startswith(
        f"{imgopen.__name__}/{imgopen.__version__} {httpx.__name__}/"
    )


def test_waiting_is_real_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    assert default_source().sleep is time.sleep
    for loop in LOOPS:
        with monkeypatch.context() as patch:
            patch.setattr(anyio, "sleep", sleep)
            patch.setattr("asyncio.sleep", sleep)
            anyio.run(default_async_source().sleep, 7, backend=loop)
    assert slept == [7] * len(LOOPS)
