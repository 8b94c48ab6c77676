"""Brings a package on disk up to date by touching only the files that are not."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from generator.output import MARK, OutputError, files_below, with_mark, write_below, write_package

_CACHE: Final = "__pycache__"


@dataclass(frozen=True)
class Update:
    """What was done to a package on disk; paths below its folder, sorted."""

    written: tuple[str, ...]
    removed: tuple[str, ...] = ()


def update_package(files: Mapping[str, str], out: Path) -> Update:
    """Make the folder `out` hold exactly `files`, and tell what had to be written.

    All new files are complete on disk before the first of them takes its place; each takes it in one step, so a
    program that reads the package meanwhile finds every file, old or new. Where that cannot be done file by file,
    the folder is replaced as `write_package` does.

    Raises:
        OutputError: `out` holds something that the generator did not write, or cannot be written.
    """
    target = out.absolute()
    expected = with_mark(files)
    found = {path.relative_to(target).as_posix() for path in files_below(target)}
    stale = tuple(sorted(found - expected.keys()))
    fresh = tuple(sorted(name for name, text in expected.items() if not _holds(target / name, text)))
    if MARK not in found or _needs_new_folder(target, fresh, stale):
        write_package(files, out)
    elif fresh or stale:
        try:
            _put({name: expected[name] for name in fresh}, target)
            _remove(stale, target)
        except OSError as error:
            raise OutputError(f"{out}: cannot be written: {error.strerror}") from error
    return Update(tuple(name for name in fresh if name != MARK), stale)


def _holds(path: Path, text: str) -> bool:
    try:
        return path.read_bytes() == text.encode()
    except OSError:
        return False


def _needs_new_folder(target: Path, fresh: Iterable[str], stale: Iterable[str]) -> bool:
    """Return whether files and folders change places, names differ in case only, or links lead elsewhere."""
    gone = {name.casefold() for name in stale}
    for name in fresh:
        above = {str(parent).casefold() for parent in PurePosixPath(name).parents}
        if (
            gone & {name.casefold(), *above}
            or (target / name).is_dir()
            or not (target / name).parent.resolve().is_relative_to(target.resolve())
        ):
            return True
    return False


def _put(files: Mapping[str, str], target: Path) -> None:
    staging = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        for name, text in files.items():
            write_below(staging, name, text)
            _be_younger(staging / name, target / name)
        for name in files:
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (staging / name).replace(target / name)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _be_younger(new: Path, old: Path) -> None:
    """Give a file a later second than the one whose place it takes.

    Python takes its cached bytecode for that of a source with the same size and second of change.
    """
    if not old.is_file():
        return
    second = int(old.stat().st_mtime)
    if int(new.stat().st_mtime) <= second:
        os.utime(new, (second + 1, second + 1))


def _remove(names: Iterable[str], target: Path) -> None:
    for name in names:
        (target / name).unlink(missing_ok=True)
        for folder in (target / name).parents:
            if folder == target or any(entry.name != _CACHE for entry in folder.iterdir()):
                break
            shutil.rmtree(folder)
