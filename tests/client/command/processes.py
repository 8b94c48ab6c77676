"""The command in a process of its own: in a pipe, and in a terminal whose screen can be read."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyte

from tests.support.operations import api

COMMAND = (sys.executable, "-m", api().package)
_COLUMNS, _LINES = 200, 40
_PATIENCE = 20.0


def surroundings(**changes: str) -> dict[str, str]:
    """Return an environment without settings of ours and without traces of a terminal, but with keys."""
    ours = (api().package.upper(), "TERM", "KITTY", "NO_COLOR", "FORCE_COLOR", "TMUX", "COLORTERM", "COLUMNS")
    found = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    keys = {credential.variable: "key-of-mine" for credential in api().credentials}
    return {**found, **keys, **changes}


def piped(
    *arguments: str, stdin: str = "", environment: Mapping[str, str], folder: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command in a pipe."""
    return subprocess.run(
        [*COMMAND, *arguments],
        input=stdin,
        env=dict(environment),
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=_PATIENCE,
        check=False,
    )


@dataclass
class Terminal:
    """A terminal in which the command runs."""

    descriptor: int
    process: subprocess.Popen[bytes]
    written: bytes = b""
    screen: Any = field(default_factory=lambda: pyte.HistoryScreen(_COLUMNS, _LINES))

    def __post_init__(self) -> None:
        self._stream = pyte.ByteStream(self.screen)
        self._unread = b""

    @property
    def lines(self) -> list[str]:
        """What stands on the screen, without empty lines."""
        return [line.rstrip() for line in self.screen.display if line.strip()]

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(self.lines)

    def type(self, text: str) -> None:
        """Type on the keyboard."""
        os.write(self.descriptor, text.encode())

    def wait_for(self, pattern: str) -> None:
        """Wait until the pattern stands on the screen."""
        end = time.monotonic() + _PATIENCE
        while not re.search(pattern, self.text):
            assert time.monotonic() < end, f"{pattern!r} did not come:\n{self.text}"
            if not self._read(end):
                assert re.search(pattern, self.text), f"{pattern!r} did not come:\n{self.text}"
                return

    def finish(self) -> int:
        """Wait until the command has ended; return its exit code."""
        end = time.monotonic() + _PATIENCE
        while self._read(end):
            assert time.monotonic() < end, f"it does not end:\n{self.text}"
        return self.process.wait(timeout=_PATIENCE)

    def _read(self, end: float) -> bool:
        ready, _, _ = select.select([self.descriptor], [], [], max(end - time.monotonic(), 0))
        try:
            piece = os.read(self.descriptor, 65536) if ready else b""
        except OSError:
            return False
        self.written += piece
        # pyte knows no application program commands, in which pictures travel.
        self._unread = re.sub(rb"\x1b_.*?\x1b\\", b"", self._unread + piece, flags=re.S)
        ready_part, begun, rest = self._unread.partition(b"\x1b_")
        self._stream.feed(ready_part)
        self._unread = begun + rest
        return bool(piece)


@contextmanager
def terminal(
    *arguments: str, environment: Mapping[str, str], folder: Path | None = None
) -> Iterator[Terminal]:
    """Run the command in a terminal until the block ends."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", _LINES, _COLUMNS, 0, 0))
    process = subprocess.Popen(
        [*COMMAND, *arguments],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env={"TERM": "xterm-256color", **environment},
        cwd=folder,
        start_new_session=True,
        preexec_fn=_control,
    )
    os.close(slave)
    try:
        yield Terminal(master, process)
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        process.wait(timeout=_PATIENCE)
        os.close(master)


def _control() -> None:
    """Make the terminal the one that sends an interruption to the process."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
