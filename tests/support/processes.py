"""Servers in processes of their own, on a free port of this machine."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

MOCK = (sys.executable, "-m", "imgopen_mock", "--port", "0")


@contextmanager
def server(command: tuple[str, ...], ready: str) -> Iterator[str]:
    """Run a server until the block ends; yield what the group of the pattern `ready` matches in its output."""
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1", "NO_COLOR": "1"},
    )
    assert process.stdout is not None
    try:
        lines = []
        for line in process.stdout:
            lines.append(line)
            match = re.search(ready, line)
            if match:
                yield match[1]
                break
        else:
            raise AssertionError(f"{command[0]} ended before it was ready:\n{''.join(lines)}")
    finally:
        process.terminate()
        process.stdout.close()
        process.wait(timeout=30)


@contextmanager
def mock_server(*options: str) -> Iterator[str]:
    """Run the mock server; yield its base URL."""
    with server((*MOCK, *options), r"Listening on (http://\S+)") as url:
        yield url
