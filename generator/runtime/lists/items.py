"""All items of a list, whose pages are fetched as they are needed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ..operation import Operation
from ..requests import Options
from .page import AsyncPage, Page, fetch, fetch_async
from .turning import first_page

if TYPE_CHECKING:
    from ..async_client import AsyncClient
    from ..sync_client import SyncClient

ItemT = TypeVar("ItemT")


class Items(Generic[ItemT]):
    """All items of a list; nothing is fetched before they are iterated over, and everything again each time."""

    def __init__(
        self,
        client: SyncClient,
        operation: Operation[Any],
        body: Mapping[str, object],
        page_size: int,
        options: Options,
    ) -> None:
        self._client = client
        self._first = first_page(operation, body, page_size, options)

    def pages(self) -> Iterator[Page[ItemT]]:
        """Yield the pages, each fetched when it is asked for."""
        page: Page[ItemT] | None = fetch(self._client, self._first)
        while page is not None:
            yield page
            page = page.next()

    def __iter__(self) -> Iterator[ItemT]:
        for page in self.pages():
            yield from page


class AsyncItems(Generic[ItemT]):
    """All items of a list; nothing is fetched before they are iterated over, and everything again each time."""

    def __init__(
        self,
        client: AsyncClient,
        operation: Operation[Any],
        body: Mapping[str, object],
        page_size: int,
        options: Options,
    ) -> None:
        self._client = client
        self._first = first_page(operation, body, page_size, options)

    async def pages(self) -> AsyncIterator[AsyncPage[ItemT]]:
        """Yield the pages, each fetched when it is asked for."""
        page: AsyncPage[ItemT] | None = await fetch_async(self._client, self._first)
        while page is not None:
            yield page
            page = await page.next()

    async def __aiter__(self) -> AsyncIterator[ItemT]:
        async for page in self.pages():
            for item in page:
                yield item
