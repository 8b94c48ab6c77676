"""Where pictures are painted: in threads of its own, so that nothing else waits, and each not more than need be."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from hashlib import blake2b
from threading import RLock

from imgopen_mock import __version__
from imgopen_mock.core.pictures import Drawing

ROOM = 64 * 1024 * 1024
"""How many bytes of painted pictures are kept."""

PAINTERS = 2
"""How many pictures are painted at once."""


class Studio:
    """Paints pictures, and keeps those that were asked for last.

    Args:
        room: How many bytes of pictures to keep.
    """

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._used = 0
        self._kept: OrderedDict[Drawing, bytes] = OrderedDict()
        self._under_way: dict[Drawing, Future[bytes]] = {}
        self._lock = RLock()
        self._painters = ThreadPoolExecutor(PAINTERS, "imgopen-mock-painter")

    async def paint(self, drawing: Drawing) -> bytes:
        """Return the file of a drawing; a ValueError says that it is too large to be painted."""
        with self._lock:
            found = self._kept.get(drawing)
            if found is not None:
                self._kept.move_to_end(drawing)
                return found
            painting = self._under_way.get(drawing)
            if painting is None:
                painting = self._under_way[drawing] = self._painters.submit(drawing.paint)
                painting.add_done_callback(partial(self._painted, drawing))
        # Others may wait for the same picture, so it is painted even if the first who asked has gone.
        return await asyncio.shield(asyncio.wrap_future(painting))

    def _painted(self, drawing: Drawing, painting: Future[bytes]) -> None:
        """Keep a picture, and forget those that were not asked for in the longest time if there is no room left."""
        with self._lock:
            del self._under_way[drawing]
            if painting.cancelled() or painting.exception() or len(painting.result()) > self._room:
                return
            self._kept[drawing] = painting.result()
            self._used += len(painting.result())
            while self._used > self._room:
                self._used -= len(self._kept.popitem(last=False)[1])


def tag_of(drawing: Drawing) -> str:
    """Return the ETag of a drawing's file; nothing has to be painted, since a drawing always gives the same file."""
    described = f"{__version__} {drawing!r}".encode("utf-8", "backslashreplace")
    return f'"{blake2b(described, digest_size=12).hexdigest()}"'
