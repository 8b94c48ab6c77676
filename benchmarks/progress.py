"""What a waiting person sees on standard error."""

from __future__ import annotations

import sys
from types import TracebackType

from rich.console import Console
from rich.status import Status


class Progress:
    """One line that changes, on a terminal; elsewhere one line for each title."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, highlight=False)
        self._status = Status("", console=self._console) if sys.stderr.isatty() else None
        self._title = ""

    def start(self, title: str) -> None:
        """Say what is measured from now on."""
        self._title = title
        if self._status is None:
            print(f"measuring {title}", file=sys.stderr, flush=True)
        else:
            self._status.update(title)

    def step(self, text: str) -> None:
        """Say how far it is."""
        if self._status is not None:
            self._status.update(f"{self._title}: {text}")

    def __enter__(self) -> Progress:
        if self._status is not None:
            self._status.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._status is not None:
            self._status.stop()
