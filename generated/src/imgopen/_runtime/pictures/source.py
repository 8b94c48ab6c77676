"""What a download needs of the client whose task made the picture, or of none."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field

import httpx

from ..configuration import DEFAULT_MAX_RETRIES, DEFAULT_TIMEOUT
from ..families import Family, own_family
from ..product import PACKAGE, VERSION
from ..retries import RetryPolicy
from ..sleeping import rest


@dataclass(frozen=True, kw_only=True)
class SourceBase:
    """What downloads have in common, sync and async.

    Attributes:
        family: the library of the HTTP client.
        timeout: seconds, or a timeout of the library, for connecting and for each wait for bytes.
        max_retries: how often a failed attempt is repeated.
        policy: how long to wait before.
        user_agent: what the pictures' host is told of us, which is all.
        closes_client: whether the client is closed after the downloads for which it was opened.
    """

    family: Family
    timeout: float | httpx.Timeout
    max_retries: int
    user_agent: str
    policy: RetryPolicy = field(default_factory=RetryPolicy)
    closes_client: bool = False


@dataclass(frozen=True, kw_only=True)
class DownloadSource(SourceBase):
    """From where pictures are fetched.

    Attributes:
        client: gives the HTTP client that fetches. Its headers, cookies, auth and parameters are not used; its
            proxies and event hooks are.
        sleep: waits for some seconds.
    """

    client: Callable[[], httpx.Client]
    sleep: Callable[[float], object] = time.sleep

    @contextmanager
    def opened(self) -> Iterator[httpx.Client]:
        """Give the HTTP client for some downloads."""
        client = self.client()
        try:
            yield client
        finally:
            if self.closes_client:
                client.close()


@dataclass(frozen=True, kw_only=True)
class AsyncDownloadSource(SourceBase):
    """From where pictures are fetched with an async client.

    Attributes:
        client: gives the HTTP client that fetches. Its headers, cookies, auth and parameters are not used; its
            proxies and event hooks are.
        sleep: waits for some seconds.
    """

    client: Callable[[], httpx.AsyncClient]
    sleep: Callable[[float], Awaitable[object]] = rest

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[httpx.AsyncClient]:
        """Give the HTTP client for some downloads."""
        client = self.client()
        try:
            yield client
        finally:
            if self.closes_client:
                await client.aclose()


def default_source() -> DownloadSource:
    """Return a source for results that came without a client; it opens one for each download."""
    family = own_family()
    return DownloadSource(
        family=family,
        timeout=DEFAULT_TIMEOUT,
        max_retries=DEFAULT_MAX_RETRIES,
        user_agent=_user_agent(family),
        closes_client=True,
        client=lambda: family.Client(timeout=DEFAULT_TIMEOUT),
    )


def default_async_source() -> AsyncDownloadSource:
    """Return a source for results that came without an async client; it opens one for each download."""
    family = own_family()
    return AsyncDownloadSource(
        family=family,
        timeout=DEFAULT_TIMEOUT,
        max_retries=DEFAULT_MAX_RETRIES,
        user_agent=_user_agent(family),
        closes_client=True,
        client=lambda: family.AsyncClient(timeout=DEFAULT_TIMEOUT),
    )


def _user_agent(family: Family) -> str:
    return f"{PACKAGE}/{VERSION} {family.name}/{family.version}"
