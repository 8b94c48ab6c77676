"""A program that runs a batch, to be killed: `python child.py URL FILE JOURNAL`; it prints a line for each outcome."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path
from typing import Any

import imgopen


def main(url: str, file: str, journal: str) -> None:
    """Run the batch that a file describes."""
    given = json.loads(Path(file).read_text("utf-8"))
    scale = given["scale"]
    settings = {**given["keys"], "base_url": url}
    if given["is_async"]:
        made = getattr(imgopen, f"Async{given['client']}")
        asyncio.run(
            _async_run(made(**settings, sleep=lambda seconds: asyncio.sleep(seconds / scale)), given, journal)
        )
        return
    with getattr(imgopen, given["client"])(
        **settings, sleep=lambda seconds: time.sleep(seconds / scale)
    ) as client:
        for outcome in _batch(client, given, journal):
            _tell(outcome)


async def _async_run(client: Any, given: Any, journal: str) -> None:
    async with client:
        async for outcome in _batch(client, given, journal):
            _tell(outcome)


def _batch(client: Any, given: Any, journal: str) -> Any:
    group, _, name = given["operation"].partition(".")
    method = getattr(getattr(client, group), name)
    return client.run_many(method, iter(given["jobs"]), concurrency=given["concurrency"], journal=journal)


def _tell(outcome: Any) -> None:
    kind = None if outcome.error is None else type(outcome.error).__name__
    told = [outcome.index, outcome.task_id, kind, outcome.task is not None]
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
