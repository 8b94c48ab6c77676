"""Formats all Python of the package at once, with ruff."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final

from ruff import find_ruff_bin

from generator.memory import FORGETFUL, Memory

_COMMON: Final = ("--isolated", "--no-cache", "--quiet", "--target-version", "py310", "--line-length", "110")


def format_python(files: Mapping[str, str], package: str, memory: Memory = FORGETFUL) -> dict[str, str]:
    """Return the files with imports sorted, unused imports gone, and the layout that ruff gives.

    How the imports of a file are sorted depends on its own text and on which modules there are beside it, so these
    two are what `memory` knows it by.

    Raises:
        RuntimeError: ruff refuses the text, which is a fault of the generator.
    """
    names = frozenset(files)
    keys = {path: (path, text, package, names) for path, text in files.items()}
    return memory.recall_each("format", keys, lambda chosen: _formatted(files, package, chosen))


def _formatted(files: Mapping[str, str], package: str, chosen: Collection[str]) -> dict[str, str]:
    wanted = set(chosen)
    with tempfile.TemporaryDirectory(prefix="generator-") as folder:
        root = Path(folder)
        for path, text in files.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text if path in wanted else "", encoding="utf-8")
        first_party = f"lint.isort.known-first-party=[{package!r}]"
        _run(root, "check", "--fix", "--select", "I,F401,PIE790", "--config", first_party)
        _run(root, "format")
        return {path: (root / path).read_text(encoding="utf-8") for path in chosen}


def _run(folder: Path, command: str, *arguments: str) -> None:
    """Run ruff over a folder, from within it: what lies where the generator was started decides nothing.

    In a session of its own it does not hear Ctrl-C, which is for the generator to act on.
    """
    result = subprocess.run(
        [find_ruff_bin(), command, *_COMMON, *arguments, "."],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        start_new_session=True,
    )
    if result.returncode:
        raise RuntimeError(f"ruff {command} failed:\n{result.stdout}{result.stderr}")
