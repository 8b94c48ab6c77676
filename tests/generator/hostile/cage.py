"""A process in which hostile documents are generated from: bounded, watched, and warm, so that a case is cheap."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from tests.support.command import REPOSITORY

MEGABYTE: Final = 2**20
MEMORY: Final = 2048 * MEGABYTE
"""Bytes of address space that a case may take."""
SECONDS: Final = 20
"""Seconds of a processor that a case may take."""
CANARY: Final = "PWNED"
"""The name that the payloads of the tests try to give life to: a file, a variable, a piece of code."""


@dataclass(frozen=True)
class Case:
    """One document to generate from, and then to import what came out."""

    spec: Path
    out: Path
    package: str = "clay"
    rules: str = "openapi"
    command: str = "generate"
    memory: int = MEMORY
    seconds: int = SECONDS
    is_imported: bool = True


@dataclass(frozen=True)
class Outcome:
    """What became of a case; the process that ran it has ended."""

    exit_code: int | None
    """None where it was ended by one of its bounds, or fell over."""
    stdout: str
    stderr: str
    exception: str
    """The traceback of an exception that is no complaint."""
    deeds: list[str]
    """What it did that no document may make it do."""
    opened: list[str]
    """The files that it read, those of Python itself left out."""
    imported: list[str]
    models: int
    left: list[str] = field(default_factory=list)
    """The files in its folder afterwards, the spec and the output left out."""

    @property
    def is_sound(self) -> bool:
        """Whether it ended by itself, with a package or complaints."""
        return self.exit_code in (0, 1) and not self.exception


class Cage:
    """Runs cases one by one, each in a process forked for it alone."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def run(self, case: Case) -> Outcome:
        """Return what became of a case."""
        request = {
            key: str(value) if isinstance(value, Path) else value for key, value in asdict(case).items()
        }
        answer = self._ask(request)
        left = [
            path.relative_to(case.out.parent).as_posix()
            for path in sorted(case.out.parent.rglob("*"))
            if path.is_file()
            and not path.is_relative_to(case.out)
            and not path.is_relative_to(case.spec.parent)
        ]
        return Outcome(**answer, left=left)

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps(request), file=self._process.stdin, flush=True)
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer


@contextmanager
def open_cage() -> Iterator[Cage]:
    """Give a cage until the block ends."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.generator.hostile.caged"],
        cwd=REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "NO_COLOR": "1", "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "200"},
    ) as process:
        yield Cage(process)
        assert process.stdin is not None
        process.stdin.close()
