"""The journal of a batch: a file by which a later run knows what an earlier one has submitted."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..errors import ConfigurationError
from .lock import LockedError, lock
from .records import JobState, Record, line, read

_FLAGS = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)


class Journal:
    """What is known of the jobs; without a file it knows nothing, and forgets what it is told."""

    def __init__(
        self, path: Path | None = None, descriptor: int = -1, records: dict[str, Record] | None = None
    ) -> None:
        self._path = path
        self._descriptor = descriptor
        self._records = records or {}

    @property
    def is_kept(self) -> bool:
        """Whether there is a file."""
        return self._path is not None

    def known(self, key: str | None) -> Record | None:
        """Return what is known of a job."""
        return None if key is None else self._records.get(key)

    def note(self, key: str | None, task_id: str, state: JobState) -> None:
        """Write down how a job stands; what is about to be submitted is on the disk before this returns.

        Raises:
            ConfigurationError: the file cannot be written.
        """
        if self._path is None or key is None:
            return
        record = Record(task_id, state)
        if self._records.get(key) == record:
            return
        try:
            _write(self._descriptor, line(key, record))
            if state == "submitting":
                os.fsync(self._descriptor)
        except OSError as error:
            raise ConfigurationError(f"cannot write the journal {_shown(self._path, error)}") from error
        self._records[key] = record


@contextmanager
def opened(path: Path | None, operation: str) -> Iterator[Journal]:
    """Open a journal, or make it, and keep everybody else out of it.

    Raises:
        ConfigurationError: it cannot be opened or read, is not for this operation, or is in use.
    """
    if path is None:
        yield Journal()
        return
    try:
        descriptor = os.open(path, _FLAGS, 0o666)
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"cannot open the journal {_shown(path, error)}") from error
    try:
        yield _ready(path, descriptor, operation)
    finally:
        os.close(descriptor)


def _ready(path: Path, descriptor: int, operation: str) -> Journal:
    try:
        lock(descriptor)
        contents = read(_everything(descriptor), str(path), operation)
        if contents.length < os.fstat(descriptor).st_size:
            os.ftruncate(descriptor, contents.length)
        if contents.ending:
            _write(descriptor, contents.ending)
            os.fsync(descriptor)
            _sync_folder(path)
    except LockedError:
        raise ConfigurationError(f"the journal {path} is in use by another run") from None
    except OSError as error:
        raise ConfigurationError(f"cannot use the journal {_shown(path, error)}") from error
    return Journal(path, descriptor, contents.records)


def _everything(descriptor: int) -> bytes:
    os.lseek(descriptor, 0, os.SEEK_SET)
    parts = []
    while part := os.read(descriptor, 1 << 20):
        parts.append(part)
    return b"".join(parts)


def _write(descriptor: int, data: bytes) -> None:
    while data:
        data = data[os.write(descriptor, data) :]


def _sync_folder(path: Path) -> None:
    """Let a new file survive the end of the machine, where folders can be synced."""
    with suppress(OSError):
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _shown(path: Path, error: Exception) -> str:
    return f"{path}: {getattr(error, 'strerror', None) or error}"
