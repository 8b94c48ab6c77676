"""Callbacks. They are delivered in this process, when the clock says so."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from imgopen import ImgOpen
from imgopen.callbacks import CallbackURLs
from imgopen_mock.pytest_plugin import ImgOpenMock

from storybook import Bookshelf, Page, submit

Open = Callable[..., tuple[ImgOpen, Bookshelf]]


@pytest.fixture
def open_shop(imgopen_mock: ImgOpenMock) -> Open:
    """Opens a shop: a client, and a bookshelf to which its pages are posted, after some other answers."""

    def make(*answers_before: Any) -> tuple[ImgOpen, Bookshelf]:
        def post(callback: Any) -> Any:
            return json.loads(shelf.receiver.receive(callback.url, callback.body).body)

        target = imgopen_mock.callback_target([*answers_before, post])
        urls = CallbackURLs(target.url, secret="known to the publisher alone")
        shelf = Bookshelf(urls)
        return ImgOpen(access_key_id="any", access_key_secret="any", callbacks=urls), shelf

    return make


def test_pictures_arrive_by_themselves(open_shop: Open, imgopen_mock: ImgOpenMock, pages: list[Page]) -> None:
    client, shelf = open_shop()
    imgopen_mock.fail_next("sd.text2image", task="the prompt is not allowed")
    submit(client, pages)
    imgopen_mock.advance(60)
    assert list(shelf.pictures) == ["fox-2"]
    assert shelf.failures == {"fox-1": "the prompt is not allowed"}
    assert [delivery.state for delivery in imgopen_mock.deliveries] == ["acknowledged", "acknowledged"]


def test_a_shelf_that_was_out_of_order_gets_its_picture_later(
    open_shop: Open, imgopen_mock: ImgOpenMock, pages: list[Page]
) -> None:
    client, shelf = open_shop(ConnectionError)
    submit(client, pages[:1])
    attempts = imgopen_mock.advance_until_idle()
    assert [attempt.acknowledged for attempt in attempts] == [False, True]
    assert list(shelf.pictures) == ["fox-1"]


def test_a_callback_that_comes_twice_is_acknowledged_twice_and_kept_once(
    open_shop: Open, imgopen_mock: ImgOpenMock, pages: list[Page]
) -> None:
    client, shelf = open_shop()
    imgopen_mock.fail_next("sd.text2image", duplicate_callback=True)
    submit(client, pages[:1])
    shelf.pictures.clear()
    attempts = imgopen_mock.advance_until_idle()
    assert [attempt.acknowledged for attempt in attempts] == [True, True]
    assert list(shelf.pictures) == ["fox-1"]
