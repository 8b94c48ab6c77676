"""Puts a package on disk whole or not at all, and compares one with what it should be."""

from __future__ import annotations

import difflib
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import Final

MARK: Final = ".written-by-generator"
"""The file by which a folder is known as one that may be replaced."""

_IGNORED_PARTS: Final = frozenset(
    {"__pycache__", "dist", "build", ".mypy_cache", ".ruff_cache", ".pytest_cache"}
)
_MARK_TEXT: Final = (
    "This folder is written by `python -m generator generate`: everything in it is replaced.\n"
)


class OutputError(Exception):
    """The package cannot be written where it should go."""


def write_package(files: Mapping[str, str], out: Path) -> None:
    """Replace the folder `out` by one with exactly `files`.

    The new folder is complete before the old one is moved away, and the old one comes back if the last step fails.

    Raises:
        OutputError: `out` holds something that the generator did not write, or cannot be written.
    """
    target = out.absolute()
    _check_replaceable(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    except OSError as error:
        raise OutputError(f"{out}: cannot be written: {error.strerror}") from error
    try:
        for name, text in with_mark(files).items():
            write_below(fresh, name, text)
        fresh.chmod(0o755)
        _swap(fresh, target)
    except OSError as error:
        raise OutputError(f"{out}: cannot be written: {error.strerror}") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def replace_folder(fresh: Path, out: Path) -> None:
    """Put a finished folder in the place of `out`, which comes back if that fails.

    `fresh` has to lie on the same file system as `out`; it is moved away.

    Raises:
        OutputError: `out` holds something that the generator did not write, or cannot be written.
    """
    target = out.absolute()
    _check_replaceable(target)
    try:
        (fresh / MARK).write_text(_MARK_TEXT, encoding="utf-8", newline="\n")
        _swap(fresh, target)
    except OSError as error:
        raise OutputError(f"{out}: cannot be written: {error.strerror}") from error


def write_file(text: str, path: Path) -> None:
    """Write one file whole or not at all.

    Raises:
        OutputError: it cannot be written.
    """
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.absolute().parent)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from error


def differences(files: Mapping[str, str], out: Path) -> list[str]:
    """Return the lines of a unified diff from the folder `out` to what it should hold; none where they agree."""
    expected = with_mark(files)
    found = {path.relative_to(out).as_posix(): path for path in files_below(out)}
    lines: list[str] = []
    for name in sorted({*expected, *found}):
        actual = _read(found[name]) if name in found else None
        lines += _diff(name, actual, expected.get(name))
    return lines


def _diff(name: str, actual: str | None, expected: str | None) -> list[str]:
    if actual == expected:
        return []
    before = "/dev/null" if actual is None else f"{name} (on disk)"
    after = "/dev/null" if expected is None else f"{name} (from the spec)"
    lines = difflib.unified_diff(
        (actual or "").splitlines(), (expected or "").splitlines(), before, after, lineterm=""
    )
    return list(lines) or [
        f"--- {before}",
        f"+++ {after}",
        "(they differ in line endings or at the end only)",
    ]


def with_mark(files: Mapping[str, str]) -> dict[str, str]:
    """Return the files of a package with the one by which its folder is known."""
    return {**files, MARK: _MARK_TEXT}


def files_below(folder: Path) -> list[Path]:
    """Return the files of the package in a folder; none where there is no such folder."""
    if not folder.is_dir():
        return []
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not is_kept_apart(path.relative_to(folder))
    ]


def is_kept_apart(path: PurePath) -> bool:
    """Return whether a path below a package is not of the package: what was built of it, caches of tools."""
    return any(part in _IGNORED_PARTS or part.endswith(".egg-info") for part in path.parts)


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="replace")


def write_below(root: Path, name: str, text: str) -> None:
    """Write a file and the folders around it.

    Raises:
        OutputError: it would lie outside `root`.
        OSError: it cannot be written.
    """
    path = root / name
    if not path.resolve().is_relative_to(root.resolve()):
        raise OutputError(f"{name}: lies outside the output folder")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _check_replaceable(target: Path) -> None:
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise OutputError(f"{target}: is not a folder")
    if target.is_dir() and any(target.iterdir()) and not (target / MARK).is_file():
        raise OutputError(f"{target}: holds files that the generator did not write; name an empty folder")


def _swap(fresh: Path, target: Path) -> None:
    if not target.exists():
        fresh.rename(target)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{target.name}-old-", dir=target.parent))
    target.rename(old / "package")
    try:
        fresh.rename(target)
    except OSError:
        (old / "package").rename(target)
        raise
    finally:
        if target.exists():
            shutil.rmtree(old, ignore_errors=True)
