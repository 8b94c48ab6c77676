"""The command itself: a process that listens to real files, and is ended by Ctrl-C."""

from __future__ import annotations

import os
import queue
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from generator.lint import RuleSet
from generator.output import differences
from generator.steps import build
from generator.watch import events
from tests.support.command import REPOSITORY, run
from tests.support.small_spec import line_of, write_spec

DEADLINE = 30.0
"""Seconds after which a line that was to come is given up."""
GLAZE = "spec/schemas/Glaze.yaml"
REQUEST = "spec/schemas/FirePotRequest.yaml"


class Process:
    """`watch` in a process of its own, on a small spec in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.spec = folder / "spec" / "openapi.yaml"
        self.out = folder / "out"
        (folder / "own").mkdir()
        options = ["--out", "out", "--package", "clay", "--templates", "own"]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "generator", "watch", *options],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._lines: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def lines_until(self, pattern: str) -> list[str]:
        """Return the lines up to the first one in which a pattern is found."""
        lines: list[str] = []
        while not (lines and re.search(pattern, lines[-1])):
            try:
                lines.append(self._lines.get(timeout=DEADLINE))
            except queue.Empty:
                raise AssertionError(f"no line like {pattern} in {lines}") from None
        return lines

    def end(self, number: int) -> int:
        """Send a signal, and return the exit code."""
        self._process.send_signal(number)
        code = self._process.wait(DEADLINE)
        self._reader.join(DEADLINE)
        return code

    def close(self) -> None:
        """End it, whatever state it is in."""
        self._process.kill()
        self._process.wait(DEADLINE)
        self._reader.join(DEADLINE)
        assert self._process.stdout is not None
        self._process.stdout.close()

    def rest(self) -> list[str]:
        """Return the lines that nobody has read yet."""
        return [self._lines.get_nowait() for _ in range(self._lines.qsize())]

    def save(self, name: str, text: str) -> None:
        """Put a file in place as an editor does: written beside it, then renamed."""
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        beside = path.with_name(f".{path.name}.swp")
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)

    def is_in_step(self) -> bool:
        """Return whether the package is what a cold build gives."""
        files = build(self.spec, "clay", RuleSet.house, templates=self.folder / "own").files
        return differences(files, self.out) == []

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(line.rstrip("\n"))


@pytest.fixture
def process(tmp_path: Path) -> Iterator[Process]:
    write_spec(tmp_path / "spec")
    yield from _process(tmp_path)


@pytest.fixture
def process_without_spec(tmp_path: Path) -> Iterator[Process]:
    yield from _process(tmp_path)


def _process(tmp_path: Path) -> Iterator[Process]:
    made = Process(tmp_path)
    try:
        yield made
    finally:
        made.close()


def test_the_package_follows_the_files_until_ctrl_c(process: Process) -> None:
    first, ready = process.lines_until("Watching")
    assert re.fullmatch(r"out: (\d+) of \1 files new in \d+\.\d\d s", first)
    assert ready == "Watching spec and own; Ctrl-C ends it."
    file = process.folder / REQUEST
    text = file.read_text(encoding="utf-8")

    process.save(REQUEST, text.replace("default: 900", "default: 850"))
    (line,) = process.lines_until("changed")
    assert re.fullmatch(rf"{REQUEST} changed: [1-9]\d* of \d+ files new in \d+\.\d\d s", line)
    process.lines_until(r"^  src/clay/resources/kiln\.py$")
    assert "heat: int = 850" in (process.out / "src/clay/resources/kiln.py").read_text(encoding="utf-8")
    assert process.is_in_step()

    process.save(REQUEST, text.replace("default: 900", "default: 901"))
    complaint = process.lines_until("multiple of 50")
    assert complaint[-2].startswith(f"{REQUEST} changed: 1 complaint in ")
    number = line_of(file, "default: 901")
    assert complaint[-1].startswith(f"{REQUEST}:{number}: ")
    assert "heat: int = 850" in (process.out / "src/clay/resources/kiln.py").read_text(encoding="utf-8")

    process.save("spec/schemas/Pot.yaml", "type: string\ndescription: Id of any pot.\n")
    process.lines_until(r"^spec/schemas/Pot\.yaml changed: 2 complaints in ")
    process.lines_until(re.escape(complaint[-1]))
    process.save(REQUEST, text.replace("type: string\n    description: Id of the pot.", "$ref: Pot.yaml"))
    process.lines_until(re.escape(f"mended: {complaint[-1]}"))
    assert process.is_in_step()

    (process.folder / "spec/schemas/Pot.yaml").unlink()
    assert process.lines_until("does not exist")[-2].startswith(
        "spec/schemas/Pot.yaml changed: 1 complaint in "
    )
    process.save(REQUEST, text)
    process.lines_until("mended")
    assert process.is_in_step()

    process.save("own/files/extra.txt.jinja", "{{ generated }}\n")
    process.lines_until(r"^  extra\.txt$")
    assert process.is_in_step()

    away = Path(shutil.copytree(process.folder / "spec", process.folder / "away"))
    shutil.rmtree(process.folder / "spec")
    process.lines_until("cannot be read|does not exist")
    away.rename(process.folder / "spec")
    process.lines_until("^mended: ")
    glaze = (process.folder / GLAZE).read_text(encoding="utf-8")
    process.save(GLAZE, glaze.replace("Its color", "Its hue"))
    process.lines_until(f"^{GLAZE} changed: ")
    assert process.is_in_step()

    assert process.end(signal.SIGINT) == 0
    assert not [line for line in process.rest() if "Traceback" in line or "Abort" in line]
    assert sorted(path.name for path in process.folder.iterdir()) == ["out", "own", "spec"]


def test_a_folder_that_is_not_there_yet_is_awaited(process_without_spec: Process) -> None:
    process = process_without_spec
    assert "spec/openapi.yaml:1: openapi.yaml: cannot be read" in process.lines_until("Watching")[-2]
    write_spec(process.folder / "made")
    (process.folder / "made").rename(process.folder / "spec")
    process.lines_until("^mended: spec/openapi.yaml:1: ")
    assert process.is_in_step()
    assert process.end(signal.SIGTERM) == 0


def test_files_that_cannot_be_watched_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise OSError("OS file watch limit reached")

    monkeypatch.setattr(events, "watch", refuse)
    spec = write_spec(tmp_path / "spec")
    before = signal.getsignal(signal.SIGINT)
    result = run("watch", "--spec", spec, "--out", tmp_path / "out", "--package", "clay")
    assert result.exit_code == 3
    assert "cannot watch" in result.stderr
    assert "watch limit reached" in result.stderr
    assert signal.getsignal(signal.SIGINT) is before


def test_a_package_name_that_is_none_is_a_wrong_command_line() -> None:
    assert run("watch", "--package", "no-package").exit_code == 2
