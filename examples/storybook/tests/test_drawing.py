"""Polling. The simulated clock takes the place of `sleep`, so nobody waits."""

from __future__ import annotations

import struct

import pytest
from imgopen import AsyncImgOpen, ImgOpen
from imgopen_mock.pytest_plugin import ImgOpenMock

from storybook import NotDrawnError, Page, illustrate, illustrate_async, submit


def size(png: bytes) -> tuple[int, ...]:
    return struct.unpack(">II", png[16:24])


@pytest.mark.imgopen_mock(task_seconds=60)
def test_every_page_gets_its_picture(client: ImgOpen, imgopen_mock: ImgOpenMock, pages: list[Page]) -> None:
    pictures = illustrate(client, pages)
    assert [size(picture) for picture in pictures] == [(768, 512), (768, 512)]
    assert 60 <= imgopen_mock.now < 75
    assert imgopen_mock.warnings == []  # nothing was left out that the service's pages call required


@pytest.mark.anyio
async def test_all_pages_are_drawn_at_the_same_time(imgopen_mock: ImgOpenMock, pages: list[Page]) -> None:
    async with AsyncImgOpen(
        access_key_id="any", access_key_secret="any", sleep=imgopen_mock.async_sleep
    ) as client:
        pictures = await illustrate_async(client, pages)
    assert [size(picture) for picture in pictures] == [(768, 512), (768, 512)]


def test_a_busy_service_is_asked_again(client: ImgOpen, imgopen_mock: ImgOpenMock, pages: list[Page]) -> None:
    imgopen_mock.fail_next("sd.text2image", http=503, times=2)
    submit(client, pages[:1])
    assert [request.status for request in imgopen_mock.requests] == [503, 503, 200]
    assert [task.id for task in imgopen_mock.tasks] == ["fox-1"]


def test_a_page_that_cannot_be_drawn(client: ImgOpen, imgopen_mock: ImgOpenMock, pages: list[Page]) -> None:
    imgopen_mock.fail_next("sd.text2image", task="the prompt is not allowed")
    with pytest.raises(NotDrawnError, match="fox-1: the prompt is not allowed"):
        illustrate(client, pages)
