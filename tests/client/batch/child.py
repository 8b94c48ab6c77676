"""A program that runs a batch, to be killed: `python child.py URL FILE JOURNAL`; it prints a line for each outcome."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import imgopen


def main(url: str, file: str, journal: str) -> None:
    """Run the batch that a file describes."""
    given = json.loads(Path(file).read_text("utf-8"))
    scale = given["scale"]
    client = getattr(imgopen, given["client"])(
        **given["keys"], base_url=url, sleep=lambda seconds: time.sleep(seconds / scale)
    )
    group, _, name = given["operation"].partition(".")
    method = getattr(getattr(client, group), name)
    with client:
        for outcome in client.run_many(
            method, iter(given["jobs"]), concurrency=given["concurrency"], journal=journal
        ):
            kind = None if outcome.error is None else type(outcome.error).__name__
            told = [outcome.index, outcome.task_id, kind, outcome.task is not None]
            sys.stdout.write(json.dumps(told) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
