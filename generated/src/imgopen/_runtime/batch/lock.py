"""A lock on a file that goes with its process, however that ends."""

from __future__ import annotations

import sys


class LockedError(Exception):
    """Another process, or another run in this one, has the lock."""


def lock(descriptor: int) -> None:
    """Lock an open file until it is closed.

    Raises:
        LockedError: somebody has it.
        OSError: the file system has no locks.
    """
    try:
        _take(descriptor)
    except (BlockingIOError, PermissionError):
        raise LockedError from None


if sys.platform == "win32":
    import msvcrt
    import os

    _FAR = 2**40
    """Which byte is locked: far behind the text, which others may go on reading."""

    def _take(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)

else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
