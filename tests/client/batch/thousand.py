"""A thousand tasks over HTTP, 64 at a time, in bad weather, killed again and again.

Run it with `python -m tests.client.batch.thousand`; it takes a minute or two, prints what came of it, and fails if
anything was lost or submitted twice.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.client.batch.killing import run_with_kills


def main() -> None:
    """Run it as often as wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--concurrency", type=int, default=64)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--faults", type=float, default=0.1)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--async", dest="is_async", action="store_true")
    given = parser.parse_args()
    begin = time.monotonic()
    with TemporaryDirectory() as folder:
        report = run_with_kills(
            Path(folder),
            count=given.count,
            concurrency=given.concurrency,
            kills=given.kills,
            chance=Random(given.seed),
            faults=given.faults,
            is_async=given.is_async,
        )
    report.check(given.count)
    sys.stdout.write(f"{report}; {time.monotonic() - begin:.0f} s\n")


if __name__ == "__main__":
    main()
