"""What is installed holds the bundle itself, not a link to where it stands in this repository."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
HELD = {
    "mock_server": ("imgopen_mock", ("py.typed", "core/simulator.py")),
    "contract": ("imgopen_contract", ("py.typed", "report/page.html.j2", "report/page.css", "cli.py")),
}
"""What each distribution holds besides."""


@pytest.mark.parametrize("folder", HELD)
@pytest.mark.parametrize("targets", [["--wheel"], []], ids=["wheel", "wheel from sdist"])
def test_wheel_holds_the_bundle(tmp_path: Path, kiln_file: Path, targets: list[str], folder: str) -> None:
    pytest.importorskip("build")
    ignore = shutil.ignore_patterns("dist", "__pycache__")
    shutil.copytree(REPOSITORY / folder, tmp_path / folder, symlinks=True, ignore=ignore)
    (tmp_path / "generated").mkdir()
    shutil.copy(kiln_file, tmp_path / "generated" / "openapi.json")
    command = [sys.executable, "-m", "build", "--no-isolation", *targets, "--outdir", "dist", folder]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    package, names = HELD[folder]
    with zipfile.ZipFile(wheel) as archive:
        assert archive.read(f"{package}/openapi.json") == kiln_file.read_bytes()
        assert set(archive.namelist()) >= {f"{package}/{name}" for name in names}
