"""What a running process has used so far. It is read from `/proc`, so on Linux alone."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

_USER: Final = 11
_SYSTEM: Final = 12


def cpu_seconds(pid: int) -> float:
    """Return the user and system seconds of a process, all its threads included."""
    # The command's name stands in brackets, and may have anything in it.
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[_USER]) + int(fields[_SYSTEM])) / os.sysconf("SC_CLK_TCK")


def resident_bytes(pid: int) -> int:
    """Return how much memory a process holds."""
    pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
