"""Standard output and standard error, as rich writes to them."""

from __future__ import annotations

import json
import math
import sys
from functools import cache
from typing import TYPE_CHECKING, Any

from .plain import plain

if TYPE_CHECKING:
    from rich.console import Console


@cache
def stdout() -> Console:
    """Return standard output."""
    return _console(is_stderr=False)


@cache
def stderr() -> Console:
    """Return standard error."""
    return _console(is_stderr=True)


def say(text: str) -> None:
    """Write a line to standard output, with nothing in it changed but what a terminal would act upon."""
    sys.stdout.write(f"{plain(text)}\n")


def say_text(text: str) -> None:
    """Write text of many lines to standard output; only on a terminal is something changed in it."""
    shown = plain(text) if sys.stdout.isatty() else text
    sys.stdout.write(shown if shown.endswith("\n") or not shown else f"{shown}\n")


def tell(text: str) -> None:
    """Write a remark to standard error."""
    sys.stderr.write(f"{plain(text)}\n")


def say_json(value: Any) -> None:
    """Write a JSON document to standard output; a number that JSON has no form for is null."""
    is_ascii = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    text = json.dumps(_finite(value), ensure_ascii=is_ascii, indent=2, default=str)
    sys.stdout.write(f"{_escaped(text)}\n")


def dumped(value: Any) -> Any:
    """Return a typed answer as the service's own JSON."""
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json", by_alias=True, exclude_unset=True)
    if isinstance(value, (list, tuple)):
        return [dumped(entry) for entry in value]
    if isinstance(value, dict):
        return {key: dumped(entry) for key, entry in value.items()}
    return value


def _finite(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {key: _finite(entry) for key, entry in value.items()}
    return [_finite(entry) for entry in value] if isinstance(value, list) else value


def _escaped(text: str) -> str:
    """Return JSON whose strings hold nothing that a terminal would act upon."""
    return "".join(
        char if char == "\n" or plain(char) == char else json.dumps(char).strip('"') for char in text
    )


def _console(*, is_stderr: bool) -> Console:
    from rich.console import Console

    class HonestConsole(Console):
        def on_broken_pipe(self) -> None:
            """Leave it to the command what is done where the reader went away."""
            raise BrokenPipeError

    return HonestConsole(stderr=is_stderr, highlight=False, markup=False, emoji=False)
