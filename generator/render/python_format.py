"""Formats all Python of the package at once, with ruff."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import Final

from ruff import find_ruff_bin

_COMMON: Final = ("--isolated", "--no-cache", "--quiet", "--target-version", "py310", "--line-length", "110")


def format_python(files: dict[str, str], package: str) -> dict[str, str]:
    """Return the files with imports sorted, unused imports gone, and the layout that ruff gives.

    Raises:
        RuntimeError: ruff refuses the text, which is a fault of the generator.
    """
    with tempfile.TemporaryDirectory(prefix="generator-") as folder:
        root = Path(folder)
        for path, text in files.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        first_party = f"lint.isort.known-first-party=[{package!r}]"
        _run("check", "--fix", "--select", "I,F401,PIE790", "--config", first_party, folder)
        _run("format", folder)
        return {path: (root / path).read_text(encoding="utf-8") for path in files}


def _run(command: str, *arguments: str) -> None:
    result = subprocess.run(
        [find_ruff_bin(), command, *_COMMON, *arguments], capture_output=True, text=True, check=False
    )
    if result.returncode:
        raise RuntimeError(f"ruff {command} failed:\n{result.stdout}{result.stderr}")
