"""Servers in processes of their own."""

from __future__ import annotations

import re
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.process import environment
from benchmarks.usage import cpu_seconds

HOST: Final = "127.0.0.1"
_PATIENCE: Final = 60.0
"""Seconds in which a server has to be ready."""
_LOOK_EVERY: Final = 0.02
_STOP_WITHIN: Final = 10.0
_SETTINGS: Final = "IMGOPEN_MOCK_"
_SAYS: Final = re.compile(rf"Listening on http://{re.escape(HOST)}:(\d+)\s")

FindPort = Callable[[str], "int | None"]
"""Finds the port of a server that is ready, given all that it has written so far."""


class ServerError(Exception):
    """A server does not start; the message ends with the last line that it wrote."""


@dataclass(frozen=True)
class Server:
    """A server that listens."""

    port: int
    pid: int

    @property
    def url(self) -> str:
        """Where it is reached."""
        return f"http://{HOST}:{self.port}"

    @property
    def cpu(self) -> float:
        """The CPU seconds that it has taken so far."""
        return cpu_seconds(self.pid)


def said_port(text: str) -> int | None:
    """Find the port in the line `Listening on http://127.0.0.1:PORT`."""
    match = _SAYS.search(text)
    return None if match is None else int(match[1])


def taken_port(port: int) -> FindPort:
    """Return what finds a port as soon as somebody listens there."""

    def find(_: str) -> int | None:
        with socket.socket() as caller:
            return port if caller.connect_ex((HOST, port)) == 0 else None

    return find


def free_port() -> int:
    """Return a port that nobody has at the moment."""
    with socket.create_server((HOST, 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


@contextmanager
def serving(
    name: str, command: Sequence[str], folder: Path, find_port: FindPort = said_port
) -> Iterator[Server]:
    """Run a server until the block ends.

    What it writes goes to a file, which takes it without ever making it wait.

    Args:
        name: of that file.
        command: starts it.
        folder: where it runs.
        find_port: tells when it is ready.

    Raises:
        ServerError: it ends, or is not ready in time.
    """
    log = folder / f"{name}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        yield Server(_wait_for(name, process, log, find_port), process.pid)
    finally:
        process.terminate()
        try:
            process.wait(_STOP_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _environment() -> dict[str, str]:
    """Return the environment without what would set the mock server's options."""
    kept = {name: value for name, value in environment().items() if not name.startswith(_SETTINGS)}
    return {**kept, "PYTHONUNBUFFERED": "1", "NO_COLOR": "1"}


def _wait_for(name: str, process: subprocess.Popen[bytes], log: Path, find_port: FindPort) -> int:
    end = time.monotonic() + _PATIENCE
    while process.poll() is None and time.monotonic() < end:
        port = find_port(log.read_text(encoding="utf-8", errors="replace"))
        if port is not None:
            return port
        time.sleep(_LOOK_EVERY)
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines() or ["it wrote nothing"]
    raise ServerError(f"{name} is not ready: {lines[-1][:300]}")
