"""Sends the requests of a download, and hands it what comes."""

from __future__ import annotations

from contextlib import aclosing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx

    from .download import Download
    from .source import AsyncDownloadSource, DownloadSource


def fetch(source: DownloadSource, client: httpx.Client, download: Download) -> None:
    """Fetch a picture into the sink of its download.

    Raises:
        DownloadError: it cannot be fetched.
    """
    while True:
        try:
            _attempt(client, download)
        except Exception as error:
            wait = download.after_failure(error)
        else:
            return
        source.sleep(wait)


def _attempt(client: httpx.Client, download: Download) -> None:
    attempt = download.attempt()
    while True:
        response = client.send(attempt.request(), auth=None, stream=True, follow_redirects=False)
        try:
            if not attempt.is_answered_by(response):
                continue
            if response.is_stream_consumed:
                attempt.feed(response.content)
            else:
                for raw in response.iter_raw():
                    attempt.feed(raw)
            attempt.end()
        finally:
            response.close()
        return


async def async_fetch(source: AsyncDownloadSource, client: httpx.AsyncClient, download: Download) -> None:
    """Fetch a picture into the sink of its download.

    Raises:
        DownloadError: it cannot be fetched.
    """
    while True:
        try:
            await _async_attempt(client, download)
        except Exception as error:
            wait = download.after_failure(error)
        else:
            return
        await source.sleep(wait)


async def _async_attempt(client: httpx.AsyncClient, download: Download) -> None:
    attempt = download.attempt()
    while True:
        response = await client.send(attempt.request(), auth=None, stream=True, follow_redirects=False)
        try:
            if not attempt.is_answered_by(response):
                continue
            if response.is_stream_consumed:
                attempt.feed(response.content)
            else:
                async with aclosing(response.aiter_raw()) as chunks:  # type: ignore[type-var]
                    async for raw in chunks:
                        attempt.feed(raw)
            attempt.end()
        finally:
            await response.aclose()
        return
