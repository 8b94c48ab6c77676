"""Runs Sphinx on the source of the reference."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from generator.output import OutputError, replace_folder, write_package

_REMAINS: Final = (".doctrees", ".buildinfo", "_sources", "objects.inv")
"""What Sphinx leaves for itself and for others, and a reader has no use for."""


class SiteError(OutputError):
    """Sphinx found something wrong with a page."""


def write_source(files: Mapping[str, str], pictures: Mapping[str, Path], out: Path) -> None:
    """Replace the folder `out` by the source of a site.

    Raises:
        OutputError: it cannot be written, or holds something that the generator did not write.
    """
    with _workshop(out) as folder:
        fresh = Path(folder) / "source"
        _write(files, pictures, fresh)
        replace_folder(fresh, out)


def build_site(files: Mapping[str, str], pictures: Mapping[str, Path], out: Path) -> None:
    """Replace the folder `out` by the site that Sphinx makes of its source; a failure leaves the old one.

    Args:
        files: the source, by path.
        pictures: files to copy, by their path in the source.
        out: the folder of the site.

    Raises:
        SiteError: Sphinx warns of something.
        OutputError: the folder cannot be written, or holds something that the generator did not write.
    """
    with _workshop(out) as folder:
        source, fresh = Path(folder) / "source", Path(folder) / "site"
        _write(files, pictures, source)
        _run_sphinx(source, fresh)
        for name in _REMAINS:
            _remove(fresh / name)
        replace_folder(fresh, out)


def _workshop(out: Path) -> tempfile.TemporaryDirectory[str]:
    target = out.absolute()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        return tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent)
    except OSError as error:
        raise OutputError(f"{out}: cannot be written: {error.strerror}") from error


def _write(files: Mapping[str, str], pictures: Mapping[str, Path], folder: Path) -> None:
    write_package(files, folder)
    for name, path in pictures.items():
        target = folder / name
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
        except OSError as error:
            raise OutputError(f"{path}: cannot be copied: {error.strerror}") from error


def _run_sphinx(source: Path, out: Path) -> None:
    # A process of its own: Sphinx changes what all of a process shares, such as the roles of docutils.
    command = [sys.executable, "-P", "-m", "sphinx", "-b", "html", "-q", "-W", "--keep-going", "-j", "auto"]
    result = subprocess.run(
        [*command, str(source), str(out)], capture_output=True, text=True, encoding="utf-8", check=False
    )
    if result.returncode:
        said = (result.stderr or result.stdout).replace(f"{source}/", "").strip()
        raise SiteError(f"the site cannot be built:\n{said}")


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
