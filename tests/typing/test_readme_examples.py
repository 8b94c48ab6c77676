"""Every Python program in a README, a guide or the reference is complete, and type checkers find nothing wrong with it.

Nor does mypy with the right one of the programs that are derived from the spec; all are checked in one run.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.lint import RuleSet
from generator.reference import reference_files
from generator.steps import load
from tests.end_to_end.test_readme import python_blocks
from tests.support.command import REPOSITORY, SPEC
from tests.support.operations import api, cases
from tests.typing.test_type_checkers import PYRIGHT, RIGHT

READMES = (
    *("README.md", "generated/README.md", "mock_server/README.md", "contract/README.md"),
    *("docs/guides/index.md", "docs/guides/downstream.md", "docs/guides/contract-checks.md"),
)
SOURCES = [str(REPOSITORY / folder / "src") for folder in ("generated", "mock_server", "contract")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every example as a file of its own."""
    made = tmp_path_factory.mktemp("readme")
    for readme in READMES:
        blocks = python_blocks((REPOSITORY / readme).read_text(encoding="utf-8"))
        assert blocks, readme
        for number, block in enumerate(blocks, 1):
            name = f"{readme.lower().replace('/', '_').removesuffix('.md')}_{number}.py"
            (made / name).write_text(block, encoding="utf-8")
    for page, text in reference_files(api(), load(SPEC, RuleSet.house)).items():
        for number, block in enumerate(python_blocks(text), 1):
            name = f"{page.replace('/', '_').removesuffix('.md')}_{number}.py"
            (made / name).write_text(block, encoding="utf-8")
    return made


def test_pyright_finds_nothing(folder: Path) -> None:
    settings = {"extraPaths": SOURCES, "typeCheckingMode": "standard", "pythonVersion": "3.11"}
    (folder / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    command = [str(PYRIGHT), "--project", str(folder), "--outputjson", "--pythonpath", sys.executable]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    report = json.loads(result.stdout)
    assert report["summary"]["filesAnalyzed"] >= len(READMES) + 2 * len(cases())
    assert report["generalDiagnostics"] == []


def test_mypy_finds_nothing(folder: Path) -> None:
    (folder / "right.py").write_text(RIGHT.source, encoding="utf-8")
    options = ["--strict", "--python-version", "3.10", "--config-file="]
    command = [sys.executable, "-m", "mypy", *options, *map(str, sorted(folder.glob("*.py")))]
    environment = {**os.environ, "MYPYPATH": os.pathsep.join(SOURCES)}
    result = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, cwd=folder)
    assert result.returncode == 0, result.stdout
