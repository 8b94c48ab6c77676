"""The steps that every document goes through, and what came of each."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from tests.documents.described import Document
from tests.documents.kinds import kind_of
from tests.documents.worker import PACKAGE
from tests.support.command import REPOSITORY

PYRIGHT: Final = REPOSITORY / "tests/node/node_modules/.bin/pyright"
_LONGEST_SECONDS: Final = 1800


@dataclass(frozen=True)
class Check:
    """What a type checker says: how many seconds it took, and its complaints."""

    seconds: float
    errors: tuple[str, ...]


@dataclass
class Result:
    """What came of one document; a step that failed has its reason in `failure`, and those after it are missing."""

    title: str
    version: str
    size: int
    operations: int = 0
    models: int = 0
    generate_seconds: float = 0.0
    import_seconds: float | None = None
    import_failures: list[str] = field(default_factory=list)
    mypy: Check | None = None
    pyright: Check | None = None
    calls: int = 0
    call_failures: list[tuple[str, str]] = field(default_factory=list)
    notices: Counter[str] = field(default_factory=Counter)
    failure: str = ""

    @property
    def is_fine(self) -> bool:
        """Whether nothing at all went wrong."""
        checks = [check for check in (self.mypy, self.pyright) if check is not None]
        faults = self.failure or self.import_failures or self.call_failures
        return not faults and not any(check.errors for check in checks)


def survey(spec: Path, out: Path, *, checks_types: bool = True) -> Result:
    """Take a document through every step.

    Args:
        spec: the document.
        out: a folder of its own for the package.
        checks_types: whether mypy and pyright are run, which takes most of the time.
    """
    document = Document(spec)
    result = Result(document.title, str(document.root["openapi"]), document.size)
    try:
        _generate(result, spec, out)
        _import(result, spec, out)
        _call(result, spec, out)
    except _StepError as error:
        result.failure = str(error)
        return result
    if checks_types:
        result.mypy = _mypy(out)
        result.pyright = _pyright(out)
    return result


class _StepError(Exception):
    """A step ended before its end."""


def _generate(result: Result, spec: Path, out: Path) -> None:
    found = _step("generate", spec, out)
    result.operations, result.models = found["operations"], found["models"]
    result.generate_seconds = found["seconds"]
    result.notices = Counter(kind_of(what) for _, what in found["notices"])


def _import(result: Result, spec: Path, out: Path) -> None:
    found = _step("import", spec, out)
    result.import_seconds, result.import_failures = found["seconds"], found["failures"]


def _call(result: Result, spec: Path, out: Path) -> None:
    found = _step("call", spec, out)
    result.calls = found["all"]
    result.call_failures = [(operation, reason) for operation, reason in found["failures"]]


def _step(name: str, spec: Path, out: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.documents.worker", name, str(spec), str(out)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=REPOSITORY, timeout=_LONGEST_SECONDS
    )
    lines = done.stdout.strip().splitlines()
    if done.returncode != 0 or not lines:
        raise _StepError(f"{name}: {(done.stderr.strip().splitlines() or ['no output'])[-1][:300]}")
    found: dict[str, Any] = json.loads(lines[-1])
    return found


def _mypy(out: Path) -> Check:
    command = [sys.executable, "-m", "mypy", "--strict", "--package", PACKAGE, "--no-error-summary"]
    command += [
        "--config-file",
        os.devnull,
        "--cache-dir",
        str(out / ".mypy_cache"),
        "--python-version",
        "3.10",
    ]
    start = time.perf_counter()
    environment = {**os.environ, "MYPYPATH": str(out / "src")}
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=out, env=environment)
    errors = [line for line in done.stdout.splitlines() if ": error:" in line]
    if done.returncode and not errors:
        errors = [done.stderr.strip()[-300:] or "mypy failed"]
    return Check(time.perf_counter() - start, tuple(errors))


def _pyright(out: Path) -> Check:
    settings = {
        "include": ["src"],
        "extraPaths": ["src"],
        "typeCheckingMode": "standard",
        "pythonVersion": "3.10",
    }
    (out / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    command = [str(PYRIGHT), "--project", str(out), "--outputjson", "--pythonpath", sys.executable]
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - start
    try:
        found = json.loads(done.stdout)["generalDiagnostics"]
    except ValueError:
        return Check(seconds, (done.stderr.strip()[-300:] or "pyright failed",))
    errors = [entry for entry in found if entry["severity"] == "error"]
    return Check(seconds, tuple(f"{Path(entry['file']).name}: {entry['message']}" for entry in errors))
