"""Editing one field while `watch` runs: the seconds from the save of a file to the package being on disk."""

from __future__ import annotations

import json
import re
import selectors
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from benchmarks.generation import generator_arguments
from benchmarks.process import environment, python, run
from benchmarks.row import Row, compare
from benchmarks.stopwatch import Samples
from benchmarks.workshop import SPEC, Measurement, Workshop

GOAL: Final = 1.0
"""Seconds."""
_DEADLINE: Final = 60.0
_FIELD: Final = re.compile(r"^(\s*maximum: )(\d+)$", re.MULTILINE)
_TITLE: Final = "editing one field with `watch` running: save -> package on disk"


class WatchError(Exception):
    """The watch did not do what it should have done."""


class _Watched:
    """A `watch` over a copy of the real spec, and one field in it that can be edited."""

    def __init__(self, process: subprocess.Popen[bytes], spec: Path, out: Path) -> None:
        self._process = process
        self._out = out
        self._file = _file_with_a_range(spec.parent)
        self._text = self._file.read_text(encoding="utf-8")
        self._edits = 0
        self._selector = selectors.DefaultSelector()
        assert process.stdout is not None
        self._selector.register(process.stdout, selectors.EVENT_READ)

    def wait_until_ready(self) -> None:
        """Return when the first package is there."""
        self._line_with(b"Watching")

    def edit(self) -> float:
        """Save the file with another maximum of one field; return the seconds until the package is on disk."""
        self._edits += 1
        match = _FIELD.search(self._text)
        assert match is not None
        text = _FIELD.sub(rf"\g<1>{int(match[2]) + 1000 * self._edits}", self._text, count=1)
        beside = self._file.with_name(f".{self._file.name}.swp")
        beside.write_text(text, encoding="utf-8")
        before = self._snapshot()
        start = time.perf_counter()
        beside.replace(self._file)
        told = self._line_with(b" changed: ")
        seconds = time.perf_counter() - start
        if b" new in " not in told or self._snapshot() == before:
            raise WatchError(f"the package did not follow: {told.decode().strip()}")
        return seconds

    def _snapshot(self) -> str:
        return json.dumps(json.loads((self._out / "openapi.json").read_text(encoding="utf-8")))

    def _line_with(self, piece: bytes) -> bytes:
        assert self._process.stdout is not None
        while self._selector.select(_DEADLINE):
            line: bytes = self._process.stdout.readline()
            if piece in line:
                return line
            if not line:
                raise WatchError("the process ended")
        raise WatchError(f"no line came within {_DEADLINE:g} s")


def _file_with_a_range(folder: Path) -> Path:
    """Return the file of the spec with the most lines that has a field with a maximum."""
    files = [path for path in folder.rglob("*.yaml") if _FIELD.search(path.read_text(encoding="utf-8"))]
    return max(files, key=lambda path: (path.read_text(encoding="utf-8").count("\n"), path.name))


@contextmanager
def _watching(folder: Path) -> Iterator[_Watched]:
    spec = Path(shutil.copytree(SPEC.parent, folder / "watched")) / SPEC.name
    arguments = ["-m", "generator", "watch", "--spec", str(spec), "--out", str(folder / "package")]
    process = subprocess.Popen(
        python(arguments, folder), cwd=folder, env=environment(), stdout=subprocess.PIPE, bufsize=0
    )
    try:
        yield _Watched(process, spec, folder / "package")
    finally:
        process.terminate()
        process.wait(_DEADLINE)
        if process.stdout is not None:
            process.stdout.close()


def _measure(workshop: Workshop) -> Iterator[Row]:
    rounds = workshop.rounds(25, 7)
    with _watching(workshop.folder) as watched:
        watched.wait_until_ready()
        watched.edit()
        seconds = []
        for number in range(rounds):
            workshop.progress.step(f"round {number + 1} of {rounds}")
            seconds.append(watched.edit())
    whole = run(generator_arguments(SPEC, workshop.folder / "whole"), workshop.folder).wall
    ours = Samples("watch", tuple(seconds))
    promised = Samples("promised", (GOAL,) * rounds)
    details = {"median_seconds": ours.median, "slowest_seconds": max(ours.values)}
    yield compare(_TITLE, ours, promised, third=Samples("make generate", (whole,)), goal=1.0, details=details)


MEASUREMENTS: Final = (Measurement("watch", _measure),)
