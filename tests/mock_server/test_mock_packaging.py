"""What is installed holds the bundle itself, not a link to where it stands in this repository."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "mock_server"


@pytest.mark.parametrize("targets", [["--wheel"], []], ids=["wheel", "wheel from sdist"])
def test_wheel_holds_the_bundle(tmp_path: Path, kiln_file: Path, targets: list[str]) -> None:
    pytest.importorskip("build")
    shutil.copytree(
        PACKAGE, tmp_path / "mock_server", symlinks=True, ignore=shutil.ignore_patterns("dist", "__pycache__")
    )
    (tmp_path / "generated").mkdir()
    shutil.copy(kiln_file, tmp_path / "generated" / "openapi.json")
    command = [sys.executable, "-m", "build", "--no-isolation", *targets, "--outdir", "dist", "mock_server"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        assert archive.read("imgopen_mock/openapi.json") == kiln_file.read_bytes()
        assert "imgopen_mock/py.typed" in archive.namelist()
        assert "imgopen_mock/core/simulator.py" in archive.namelist()
