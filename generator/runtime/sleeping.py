"""Waiting without holding up an event loop, whichever library runs it."""

from __future__ import annotations

import asyncio


async def rest(seconds: float) -> None:
    """Sleep in asyncio, or in whatever other library runs this."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        import anyio

        await anyio.sleep(seconds)
    else:
        await asyncio.sleep(seconds)
