"""The mock server as a process, and as an application without a socket."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import httpx
from starlette.types import ASGIApp

COMMAND = [sys.executable, "-m", "imgopen_mock"]
PATIENCE = 30
ADDRESS = "http://mock.test"


@contextmanager
def serving(*arguments: str) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """Start the server on any port, wait until it says that it listens, and make sure that it is gone in the end."""
    # Without a buffer, reading the first line leaves all that follows for `communicate`.
    process = subprocess.Popen(
        [*COMMAND, "--port", "0", *arguments],
        bufsize=0,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        preexec_fn=_obey_ctrl_c,
    )
    try:
        assert process.stderr is not None
        word, _, address = process.stderr.readline().decode().strip().rpartition(" ")
        assert word == "Listening on"
        yield process, address
    finally:
        process.kill()
        process.communicate(timeout=PATIENCE)


def interrupt(process: subprocess.Popen[bytes]) -> tuple[str, str]:
    """Press Ctrl-C, and return what the server wrote since its first line."""
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=PATIENCE)
    return output.decode(), errors.decode()


@asynccontextmanager
async def client_of(app: ASGIApp) -> AsyncIterator[httpx.AsyncClient]:
    """Let a client speak to an application in this process."""
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url=ADDRESS, timeout=PATIENCE) as client:
        yield client


def environment(**variables: str) -> dict[str, str]:
    """Return this process's variables without those of the command, but with others."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("IMGOPEN_MOCK_")}
    return {**kept, "NO_COLOR": "1", "COLUMNS": "100", **variables}


def _obey_ctrl_c() -> None:
    """A process that is started in the background of a shell may have been told to ignore it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
