"""One page of a list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from .turning import Turning

if TYPE_CHECKING:
    from ..async_client import AsyncClient
    from ..sync_client import SyncClient

ItemT = TypeVar("ItemT")


class PageBase(Generic[ItemT]):
    """What the sync and the async page have in common.

    Attributes:
        items: the items of the page.
        number: the number of the page, as the service counts.
        total: the number of items on all pages, where the service tells.
        answer: the typed answer that held the page.
    """

    def __init__(self, turning: Turning, answer: Any) -> None:
        self.items: tuple[ItemT, ...] = turning.items(answer)
        self.number = turning.number
        self.total = turning.total(answer)
        self.answer = answer
        self._next = turning.next(answer)

    @property
    def has_next(self) -> bool:
        """Whether another page seems to follow."""
        return self._next is not None

    def __iter__(self) -> Iterator[ItemT]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(number={self.number}, items={len(self)}, total={self.total})"


class Page(PageBase[ItemT]):
    """One page of a list."""

    def __init__(self, client: SyncClient, turning: Turning, answer: Any) -> None:
        super().__init__(turning, answer)
        self._client = client

    def next(self) -> Page[ItemT] | None:
        """Fetch the next page; None after the last one."""
        return None if self._next is None else fetch(self._client, self._next)


class AsyncPage(PageBase[ItemT]):
    """One page of a list."""

    def __init__(self, client: AsyncClient, turning: Turning, answer: Any) -> None:
        super().__init__(turning, answer)
        self._client = client

    async def next(self) -> AsyncPage[ItemT] | None:
        """Fetch the next page; None after the last one."""
        return None if self._next is None else await fetch_async(self._client, self._next)


def fetch(client: SyncClient, turning: Turning) -> Page[Any]:
    """Fetch a page."""
    answer = client._call(turning.operation, body=turning.values, options=turning.options)
    return Page(client, turning, answer)


async def fetch_async(client: AsyncClient, turning: Turning) -> AsyncPage[Any]:
    """Fetch a page."""
    answer = await client._call(turning.operation, body=turning.values, options=turning.options)
    return AsyncPage(client, turning, answer)
