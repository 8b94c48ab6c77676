"""A mock server in a process of its own, whose clock stands still until it is told to go on."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def mock_server() -> Iterator[str]:
    """Run a mock server on a free port until the block ends; yield its URL."""
    command = [sys.executable, "-m", "imgopen_mock", "--port", "0", "--clock", "virtual"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert process.stdout is not None
    try:
        for line in process.stdout:
            if match := re.search(r"Listening on (http://\S+)", line):
                yield match[1]
                return
        raise SystemExit("the mock server did not start")
    finally:
        process.terminate()
        process.wait(timeout=10)
        process.stdout.close()
