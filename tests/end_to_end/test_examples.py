"""The example's tests pass where only wheels are installed: nothing of this repository's sources is in reach."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import venv
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterable
from email.parser import Parser
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support.command import GENERATED, REPOSITORY

EXAMPLE = REPOSITORY / "examples" / "storybook"
SOURCES = (GENERATED, REPOSITORY / "mock_server", EXAMPLE)
LOOK = "import {0}, json; print(json.dumps([module.__file__ for module in ({0},)]))"

ENVIRONMENT = {
    name: value
    for name, value in os.environ.items()
    if not name.startswith(("PYTHON", "PYTEST_", "PIP_", "VIRTUAL_"))
} | {"PIP_CONFIG_FILE": os.devnull, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def run(*command: str | Path, cwd: Path) -> str:
    result = subprocess.run(command, cwd=cwd, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def build(out: Path) -> list[Path]:
    """Build the wheels of both packages and of the example."""
    pytest.importorskip("hatchling")
    for source in SOURCES:
        run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", out, cwd=source)
    return sorted(out.glob("*.whl"))


def requirements(wheel: Path) -> list[Requirement]:
    """Return what a wheel asks for."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        metadata = Parser().parsestr(archive.read(name).decode())
    return [Requirement(text) for text in metadata.get_all("Requires-Dist", [])]


def third_party(wanted: Iterable[Requirement], own: set[str]) -> dict[str, Distribution]:
    """Find what is asked for, and what that asks for in turn, among what is installed here."""
    found: dict[str, Distribution] = {}
    queue = [(requirement, "test") for requirement in wanted]
    seen: set[str] = set()
    while queue:
        requirement, extra = queue.pop()
        name = canonicalize_name(requirement.name)
        applies = requirement.marker is None or requirement.marker.evaluate({"extra": extra})
        if not applies or name in own or f"{name} {requirement.extras}" in seen:
            continue
        seen.add(f"{name} {requirement.extras}")
        found[name] = distribution(name)
        inner = [Requirement(text) for text in found[name].requires or ()]
        queue += [(deeper, chosen) for deeper in inner for chosen in requirement.extras or {""}]
    return found


def link(distributions: Iterable[Distribution], folder: Path) -> None:
    """Make a folder of links to installed distributions, and to nothing else."""
    folder.mkdir()
    for found in distributions:
        for top in {file.parts[0] for file in found.files or ()} - {"..", "__pycache__"}:
            if not (folder / top).is_symlink():
                (folder / top).symlink_to(str(found.locate_file(top)))


def test_the_storybooks_tests_pass_with_the_wheels_alone(tmp_path: Path) -> None:
    wheels = build(tmp_path / "dist")
    own: set[str] = {canonicalize_name(wheel.name.split("-")[0]) for wheel in wheels}
    assert own == {"imgopen", "imgopen-mock", "storybook"}
    others = third_party([needed for wheel in wheels for needed in requirements(wheel)], own)
    link(others.values(), tmp_path / "others")

    venv.create(tmp_path / "env", with_pip=False, symlinks=True)
    python = tmp_path / "env" / "bin" / "python"
    (site_packages,) = (tmp_path / "env").glob("lib/python*/site-packages")
    (site_packages / "others.pth").write_text(f"{tmp_path / 'others'}\n")
    # Without an index pip has to find each requirement satisfied by the links, or it fails.
    targets = [f"{wheel}[test]" if wheel.name.startswith("storybook") else str(wheel) for wheel in wheels]
    run(
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "--no-index",
        "--no-cache-dir",
        *targets,
        cwd=tmp_path,
    )

    shutil.copytree(
        EXAMPLE / "tests", tmp_path / "book" / "tests", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(EXAMPLE / "pyproject.toml", tmp_path / "book")
    modules = json.loads(
        run(python, "-c", LOOK.format("imgopen, imgopen_mock, storybook"), cwd=tmp_path / "book")
    )
    assert all(Path(module).is_relative_to(site_packages) for module in modules), modules

    run(python, "-m", "pytest", "-p", "no:cacheprovider", "--junit-xml", "report.xml", cwd=tmp_path / "book")
    (suite,) = ET.parse(tmp_path / "book" / "report.xml").getroot()
    written = [
        test
        for file in (EXAMPLE / "tests").glob("test_*.py")
        for test in re.findall(r"^(?:async )?def test_", file.read_text(), flags=re.MULTILINE)
    ]
    assert len(written) > 5
    assert "async def test_" in written
    assert int(suite.attrib["tests"]) >= len(written)
    assert [suite.attrib[kind] for kind in ("errors", "failures", "skipped")] == ["0", "0", "0"]
