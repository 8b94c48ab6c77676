"""Starts one command, waits for it, and prints what it cost: a script for an interpreter of its own.

A process inherits the peak of memory of the one that started it. This one is small, so that the peak is the
command's own.
"""

from __future__ import annotations

import os
import sys
import time


def main(command: list[str]) -> int:
    """Run the command, print `wall cpu peak code` as the last line, and return 0."""
    start = time.perf_counter()
    child = os.posix_spawn(command[0], command, os.environ)
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - start
    cpu = usage.ru_utime + usage.ru_stime
    print(f"\n{wall} {cpu} {usage.ru_maxrss} {os.waitstatus_to_exitcode(status)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
