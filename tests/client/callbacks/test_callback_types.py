"""A callback knows its pictures, and the types of the method that submitted its task."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from imgopen import AsyncImgOpen, ConfigurationError, ImgOpen
from imgopen._runtime.callbacks import parse, parse_async
from imgopen._runtime.catalogue import every
from imgopen._runtime.pictures import pictures_in

from tests.client.callbacks.posted import Posted, all_posted, each, forms, some
from tests.support.operations import keys


def method_of(client: Any, posted: Posted) -> Any:
    group, name = posted.operation.split(".")
    return getattr(getattr(client, group), name)


def read(owner: Any, body: bytes, **options: Any) -> Any:
    return parse(body, **options) if isinstance(owner, ImgOpen) else parse_async(body, **options)


@pytest.fixture(params=[ImgOpen, AsyncImgOpen], ids=["sync", "async"])
def client(request: pytest.FixtureRequest) -> Any:
    """A client that sends nothing."""
    return request.param(**keys())


@each(all_posted())
def test_a_signed_callback_is_of_its_method_alone(posted: Posted, client: Any) -> None:
    callback = read(client, posted.body(), operation=posted.operation)
    for other in all_posted():
        assert callback.of(method_of(client, other)) is (callback if other is posted else None)


@each(forms())
def test_an_unsigned_callback_is_of_every_method_with_its_form(posted: Posted, client: Any) -> None:
    callback = read(client, posted.body())
    for other in all_posted():
        same = other.role.answer is posted.role.answer
        assert callback.of(method_of(client, other)) is (callback if same else None)


def test_a_callback_is_of_no_method_that_has_none(client: Any) -> None:
    without = next(operation.name for operation in every() if operation.callback is None)
    group, name = without.split(".")
    callback = read(client, some().body())
    with pytest.raises(ConfigurationError, match="has no callbacks"):
        callback.of(getattr(getattr(client, group), name))
    for stranger in (print, client.close, partial(print)):
        with pytest.raises(ConfigurationError, match="no method of a client"):
            callback.of(stranger)


@each(forms())
def test_the_pictures_are_those_of_the_payload(posted: Posted, client: Any) -> None:
    callback = read(client, posted.body("fox-1"))
    found = pictures_in(callback.info, posted.role.report.pictures)
    assert [picture.url for picture in callback.images] == [picture.url for picture in found]
    assert found
    assert callback.images is callback.images


def test_the_pictures_are_fetched_by_the_client_that_is_given(
    client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = client._download_source()
    monkeypatch.setattr(client, "_download_source", lambda: source)
    callback = read(client, some().body(), client=client)
    assert callback.images._source is source
