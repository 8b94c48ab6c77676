"""What an editor tells a user who brings an HTTP client: one of httpx or httpx2 is right, anything else is flagged."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.command import GENERATED, SPEC, run
from tests.support.http import LIBRARIES
from tests.support.operations import api
from tests.typing.test_type_checkers import PYRIGHT

PYTHON = "3.11"
NAME = api().class_name
RIGHT = f"""\
import httpx
import httpx2

from imgopen import Async{NAME}, {NAME}, {NAME}Error

HTTP = httpx.Client(proxy="http://127.0.0.1:1")
HTTP2 = httpx2.Client(event_hooks={{"request": [print]}})


class Traced(httpx2.Client):
    pass


def clients() -> list[{NAME}]:
    given = HTTP if HTTP.is_closed else HTTP2
    made = [{NAME}(http_client=HTTP), {NAME}(http_client=HTTP2, timeout=3)]
    return [*made, {NAME}(http_client=Traced()), {NAME}(http_client=given)]


async def work() -> None:
    async with httpx.AsyncClient() as http, httpx2.AsyncClient() as http2:
        async with Async{NAME}(http_client=http) as first, Async{NAME}(http_client=http2) as second:
            print(first, second)


def explain(error: {NAME}Error) -> int:
    return error.response.status_code if error.response is not None else 0
"""
WRONG = [
    f"import {library}\nfrom imgopen import {name}\n{name}(http_client={library}.{given}())\n"
    for library in LIBRARIES
    for name, given in (
        (NAME, "AsyncClient"),
        (f"Async{NAME}", "Client"),
        (NAME, "HTTPTransport"),
    )
]
WRONG.append(f"import httpx2\nfrom imgopen import {NAME}\n{NAME}(http_client=httpx2.Client)\n")


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Run pyright once over all programs; the rules that each breaks."""
    folder = tmp_path_factory.mktemp("programs")
    files = {source: folder / f"program_{number}.py" for number, source in enumerate([RIGHT, *WRONG])}
    for source, file in files.items():
        file.write_text(source, encoding="utf-8")
    settings = {"extraPaths": [str(GENERATED / "src")], "typeCheckingMode": "strict", "pythonVersion": PYTHON}
    (folder / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    command = [str(PYRIGHT), "--project", str(folder), "--outputjson", "--pythonpath", sys.executable]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    found: list[Any] = json.loads(result.stdout)["generalDiagnostics"]
    return {
        source: [entry.get("rule") for entry in found if Path(entry["file"]).name == file.name]
        for source, file in files.items()
    }


def test_pyright_takes_a_client_of_either_library(reports: dict[str, list[str]]) -> None:
    assert reports[RIGHT] == []


@pytest.mark.parametrize("source", WRONG, ids=lambda source: source.splitlines()[-1])
def test_pyright_flags_anything_else(source: str, reports: dict[str, list[str]]) -> None:
    assert "reportArgumentType" in reports[source]


def test_mypy_takes_both_and_finds_nothing_in_a_package_for_httpx2(tmp_path: Path) -> None:
    package, program = tmp_path / "package", tmp_path / "program.py"
    result = run("generate", "--spec", SPEC, "--out", package, "--http", "httpx2")
    assert result.exit_code == 0, result.stderr
    program.write_text(RIGHT, encoding="utf-8")
    # Where the libraries type something differently, a comment that one of them needs is idle for the other.
    options = ["--strict", "--no-warn-unused-ignores", "--python-version", PYTHON, "--config-file="]
    checked = subprocess.run(
        [sys.executable, "-m", "mypy", *options, str(program), str(package / "src" / "imgopen")],
        capture_output=True,
        text=True,
        check=False,
        env={"MYPYPATH": str(package / "src"), "PATH": ""},
        cwd=tmp_path,
    )
    assert checked.returncode == 0, checked.stdout
