"""Lists page by themselves, whatever the size of a page, and stop."""

from __future__ import annotations

import asyncio
from typing import Any

import imgopen
import pytest
from imgopen_mock.testing import ImgOpenMock

from generator.naming import snake_case
from tests.client.conftest import Service, client_class, success
from tests.client.stories import gather, play, settle
from tests.support.http import httpx
from tests.support.operations import OperationCase, cases

LISTS = [case for case in cases() if case.operation.roles.collection]
EVERY = pytest.mark.parametrize("case", LISTS, ids=lambda case: case.id)
BOTH = pytest.mark.parametrize("kind", ["sync", "async"])


def listing(client: Any, case: OperationCase, **arguments: Any) -> Any:
    return getattr(client, snake_case(case.operation.roles.collection)).list(**arguments)


@EVERY
@BOTH
def test_the_items_of_all_pages_come_in_order_whatever_the_size(case: OperationCase, kind: str) -> None:
    async def story(client: Any) -> Any:
        return [
            await gather(listing(client, case, **({} if size is None else {"page_size": size})))
            for size in (None, 1, 2, 1000)
        ]

    with ImgOpenMock() as mock:
        whole, *others = play(kind, mock, story)
    assert len(whole) > 1
    assert all(other == whole for other in others)


@EVERY
@BOTH
def test_pages_know_their_number_and_the_next_one(case: OperationCase, kind: str) -> None:
    async def story(client: Any) -> Any:
        pages = await gather(listing(client, case, page_size=2).pages())
        following = await settle(pages[0].next())
        assert following.items == pages[1].items
        assert await settle(pages[-1].next()) is None
        return pages

    with ImgOpenMock() as mock:
        pages = play(kind, mock, story)
    pagination = case.operation.roles.pagination
    assert pagination is not None
    assert [page.number for page in pages] == list(range(pagination.first, pagination.first + len(pages)))
    assert [page.has_next for page in pages] == [True] * (len(pages) - 1) + [False]
    assert {page.total for page in pages} == {sum(len(page) for page in pages)}
    assert all(len(page) <= 2 and list(page) == list(page.items) for page in pages)


@EVERY
def test_nothing_is_fetched_before_it_is_needed(case: OperationCase) -> None:
    with ImgOpenMock() as mock, client_class("")(access_key_id="id", access_key_secret="secret") as client:
        items = listing(client, case, page_size=2)
        assert not mock.requests
        iterator = iter(items)
        next(iterator)
        next(iterator)
        assert len(mock.requests) == 1
        next(iterator)
        assert len(mock.requests) == 2


@BOTH
def test_a_list_that_promises_more_than_it_gives_ends(kind: str) -> None:
    case = LISTS[0]
    pagination = case.operation.roles.pagination
    assert pagination is not None
    (items,), (total,) = pagination.items, pagination.total
    rows: list[dict[str, Any]] = [{}, {}]
    answers = [
        success({**_page(case), items: rows, total: 99}),
        success({**_page(case), items: [], total: 99}),
    ]
    service = Service([*answers])
    if kind == "sync":
        found = list(listing(service.client(), case, page_size=2))
    else:
        found = asyncio.run(gather(listing(service.async_client(), case, page_size=2)))
    assert len(found) == 2
    assert len(service.requests) == 2


def _page(case: OperationCase) -> dict[str, Any]:
    with ImgOpenMock() as mock:
        client = client_class("")(access_key_id="id", access_key_secret="secret")
        del mock
        return case.call(client).model_dump(mode="json", by_alias=True)  # type: ignore[no-any-return]


@pytest.mark.parametrize("size", [0, -1, True, "7", None])
def test_a_page_without_items_is_refused(size: Any) -> None:
    client = Service([httpx.Response(503)]).client()
    with pytest.raises(imgopen.ConfigurationError, match="page_size"):
        listing(client, LISTS[0], page_size=size)


def test_settings_of_the_call_hold_for_every_page() -> None:
    service = Service([httpx.Response(503)])
    with pytest.raises(imgopen.HTTPStatusError):
        list(listing(service.client(), LISTS[0], max_retries=0, extra_headers={"X-Trace": "7"}, timeout=3))
    (request,) = service.requests
    assert request.headers["X-Trace"] == "7"
    assert request.extensions["timeout"]["read"] == 3
