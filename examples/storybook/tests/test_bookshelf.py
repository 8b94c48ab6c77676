"""Callbacks. They are delivered in this process, when the clock says so."""

from __future__ import annotations

from imgopen import ImgOpen
from imgopen_mock.pytest_plugin import ImgOpenMock

from storybook import Bookshelf, Page, submit


def test_pictures_arrive_by_themselves(client: ImgOpen, imgopen_mock: ImgOpenMock, pages: list[Page]) -> None:
    shelf = Bookshelf()
    imgopen_mock.fail_next("sd.text2image", task="the prompt is not allowed")
    target = imgopen_mock.callback_target(lambda callback: shelf.receive(callback.json()))
    submit(client, pages, callback_url=target.url)
    imgopen_mock.advance(60)
    assert list(shelf.pictures) == ["fox-2"]
    assert shelf.failures == {"fox-1": "fox-1: the prompt is not allowed"}
    assert [delivery.state for delivery in imgopen_mock.deliveries] == ["acknowledged", "acknowledged"]


def test_a_shelf_that_was_out_of_order_gets_its_picture_later(
    client: ImgOpen, imgopen_mock: ImgOpenMock, pages: list[Page]
) -> None:
    shelf = Bookshelf()
    target = imgopen_mock.callback_target([ConnectionError, lambda callback: shelf.receive(callback.json())])
    submit(client, pages[:1], callback_url=target.url)
    imgopen_mock.advance_until_idle()
    assert [attempt.acknowledged for attempt in target.attempts] == [False, True]
    assert list(shelf.pictures) == ["fox-1"]


def test_a_callback_that_comes_twice_is_acknowledged_twice(
    client: ImgOpen, imgopen_mock: ImgOpenMock, pages: list[Page]
) -> None:
    shelf = Bookshelf()
    imgopen_mock.fail_next("sd.text2image", duplicate_callback=True)
    target = imgopen_mock.callback_target(lambda callback: shelf.receive(callback.json()))
    submit(client, pages[:1], callback_url=target.url)
    imgopen_mock.advance_until_idle()
    assert [attempt.acknowledged for attempt in target.attempts] == [True, True]
    assert list(shelf.pictures) == ["fox-1"]
