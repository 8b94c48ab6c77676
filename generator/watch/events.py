"""Listens to the file system."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from watchfiles import watch

from generator.watch.scope import Scope

_STEP: Final = 30
"""Milliseconds of quiet that end a burst of changes."""
_BURST: Final = 300
"""Milliseconds after which a burst is told of even if it goes on."""
_BEAT: Final = 100
"""Milliseconds after which silence is told of."""
_WITHOUT_FOLDER: Final = 0.2
"""Seconds between two looks for a folder that is gone."""

_Identity = tuple[tuple[int, int], ...]


def events(scope: Scope, stop: threading.Event) -> Iterator[frozenset[Path]]:
    """Yield what changed, burst by burst, until `stop` is set.

    The first set tells that nothing is missed from now on; it may be empty. A folder that goes away, as one does when
    another branch is checked out, is awaited; when it is back, it counts as changed.
    """
    known: _Identity | None = None
    is_first = True
    while not stop.is_set():
        identity = _identity(scope)
        if identity is None:
            if is_first:
                yield frozenset()
            is_first, known = False, ()
            stop.wait(_WITHOUT_FOLDER)
            continue
        moved = frozenset(scope.folders) if known not in (None, identity) else frozenset()
        known = identity
        for found in _bursts(scope, stop):
            changed = found | moved
            if changed or is_first:
                yield changed
            is_first, moved = False, frozenset()
            if _identity(scope) != known:
                break


def _bursts(scope: Scope, stop: threading.Event) -> Iterator[frozenset[Path]]:
    """Yield what changed, and an empty set after each time of silence, until a folder is not there."""
    listening = watch(
        *scope.folders,
        watch_filter=lambda _, path: scope.counts(Path(path)),
        debounce=_BURST,
        step=_STEP,
        stop_event=stop,
        rust_timeout=_BEAT,
        yield_on_timeout=True,
        raise_interrupt=False,
        ignore_permission_denied=True,
    )
    try:
        for changes in listening:
            yield frozenset(Path(path) for _, path in changes)
    except FileNotFoundError:
        return


def _identity(scope: Scope) -> _Identity | None:
    """Return what tells a folder from another one of the same name; None where one is missing."""
    try:
        found = [folder.stat() for folder in scope.folders]
    except OSError:
        return None
    return tuple((entry.st_dev, entry.st_ino) for entry in found)
