"""Child processes, and what each of them cost."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_TO_BYTES: Final = 1 if sys.platform == "darwin" else 1024
_LAUNCHER: Final = str(Path(__file__).with_name("launcher.py"))
_ROOT: Final = str(Path(__file__).resolve().parent.parent)


@dataclass(frozen=True)
class Cost:
    """What a process and its own children took."""

    wall: float
    cpu: float
    """User and system seconds."""
    peak: int
    """Bytes of memory, of the largest of them."""


class ProcessError(Exception):
    """A child process failed; the message ends with the last line that it wrote."""


def run(arguments: Sequence[str], folder: Path) -> Cost:
    """Run `python` with arguments inside a folder, in an interpreter of its own.

    Raises:
        ProcessError: its exit code is not 0.
    """
    output = read(["-I", "-S", _LAUNCHER, *python(arguments, folder)], folder)
    report, _, cost = output.rstrip().rpartition("\n")
    wall, cpu, peak, code = cost.split()
    if int(code):
        raise _failure(arguments, int(code), report)
    return Cost(float(wall), float(cpu), int(peak) * _TO_BYTES)


def read(arguments: Sequence[str], folder: Path) -> str:
    """Run `python` like `run`, and return what it writes to standard output and standard error.

    Raises:
        ProcessError: its exit code is not 0.
    """
    result = subprocess.run(
        python(arguments, folder),
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if result.returncode:
        raise _failure(arguments, result.returncode, result.stdout)
    return result.stdout


def own_module(name: str, *arguments: str) -> list[str]:
    """Return the arguments with which `python` runs a module of this package, from any folder."""
    code = (
        f"import runpy, sys; sys.path.insert(0, {_ROOT!r}); runpy.run_module({name!r}, run_name='__main__')"
    )
    return ["-I", "-c", code, *arguments]


def python(arguments: Sequence[str], folder: Path) -> list[str]:
    """Return the command that runs `python` with arguments.

    Bytecode is kept in `folder`, so that every side finds its own there, and none elsewhere.
    """
    return [sys.executable, "-X", f"pycache_prefix={folder / 'bytecode'}", *arguments]


def environment() -> dict[str, str]:
    """Return the environment with this interpreter's own tools first, for children that start tools by name."""
    tools = str(Path(sys.executable).parent)
    path = os.pathsep.join((tools, os.environ.get("PATH", "")))
    return {**os.environ, "PATH": path, "PYTHONDONTWRITEBYTECODE": ""}


def _failure(arguments: Sequence[str], code: int, output: str) -> ProcessError:
    lines = output.strip().splitlines() or ["it wrote nothing"]
    command = " ".join(arguments[:3])
    return ProcessError(f"python {command[:60]}: exit code {code}: {lines[-1][:300]}")
