"""What an editor tells a user: a right program passes pyright and mypy, and each wrong one is flagged."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.command import GENERATED, REPOSITORY
from tests.typing.programs import Program, programs

PYRIGHT = REPOSITORY / "tests/node/node_modules/.bin/pyright"
RIGHT, *WRONG = programs()


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    """Run pyright once over all programs; its complaints by program."""
    folder = tmp_path_factory.mktemp("programs")
    files = {program.name: folder / f"program_{number}.py" for number, program in enumerate([RIGHT, *WRONG])}
    for program in (RIGHT, *WRONG):
        files[program.name].write_text(program.source, encoding="utf-8")
    settings = {
        "extraPaths": [str(GENERATED / "src")],
        "typeCheckingMode": "standard",
        "pythonVersion": "3.10",
    }
    (folder / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    command = [str(PYRIGHT), "--project", str(folder), "--outputjson", "--pythonpath", sys.executable]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    found = json.loads(result.stdout)["generalDiagnostics"]
    return {
        name: [entry for entry in found if Path(entry["file"]).name == file.name]
        for name, file in files.items()
    }


def test_pyright_finds_nothing_in_the_right_program(reports: dict[str, list[dict[str, Any]]]) -> None:
    assert reports[RIGHT.name] == []


@pytest.mark.parametrize("program", WRONG, ids=lambda program: program.name)
def test_pyright_flags_the_wrong_program(program: Program, reports: dict[str, list[dict[str, Any]]]) -> None:
    assert program.says in {entry.get("rule") for entry in reports[program.name]}, program.source
