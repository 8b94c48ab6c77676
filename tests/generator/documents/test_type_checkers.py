"""mypy and pyright find nothing in the packages, nor in programs that use them rightly, and what is wrong in others."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.generator.documents.packages import NAMES, package
from tests.generator.documents.programs import PROGRAMS
from tests.support.command import REPOSITORY

PYRIGHT = REPOSITORY / "tests/node/node_modules/.bin/pyright"
RUNTIME = "made_runtime"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All packages side by side, with one runtime for all, and the programs that use them."""
    made: Path = tmp_path_factory.mktemp("types")
    for name in NAMES:
        found = package(name)
        source = found.out / "src" / found.name
        target = made / found.name
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("_runtime", "__pycache__"))
        for file in target.rglob("*.py"):
            text = file.read_text(encoding="utf-8")
            text = text.replace(f"{found.name}._runtime.product", f"{RUNTIME}.product_of_{name}")
            file.write_text(text.replace(f"{found.name}._runtime", RUNTIME), encoding="utf-8")
        if not (made / RUNTIME).exists():
            shutil.copytree(source / "_runtime", made / RUNTIME)
        shutil.copy(source / "_runtime/product.py", made / RUNTIME / f"product_of_{name}.py")
    for name, text in PROGRAMS.items():
        (made / f"use_{name}.py").write_text(text, encoding="utf-8")
    return made


def test_mypy_finds_nothing_in_packages_and_what_is_wrong_in_programs(folder: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--python-version",
        "3.10",
        "--config-file",
        os.devnull,
    ]
    command += ["--cache-dir", str(folder / ".mypy_cache"), str(folder)]
    result = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "MYPYPATH": str(folder)}
    )
    assert result.returncode == 0, result.stdout


def test_pyright_finds_nothing_in_packages_and_what_is_wrong_in_programs(folder: Path) -> None:
    settings = {
        "include": ["made_*", "use_*.py"],
        "exclude": [RUNTIME],
        "extraPaths": ["."],
        "typeCheckingMode": "standard",
        "pythonVersion": "3.10",
        "enableTypeIgnoreComments": False,
    }
    (folder / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    command = [str(PYRIGHT), "--project", str(folder), "--outputjson", "--pythonpath", sys.executable]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    report: dict[str, Any] = json.loads(result.stdout)
    assert report["summary"]["filesAnalyzed"] > len(NAMES)
    found = {
        (Path(entry["file"]).name, entry["range"]["start"]["line"]) for entry in report["generalDiagnostics"]
    }
    wrong = {
        (f"use_{name}.py", number)
        for name, text in PROGRAMS.items()
        for number, line in enumerate(text.splitlines())
        if "# type: ignore" in line
    }
    assert found == wrong, report["generalDiagnostics"]
