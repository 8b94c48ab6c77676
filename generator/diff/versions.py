"""Finding a version of the spec: a file, a folder, or a revision of git."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from generator.source.complaint import Complaint, Location, SpecError

_ROOTS: Final = ("openapi.yaml", "openapi.yml", "openapi.json")
_SUFFIXES: Final = frozenset({".yaml", ".yml", ".json"})


class VersionError(Exception):
    """What was named is neither a file, nor a folder with a spec, nor a revision."""


@dataclass(frozen=True)
class Version:
    """A version of the spec that can be read."""

    name: str
    root: Path
    """The root document; for a revision a copy in a temporary folder."""
    folder: Path | None = None
    """The temporary folder; None where the files are those of the user."""

    def shown(self, file: Path) -> str:
        """Return what a file is called in messages: `HEAD~3:spec/openapi.yaml` for one of a revision."""
        if self.folder is not None:
            revision = self.name.partition(":")[0]
            return f"{revision}:{file.relative_to(self.folder).as_posix()}"
        try:
            return file.relative_to(Path.cwd()).as_posix()
        except ValueError:
            return file.as_posix()

    def told(self, error: SpecError) -> SpecError:
        """Return an error of reading with the names of files as they are to be printed."""
        return SpecError(
            Complaint(
                Location(Path(self.shown(each.location.file)), each.location.line), each.where, each.what
            )
            for each in error.complaints
        )


@contextmanager
def open_version(name: str, default: Path) -> Iterator[Version]:
    """Find the version that `name` names; what was taken out of git is gone afterwards.

    Args:
        name: A file, a folder with an `openapi.yaml`, `.yml` or `.json`, a revision (`HEAD~3`), or a revision and a
            path from the top of the repository (`v1.0:spec/openapi.yaml`). What exists as a file or folder is one.
        default: The root document that a revision without a path means.

    Raises:
        VersionError: it is none of these.
    """
    path = Path(name)
    if path.is_file():
        yield Version(name, path.absolute())
    elif path.is_dir():
        yield Version(name, _root_in(path.absolute()))
    else:
        with tempfile.TemporaryDirectory(prefix="spec-") as folder:
            yield _from_git(name, default, Path(folder).resolve())


def _root_in(folder: Path) -> Path:
    for root in _ROOTS:
        if (folder / root).is_file():
            return folder / root
    raise VersionError(f"{folder}: has none of {', '.join(_ROOTS)}")


def _from_git(name: str, default: Path, folder: Path) -> Version:
    revision, has_path, text = name.partition(":")
    place = default.absolute().parent if not has_path and default.absolute().parent.is_dir() else Path.cwd()
    if not revision or revision.startswith("-"):
        raise VersionError(f"{name}: is no file, no folder and no revision of git")
    top = Path(_git(place, name, "rev-parse", "--show-toplevel").decode().rstrip("\n"))
    commit = _git(place, name, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}").decode().strip()
    path = PurePosixPath(text) if has_path else _from_top(default, top, name)
    _copy(top, name, commit, path, folder)
    root = folder / path
    if not root.is_file() and not root.is_dir():
        raise VersionError(f"{name}: has no {path}")
    return Version(name, root if root.is_file() else _root_in(root), folder)


def _from_top(default: Path, top: Path, name: str) -> PurePosixPath:
    try:
        return PurePosixPath(default.resolve().relative_to(top.resolve()).as_posix())
    except ValueError:
        raise VersionError(f"{name}: {default} does not lie in the repository {top}") from None


def _copy(top: Path, name: str, commit: str, path: PurePosixPath, folder: Path) -> None:
    """Write the YAML and JSON files beside and below a path of a commit into a folder."""
    beside = path.parent.as_posix() if path.suffix in _SUFFIXES else path.as_posix()
    listed = _git(top, name, "ls-tree", "-r", "-z", commit, "--", f"{beside}/" if beside != "." else ".")
    files = {}
    for entry in listed.split(b"\0"):
        head, _, raw = entry.partition(b"\t")
        file = folder / raw.decode("utf-8", errors="replace")
        if head.startswith(b"100") and file.suffix in _SUFFIXES and file.resolve().is_relative_to(folder):
            files[file] = head.split()[2]
    blobs = _git(top, name, "cat-file", "--batch", given=b"\n".join((*files.values(), b"")))
    for file in files:
        head, _, blobs = blobs.partition(b"\n")
        size = int(head.split()[2])
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(blobs[:size])
        blobs = blobs[size + 1 :]


def _git(place: Path, name: str, *arguments: str, given: bytes = b"") -> bytes:
    try:
        command = ("git", "-C", str(place), *arguments)
        done = subprocess.run(command, input=given, capture_output=True, check=False)
    except OSError:
        raise VersionError(f"{name}: is no file and no folder, and git cannot be run") from None
    if done.returncode:
        raise VersionError(f"{name}: is no file, no folder and no revision of git")
    return done.stdout
