"""The command that holds a receiver of callbacks to the document, apart from its options."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TextIO

from imgopen_contract.document import DocumentError, load_document
from imgopen_contract.receiver.check import Check
from imgopen_contract.receiver.endpoint import PREFIX, TIMEOUT
from imgopen_contract.receiver.errors import ReceiverError
from imgopen_contract.receiver.junit import to_junit
from imgopen_contract.receiver.suite import check_receiver
from imgopen_contract.report.files import write_whole

RIGHT, BROKEN, BAD_INPUT = 0, 1, 2
"""What the command exits with: nothing is wrong, the receiver is broken, it could not be judged."""

_WIDTH = 78


def run(
    url: str,
    *,
    operations: Sequence[str] = (),
    headers: Sequence[str] = (),
    timeout: float = TIMEOUT,
    prefix: str = PREFIX,
    junit: Path | None = None,
    document: Path | None = None,
    output: TextIO | None = None,
    errors: TextIO | None = None,
    pause: Callable[[float], None] = time.sleep,
) -> int:
    """Hold the receiver at a URL to the document, print the report, and return the exit code.

    Args:
        url: Where callbacks are posted to; `{task_id}` in it stands for the task's id.
        operations: Only callbacks of these operations; all if there are none.
        headers: What every request carries besides, each as `Name: value`; the values are never shown.
        timeout: Seconds within which an answer has to come.
        prefix: What the ids of the test tasks begin with.
        junit: Where the report is written to as JUnit XML, if anywhere.
        document: The document; the one that comes with the package if there is none.
        output: Where the report is printed; standard output if nothing is given.
        errors: Where errors and, on a terminal, progress are printed; standard error if nothing is given.
        pause: Waits for so many seconds, between the pieces of a slow body.
    """
    output, errors = output or sys.stdout, errors or sys.stderr
    line = _Line(errors)
    try:
        _check_place(junit)
        try:
            report = check_receiver(
                url,
                operations=operations,
                headers=_parsed(headers),
                timeout=timeout,
                prefix=prefix,
                pause=pause,
                document=load_document(document),
                progress=line.show,
            )
        finally:
            line.clear()
        _print(str(report), output)
        if junit is not None:
            _write(junit, to_junit(report))
    except (DocumentError, ReceiverError) as error:
        _print(f"imgopen-contract: {error}", errors)
        return BAD_INPUT
    return RIGHT if report.ok else BROKEN


class _Line:
    """A line that tells how far it is, on a terminal alone."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream if stream.isatty() else None

    def show(self, done: int, of: int, check: Check) -> None:
        """Replace the line."""
        if self._stream is not None:
            print(f"\r{f'{done}/{of} {check.id}'[:_WIDTH]:<{_WIDTH}}", end="", file=self._stream, flush=True)

    def clear(self) -> None:
        """Take the line away."""
        if self._stream is not None:
            print(f"\r{'':<{_WIDTH}}\r", end="", file=self._stream, flush=True)


def _parsed(headers: Sequence[str]) -> dict[str, str]:
    """Read headers; what is wrong is told without their text, which may be a secret in the wrong place."""
    parsed: dict[str, str] = {}
    for number, header in enumerate(headers, 1):
        name, colon, value = header.partition(":")
        if not colon or not name.strip():
            raise ReceiverError(f"header {number} is not of the form 'Name: value'")
        if name.strip().lower() in (known.lower() for known in parsed):
            raise ReceiverError(f"header {name.strip()} is given twice")
        parsed[name.strip()] = value.strip()
    return parsed


def _check_place(path: Path | None) -> None:
    """Find out before the work whether its result can be kept."""
    if path is not None and (not path.parent.is_dir() or path.is_dir()):
        raise ReceiverError(f"{path}: cannot be written there")


def _write(path: Path, text: str) -> None:
    try:
        write_whole(path, text)
    except OSError as error:
        raise ReceiverError(f"{path}: cannot be written: {error.strerror or error}") from error


def _print(text: str, stream: TextIO) -> None:
    """Print a text on whatever the stream can show: an answer may have letters that it has not."""
    encoding = stream.encoding or "utf-8"
    print(text.encode(encoding, "backslashreplace").decode(encoding), file=stream)
